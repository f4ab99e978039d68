import { at, numberOf } from '../json.ts'
import { RESOURCES } from '../schema/resources.ts'
import type { Api } from '../storage/api.ts'
import { type StoredObject, timestamp } from '../storage/object.ts'

/** Writes Events as the components of a real cluster do: the same one again counts up. */
export class EventRecorder {
  readonly #api: Api
  readonly #names = new Map<string, string>()

  constructor(api: Api) {
    this.#api = api
  }

  record(about: StoredObject, type: 'Normal' | 'Warning', reason: string, message: string, component: string): void {
    const namespace = about.metadata.namespace ?? 'default'
    const { name, uid, resourceVersion } = about.metadata
    const key = [uid, type, reason, message, component].join('\n')
    const now = timestamp()
    const known = this.#names.get(key)
    const earlier = known === undefined ? undefined : this.#api.store.get(RESOURCES.events, namespace, known)
    const options = { manager: component }
    if (earlier !== undefined) {
      const count = (numberOf(at(earlier, 'count')) ?? 1) + 1
      this.#api.replace(
        RESOURCES.events,
        namespace,
        earlier.metadata.name,
        { ...earlier, count, lastTimestamp: now },
        options,
      )
      return
    }
    const host = component === 'kubelet' ? { host: 'node-1' } : {}
    const container = component === 'kubelet' && reason !== 'FailedMount'
    const fieldPath = container ? { fieldPath: containerPath(about) } : {}
    const involvedObject = {
      kind: about.kind,
      namespace,
      name,
      uid,
      apiVersion: about.apiVersion,
      resourceVersion,
      ...fieldPath,
    }
    const written = {
      metadata: { name: `${name}.${process.hrtime.bigint().toString(16)}`, namespace },
      involvedObject,
      reason,
      message,
      type,
      source: { component, ...host },
      reportingComponent: component,
      reportingInstance: host.host ?? '',
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
    }
    try {
      this.#names.set(key, this.#api.create(RESOURCES.events, namespace, written, options).metadata.name)
    } catch {
      // A namespace that is being deleted takes no new events.
    }
  }
}

function containerPath(pod: StoredObject): string {
  const containers = at(pod, 'spec', 'containers')
  const name = Array.isArray(containers) ? at(containers[0], 'name') : undefined
  return `spec.containers{${typeof name === 'string' ? name : ''}}`
}
