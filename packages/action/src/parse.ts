import type { ActionDefinition, InputProblem, InputsOf, InputTable } from './definition.ts'
import { UserError } from './errors.ts'
import type { Input } from './inputs.ts'

type Environment = Readonly<Record<string, string | undefined>>

const MAX_LINE_LENGTH = 8 * 1024
const MAX_TEXT_LENGTH = 1024 * 1024
const SHOWN_LENGTH = 100

/** The variable in which the runner hands an input over: upper case, blanks as `_`, hyphens kept. */
function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

/**
 * Reads every input at once.
 * @throws UserError `invalid-input`, naming all that is wrong, each with its value, what is allowed and an example.
 */
export function parseInputs<I extends InputTable>(definition: ActionDefinition<I>, env: Environment): InputsOf<I>
export function parseInputs(definition: ActionDefinition, env: Environment): Readonly<Record<string, unknown>> {
  const problems: InputProblem[] = []
  const values: Record<string, unknown> = {}
  for (const [name, input] of Object.entries(definition.inputs)) {
    const read = readInput(name, input, env[inputVariable(name)] ?? '')
    if (typeof read === 'object') values[name] = read.value
    else problems.push({ input: name, message: read })
  }
  if (problems.length === 0) problems.push(...(definition.check?.(values) ?? []))
  if (problems.length > 0) throw invalidInputs(problems)
  return values
}

/** The texts of all secret inputs, to be masked before anything is parsed or shown. */
export function secretTexts(definition: ActionDefinition, env: Environment): readonly string[] {
  return Object.entries(definition.inputs)
    .filter(([, input]) => input.secret)
    .map(([name]) => env[inputVariable(name)] ?? '')
    .filter((text) => text.trim() !== '')
}

function readInput(name: string, input: Input<unknown>, given: string): { readonly value: unknown } | string {
  const text = input.secret ? given : given.trim()
  if (text.trim() === '') return readAbsent(name, input)
  const shown = input.secret ? 'the secret given' : quote(text)
  if (text.includes('\0')) return `\`${name}\`: ${shown} holds a NUL character.`
  if (text.length > (input.multiline ? MAX_TEXT_LENGTH : MAX_LINE_LENGTH)) {
    return `\`${name}\`: ${shown} is ${text.length} characters long.`
  }
  if (!input.multiline && /[\r\n]/.test(text)) return `\`${name}\`: ${shown} has more than one line.`
  const parsed = input.parse(text)
  return parsed.ok
    ? { value: parsed.value }
    : `\`${name}\`: ${shown} is not ${parsed.allowed}. Example: ${quote(input.example)}.`
}

function readAbsent(name: string, input: Input<unknown>): { readonly value: unknown } | string {
  if (input.default !== undefined && input.default !== '') {
    const parsed = input.parse(input.default)
    return parsed.ok ? { value: parsed.value } : `\`${name}\`: its default ${quote(input.default)} is not allowed.`
  }
  if (!input.required) return { value: undefined }
  return `\`${name}\` is empty. ${input.secret ? 'Give a secret of the repository' : `Example: ${quote(input.example)}`}.${emptyBecauseMasked(input)}`
}

/** A value from an earlier job arrives empty when that job's output held a masked string: the runner drops it. */
function emptyBecauseMasked(input: Input<unknown>): string {
  return input.type === 'digest' || input.type === 'repository'
    ? ' If it comes from another job’s output: the runner drops an output that contains a masked string (a registry name in a secret, for example) and says only "Skip output … since it may contain secret" in that job’s log. Hand over the digest alone and take the repository from `vars`.'
    : ''
}

function invalidInputs(problems: readonly InputProblem[]): UserError {
  const [only, ...more] = problems
  if (only !== undefined && more.length === 0) return new UserError({ reason: 'invalid-input', what: only.message })
  const lines = problems.map(({ message }) => `- ${message}`)
  return new UserError({
    reason: 'invalid-input',
    what: [`${problems.length} inputs are not right:`, ...lines].join('\n'),
  })
}

function quote(text: string): string {
  const short = text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text
  return JSON.stringify(short)
}
