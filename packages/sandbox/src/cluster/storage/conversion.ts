import { isObject, type Json, type JsonObject, objectOf } from '../json.ts'
import { RESOURCES, type Resource } from '../schema/resources.ts'
import { canonicalQuantity, QUANTITY_RULE } from './quantity.ts'

/** Texts that Go's types read as something else, and cannot read. */
export class ConversionError extends Error {
  /** What the conversion of an applied configuration says before the reason. */
  readonly prefix: string
  constructor(message: string, prefix = '') {
    super(message)
    this.prefix = prefix
  }
}

type Path = readonly (string | typeof EACH)[]
const EACH = Symbol('each')

const CONTAINER: Path = ['containers', EACH, 'resources']
const amounts = (path: Path): Path[] => [
  [...path, 'limits', EACH],
  [...path, 'requests', EACH],
]

const QUANTITIES = new Map<Resource, readonly Path[]>([
  [RESOURCES.pods, amounts(['spec', ...CONTAINER])],
  [RESOURCES.deployments, amounts(['spec', 'template', 'spec', ...CONTAINER])],
  [RESOURCES.replicaSets, amounts(['spec', 'template', 'spec', ...CONTAINER])],
  [RESOURCES.claims, amounts(['spec', 'resources'])],
])
const MICRO_TIMES = new Map<Resource, readonly Path[]>([
  [
    RESOURCES.leases,
    [
      ['spec', 'acquireTime'],
      ['spec', 'renewTime'],
    ],
  ],
  [RESOURCES.events, [['eventTime']]],
])
const BYTES = new Map<Resource, readonly Path[]>([[RESOURCES.secrets, [['data', EACH]]]])

/** The object with quantities and times in their canonical form. Throws `ConversionError` where one is none. */
export function converted(resource: Resource, object: JsonObject): JsonObject {
  let out: Json = object
  for (const path of QUANTITIES.get(resource) ?? []) out = changed(out, path, quantity)
  for (const path of MICRO_TIMES.get(resource) ?? []) out = changed(out, path, microTime)
  for (const path of BYTES.get(resource) ?? []) out = changed(out, path, bytes)
  return objectOf(out)
}

function changed(value: Json, path: Path, change: (value: Json) => Json): Json {
  const [key, ...rest] = path
  if (key === undefined) return value === null ? null : change(value)
  if (key === EACH) {
    if (Array.isArray(value)) return value.map((each) => changed(each, rest, change))
    if (!isObject(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, changed(each, rest, change)]))
  }
  if (!isObject(value)) return value
  const inner = value[key]
  return inner === undefined ? value : { ...value, [key]: changed(inner, rest, change) }
}

function quantity(value: Json): Json {
  const canonical = typeof value === 'string' || typeof value === 'number' ? canonicalQuantity(value) : undefined
  if (canonical === undefined) throw new ConversionError(QUANTITY_RULE)
  return canonical
}

/** Six digits of a second, not one fewer. */
function microTime(value: Json): Json {
  const text = typeof value === 'string' ? value : ''
  const unread = (rest: string, wanted: string): ConversionError => {
    const layout = '2006-01-02T15:04:05.000000Z07:00'
    const quoted = [text, layout, rest, wanted].map((each) => JSON.stringify(each))
    return new ConversionError(`parsing time ${quoted[0]} as ${quoted[1]}: cannot parse ${quoted[2]} as ${quoted[3]}`)
  }
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(.*)$/.exec(text)
  if (match === null) throw unread(text, '2006')
  const [, seconds = '', rest = ''] = match
  const micros = /^(\.\d{6})(Z|[+-]\d{2}:\d{2})$/.exec(rest)
  if (micros === null) throw unread(rest, '.000000')
  const at = new Date(`${seconds}${micros[2]}`)
  return `${at.toISOString().slice(0, 19)}${micros[1]}Z`
}

function bytes(value: Json): Json {
  const text = typeof value === 'string' ? value : ''
  const readable = /^[A-Za-z0-9+/]*={0,2}$/.exec(text)
  if (readable !== null && text.length % 4 === 0) return value
  const input = Math.max(0, /[^A-Za-z0-9+/]/.exec(text)?.index ?? text.length - (text.length % 4))
  throw new ConversionError(`illegal base64 data at input byte ${input}`, 'error decoding from json: ')
}
