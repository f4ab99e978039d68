import type { InputProblem } from '@ml-actions/action'
import { isCachePlace } from './cache-place.ts'
import { PLACEHOLDERS } from './tags.ts'

/** The inputs that only make sense together. */
export interface CheckedInputs {
  readonly model: string | undefined
  readonly 'model-repository': string | undefined
  readonly sign: 'key' | 'none'
  readonly 'signing-key': string | undefined
  readonly tags: readonly string[]
  readonly 'immutable-tags': readonly string[] | undefined
  readonly 'cache-from': readonly string[] | undefined
  readonly 'cache-to': string | undefined
  readonly builder: 'auto' | 'buildx' | 'docker' | 'layers'
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
  const caches: [string, readonly string[]][] = [
    ['cache-from', inputs['cache-from'] ?? []],
    ['cache-to', inputs['cache-to'] === undefined ? [] : [inputs['cache-to']]],
  ]
  for (const [input, templates] of [['tags', inputs.tags] as const, ...caches]) {
    for (const [whole, name = ''] of templates.flatMap((template) => [...template.matchAll(/\{([^}]*)\}?/g)])) {
      if (!PLACEHOLDERS.some((known) => `{${known}}` === whole)) {
        problem(input, `holds {${name}}, which is none of ${PLACEHOLDERS.map((known) => `{${known}}`).join(', ')}.`)
      }
    }
  }
  for (const [input, places] of caches) {
    const wrong = places.find((place) => !isCachePlace(place))
    if (wrong !== undefined) problem(input, `has ${wrong}, which is no \`REPOSITORY:TAG\`.`)
    if (places.length > 0 && (inputs.builder === 'docker' || inputs.builder === 'layers'))
      problem(input, `is given, and \`builder: ${inputs.builder}\` knows no cache in registries; buildx does.`)
  }
  const stray = (inputs['immutable-tags'] ?? []).find((template) => !inputs.tags.includes(template))
  if (stray !== undefined) problem('immutable-tags', `names ${stray}, which is not one of \`tags\`.`)
  return problems
}
