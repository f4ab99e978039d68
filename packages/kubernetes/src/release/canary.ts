import { type Deployment, isRecord, type KubernetesObject, nameOf, type Service } from '../object.ts'
import { CANARY_TRACK, canaryName, TRACK_LABEL } from './names.ts'

/** The objects can't stand beside themselves as a canary; the message names the object and what to change. */
export class CanaryShapeError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'CanaryShapeError'
  }
}

const LABEL_LIMIT = 63

/**
 * The canary beside a stable Deployment and the Services that select it: the same objects under `NAME-canary`, every
 * selector value suffixed, so that no stable Service ever matches a canary's pod.
 */
export function canaryObjects(
  stable: Deployment,
  services: readonly Service[],
): { readonly deployment: Deployment; readonly services: readonly Service[] } {
  const selectors = [
    stable.spec?.selector.matchLabels ?? {},
    ...services.map((service) => service.spec?.selector ?? {}),
  ]
  const keys = new Set(selectors.flatMap((selector) => Object.keys(selector)))
  return {
    deployment: canaryDeployment(stable, keys),
    services: services.map(canaryService),
  }
}

function canaryDeployment(stable: Deployment, keys: ReadonlySet<string>): Deployment {
  const { spec } = stable
  if (spec === undefined) throw new CanaryShapeError(`${nameOf(stable)} has no spec`)
  if ((spec.selector.matchExpressions ?? []).length > 0) {
    throw new CanaryShapeError(
      `${nameOf(stable)} selects by matchExpressions; a canary needs spec.selector.matchLabels`,
    )
  }
  const { template } = spec
  const labels = suffixed(stable, template.metadata?.labels ?? {}, keys)
  return {
    ...stable,
    metadata: canaryMetadata(stable),
    spec: {
      ...spec,
      selector: { matchLabels: suffixed(stable, spec.selector.matchLabels ?? {}, keys) },
      template: {
        ...template,
        metadata: { ...template.metadata, labels: { ...labels, [TRACK_LABEL]: CANARY_TRACK } },
        ...(template.spec === undefined
          ? {}
          : { spec: withSelectors(template.spec, template.metadata?.labels ?? {}, keys) }),
      },
    },
  }
}

function canaryService(service: Service): Service {
  const selector = service.spec?.selector
  if (selector === undefined || Object.keys(selector).length === 0) {
    throw new CanaryShapeError(`${nameOf(service)} has no selector; a canary can't stand beside it`)
  }
  const { clusterIP, clusterIPs: _clusterIPs, healthCheckNodePort: _node, ports, ...spec } = service.spec ?? {}
  return {
    ...service,
    metadata: canaryMetadata(service),
    spec: {
      ...spec,
      // A headless Service stays headless; an address that the cluster gave belongs to the stable Service.
      ...(clusterIP === 'None' ? { clusterIP } : {}),
      ...(ports === undefined ? {} : { ports: ports.map(({ nodePort: _nodePort, ...port }) => port) }),
      selector: suffixed(service, selector, new Set(Object.keys(selector))),
    },
  }
}

function canaryMetadata(object: KubernetesObject): KubernetesObject['metadata'] {
  const { name, namespace, labels, annotations } = object.metadata
  if (canaryName(name).length > LABEL_LIMIT) {
    throw new CanaryShapeError(
      `${nameOf(object)}: ${canaryName(name)} is longer than ${LABEL_LIMIT} characters; shorten the name`,
    )
  }
  return {
    name: canaryName(name),
    labels: { ...labels, [TRACK_LABEL]: CANARY_TRACK },
    ...(namespace === undefined ? {} : { namespace }),
    ...(annotations === undefined ? {} : { annotations }),
  }
}

function suffixed(
  object: KubernetesObject,
  labels: Readonly<Record<string, string>>,
  keys: ReadonlySet<string>,
): Record<string, string> {
  const entries = Object.entries(labels).map(([key, value]): [string, string] => {
    if (!keys.has(key)) return [key, value]
    const changed = canaryName(value)
    if (changed.length > LABEL_LIMIT) {
      throw new CanaryShapeError(
        `${nameOf(object)}: label ${key}=${changed} is longer than ${LABEL_LIMIT} characters; shorten it`,
      )
    }
    return [key, changed]
  })
  return Object.fromEntries(entries)
}

// Spread constraints and affinities that speak of the stable pods must speak of the canary's own, or both tracks push each other around.
function withSelectors<T>(value: T, labels: Readonly<Record<string, string>>, keys: ReadonlySet<string>): T
function withSelectors(value: unknown, labels: Readonly<Record<string, string>>, keys: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withSelectors<unknown>(item, labels, keys))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'matchLabels' && isRecord(item)
        ? suffixedMatches(item, labels, keys)
        : withSelectors<unknown>(item, labels, keys),
    ]),
  )
}

function suffixedMatches(
  matches: Record<string, unknown>,
  labels: Readonly<Record<string, string>>,
  keys: ReadonlySet<string>,
) {
  return Object.fromEntries(
    Object.entries(matches).map(([key, value]) => [
      key,
      keys.has(key) && typeof value === 'string' && labels[key] === value ? canaryName(value) : value,
    ]),
  )
}
