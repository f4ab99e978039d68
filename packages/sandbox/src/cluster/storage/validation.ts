import { at, equal, isObject, type Json, type JsonObject, listOf, objectOf, textOf } from '../json.ts'
import { RESOURCES, type Resource } from '../schema/resources.ts'
import type { Schema } from '../schema/schema.ts'
import {
  type Cause,
  LABEL,
  LABEL_RULE,
  LABEL_VALUE,
  LABEL_VALUE_RULE,
  required,
  SERVICE_NAME,
  SERVICE_NAME_RULE,
  SUBDOMAIN,
  SUBDOMAIN_RULE,
  wrong,
} from './cause.ts'
import { invalid } from './status.ts'
import { jobCauses, podCauses, workloadCauses } from './workload-validation.ts'

/** Throws the real server's 422 for an object that it would not store. */
export function validate(resource: Resource, object: JsonObject, existing: JsonObject | undefined): void {
  const name = textOf(at(object, 'metadata', 'name')) ?? ''
  const causes = [...nameCauses(resource, name), ...labelCauses(object), ...causesOf(resource, object)]
  if (existing !== undefined) causes.push(...immutable(resource, object, existing))
  if (causes.length > 0) throw invalid(resource, name, causes)
}

function nameCauses(resource: Resource, name: string): Cause[] {
  if (name === '') return [required('metadata.name', 'name or generateName is required')]
  if (resource === RESOURCES.services)
    return SERVICE_NAME.test(name) ? [] : [wrong('metadata.name', name, SERVICE_NAME_RULE)]
  if (resource === RESOURCES.namespaces) return LABEL.test(name) ? [] : [wrong('metadata.name', name, LABEL_RULE)]
  return SUBDOMAIN.test(name) && name.length <= 253 ? [] : [wrong('metadata.name', name, SUBDOMAIN_RULE)]
}

function labelCauses(object: JsonObject): Cause[] {
  const values = Object.values(objectOf(at(object, 'metadata', 'labels')))
  return values.flatMap((value) => {
    const text = textOf(value) ?? ''
    if (text.length > 63) return [wrong('metadata.labels', text, 'must be no more than 63 bytes')]
    return LABEL_VALUE.test(text) ? [] : [wrong('metadata.labels', text, LABEL_VALUE_RULE)]
  })
}

function causesOf(resource: Resource, object: JsonObject): Cause[] {
  const spec = objectOf(object['spec'])
  if (resource.custom) return missing(object, resource.schema, '')
  switch (resource) {
    case RESOURCES.deployments:
    case RESOURCES.replicaSets:
      return workloadCauses(spec)
    case RESOURCES.jobs:
      return jobCauses(spec)
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

function serviceCauses(spec: JsonObject): Cause[] {
  const ports = listOf(spec['ports'])
  if (ports.length === 0 && spec['clusterIP'] !== 'None') return [required('spec.ports')]
  return ports.flatMap((port, index) => {
    const causes: Cause[] = []
    if (ports.length > 1 && at(port, 'name') === undefined) causes.push(required(`spec.ports[${index}].name`))
    const number = at(port, 'port')
    if (typeof number !== 'number' || number < 1 || number > 65_535) {
      const range = 'must be between 1 and 65535, inclusive'
      causes.push(wrong(`spec.ports[${index}].port`, number ?? 0, range))
      // The target is the port where nothing else is said.
      if (at(port, 'targetPort') === number) causes.push(wrong(`spec.ports[${index}].targetPort`, number ?? 0, range))
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
    case RESOURCES.jobs:
      return [
        ...fixed(['spec', 'selector'], 'field is immutable'),
        ...fixed(['spec', 'template'], 'field is immutable'),
      ]
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
