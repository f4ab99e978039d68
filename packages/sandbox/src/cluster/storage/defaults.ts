import { at, isObject, type Json, type JsonObject, listOf, objectOf, textOf } from '../json.ts'
import { RESOURCES, type Resource } from '../schema/resources.ts'
import type { Schema } from '../schema/schema.ts'

/** The object with everything that the real server fills in when it decodes one. */
export function defaulted(resource: Resource, object: JsonObject): JsonObject {
  const filled = fromSchema(object, resource.schema, resource.custom)
  return fromGo(resource, isObject(filled) ? filled : object)
}

/** OpenAPI's defaults. Zero values count for custom resources only: in Go's types they mean absence. */
function fromSchema(value: Json, schema: Schema, custom: boolean): Json {
  if (schema.type === 'list') {
    return Array.isArray(value) ? value.map((item) => fromSchema(item, schema.of, custom)) : value
  }
  if (schema.type === 'map' && isObject(value)) {
    const entries = Object.entries(value).map(([key, child]): [string, Json] => [
      key,
      fromSchema(child, schema.of, custom),
    ])
    return Object.fromEntries(entries)
  }
  if (schema.type !== 'struct' || !isObject(value)) return value
  const out: JsonObject = { ...value }
  for (const [name, field] of schema.fields) {
    const fallback = field.inline && !custom ? {} : field.default
    const zero = fallback === '' || fallback === 0 || fallback === false
    if (out[name] === undefined && fallback !== undefined && (custom || !zero)) out[name] = fallback
    const present = out[name]
    if (present !== undefined) out[name] = fromSchema(present, field.schema, custom)
  }
  return out
}

/** The defaults that Kubernetes writes in Go (`pkg/apis/*\/v1/defaults.go`), for what the cluster serves. */
function fromGo(resource: Resource, object: JsonObject): JsonObject {
  switch (resource) {
    case RESOURCES.deployments:
      return { ...object, spec: deploymentSpec(objectOf(object['spec'])) }
    case RESOURCES.replicaSets:
      return { ...object, spec: templated({ replicas: 1, ...objectOf(object['spec']) }) }
    case RESOURCES.jobs:
      return { ...object, spec: jobSpec(objectOf(object['spec'])) }
    case RESOURCES.pods:
      return { ...object, spec: { enableServiceLinks: true, ...podSpec(objectOf(object['spec'])) } }
    case RESOURCES.services:
      return { ...object, spec: serviceSpec(objectOf(object['spec'])) }
    case RESOURCES.secrets:
      return secret(object)
    case RESOURCES.namespaces:
      return namespace(object)
    case RESOURCES.claims:
      return { ...object, spec: { volumeMode: 'Filesystem', ...objectOf(object['spec']) } }
    default:
      return object
  }
}

function deploymentSpec(spec: JsonObject): JsonObject {
  const strategy: JsonObject = { type: 'RollingUpdate', ...objectOf(spec['strategy']) }
  if (strategy['type'] === 'RollingUpdate') {
    strategy['rollingUpdate'] = { maxUnavailable: '25%', maxSurge: '25%', ...objectOf(strategy['rollingUpdate']) }
  }
  return templated({ replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, ...spec, strategy })
}

function jobSpec(spec: JsonObject): JsonObject {
  const defaults = { parallelism: 1, completions: 1, backoffLimit: 6, completionMode: 'NonIndexed', suspend: false }
  return templated({ ...defaults, podReplacementPolicy: 'TerminatingOrFailed', ...spec })
}

function templated(spec: JsonObject): JsonObject {
  const template = objectOf(spec['template'])
  return { ...spec, template: { ...template, spec: podSpec(objectOf(template['spec'])) } }
}

function podSpec(spec: JsonObject): JsonObject {
  const out: JsonObject = {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    ...spec,
  }
  if (Array.isArray(spec['containers'])) out['containers'] = spec['containers'].map((each) => container(objectOf(each)))
  if (Array.isArray(spec['volumes'])) out['volumes'] = spec['volumes'].map((each) => volume(objectOf(each)))
  return out
}

function container(from: JsonObject): JsonObject {
  const image = textOf(from['image']) ?? ''
  const tag = image.includes('@') ? '' : (/:([^/:]+)$/.exec(image)?.[1] ?? 'latest')
  const out: JsonObject = {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: tag === 'latest' ? 'Always' : 'IfNotPresent',
    ...from,
  }
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const probe = out[name]
    if (isObject(probe)) out[name] = defaultedProbe(probe)
  }
  if (Array.isArray(from['env'])) out['env'] = from['env'].map((each) => variable(objectOf(each)))
  return out
}

function defaultedProbe(probe: JsonObject): JsonObject {
  const out: JsonObject = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3, ...probe }
  if (isObject(probe['httpGet'])) out['httpGet'] = { path: '/', scheme: 'HTTP', ...probe['httpGet'] }
  return out
}

function variable(from: JsonObject): JsonObject {
  const reference = at(from, 'valueFrom', 'fieldRef')
  if (!isObject(reference)) return from
  return { ...from, valueFrom: { fieldRef: { apiVersion: 'v1', ...reference } } }
}

function volume(from: JsonObject): JsonObject {
  const out: JsonObject = Object.keys(from).length === 1 ? { ...from, emptyDir: {} } : { ...from }
  for (const source of ['configMap', 'secret']) {
    const reference = out[source]
    if (isObject(reference)) out[source] = { defaultMode: 420, ...reference }
  }
  return out
}

function serviceSpec(spec: JsonObject): JsonObject {
  const ports = listOf(spec['ports']).map((each) => {
    const port = objectOf(each)
    return port['port'] === undefined ? port : { targetPort: port['port'], ...port }
  })
  const out: JsonObject = { sessionAffinity: 'None', type: 'ClusterIP', internalTrafficPolicy: 'Cluster', ...spec }
  if (ports.length > 0) out['ports'] = ports
  return out
}

/** `stringData` is for writing only. */
function secret(object: JsonObject): JsonObject {
  const { stringData, ...rest } = object
  if (!isObject(stringData)) return { type: 'Opaque', ...rest }
  const encoded = Object.entries(stringData).map(([key, value]): [string, string] => [
    key,
    Buffer.from(textOf(value) ?? '').toString('base64'),
  ])
  return { type: 'Opaque', ...rest, data: { ...objectOf(rest['data']), ...Object.fromEntries(encoded) } }
}

function namespace(object: JsonObject): JsonObject {
  const metadata = objectOf(object['metadata'])
  const labels = { ...objectOf(metadata['labels']), 'kubernetes.io/metadata.name': metadata['name'] ?? '' }
  return { ...object, metadata: { ...metadata, labels } }
}
