import type { ActionInput } from '../actions/definition.ts'
import type { Attempt } from '../job/attempt.ts'
import type { Conclusion } from '../types.ts'

/** An action of GitHub's that this runner does itself, whatever version the file pins. */
export interface ServedAction {
  readonly inputs: Readonly<Record<string, ActionInput>>
  /** Inputs that the real one has and this one can't do, with the values that ask for nothing. */
  readonly beyond: Readonly<Record<string, readonly string[]>>
  run(call: ServedCall): Promise<Conclusion>
}

/** One use of a served action. */
export interface ServedCall {
  readonly attempt: Attempt
  readonly inputs: Readonly<Record<string, string>>
}

/** An input with its default. */
export function input(value = ''): ActionInput {
  return { default: value }
}

/** Whether an input says yes, in YAML's spelling as `core.getBooleanInput` takes it. */
export function isTrue(value: string | undefined): boolean {
  return ['true', 'True', 'TRUE'].includes(value ?? '')
}

/** The lines of a multi-line input that are not blank. */
export function lines(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
