/** The writes to an API server in words, so that two runs can be compared. */
import { isRecord, valueAt } from '@ml-actions/kubernetes'

const WRITES: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** What a request writes; undefined where it changes nothing, or only says that a holder of a Lease still lives. */
export function wordOf(method: string, path: string, body: string): string | undefined {
  const { pathname, searchParams } = new URL(path, 'http://server')
  if (!WRITES.has(method) || searchParams.has('dryRun')) return undefined
  const [, resource = '?', name = ''] = /\/namespaces\/[^/]+\/([^/]+)(?:\/([^/]+))?/.exec(pathname) ?? []
  const object: unknown = body === '' ? undefined : JSON.parse(body)
  if (resource === 'leases') return lease(object)
  if (resource === 'configmaps') return `release state: ${state(object)}`
  if (resource === 'httproutes') return `route: ${weights(object)}`
  // A Job of the switch is named after the epoch of its Lease.
  return `${method} ${resource}/${name.replace(/-\d+$/, '-N')}${isRecorded(object) ? ', recorded as good' : ''}`
}

function lease(object: unknown): string | undefined {
  const [acquired, renewed] = ['acquireTime', 'renewTime'].map((key) => valueAt(object, 'spec', key))
  if (valueAt(object, 'spec', 'holderIdentity') === '') return 'give the Lease back'
  return acquired === renewed ? 'take the Lease' : undefined
}

function state(object: unknown): string {
  const text = valueAt(object, 'data', 'state.json')
  const value: unknown = typeof text === 'string' ? JSON.parse(text) : undefined
  const steps = valueAt(value, 'steps')
  const decision = Array.isArray(steps) ? valueAt(steps.at(-1), 'decision') : undefined
  const phase = valueAt(value, 'phase')
  return `${String(phase)}${phase === 'idle' ? '' : `, ${String(decision)} at ${String(valueAt(value, 'weight'))} %`}`
}

function weights(object: unknown): string {
  const rules = valueAt(object, 'spec', 'rules')
  const backends = Array.isArray(rules) ? valueAt(rules[0], 'backendRefs') : undefined
  const told = (Array.isArray(backends) ? backends : []).filter(isRecord)
  return told
    .map((each) => {
      const { name, weight } = each
      return `${String(name)} ${typeof weight === 'number' ? weight : 'alone'}`
    })
    .join(', ')
}

function isRecorded(object: unknown): boolean {
  const [image, release] = ['ml-actions.dev/image', 'ml-actions.dev/release'].map((key) =>
    valueAt(object, 'metadata', 'annotations', key),
  )
  return typeof image === 'string' && typeof release === 'string' && release.includes(image)
}
