import type { Section, Series } from '@ml-actions/report'
import { quantileSorted } from 'd3-array'
import type { Asked } from '../load.ts'
import type { Moment } from '../result.ts'

const BUCKET_SECONDS = 1

type Arm = 'stable' | 'canary' | 'nobody'

/** Which arm answered: a canary's pods carry it in their name. */
function armOf({ pod, status }: Asked): Arm {
  if (pod === undefined || pod === '') return status === undefined || status >= 500 ? 'nobody' : 'stable'
  return pod.includes('-canary-') ? 'canary' : 'stable'
}

/** A request that its user saw fail: no answer at all, or the router's own 502, 503, 504. */
export function isRefused({ status, error }: Asked): boolean {
  return error !== undefined || status === 502 || status === 503 || status === 504
}

/** What the load client saw, second by second. */
export function trafficSections(asked: readonly Asked[], moments: readonly Moment[]): readonly Section[] {
  const startedAt = asked[0]?.at
  if (startedAt === undefined) return [{ kind: 'text', text: ['The load client asked nothing.'] }]
  const second = ({ at }: Asked): number => Math.floor((at - startedAt) / 1000 / BUCKET_SECONDS) * BUCKET_SECONDS
  const buckets = Map.groupBy(asked, second)
  const perSecond = (name: string, read: (requests: readonly Asked[]) => number | undefined): Series => ({
    name,
    points: [...buckets]
      .map(([at, requests]) => [at, read(requests)] as const)
      .filter((point): point is readonly [number, number] => point[1] !== undefined)
      .sort(([one], [other]) => one - other),
  })
  const of = (arm: Arm) => (requests: readonly Asked[]) => requests.filter((request) => armOf(request) === arm)
  const failed = (requests: readonly Asked[]): number => requests.filter(({ status = 500 }) => status >= 500).length
  const p95 = (requests: readonly Asked[]): number | undefined =>
    requests.length < 5
      ? undefined
      : quantileSorted(
          requests.map(({ ms }) => ms).sort((a, b) => a - b),
          0.95,
        )
  const x = { label: 'seconds since the client began' }
  const marks = moments
    .filter(({ at }) => at > startedAt)
    .map(({ at, label }) => ({ x: (at - startedAt) / 1000, label: label.split(': ').at(-1) ?? '' }))
  const refused = asked.filter(isRefused).length
  return [
    {
      kind: 'facts',
      rows: [
        ['Requests', [String(asked.length)]],
        ['Refused, cut or without a backend (502, 503, 504)', [String(refused)]],
        ['Answered with 500', [String(asked.filter(({ status }) => status === 500).length)]],
        ['Answered by a canary', [String(asked.filter((request) => armOf(request) === 'canary').length)]],
      ],
    },
    {
      kind: 'chart',
      title: 'Who answered',
      shape: 'line',
      x,
      marks,
      y: { label: 'requests per second' },
      series: (['stable', 'canary'] as const).map((arm) => perSecond(arm, (requests) => of(arm)(requests).length)),
    },
    {
      kind: 'chart',
      title: 'Answers of 500 and above, and none',
      shape: 'line',
      x,
      marks,
      y: { label: 'requests per second' },
      series: (['stable', 'canary', 'nobody'] as const).map((arm) =>
        perSecond(arm, (requests) => failed(of(arm)(requests))),
      ),
    },
    {
      kind: 'chart',
      title: 'Latency as the client saw it',
      shape: 'line',
      x,
      marks,
      y: { label: 'milliseconds, 95th percentile' },
      series: (['stable', 'canary'] as const).map((arm) => perSecond(arm, (requests) => p95(of(arm)(requests)))),
    },
  ]
}

export function servedByCanary(request: Asked): boolean {
  return armOf(request) === 'canary'
}
