import type { RunContext } from '@ml-actions/action'
import type { Inputs } from '../definition.ts'
import { fillTag } from '../tags.ts'

/** Where the builder takes layers from and leaves them, as `REPOSITORY:TAG`. */
export interface CachePlaces {
  readonly from: readonly string[]
  readonly to: string | undefined
}

/** The slice of an action's services that caches are named by. */
export interface CacheServices {
  readonly context: RunContext
  readonly clock: { now(): number }
  readonly log: { info(line: string): void }
}

/** The places that apply to this run; a tag with a placeholder that the run has nothing for is left out, and named. */
export function cachePlaces(
  inputs: Pick<Inputs, 'cache-from' | 'cache-to'>,
  { context, clock, log }: CacheServices,
): CachePlaces {
  const now = new Date(clock.now())
  const filled = (template: string): string[] => {
    const at = template.lastIndexOf(':')
    const tag = fillTag(template.slice(at + 1), context, now)
    if (tag.kind === 'filled') return [`${template.slice(0, at)}:${tag.tag}`]
    log.info(`The cache ${template} is left out: ${tag.why}.`)
    return []
  }
  return {
    from: (inputs['cache-from'] ?? []).flatMap(filled),
    to: inputs['cache-to'] === undefined ? undefined : filled(inputs['cache-to'])[0],
  }
}

/** Flags of `buildx build`. A cache that can't be written costs the next build time, and is no reason to fail this one. */
export function cacheFlags({ from, to }: CachePlaces): string[] {
  return [
    ...from.flatMap((place) => ['--cache-from', `type=registry,ref=${place}`]),
    ...(to === undefined
      ? []
      : ['--cache-to', `type=registry,ref=${to},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true`]),
  ]
}

/**
 * Listens to a build for caches that could not be used: BuildKit tells of it in passing, and a cache that is never read or
 * written looks like one that works, only slower. One that is not there yet is nothing to warn of.
 */
export function watchCaches(warn: (message: string) => void): (line: string) => void {
  const steps = new Map<string, string>()
  return (line) => {
    const [, id = '', text = ''] = /^#(\d+) (.*)$/.exec(line) ?? []
    const step = /^(?:importing cache manifest from \S+|exporting cache to registry)/.exec(text)?.[0]
    if (step !== undefined) steps.set(id, step)
    const [, error] = /^ERROR: (.*)$/.exec(text) ?? []
    const failed = steps.get(id)
    if (error === undefined || failed === undefined) return
    if (failed.startsWith('importing') && error.endsWith(': not found')) return
    warn(`The build went on without a cache: ${failed} failed: ${error}`)
  }
}
