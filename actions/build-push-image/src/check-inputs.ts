import type { InputProblem } from '@ml-actions/action'
import { PLACEHOLDERS } from './tags.ts'

/** The inputs that only make sense together. */
export interface CheckedInputs {
  readonly model: string | undefined
  readonly 'model-repository': string | undefined
  readonly sign: 'key' | 'none'
  readonly 'signing-key': string | undefined
  readonly tags: readonly string[]
  readonly 'immutable-tags': readonly string[] | undefined
  readonly 'registry-username': string | undefined
  readonly 'registry-password': string | undefined
}

/** Problems of inputs that are right one by one and wrong together. */
export function checkInputs(inputs: CheckedInputs): readonly InputProblem[] {
  const problems: InputProblem[] = []
  const problem = (input: string, message: string): void =>
    void problems.push({ input, message: `\`${input}\` ${message}` })
  if (inputs.model !== undefined && inputs['model-repository'] === undefined) {
    problem('model-repository', 'is not given, and `model` needs it: a digest alone does not say where the model is.')
  }
  if (inputs.sign === 'key' && inputs['signing-key'] === undefined) {
    problem('signing-key', 'is not given, and `sign: key` needs it.')
  }
  if (inputs['registry-password'] !== undefined && inputs['registry-username'] === undefined) {
    problem('registry-username', 'is not given, and `registry-password` needs it.')
  }
  for (const template of inputs.tags) {
    for (const [whole, name = ''] of template.matchAll(/\{([^}]*)\}?/g)) {
      if (!PLACEHOLDERS.some((known) => `{${known}}` === whole)) {
        problem('tags', `holds {${name}}, which is none of ${PLACEHOLDERS.map((known) => `{${known}}`).join(', ')}.`)
      }
    }
  }
  const stray = (inputs['immutable-tags'] ?? []).find((template) => !inputs.tags.includes(template))
  if (stray !== undefined) problem('immutable-tags', `names ${stray}, which is not one of \`tags\`.`)
  return problems
}
