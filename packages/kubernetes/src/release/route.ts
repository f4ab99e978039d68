import { isRecord, type KubernetesObject, nameOf, valueAt } from '../object.ts'
import { ANNOTATION, canaryName } from './names.ts'

/** The route can't carry a canary of this Service; the message names the rule and why. */
export class RouteShapeError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'RouteShapeError'
  }
}

/** True where `object` is an HTTPRoute of the Gateway API. */
export function isHttpRoute(object: { readonly apiVersion: string; readonly kind: string }): boolean {
  return object.kind === 'HTTPRoute' && object.apiVersion.startsWith('gateway.networking.k8s.io/')
}

/** True where a rule of `route` sends traffic to `service`. */
export function routesTo(route: KubernetesObject, service: string): boolean {
  return rulesOf(route).some((rule) => backendsOf(rule).some((backend) => isBackend(backend, service)))
}

/**
 * The percent of the traffic to `service` that goes to its canary, as the route asks for it now; undefined where the
 * canary is in no rule. Weights are proportional and default to 1.
 */
export function canaryWeight(route: KubernetesObject, service: string): number | undefined {
  for (const rule of rulesOf(route)) {
    const backends = backendsOf(rule)
    const canary = backends.find((backend) => isBackend(backend, canaryName(service)))
    if (canary === undefined) continue
    const stable = backends.find((backend) => isBackend(backend, service))
    const total = weightOf(canary) + (stable === undefined ? 0 : weightOf(stable))
    return total === 0 ? 0 : (100 * weightOf(canary)) / total
  }
  return undefined
}

/**
 * `route` with `percent` of the traffic to `service` given to its canary: in every rule that names the Service the
 * backends become [service, service-canary], stable first. Nothing else in the route changes.
 * Throws `RouteShapeError` where no rule names the Service, or one shares its traffic with other backends.
 */
export function withCanaryWeight(route: KubernetesObject, service: string, percent: number): KubernetesObject {
  return withBackends(route, service, (backend) => [
    { ...backend, weight: 100 - percent },
    { ...backend, name: canaryName(service), weight: percent },
  ])
}

/** `route` with all traffic to `service`, its canary in no rule, and no epoch any more. */
export function withoutCanary(route: KubernetesObject, service: string): KubernetesObject {
  const { [ANNOTATION.epoch]: _epoch, ...annotations } = route.metadata.annotations ?? {}
  const plain = _epoch === undefined ? route : { ...route, metadata: { ...route.metadata, annotations } }
  return withBackends(plain, service, (backend) => [{ ...backend, weight: 100 }])
}

/** Under which epoch of the Lease the weights of `route` were set last; 0 where nobody said. */
export function routeEpoch(route: KubernetesObject): number {
  const epoch = Number(route.metadata.annotations?.[ANNOTATION.epoch] ?? 0)
  return Number.isInteger(epoch) ? epoch : 0
}

/**
 * `route` with the epoch of the Lease under which its weights are set. Whoever holds an older one must not write it any more,
 * and a write that changes nothing else still changes the route's version: one that was read before is then refused.
 */
export function withRouteEpoch(route: KubernetesObject, epoch: number): KubernetesObject {
  const annotations = { ...route.metadata.annotations, [ANNOTATION.epoch]: String(epoch) }
  return { ...route, metadata: { ...route.metadata, annotations } }
}

/**
 * A route that was read, as it can be applied: with the version it was read at, so that nobody's write is lost, and everything
 * it holds, so that nothing is taken away. Written by PUT under the same name, its fields would belong to another entry
 * (manager and operation), and the next apply would conflict with ourselves.
 */
export function appliableRoute(route: KubernetesObject): KubernetesObject {
  const { apiVersion, kind, metadata } = route
  const { name, namespace, resourceVersion, labels, annotations } = metadata
  const kept = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    ...(labels === undefined ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations }),
  }
  return Object.assign({ apiVersion, kind, metadata: kept }, { spec: valueAt(route, 'spec') })
}

function withBackends(
  route: KubernetesObject,
  service: string,
  change: (stable: Record<string, unknown>) => Record<string, unknown>[],
): KubernetesObject {
  if (!routesTo(route, service)) throw new RouteShapeError(`${nameOf(route)} sends no traffic to Service/${service}`)
  const rules = rulesOf(route).map((rule, index) => {
    const backends = backendsOf(rule)
    const stable = backends.find((backend) => isBackend(backend, service))
    if (stable === undefined) return rule
    const others = backends.filter(
      (backend) => !isBackend(backend, service) && !isBackend(backend, canaryName(service)),
    )
    if (others.length > 0) {
      const names = others.map((backend) => String(backend['name'])).join(', ')
      throw new RouteShapeError(
        `${nameOf(route)} rule ${index} shares the traffic of Service/${service} with ${names}; a canary needs the rule for itself`,
      )
    }
    return { ...rule, backendRefs: change(stable) }
  })
  const spec = valueAt(route, 'spec')
  return Object.assign({ ...route }, { spec: { ...(isRecord(spec) ? spec : {}), rules } })
}

function rulesOf(route: KubernetesObject): Record<string, unknown>[] {
  const rules = valueAt(route, 'spec', 'rules')
  return Array.isArray(rules) ? rules.filter(isRecord) : []
}

function backendsOf(rule: Record<string, unknown>): Record<string, unknown>[] {
  const { backendRefs } = rule
  return Array.isArray(backendRefs) ? backendRefs.filter(isRecord) : []
}

function isBackend(backend: Record<string, unknown>, service: string): boolean {
  const kind = backend['kind'] ?? 'Service'
  return kind === 'Service' && backend['name'] === service
}

function weightOf(backend: Record<string, unknown>): number {
  return typeof backend['weight'] === 'number' ? backend['weight'] : 1
}
