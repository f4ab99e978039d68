import { isRecord, type KubernetesObject, nameOf } from '@ml-actions/kubernetes'

/** One field that differs, with its values as they may be shown. */
export interface FieldChange {
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What would happen to one object. */
export interface ObjectDiff {
  readonly object: string
  readonly kind: 'created' | 'changed' | 'unchanged'
  readonly changes: readonly FieldChange[]
}

/** What the server adds by itself to every object, in the dry run too. */
const SERVERS_OWN = new Set(['managedFields', 'resourceVersion', 'uid', 'creationTimestamp', 'generation', 'selfLink'])
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'
/** What they say stands above the differences already. */
const OWN_ANNOTATION = '"ml-actions.dev/'
const MAX_VALUE_LENGTH = 200

/** What applying would change: the live object against the server's own dry run. Values of Secrets are never in it. */
export function diffObjects(live: KubernetesObject | undefined, applied: KubernetesObject): ObjectDiff {
  const name = nameOf(applied)
  if (live === undefined) return { object: name, kind: 'created', changes: [] }
  const secret = applied.kind === 'Secret'
  const found = [...changesBetween(cleaned(live), cleaned(applied), '')].filter(
    ({ path }) => !path.includes(OWN_ANNOTATION),
  )
  const changes = found.map(({ path, before, after }) => {
    const hidden = secret && /^(data|stringData)\b/.test(path)
    return { path, before: shown(before, hidden), after: shown(after, hidden) }
  })
  return { object: name, kind: changes.length === 0 ? 'unchanged' : 'changed', changes }
}

interface RawChange {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

function* changesBetween(before: unknown, after: unknown, path: string): Generator<RawChange> {
  if (isRecord(before) && isRecord(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* changesBetween(
        before[key],
        after[key],
        path === '' ? key : `${path}.${/^[\w-]+$/.test(key) ? key : JSON.stringify(key)}`,
      )
    }
  } else if (Array.isArray(before) && Array.isArray(after)) {
    const [old, now]: [readonly unknown[], readonly unknown[]] = [before, after]
    for (let index = 0; index < Math.max(old.length, now.length); index += 1) {
      yield* changesBetween(old[index], now[index], `${path}[${index}]`)
    }
  } else if (before !== after) {
    yield { path, before, after }
  }
}

function cleaned(object: KubernetesObject): unknown {
  const { metadata, ...rest } = object
  const annotations = Object.entries(metadata.annotations ?? {}).filter(
    ([key]) => key !== LAST_APPLIED && !key.startsWith('deployment.kubernetes.io/'),
  )
  const own = Object.entries(metadata).filter(([key]) => !SERVERS_OWN.has(key) && key !== 'annotations')
  const fields = Object.entries(rest).filter(([key]) => key !== 'status')
  return {
    ...Object.fromEntries(fields),
    metadata: { ...Object.fromEntries(own), annotations: Object.fromEntries(annotations) },
  }
}

function shown(value: unknown, hidden: boolean): string | undefined {
  if (value === undefined) return undefined
  if (hidden) return '***'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text
}
