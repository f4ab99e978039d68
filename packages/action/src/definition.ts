import type { Input } from './inputs.ts'
import type { StandardReason } from './verdict.ts'

export type InputTable = Readonly<Record<string, Input<unknown>>>

/** One problem with the inputs taken together. */
export interface InputProblem {
  readonly input: string
  /** What is wrong, which value, what is allowed, what to do. */
  readonly message: string
}

/** The one description of an action: `action.yml`, the parser and the README's tables all come from it. */
export interface ActionDefinition<
  I extends InputTable = InputTable,
  O extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
  R extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
> {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly branding: { readonly icon: string; readonly color: string }
  readonly hasPost: boolean
  readonly inputs: I
  /** Output names with their descriptions, beside `verdict` and `reason`. */
  readonly outputs: O
  /** The action's own reasons with their sentences. */
  readonly reasons: R
  /** Rules over several inputs; called when each of them is right by itself. */
  check?(inputs: InputsOf<I>): readonly InputProblem[]
}

export type InputsOf<I extends InputTable> = {
  readonly [K in keyof I]: I[K] extends Input<infer T> ? T : never
}
export type InputsOfAction<D> = D extends { readonly inputs: infer I extends InputTable } ? InputsOf<I> : never
export type ReasonOf<D> = D extends { readonly reasons: infer R } ? (keyof R & string) | StandardReason : never
export type OutputsOf<D> = D extends { readonly outputs: infer O } ? { readonly [K in keyof O]?: string } : never

/** Keeps the exact types of a definition. */
export function defineAction<
  const I extends InputTable,
  const O extends Readonly<Record<string, string>>,
  const R extends Readonly<Record<string, string>>,
>(definition: ActionDefinition<I, O, R>): ActionDefinition<I, O, R> {
  return definition
}
