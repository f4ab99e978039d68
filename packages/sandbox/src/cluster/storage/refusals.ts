import { at, isObject, type Json, type JsonObject, listOf, objectOf, textOf } from '../json.ts'
import { RESOURCES, type Resource } from '../schema/resources.ts'
import { type ApiError, refused } from './status.ts'

const VOLUMES = ['configMap', 'secret', 'emptyDir']
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe']

/** What an object asks for that only a real cluster can do; undefined when nothing. */
export function refusal(resource: Resource, object: JsonObject): ApiError | undefined {
  const what = [...general(object), ...particular(resource, object)][0]
  return what === undefined ? undefined : refused(what)
}

function general(object: JsonObject): string[] {
  return listOf(at(object, 'metadata', 'finalizers')).length > 0 ? ['finalizers (metadata.finalizers)'] : []
}

function particular(resource: Resource, object: JsonObject): string[] {
  const spec = objectOf(object['spec'])
  switch (resource) {
    case RESOURCES.pods:
      return podRefusals(spec, 'spec')
    case RESOURCES.deployments:
      return [
        ...(spec['paused'] === true ? ['paused Deployments (spec.paused)'] : []),
        ...podRefusals(objectOf(at(spec, 'template', 'spec')), 'spec.template.spec'),
      ]
    case RESOURCES.jobs:
      return jobRefusals(spec)
    case RESOURCES.replicaSets:
      return podRefusals(objectOf(at(spec, 'template', 'spec')), 'spec.template.spec')
    case RESOURCES.services:
      return spec['type'] === 'ClusterIP' ? [] : [`Services of type ${textOf(spec['type'])} (spec.type)`]
    default:
      return []
  }
}

const JOB_FIELDS = [
  'backoffLimitPerIndex',
  'maxFailedIndexes',
  'managedBy',
  'manualSelector',
  'podFailurePolicy',
  'successPolicy',
]

function jobRefusals(spec: JsonObject): string[] {
  return [
    ...(spec['parallelism'] === 1 && spec['completions'] === 1 ? [] : ['Jobs of several pods (spec.completions)']),
    ...(spec['completionMode'] === 'NonIndexed' ? [] : ['indexed Jobs (spec.completionMode)']),
    ...(spec['suspend'] === false ? [] : ['suspended Jobs (spec.suspend)']),
    ...JOB_FIELDS.filter((name) => spec[name] !== undefined).map((name) => `Jobs with spec.${name}`),
    ...podRefusals(objectOf(at(spec, 'template', 'spec')), 'spec.template.spec'),
  ]
}

function podRefusals(spec: JsonObject, path: string): string[] {
  const containers = listOf(spec['containers']).map(objectOf)
  return [
    ...(containers.length > 1 ? [`pods of several containers (${path}.containers)`] : []),
    ...(listOf(spec['initContainers']).length > 0 ? [`init containers (${path}.initContainers)`] : []),
    ...(listOf(spec['ephemeralContainers']).length > 0 ? [`ephemeral containers (${path})`] : []),
    ...(spec['restartPolicy'] === 'Never' ? [`the restart policy Never (${path}.restartPolicy)`] : []),
    ...listOf(spec['volumes']).flatMap((volume) => volumeRefusals(objectOf(volume), path)),
    ...containers.flatMap((container, index) => containerRefusals(container, `${path}.containers[${index}]`)),
  ]
}

function volumeRefusals(volume: JsonObject, path: string): string[] {
  return Object.keys(volume)
    .filter((key) => key !== 'name' && !VOLUMES.includes(key))
    .map((key) => `${key} volumes (${path}.volumes[${textOf(volume['name'])}])`)
}

function containerRefusals(container: JsonObject, path: string): string[] {
  const probes = PROBES.flatMap((name) =>
    ['exec', 'grpc']
      .filter((kind) => at(container, name, kind) !== undefined)
      .map((kind) => `${kind} probes (${path}.${name})`),
  )
  const hooks = Object.entries(objectOf(container['lifecycle'])).flatMap(([name, hook]) =>
    hookRefusals(name, hook, path),
  )
  const variables = listOf(container['env']).flatMap((each, index) =>
    Object.keys(objectOf(at(each, 'valueFrom')))
      .filter((kind) => kind === 'resourceFieldRef' || kind === 'fileKeyRef')
      .map((kind) => `${kind} (${path}.env[${index}])`),
  )
  const mounts = listOf(container['volumeMounts']).flatMap((mount, index) =>
    ['subPath', 'subPathExpr']
      .filter((key) => at(mount, key) !== undefined)
      .map((key) => `${key} (${path}.volumeMounts[${index}])`),
  )
  const ports = listOf(container['ports']).length > 1 ? [`containers of several ports (${path}.ports)`] : []
  return [...probes, ...hooks, ...variables, ...mounts, ...ports]
}

function hookRefusals(name: string, hook: Json, path: string): string[] {
  if (name === 'preStop' && isObject(hook) && Object.keys(hook).every((kind) => kind === 'sleep')) return []
  const kinds = isObject(hook) ? Object.keys(hook).join(', ') : ''
  return [`lifecycle.${name}${kinds === '' ? '' : `.${kinds}`} (${path})`]
}
