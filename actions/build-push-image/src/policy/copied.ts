import type { ContextEntry } from '../context/walk.ts'
import { flagOf, jsonArguments } from '../dockerfile/read.ts'
import type { Plan } from '../dockerfile/stages.ts'
import { words } from '../dockerfile/words.ts'
import { globToRegExp } from '../layers/glob.ts'

/** The entries of the context that the Dockerfile's stages copy. Where a source can't be told, everything counts. */
export function copiedEntries(entries: readonly ContextEntry[], plan: Plan): ContextEntry[] {
  const sources = plan.stages
    .flatMap((stage) => stage.instructions)
    .filter(
      ({ keyword, flags }) => (keyword === 'COPY' || keyword === 'ADD') && flags.every(([name]) => name !== 'from'),
    )
    .flatMap((instruction) => {
      const all = jsonArguments(instruction.text) ?? words(instruction.text, () => '*')
      return flagOf(instruction, 'exclude') === undefined ? all.slice(0, -1) : ['.']
    })
    .map((source) => source.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, ''))
  if (sources.some((source) => source === '' || source === '.')) return [...entries]
  const patterns = sources.map(globToRegExp)
  return entries.filter(({ path }) => prefixes(path).some((prefix) => patterns.some((pattern) => pattern.test(prefix))))
}

function prefixes(path: string): string[] {
  const parts = path.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
