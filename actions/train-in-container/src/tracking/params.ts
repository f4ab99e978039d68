import type { InputsOfAction } from '@ml-actions/action'
import type { Dataset } from '../datasets.ts'
import type { Definition } from '../definition.ts'
import { commandOf } from '../run-spec.ts'

/** What two runs are compared by: options of the command, its variables, the data. Of `run`, which is a program, no options. */
export function paramsOf(
  inputs: Pick<InputsOfAction<Definition>, 'command' | 'run' | 'env'>,
  datasets: readonly Pick<Dataset, 'name' | 'digest'>[],
): ReadonlyMap<string, string> {
  const command = commandOf(inputs)
  return new Map([
    ...(command.kind === 'arguments' ? optionsOf(command.words) : []),
    ...[...(inputs.env ?? [])].map(([name, value]) => [`env.${name}`, value] as const),
    ...datasets.map(({ name, digest }) => [`dataset.${name}`, digest] as const),
  ])
}

/** `--name value`, `--name=value` and `--name` alone, which is `true`; one that is given again has all its values. */
export function optionsOf(words: readonly string[]): ReadonlyMap<string, string> {
  const options = new Map<string, string>()
  for (const [at, word] of words.entries()) {
    if (word === '--') break
    const [, name, joined] = /^--([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(word) ?? []
    if (name === undefined) continue
    const next = words[at + 1]
    const value = joined ?? (next === undefined || /^--?[A-Za-z-]/.test(next) ? 'true' : next)
    const before = options.get(name)
    options.set(name, before === undefined ? value : `${before}, ${value}`)
  }
  return options
}
