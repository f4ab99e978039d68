import type { IDeployment, IReplicaSet } from 'kubernetes-models/apps/v1'
import type { IConfigMap, IEvent, INode, IPod, IService } from 'kubernetes-models/v1'

/** What the API says about an object of any kind, as far as this package reads it. */
export interface ObjectMeta {
  readonly name: string
  readonly namespace?: string
  readonly uid?: string
  readonly resourceVersion?: string
  readonly generation?: number
  readonly creationTimestamp?: string
  readonly deletionTimestamp?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

/** An object of any kind. Its other fields are read through guards (`isDeployment`, …) or `recordAt`. */
export interface KubernetesObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ObjectMeta
}

export type Deployment = KubernetesObject & IDeployment
export type ReplicaSet = KubernetesObject & IReplicaSet
export type Pod = KubernetesObject & IPod
export type Node = KubernetesObject & INode
export type Event = KubernetesObject & IEvent
export type Service = KubernetesObject & IService
export type ConfigMap = KubernetesObject & IConfigMap

/** A kind as the API addresses it. */
export interface Kind {
  readonly apiVersion: string
  readonly kind: string
}

/** The address of one object; `namespace` is absent for kinds that live outside namespaces. */
export interface ObjectReference extends Kind {
  readonly name: string
  readonly namespace?: string
}

/** True for a plain JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** True for what carries `apiVersion`, `kind` and `metadata.name`, as every object of the API does. */
export function isKubernetesObject(value: unknown): value is KubernetesObject {
  return (
    isRecord(value) &&
    typeof value['apiVersion'] === 'string' &&
    typeof value['kind'] === 'string' &&
    isRecord(value['metadata']) &&
    typeof value['metadata']['name'] === 'string'
  )
}

// The API server has validated the rest of an object by its own schema, so its kind is the proof of its shape.

/** True for a Deployment of `apps/v1`. */
export function isDeployment(object: KubernetesObject): object is Deployment {
  return object.apiVersion === 'apps/v1' && object.kind === 'Deployment'
}

/** True for a ReplicaSet of `apps/v1`. */
export function isReplicaSet(object: KubernetesObject): object is ReplicaSet {
  return object.apiVersion === 'apps/v1' && object.kind === 'ReplicaSet'
}

/** True for a Pod. */
export function isPod(object: KubernetesObject): object is Pod {
  return object.apiVersion === 'v1' && object.kind === 'Pod'
}

/** True for a Node. */
export function isNode(object: KubernetesObject): object is Node {
  return object.apiVersion === 'v1' && object.kind === 'Node'
}

/** True for an Event of the core API. */
export function isEvent(object: KubernetesObject): object is Event {
  return object.apiVersion === 'v1' && object.kind === 'Event'
}

/** True for a Service. */
export function isService(object: KubernetesObject): object is Service {
  return object.apiVersion === 'v1' && object.kind === 'Service'
}

/** True for a ConfigMap. */
export function isConfigMap(object: KubernetesObject): object is ConfigMap {
  return object.apiVersion === 'v1' && object.kind === 'ConfigMap'
}

/** The address of `object`. */
export function referenceTo(object: KubernetesObject): ObjectReference {
  const { apiVersion, kind, metadata } = object
  return {
    apiVersion,
    kind,
    name: metadata.name,
    ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
  }
}

/** `Deployment/app` – how messages name an object. */
export function nameOf(object: KubernetesObject | ObjectReference): string {
  return `${object.kind}/${'metadata' in object ? object.metadata.name : object.name}`
}

/** The record at `path` inside `value`, or undefined where there is none. */
export function recordAt(value: unknown, ...path: readonly string[]): Record<string, unknown> | undefined {
  const found = valueAt(value, ...path)
  return isRecord(found) ? found : undefined
}

/** The value at `path` inside `value`, or undefined where the path ends early. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let at: unknown = value
  for (const key of path) {
    if (!isRecord(at)) return undefined
    at = at[key]
  }
  return at
}
