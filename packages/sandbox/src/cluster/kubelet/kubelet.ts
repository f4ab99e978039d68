import { isPod, type Pod } from '../kinds.ts'
import { RESOURCES } from '../schema/resources.ts'
import { ApiError, badRequest, notFound, refused } from '../storage/status.ts'
import { readLog } from './log.ts'
import { containerOf, type Node } from './node.ts'
import { PodWorker } from './pod-worker.ts'

/** The node at work. */
export interface Kubelet {
  readonly log: (namespace: string, name: string, query: URLSearchParams) => string
  stop(): Promise<void>
}

/** How long pods have to end when the whole cluster stops. */
const STOP_GRACE_MS = 2000

const LOG_PARAMETERS = new Set(['container', 'previous', 'tailLines', 'limitBytes', 'pretty'])

/** Runs every pod that is placed on the node. */
export function startKubelet(node: Node): Kubelet {
  const { store } = node.api
  const workers = new Map<string, PodWorker>()
  const ending = new Map<string, Promise<void>>()
  const end = async (worker: PodWorker, pod: Pod): Promise<void> => {
    const { uid, namespace, name, deletionGracePeriodSeconds = 30 } = pod.metadata
    await worker.terminate(deletionGracePeriodSeconds)
    const last = store.get(RESOURCES.pods, namespace, name)
    if (last?.metadata.uid === uid) store.remove(RESOURCES.pods, last)
    workers.delete(uid)
  }
  const unsubscribe = store.subscribe(({ type, resource, object }) => {
    if (resource !== RESOURCES.pods || !isPod(object)) return
    const { uid, deletionTimestamp } = object.metadata
    const worker = workers.get(uid)
    if (type === 'DELETED') {
      if (worker !== undefined && !ending.has(uid))
        ending.set(
          uid,
          worker.terminate(0).finally(() => workers.delete(uid)),
        )
    } else if (worker !== undefined && deletionTimestamp !== undefined) {
      if (!ending.has(uid))
        ending.set(
          uid,
          end(worker, object).finally(() => ending.delete(uid)),
        )
    } else if (worker === undefined && object.spec.nodeName !== undefined && deletionTimestamp === undefined) {
      // The store is still telling others of this change; the pod's first status comes after it.
      setImmediate(() => {
        if (
          !stopped &&
          store.get(RESOURCES.pods, object.metadata.namespace, object.metadata.name)?.metadata.uid === uid
        ) {
          workers.set(uid, workers.get(uid) ?? new PodWorker(node, object))
        }
      })
    }
  })
  let stopped = false
  return {
    log: (namespace, name, query) => podLog(node, workers, namespace, name, query),
    async stop() {
      stopped = true
      unsubscribe()
      await Promise.all([...workers.values()].map((worker) => worker.kill(STOP_GRACE_MS)))
      await node.reaper.stop()
    },
  }
}

function podLog(
  node: Node,
  workers: ReadonlyMap<string, PodWorker>,
  namespace: string,
  name: string,
  query: URLSearchParams,
): string {
  const pod = node.api.get(RESOURCES.pods, namespace, name)
  if (!isPod(pod)) throw notFound(RESOURCES.pods, name)
  const unserved = [...query.keys()].find((key) => !LOG_PARAMETERS.has(key))
  if (unserved !== undefined) throw refused(`pods/log with ${unserved}`)
  const container = query.get('container') ?? containerOf(pod).name
  if (container !== containerOf(pod).name) throw badRequest(`container ${container} is not valid for pod ${name}`)
  const previous = query.get('previous') === 'true'
  const worker = workers.get(pod.metadata.uid)
  const file = worker?.logFile(previous)
  if (file === undefined && previous) {
    throw badRequest(`previous terminated container "${container}" in pod "${name}" not found`)
  }
  if (file === undefined) {
    const reason = worker?.waitingReason ?? 'ContainerCreating'
    const why = reason === 'ContainerCreating' ? reason : `trying and failing to pull image`
    throw badRequest(`container "${container}" in pod "${name}" is waiting to start: ${why}`)
  }
  return readLog(file, { tailLines: count(query, 'tailLines'), limitBytes: count(query, 'limitBytes') })
}

function count(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  if (!/^\d+$/.test(text))
    throw new ApiError(422, 'Invalid', `PodLogOptions "" is invalid: ${name}: Invalid value: "${text}"`)
  return Number(text)
}
