import type { EventRecorder } from '../controllers/events.ts'
import type { Container, Pod } from '../kinds.ts'
import type { Api } from '../storage/api.ts'
import type { ImageStore } from './image.ts'
import type { Ports } from './ports.ts'
import type { Reaper } from './reaper.ts'

/** What every pod of the node shares. */
export interface Node {
  readonly api: Api
  readonly events: EventRecorder
  readonly images: ImageStore
  readonly reaper: Reaper
  readonly ports: Ports
  /** What pods with a service account of their own reach the API server with: there is one token, and every right goes with it. */
  readonly account: { readonly token: string; readonly port: () => number }
  /** Where pods keep their volumes and logs. */
  readonly dir: string
  /** Where executables are found that an image lacks. */
  readonly path: string
  readonly startDelayMs: number
  readonly backOffMs: number
}

/** The one container of a pod; pods of several are refused before they are stored. */
export function containerOf(pod: Pod): Container {
  const [container] = pod.spec.containers
  if (container === undefined) throw new Error(`pod ${pod.metadata.name} has no container`)
  return container
}

/** How often the node looks again at what is missing. */
export const RETRY_MS = 1000
