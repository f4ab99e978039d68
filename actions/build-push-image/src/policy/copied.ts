import type { ContextEntry } from '../context/walk.ts'
import { flagOf, jsonArguments } from '../dockerfile/read.ts'
import type { Plan } from '../dockerfile/stages.ts'
import { wordsIfKnown } from '../dockerfile/words.ts'
import { globToRegExp, isGlob } from '../layers/glob.ts'
import { followLinks } from '../layers/links.ts'

/** The entries of the context that the Dockerfile's stages copy. Where a source can't be told, everything counts. */
export function copiedEntries(entries: readonly ContextEntry[], plan: Plan): ContextEntry[] {
  const sources = plan.stages
    .flatMap((stage) => stage.instructions)
    .filter(
      ({ keyword, flags }) => (keyword === 'COPY' || keyword === 'ADD') && flags.every(([name]) => name !== 'from'),
    )
    .flatMap((instruction) => {
      const all = jsonArguments(instruction.text) ?? wordsIfKnown(instruction.text, () => '*') ?? ['.', '/']
      return flagOf(instruction, 'exclude') === undefined ? all.slice(0, -1) : ['.']
    })
    .map((source) => source.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, ''))
  const roots = sources.flatMap((source) => {
    const pattern = globToRegExp(source)
    const named = isGlob(source) ? entries.filter(({ path }) => pattern.test(path)).map(({ path }) => path) : [source]
    return named.flatMap((path) => followLinks(path === '.' ? '' : path, entries) ?? [])
  })
  if (roots.includes('')) return [...entries]
  return entries.filter(({ path }) => roots.some((root) => path === root || path.startsWith(`${root}/`)))
}
