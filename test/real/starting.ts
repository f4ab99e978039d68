/** The services while they come up: suites begin as soon as theirs are there. */
import { type Here, type Up, up } from '../services/commands.ts'
import { ServiceError, type ServiceName } from '../services/service.ts'

export interface Starting {
  /** Resolves when these are up, or none comes up any more. */
  ready(needs: readonly ServiceName[]): Promise<void>
  /** Those that are not up. */
  lacking(needs: readonly ServiceName[]): readonly ServiceName[]
  /** What is up, in words. */
  versions(): string
  /** Resolves when none comes up any more: to what went wrong, in words. */
  readonly settled: Promise<string | undefined>
}

export function startServices(here: Here, names: readonly ServiceName[]): Starting {
  const there: Up[] = []
  const waiting = new Set<() => void>()
  const lacking: Starting['lacking'] = (needs) => needs.filter((need) => !there.some(({ name }) => name === need))
  const isUp = (service: Up): void => {
    there.push(service)
    for (const look of waiting) look()
  }
  const settled = begin({ ...here, isUp }, names)
  return {
    settled,
    lacking,
    async ready(needs) {
      const complete = Promise.withResolvers<void>()
      const look = (): void => {
        if (lacking(needs).length === 0) complete.resolve()
      }
      waiting.add(look)
      look()
      await Promise.race([complete.promise, settled])
      waiting.delete(look)
    },
    versions: () => there.map(({ name, version }) => `${name} ${version}`).join(', '),
  }
}

async function begin(here: Here, names: readonly ServiceName[]): Promise<string | undefined> {
  // No name would mean all of them.
  if (names.length === 0) return undefined
  try {
    await up(here, names)
    return undefined
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return error.message
  }
}
