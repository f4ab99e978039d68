/** Every write of a deployment, of the placing of a canary and of its promotion, in the order in which they come. */
import type { Moment } from '../../support/cluster/api-proxy.ts'

export type Job = 'deployment' | 'placing' | 'promotion'

export const WRITES: Readonly<Record<Job, readonly string[]>> = {
  deployment: [
    'take the Lease',
    'PATCH services/app',
    'PATCH deployments/app',
    'route: app alone',
    'PATCH deployments/app, recorded as good',
    'release state: idle',
    'give the Lease back',
  ],
  placing: [
    'take the Lease',
    'PATCH services/app-canary',
    'PATCH deployments/app-canary',
    'route: app 100, app-canary 0',
    'release state: canary, placed at 0 %',
    'give the Lease back',
  ],
  promotion: [
    'take the Lease',
    'release state: canary, start at 0 %',
    'release state: canary, advance at 50 %',
    'route: app 50, app-canary 50',
    'release state: promoting, promote at 50 %',
    'release state: promoting, advance at 100 %',
    'route: app 0, app-canary 100',
    'PATCH deployments/app',
    'release state: promoting, return at 50 %',
    'route: app 50, app-canary 50',
    'release state: promoting, return at 0 %',
    'route: app 100, app-canary 0',
    'route: app 100',
    'PATCH deployments/app, recorded as good',
    'DELETE services/app-canary',
    'DELETE deployments/app-canary',
    'release state: idle',
    'give the Lease back',
  ],
}

/** One kill: at the write of this place, from 1. */
export interface Kill {
  readonly job: Job
  readonly place: number
  readonly moment: Moment
}

export function nameOf({ job, place, moment }: Kill): string {
  return `${job} ${place}, ${moment} “${WRITES[job][place - 1]}”`
}

export function allKills(): readonly Kill[] {
  // The longest first: the lanes end together.
  const jobs: readonly Job[] = ['promotion', 'placing', 'deployment']
  const moments: readonly Moment[] = ['before', 'after']
  return jobs.flatMap((job) =>
    WRITES[job].flatMap((_, index) => moments.map((moment) => ({ job, place: index + 1, moment }))),
  )
}
