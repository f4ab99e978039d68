import { at, equal, isObject, type Json, type JsonObject, listOf, objectOf, textOf } from '../json.ts'
import { RESOURCES, type Resource } from '../schema/resources.ts'
import type { Schema } from '../schema/schema.ts'
import { type Cause, invalid } from './status.ts'

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/

const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"

function required(field: string, detail = ''): Cause {
  return { reason: 'FieldValueRequired', message: `Required value${detail === '' ? '' : `: ${detail}`}`, field }
}

function wrong(field: string, value: Json, detail: string): Cause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(value)}: ${detail}`, field }
}

/** Throws the real server's 422 for an object that it would not store. */
export function validate(resource: Resource, object: JsonObject, existing: JsonObject | undefined): void {
  const name = textOf(at(object, 'metadata', 'name')) ?? ''
  const causes = [...nameCauses(resource, name), ...causesOf(resource, object)]
  if (existing !== undefined) causes.push(...immutable(resource, object, existing))
  if (causes.length > 0) throw invalid(resource, name, causes)
}

function nameCauses(resource: Resource, name: string): Cause[] {
  if (name === '') return [required('metadata.name', 'name or generateName is required')]
  const strict = resource === RESOURCES.services || resource === RESOURCES.namespaces
  if (strict && !LABEL.test(name)) return [wrong('metadata.name', name, 'a lowercase RFC 1123 label is required')]
  return SUBDOMAIN.test(name) && name.length <= 253 ? [] : [wrong('metadata.name', name, SUBDOMAIN_RULE)]
}

function causesOf(resource: Resource, object: JsonObject): Cause[] {
  const spec = objectOf(object['spec'])
  if (resource.custom) return missing(object, resource.schema, '')
  switch (resource) {
    case RESOURCES.deployments:
    case RESOURCES.replicaSets:
      return workloadCauses(spec)
    case RESOURCES.pods:
      return podCauses(spec, 'spec')
    case RESOURCES.services:
      return serviceCauses(spec)
    case RESOURCES.leases:
      return leaseCauses(spec)
    case RESOURCES.endpointSlices:
      return object['addressType'] === undefined ? [required('addressType')] : []
    default:
      return []
  }
}

/** Custom resources are checked against their schema alone. */
function missing(value: Json, schema: Schema, path: string): Cause[] {
  if (schema.type === 'list') {
    return listOf(value).flatMap((item, index) => missing(item, schema.of, `${path}[${index}]`))
  }
  if (schema.type !== 'struct' || !isObject(value)) return []
  const join = (name: string): string => (path === '' ? name : `${path}.${name}`)
  return [
    ...schema.required.filter((name) => value[name] === undefined).map((name) => required(join(name))),
    ...[...schema.fields].flatMap(([name, field]) => {
      const child = value[name]
      return child === undefined || name === 'status' || name === 'metadata'
        ? []
        : missing(child, field.schema, join(name))
    }),
  ]
}

function workloadCauses(spec: JsonObject): Cause[] {
  const template = objectOf(spec['template'])
  const labels = objectOf(at(template, 'metadata', 'labels'))
  const selector = objectOf(at(spec, 'selector', 'matchLabels'))
  const causes: Cause[] = []
  const bare = Object.keys(selector).length === 0 && listOf(at(spec, 'selector', 'matchExpressions')).length === 0
  if (spec['selector'] === undefined) causes.push(required('spec.selector'))
  else if (bare)
    causes.push(wrong('spec.selector', objectOf(spec['selector']), 'empty selector is invalid for deployment'))
  else if (!Object.entries(selector).every(([key, value]) => labels[key] === value)) {
    const field = 'spec.template.metadata.labels'
    causes.push(wrong(field, labels, '`selector` does not match template `labels`'))
  }
  if (typeof spec['replicas'] === 'number' && spec['replicas'] < 0) {
    causes.push(wrong('spec.replicas', spec['replicas'], 'must be greater than or equal to 0'))
  }
  return [...causes, ...podCauses(objectOf(template['spec']), 'spec.template.spec')]
}

function podCauses(spec: JsonObject, path: string): Cause[] {
  const containers = listOf(spec['containers']).map(objectOf)
  if (containers.length === 0) return [required(`${path}.containers`)]
  const volumes = new Set(listOf(spec['volumes']).map((volume) => at(volume, 'name')))
  return containers.flatMap((container, index) => {
    const here = `${path}.containers[${index}]`
    const causes: Cause[] = []
    if (textOf(container['name']) === undefined) causes.push(required(`${here}.name`))
    if (textOf(container['image']) === undefined) causes.push(required(`${here}.image`))
    for (const [i, port] of listOf(container['ports']).entries()) {
      if (at(port, 'containerPort') === undefined) causes.push(required(`${here}.ports[${i}].containerPort`))
    }
    for (const [i, mount] of listOf(container['volumeMounts']).entries()) {
      const name = at(mount, 'name')
      if (volumes.has(name)) continue
      const message = `Not found: ${JSON.stringify(name)}`
      causes.push({ reason: 'FieldValueNotFound', message, field: `${here}.volumeMounts[${i}].name` })
    }
    return causes
  })
}

function serviceCauses(spec: JsonObject): Cause[] {
  const ports = listOf(spec['ports'])
  if (ports.length === 0 && spec['clusterIP'] !== 'None') return [required('spec.ports')]
  return ports.flatMap((port, index) => {
    const causes: Cause[] = []
    if (ports.length > 1 && at(port, 'name') === undefined) causes.push(required(`spec.ports[${index}].name`))
    const number = at(port, 'port')
    if (typeof number !== 'number' || number < 1 || number > 65_535) {
      causes.push(wrong(`spec.ports[${index}].port`, number ?? 0, 'must be between 1 and 65535, inclusive'))
    }
    return causes
  })
}

function leaseCauses(spec: JsonObject): Cause[] {
  return ['leaseDurationSeconds', 'leaseTransitions'].flatMap((name) => {
    const value = spec[name]
    const least = name === 'leaseTransitions' ? 0 : 1
    const rule = least === 0 ? 'must be greater than or equal to 0' : 'must be greater than 0'
    return typeof value === 'number' && value < least ? [wrong(`spec.${name}`, value, rule)] : []
  })
}

function immutable(resource: Resource, object: JsonObject, existing: JsonObject): Cause[] {
  const fixed = (path: string[], detail: string): Cause[] => {
    const now = at(object, ...path)
    return equal(now, at(existing, ...path)) ? [] : [wrong(path.join('.'), now ?? null, detail)]
  }
  switch (resource) {
    case RESOURCES.deployments:
    case RESOURCES.replicaSets:
      return fixed(['spec', 'selector'], 'field is immutable')
    case RESOURCES.services:
      return fixed(['spec', 'clusterIP'], 'may not change once set')
    case RESOURCES.endpointSlices:
      return fixed(['addressType'], 'field is immutable')
    case RESOURCES.configMaps:
    case RESOURCES.secrets:
      return existing['immutable'] === true ? fixed(['data'], 'field is immutable when `immutable` is set') : []
    default:
      return []
  }
}
