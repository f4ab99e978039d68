import { at, type Followed, textAt } from '../router/follow.ts'
import type { Labels } from './storage.ts'

/** Something that is scraped. */
export interface Target {
  readonly url: string
  readonly labels: Labels
}

const PORT = 'sandbox.ml-actions.dev/port'

/** Targets among the pods: those that run and carry `prometheus.io/scrape: "true"`. */
export function podTargets(pods: readonly Followed[]): Target[] {
  return pods.flatMap((pod) => {
    const { name, namespace, annotations, labels } = pod.metadata
    const running = textAt(pod.body, 'status', 'phase') === 'Running'
    const leaving = at(pod.body, 'metadata', 'deletionTimestamp') !== undefined
    if (annotations['prometheus.io/scrape'] !== 'true' || !running || leaving) return []
    const port = realPort(annotations[PORT], annotations['prometheus.io/port']) ?? annotations['prometheus.io/port']
    if (port === undefined) return []
    const host = textAt(pod.body, 'status', 'podIP') || '127.0.0.1'
    const instance = `${annotations[PORT] === undefined ? host : '127.0.0.1'}:${port}`
    const path = annotations['prometheus.io/path'] ?? '/metrics'
    const own = Object.entries(labels).map(([key, value]): [string, string] => [
      `label_${key.replaceAll(/[^a-zA-Z0-9_]/g, '_')}`,
      value,
    ])
    return [
      {
        url: `http://${instance}${path.startsWith('/') ? path : `/${path}`}`,
        labels: { ...Object.fromEntries(own), job: 'kubernetes-pods', instance, namespace, pod: name },
      },
    ]
  })
}

/** Reads where a container's port really is: `18080`, or `8080→127.0.0.1:18080` with several separated by commas. */
export function realPort(mapping: string | undefined, wanted: string | undefined): string | undefined {
  const entries = (mapping ?? '')
    .split(',')
    .map((entry) => entry.replaceAll('127.0.0.1:', '').match(/\d+/g) ?? [])
    .filter((numbers) => numbers.length > 0)
  const named = entries.find(([container, ...rest]) => rest.length > 0 && container === wanted)
  return (named ?? entries[0])?.at(-1)
}
