import { randomBytes, randomUUID } from 'node:crypto'
import { emptyOf, pruned } from '../apply/typed.ts'
import { at, equal, isObject, type JsonObject, objectOf, textOf } from '../json.ts'
import { RESOURCES, type Resource } from '../schema/resources.ts'
import { converted } from './conversion.ts'
import { defaulted } from './defaults.ts'
import { isStored, type StoredObject, timestamp } from './object.ts'

/** The alphabet of generated names: no vowels, so no words. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'

/** Five random characters, as the real server appends to `generateName`. */
function suffix(): string {
  return [...randomBytes(5)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

let addresses = 0

/** A cluster address nobody listens on: Services are reached through the router. */
function clusterAddress(): string {
  addresses += 1
  return `10.96.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`
}

/** A new object as it is decoded, with identity and defaults; whoever creates it owns what is in it. */
export function decodeNew(resource: Resource, namespace: string | undefined, body: JsonObject): JsonObject {
  const { status: _, ...rest } = body
  const metadata = { ...objectOf(body['metadata']) }
  const generated = textOf(metadata['generateName'])
  const name = textOf(metadata['name']) ?? (generated === undefined ? '' : `${generated}${suffix()}`)
  delete metadata['managedFields']
  delete metadata['deletionTimestamp']
  delete metadata['selfLink']
  Object.assign(metadata, { name, uid: randomUUID(), creationTimestamp: timestamp(), resourceVersion: '0' })
  if (namespace !== undefined) metadata['namespace'] = namespace
  delete metadata['generation']
  if (resource.generation) metadata['generation'] = 1
  const { kind, apiVersion } = resource
  return defaulted(resource, converted(resource, { kind, apiVersion, ...rest, metadata }))
}

/** What the server itself adds to a new object; nobody owns it. */
export function completeNew(resource: Resource, object: JsonObject): JsonObject {
  switch (resource) {
    case RESOURCES.pods:
      return { ...object, status: { phase: 'Pending', qosClass: qosClass(object) } }
    case RESOURCES.replicaSets:
      return { ...object, status: { replicas: 0 } }
    case RESOURCES.jobs:
      return { ...selected(object), status: {} }
    case RESOURCES.namespaces:
      return { ...object, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } }
    case RESOURCES.claims:
      return { ...object, status: { phase: 'Pending' } }
    case RESOURCES.services: {
      const spec = objectOf(object['spec'])
      const clusterIP = textOf(spec['clusterIP']) ?? clusterAddress()
      const families = { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' }
      return { ...object, spec: { ...spec, clusterIP, clusterIPs: [clusterIP], ...families } }
    }
    default:
      return object
  }
}

/** Jobs find their pods by labels that the server makes from the Job's uid. */
function selected(job: JsonObject): JsonObject {
  const spec = objectOf(job['spec'])
  const template = objectOf(spec['template'])
  const metadata = objectOf(template['metadata'])
  const uid = textOf(at(job, 'metadata', 'uid')) ?? ''
  const name = textOf(at(job, 'metadata', 'name')) ?? ''
  const plain = { 'controller-uid': uid, 'job-name': name }
  const matchLabels = { 'batch.kubernetes.io/controller-uid': uid }
  const labels = { ...objectOf(metadata['labels']), ...plain, ...matchLabels, 'batch.kubernetes.io/job-name': name }
  return {
    ...job,
    spec: { ...spec, selector: { matchLabels }, template: { ...template, metadata: { ...metadata, labels } } },
  }
}

function qosClass(pod: JsonObject): string {
  const containers = at(pod, 'spec', 'containers')
  const resources = Array.isArray(containers) ? containers.map((each) => objectOf(at(each, 'resources'))) : []
  const computes = (value: JsonObject): JsonObject => ({ cpu: value['cpu'] ?? '', memory: value['memory'] ?? '' })
  const asks = resources.map((each) => ({ ...objectOf(each['limits']), ...objectOf(each['requests']) }))
  if (asks.every((each) => each['cpu'] === undefined && each['memory'] === undefined)) return 'BestEffort'
  const guaranteed = resources.every((each) => {
    const limits = computes(objectOf(each['limits']))
    const requests = computes({ ...objectOf(each['limits']), ...objectOf(each['requests']) })
    return limits['cpu'] !== '' && limits['memory'] !== '' && equal(limits, requests)
  })
  return guaranteed ? 'Guaranteed' : 'Burstable'
}

/** What an update of the object, or of its status, leads to: identity and the other half stay as they were. */
export function prepareUpdate(
  resource: Resource,
  existing: StoredObject,
  body: JsonObject,
  subresource: '' | 'status',
): JsonObject {
  const metadata = { ...objectOf(body['metadata']), ...identity(existing) }
  const kept: JsonObject = { ...body, apiVersion: resource.apiVersion, kind: resource.kind, metadata }
  if (subresource === 'status') {
    const labels = existing.metadata.labels
    const { labels: _, ...rest } = metadata
    Object.assign(kept, existing, { metadata: labels === undefined ? rest : { ...rest, labels } })
    if (isObject(body['status'])) kept['status'] = body['status']
  } else if (resource.status) {
    delete kept['status']
    if (existing['status'] !== undefined) kept['status'] = existing['status']
  }
  if (resource === RESOURCES.services) keepAddress(kept, existing)
  return defaulted(resource, converted(resource, objectOf(pruned(kept, resource.schema))))
}

function keepAddress(object: JsonObject, existing: StoredObject): void {
  const before = objectOf(existing['spec'])
  const spec = objectOf(object['spec'])
  const fields = ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy']
  const missing = fields.filter((name) => spec[name] === undefined)
  object['spec'] = { ...spec, ...Object.fromEntries(missing.map((name) => [name, before[name] ?? null])) }
}

function identity(existing: StoredObject): JsonObject {
  const { name, namespace, uid, creationTimestamp, generation, resourceVersion, generateName } = existing.metadata
  const { deletionTimestamp, deletionGracePeriodSeconds, managedFields } = existing.metadata
  const all = { name, namespace, uid, creationTimestamp, generation, resourceVersion, generateName }
  const entries = Object.entries({ ...all, deletionTimestamp, deletionGracePeriodSeconds, managedFields })
  return Object.fromEntries(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
}

/** The object with its generation counted up when what is asked of it changed. */
export function withGeneration(
  resource: Resource,
  existing: StoredObject,
  next: JsonObject,
  subresource: '' | 'status',
): StoredObject {
  const annotated = resource === RESOURCES.deployments
  const same =
    !resource.generation ||
    subresource === 'status' ||
    (equal(existing['spec'], next['spec']) &&
      equal(existing['endpoints'], next['endpoints']) &&
      equal(existing['ports'], next['ports']) &&
      (!annotated || equal(existing.metadata.annotations, objectOf(next['metadata'])['annotations'])))
  const generation = (existing.metadata.generation ?? 0) + 1
  const counted = same ? next : { ...next, metadata: { ...objectOf(next['metadata']), generation } }
  if (!isStored(counted)) throw new Error('an update lost the identity of its object')
  return counted
}

/** What ownership of a new object is compared with: nothing but the structs that Go's types hold by value. */
export function nothing(resource: Resource): JsonObject {
  return resource.custom ? { metadata: {} } : objectOf(emptyOf(resource.schema))
}
