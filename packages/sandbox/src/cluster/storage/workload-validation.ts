import { at, type Json, type JsonObject, listOf, numberOf, objectOf, textOf } from '../json.ts'
import { type Cause, forbidden, LABEL, LABEL_RULE, required, wrong } from './cause.ts'

const PERCENT_RULE =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"

/** What keeps a Deployment or a ReplicaSet from being stored. */
export function workloadCauses(spec: JsonObject): Cause[] {
  const template = objectOf(spec['template'])
  const causes = [...selectorCauses(spec, template), ...strategyCauses(objectOf(spec['strategy']))]
  if (typeof spec['replicas'] === 'number' && spec['replicas'] < 0) {
    causes.push(wrong('spec.replicas', spec['replicas'], 'must be greater than or equal to 0'))
  }
  const deadline = numberOf(spec['progressDeadlineSeconds'])
  if (deadline !== undefined && deadline <= (numberOf(spec['minReadySeconds']) ?? 0)) {
    causes.push(wrong('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds'))
  }
  const policy = at(template, 'spec', 'restartPolicy')
  if (policy !== undefined && policy !== 'Always') {
    const message = `Unsupported value: ${JSON.stringify(policy)}: supported values: "Always"`
    causes.push({ reason: 'FieldValueNotSupported', message, field: 'spec.template.spec.restartPolicy' })
  }
  return [...causes, ...podCauses(objectOf(template['spec']), 'spec.template.spec')]
}

function selectorCauses(spec: JsonObject, template: JsonObject): Cause[] {
  const labels = objectOf(at(template, 'metadata', 'labels'))
  const selector = objectOf(at(spec, 'selector', 'matchLabels'))
  const bare = Object.keys(selector).length === 0 && listOf(at(spec, 'selector', 'matchExpressions')).length === 0
  if (bare && spec['selector'] !== undefined) {
    return [wrong('spec.selector', objectOf(spec['selector']), 'empty selector is invalid for deployment')]
  }
  const causes = spec['selector'] === undefined ? [required('spec.selector')] : []
  if (bare || !Object.entries(selector).every(([key, value]) => labels[key] === value)) {
    const there = at(template, 'metadata', 'labels') ?? null
    causes.push(wrong('spec.template.metadata.labels', there, '`selector` does not match template `labels`'))
  }
  return causes
}

function strategyCauses(strategy: JsonObject): Cause[] {
  const { type, rollingUpdate } = strategy
  const field = 'spec.strategy.rollingUpdate'
  if (rollingUpdate === undefined) return []
  if (type === 'Recreate') return [forbidden(field, "may not be specified when strategy `type` is 'Recreate'")]
  const { maxUnavailable = 0, maxSurge = 0 } = objectOf(rollingUpdate)
  const causes = Object.entries({ maxUnavailable, maxSurge }).flatMap(([name, value]) =>
    typeof value === 'string' && !/^\d+%$/.test(value) ? [wrong(`${field}.${name}`, value, PERCENT_RULE)] : [],
  )
  const none = (value: Json): boolean => value === 0 || value === '0%'
  if (none(maxUnavailable) && none(maxSurge)) {
    causes.push(wrong(`${field}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0'))
  }
  return causes
}

/** What keeps a Job from being stored. */
export function jobCauses(spec: JsonObject): Cause[] {
  const numbers = ['activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished']
  const causes = numbers.flatMap((name) => {
    const value = spec[name]
    if (typeof value !== 'number' || value >= 0) return []
    return [wrong(`spec.${name}`, value, 'must be greater than or equal to 0')]
  })
  const pod = objectOf(at(spec, 'template', 'spec'))
  if (pod['restartPolicy'] === 'Always')
    causes.push(required('spec.template.spec.restartPolicy', 'valid values: "OnFailure", "Never"'))
  return [...causes, ...podCauses(pod, 'spec.template.spec')]
}

/** What keeps a pod, or the template of one, from being stored. */
export function podCauses(spec: JsonObject, path: string): Cause[] {
  const containers = listOf(spec['containers']).map(objectOf)
  if (containers.length === 0) return [required(`${path}.containers`)]
  const volumes = new Set(listOf(spec['volumes']).map((volume) => at(volume, 'name')))
  return containers.flatMap((container, index) => {
    const here = `${path}.containers[${index}]`
    const causes: Cause[] = []
    const name = textOf(container['name'])
    if (name === undefined) causes.push(required(`${here}.name`))
    else if (!LABEL.test(name)) causes.push(wrong(`${here}.name`, name, LABEL_RULE))
    else if (containers.findIndex((each) => each['name'] === name) < index) {
      const message = `Duplicate value: ${JSON.stringify(name)}`
      causes.push({ reason: 'FieldValueDuplicate', message, field: `${here}.name` })
    }
    if (textOf(container['image']) === undefined) causes.push(required(`${here}.image`))
    for (const [i, port] of listOf(container['ports']).entries()) {
      const number = at(port, 'containerPort')
      const field = `${here}.ports[${i}].containerPort`
      if (number === undefined) causes.push(required(field))
      else if (typeof number !== 'number' || number < 1 || number > 65_535) {
        causes.push(wrong(field, number, 'must be between 1 and 65535, inclusive'))
      }
    }
    for (const [i, mount] of listOf(container['volumeMounts']).entries()) {
      const mounted = at(mount, 'name')
      if (volumes.has(mounted)) continue
      const message = `Not found: ${JSON.stringify(mounted)}`
      causes.push({ reason: 'FieldValueNotFound', message, field: `${here}.volumeMounts[${i}].name` })
    }
    return [...causes, ...resourceCauses(objectOf(container['resources']), `${here}.resources`)]
  })
}

/** Devices come whole, and are not overcommitted. */
function resourceCauses(resources: JsonObject, path: string): Cause[] {
  const limits = objectOf(resources['limits'])
  const requests = objectOf(resources['requests'])
  const devices = (map: JsonObject): [string, Json][] => Object.entries(map).filter(([name]) => name.includes('/'))
  const parts = Object.entries({ limits, requests }).flatMap(([kind, map]) =>
    devices(map).flatMap(([name, value]) =>
      /^\d+[kMGTPE]?$/.test(textOf(value) ?? '')
        ? []
        : [wrong(`${path}.${kind}[${name}]`, value, 'must be an integer')],
    ),
  )
  const unequal = devices(requests).flatMap(([name, value]) => {
    const limit = limits[name]
    if (limit === undefined || limit === value) return []
    return [wrong(`${path}.requests`, value, `must be equal to ${name} limit of ${textOf(limit) ?? ''}`)]
  })
  return [...parts, ...unequal]
}
