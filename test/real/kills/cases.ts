/**
 * Every write of a deployment, of the placing of a canary and of its promotion, in the order in which they come; and of a promotion that a
 * dead man's switch watches over.
 */
import type { Moment } from '../../support/cluster/api-proxy.ts'

export type Job = 'deployment' | 'placing' | 'promotion' | 'watched promotion'

const PROMOTION: readonly string[] = [
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
]
const ARM = 'POST jobs/'
const DISARM = 'DELETE jobs/app-dead-man-N'

/** What the switch sees or is: the other writes are those of a promotion without one. */
const OF_THE_SWITCH = new Set([ARM, 'route: app 0, app-canary 100', 'release state: idle', DISARM])

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
  promotion: ['take the Lease', ...PROMOTION, 'give the Lease back'],
  'watched promotion': ['take the Lease', ARM, ...PROMOTION, DISARM, 'give the Lease back'],
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
  const jobs: readonly Job[] = ['watched promotion', 'promotion', 'placing', 'deployment']
  const moments: readonly Moment[] = ['before', 'after']
  return jobs.flatMap((job) =>
    WRITES[job].flatMap((write, index) =>
      job === 'watched promotion' && !OF_THE_SWITCH.has(write)
        ? []
        : moments.map((moment) => ({ job, place: index + 1, moment })),
    ),
  )
}
