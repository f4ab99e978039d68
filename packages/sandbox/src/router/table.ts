import { at, type Followed, isRecord, listAt, numberAt, textAt } from './follow.ts'

export interface Endpoint {
  readonly host: string
  readonly port: number
}

export interface Backend {
  /** The label that Traefik gives this backend's metrics. */
  readonly service: string
  readonly weight: number
  /** False where no Service has this name and port. */
  readonly resolved: boolean
  readonly endpoints: readonly Endpoint[]
}

/** One rule of one HTTPRoute with one of its matches. */
export interface Rule {
  /** Stays the same while weights and endpoints change. */
  readonly key: string
  readonly hostnames: readonly string[]
  readonly path: { readonly exact: boolean; readonly value: string }
  readonly backends: readonly Backend[]
}

export interface Condition {
  readonly type: 'Accepted' | 'ResolvedRefs'
  readonly status: 'True' | 'False'
  readonly reason: string
  readonly message: string
}

export interface RouteState {
  readonly route: Followed
  readonly conditions: readonly Condition[]
}

export interface Objects {
  readonly routes: readonly Followed[]
  readonly services: readonly Followed[]
  readonly slices: readonly Followed[]
}

/** What the objects of the cluster make the router do, and what it says about each route. A refused route routes nothing. */
export function routingTable(objects: Objects): {
  readonly rules: readonly Rule[]
  readonly states: readonly RouteState[]
} {
  const results = objects.routes.map((route) => readRoute(route, objects))
  return { rules: results.flatMap(({ rules }) => rules), states: results.map(({ state }) => state) }
}

function readRoute(route: Followed, objects: Objects): { rules: readonly Rule[]; state: RouteState } {
  const unsupported = listAt(route.body, 'spec', 'rules').flatMap(unsupportedIn)
  const hostnames = listAt(route.body, 'spec', 'hostnames').filter((name) => typeof name === 'string')
  const missing: string[] = []
  const rules = listAt(route.body, 'spec', 'rules').flatMap((rule, index) => {
    const backends = listAt(rule, 'backendRefs').map((ref) => readBackend(route, ref, objects, missing))
    const matches = listAt(rule, 'matches')
    return (matches.length === 0 ? [{}] : matches).map((match, place): Rule => {
      const kind = textAt(match, 'path', 'type')
      return {
        key: `${route.metadata.namespace}/${route.metadata.name}/${index}/${place}`,
        hostnames,
        path: { exact: kind === 'Exact', value: textAt(match, 'path', 'value') || '/' },
        backends,
      }
    })
  })
  const [first] = unsupported
  const accepted: Condition =
    first === undefined
      ? { type: 'Accepted', status: 'True', reason: 'Accepted', message: '' }
      : { type: 'Accepted', status: 'False', reason: 'UnsupportedValue', message: `not served here: ${first}` }
  const resolved: Condition =
    missing.length === 0
      ? { type: 'ResolvedRefs', status: 'True', reason: 'ResolvedRefs', message: '' }
      : { type: 'ResolvedRefs', status: 'False', reason: 'BackendNotFound', message: missing.join('; ') }
  return { rules: first === undefined ? rules : [], state: { route, conditions: [accepted, resolved] } }
}

function unsupportedIn(rule: unknown): string[] {
  const known = ['name', 'matches', 'backendRefs', 'filters']
  const others = isRecord(rule) ? Object.keys(rule).filter((key) => !known.includes(key)) : []
  const filters = [rule, ...listAt(rule, 'backendRefs')].some((part) => listAt(part, 'filters').length > 0)
  const matches = listAt(rule, 'matches').flatMap((match) => {
    const keys = isRecord(match) ? Object.keys(match).filter((key) => key !== 'path') : []
    const kind = textAt(match, 'path', 'type')
    return [
      ...keys.map((key) => `matches by ${key}`),
      ...(kind === 'RegularExpression' ? ['paths by regular expression'] : []),
    ]
  })
  return [...others.map((key) => `rules[].${key}`), ...(filters ? ['filters'] : []), ...matches]
}

function readBackend(route: Followed, ref: unknown, { services, slices }: Objects, missing: string[]): Backend {
  const namespace = textAt(ref, 'namespace') || route.metadata.namespace
  const name = textAt(ref, 'name')
  const port = numberAt(ref, 'port') ?? 0
  const kind = textAt(ref, 'kind') || 'Service'
  const service = services.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace)
  const portEntry = listAt(service?.body, 'spec', 'ports').find((entry) => numberAt(entry, 'port') === port)
  const resolved = kind === 'Service' && portEntry !== undefined
  if (!resolved) missing.push(`${kind} ${namespace}/${name} port ${port} is not there`)
  const endpoints = slices
    .filter(
      ({ metadata }) => metadata.namespace === namespace && metadata.labels['kubernetes.io/service-name'] === name,
    )
    .flatMap((slice) => endpointsOf(slice, textAt(portEntry, 'name')))
  return {
    service: `${namespace}-${name}-http-${port}@kubernetesgateway`,
    weight: numberAt(ref, 'weight') ?? 1,
    resolved,
    endpoints: portEntry === undefined ? [] : endpoints,
  }
}

function endpointsOf(slice: Followed, portName: string): Endpoint[] {
  const port = listAt(slice.body, 'ports').find((entry) => textAt(entry, 'name') === portName)
  const number = numberAt(port, 'port')
  if (number === undefined) return []
  return listAt(slice.body, 'endpoints')
    .filter((endpoint) => at(endpoint, 'conditions', 'ready') !== false)
    .flatMap((endpoint) => listAt(endpoint, 'addresses'))
    .filter((address) => typeof address === 'string')
    .map((host) => ({ host, port: number }))
}

/** The most specific rule for a request: exact host before wildcard before any, exact path before the longest prefix. */
export function findRule(rules: readonly Rule[], host: string, path: string): Rule | undefined {
  const candidates = rules
    .map((rule) => ({ rule, rank: rank(rule, host, path) }))
    .filter((candidate): candidate is { rule: Rule; rank: number } => candidate.rank !== undefined)
  return candidates.reduce<(typeof candidates)[number] | undefined>(
    (best, candidate) => (best === undefined || candidate.rank > best.rank ? candidate : best),
    undefined,
  )?.rule
}

function rank({ hostnames, path: wanted }: Rule, host: string, path: string): number | undefined {
  const name = host.toLowerCase().replace(/:\d+$/, '')
  const hostRank =
    hostnames.length === 0
      ? 0
      : Math.max(
          ...hostnames.map((pattern) => {
            if (pattern === name) return 2
            return pattern.startsWith('*.') && name.endsWith(pattern.slice(1)) ? 1 : -1
          }),
        )
  if (hostRank < 0) return undefined
  const prefix = wanted.value.replace(/\/$/, '')
  const matched = wanted.exact ? path === wanted.value : path === prefix || path.startsWith(`${prefix}/`)
  return matched ? hostRank * 1e6 + (wanted.exact ? 1e5 : 0) + wanted.value.length : undefined
}
