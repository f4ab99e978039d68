import { at, type Json, type JsonObject, objectOf, textOf } from '../json.ts'
import { RESOURCES, type Resource } from '../schema/resources.ts'
import { badRequest } from '../storage/status.ts'

/** Whether an object is asked for. */
export type Matches = (object: JsonObject) => boolean

const FIELDS = new Map<Resource, readonly string[]>([
  [RESOURCES.pods, ['spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'status.phase', 'status.podIP']],
  [
    RESOURCES.events,
    [
      'involvedObject.kind',
      'involvedObject.namespace',
      'involvedObject.name',
      'involvedObject.uid',
      'involvedObject.apiVersion',
      'involvedObject.resourceVersion',
      'involvedObject.fieldPath',
      'reason',
      'reportingComponent',
      'type',
    ],
  ],
  [RESOURCES.namespaces, ['status.phase']],
  [RESOURCES.secrets, ['type']],
  [RESOURCES.services, ['spec.clusterIP', 'spec.type']],
])

/** What `labelSelector` and `fieldSelector` of a request select. */
export function selector(resource: Resource, query: URLSearchParams): Matches {
  const labels = labelSelector(query.get('labelSelector') ?? '')
  const fields = fieldSelector(resource, query.get('fieldSelector') ?? '')
  return (object) => labels(labelsOf(object)) && fields(object)
}

function labelsOf(object: JsonObject): JsonObject {
  return objectOf(at(object, 'metadata', 'labels'))
}

/** `a=b,c!=d,e in (f,g),h notin (i),j,!k` as Kubernetes reads it. */
function labelSelector(text: string): (labels: JsonObject) => boolean {
  const requirements = splitOutside(text).map(requirement)
  return (labels) => requirements.every((each) => each(labels))
}

function splitOutside(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function requirement(text: string): (labels: JsonObject) => boolean {
  const set = /^([^\s!=()]+)\s+(in|notin)\s+\(([^()]*)\)$/.exec(text)
  if (set !== null) {
    const [, key = '', operator, list = ''] = set
    const values = list.split(',').map((value) => value.trim())
    return (labels) => values.includes(textOf(labels[key]) ?? '\0') === (operator === 'in')
  }
  const equality = /^([^\s!=()]+)\s*(==|=|!=)\s*([^\s!=()]*)$/.exec(text)
  if (equality !== null) {
    const [, key = '', operator, value = ''] = equality
    return (labels) => (labels[key] === value) === (operator !== '!=')
  }
  const bare = /^\S+\s+(?:in|notin)\s+([^\s(]\S*)/.exec(text)
  if (bare !== null) throw badRequest(`unable to parse requirement: found '${bare[1]}' expected: '('`)
  const second = /^[^=!]+(?:==|=|!=)[^=!]*(==|=|!=)/.exec(text)
  if (second !== null) throw badRequest(`found '${second[1]}', expected: ',' or 'end of string'`)
  const existence = /^(!?)\s*([^\s!=()]+)$/.exec(text)
  if (existence === null) {
    throw badRequest(`unable to parse requirement: found '${text}', expected: a label selector`)
  }
  const [, not, key = ''] = existence
  return (labels) => (labels[key] === undefined) === (not === '!')
}

/** A selector as objects hold it (`matchLabels`, `matchExpressions`); one that asks for nothing selects everything. */
export function objectSelector(value: Json | undefined): (labels: JsonObject) => boolean {
  const equalities = Object.entries(objectOf(at(value, 'matchLabels')))
  const expressions = at(value, 'matchExpressions')
  const requirements = (Array.isArray(expressions) ? expressions : []).map((each) => expression(objectOf(each)))
  return (labels) =>
    equalities.every(([key, wanted]) => labels[key] === wanted) && requirements.every((each) => each(labels))
}

function expression(each: JsonObject): (labels: JsonObject) => boolean {
  const key = textOf(each['key']) ?? ''
  const values = Array.isArray(each['values']) ? each['values'] : []
  switch (textOf(each['operator']) ?? '') {
    case 'In':
      return (labels) => values.includes(labels[key] ?? null)
    case 'NotIn':
      return (labels) => !values.includes(labels[key] ?? null)
    case 'Exists':
      return (labels) => labels[key] !== undefined
    case 'DoesNotExist':
      return (labels) => labels[key] === undefined
    default:
      throw badRequest(`${JSON.stringify(each['operator'])} is not a valid label selector operator`)
  }
}

function fieldSelector(resource: Resource, text: string): Matches {
  const known = ['metadata.name', 'metadata.namespace', ...(FIELDS.get(resource) ?? [])]
  const terms = splitOutside(text).map((term) => {
    const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(term)
    if (match === null) throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`)
    const [, field = '', operator, value = ''] = match
    if (!known.includes(field)) {
      const only = known.map((each) => JSON.stringify(each)).join(', ')
      throw badRequest(
        FIELDS.has(resource)
          ? `field label not supported: ${field}`
          : `${JSON.stringify(field)} is not a known field selector: only ${only}`,
      )
    }
    return (object: JsonObject): boolean => {
      const found = at(object, ...field.split('.')) ?? ''
      return ((typeof found === 'string' ? found : JSON.stringify(found)) === value) === (operator !== '!=')
    }
  })
  return (object) => terms.every((term) => term(object))
}
