import { createHash } from 'node:crypto'
import { equal, type Json, objectOf } from '../../json.ts'
import { type Deployment, isReplicaSet, type ReplicaSet } from '../../kinds.ts'
import { RESOURCES } from '../../schema/resources.ts'
import { type Context, controlledBy, ownedBy } from '../context.ts'

export const MANAGER = 'kube-controller-manager'
const COMPONENT = 'deployment-controller'

const HASH = 'pod-template-hash'
const REVISION = 'deployment.kubernetes.io/revision'
const DESIRED = 'deployment.kubernetes.io/desired-replicas'
const MAXIMUM = 'deployment.kubernetes.io/max-replicas'
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'

/** The ReplicaSets of a deployment: the one of its template, and the others from old to young. */
export interface Sets {
  readonly current: ReplicaSet | undefined
  readonly old: readonly ReplicaSet[]
}

export function setsOf({ api }: Context, deployment: Deployment): Sets {
  const owned = api.store
    .list(RESOURCES.replicaSets, deployment.metadata.namespace)
    .filter((set) => controlledBy(set, deployment.metadata.uid))
    .filter(isReplicaSet)
    .sort((a, b) => revisionOf(a) - revisionOf(b))
  const current = owned.find((set) => equal(bareTemplate(set.spec.template), bareTemplate(deployment.spec.template)))
  return { current, old: owned.filter((set) => set !== current) }
}

/** The template without the label that tells ReplicaSets apart. */
function bareTemplate(template: Json): Json {
  const { metadata, ...rest } = objectOf(template)
  const { labels, ...others } = objectOf(metadata)
  const { [HASH]: _, ...own } = objectOf(labels)
  return { ...rest, metadata: { ...others, labels: own } }
}

export function revisionOf(set: ReplicaSet): number {
  return Number(set.metadata.annotations?.[REVISION] ?? 0)
}

/** What a surge or unavailability of `25%` or `1` comes to; real ones are never both zero. */
export function bounds(deployment: Deployment): { maxSurge: number; maxUnavailable: number } {
  const { strategy, replicas } = deployment.spec
  if (strategy.type === 'Recreate' || replicas === 0) return { maxSurge: 0, maxUnavailable: 0 }
  const count = (value: string | number | undefined, round: (value: number) => number): number =>
    typeof value === 'string' && value.endsWith('%')
      ? round((Number.parseFloat(value) / 100) * replicas)
      : Number(value ?? 0)
  const maxSurge = count(strategy.rollingUpdate?.maxSurge, Math.ceil)
  const maxUnavailable = count(strategy.rollingUpdate?.maxUnavailable, Math.floor)
  return maxSurge === 0 && maxUnavailable === 0 ? { maxSurge, maxUnavailable: 1 } : { maxSurge, maxUnavailable }
}

/** How many pods the newest ReplicaSet may have now (`deploymentutil.NewRSNewReplicas`). */
export function nextReplicas(deployment: Deployment, sets: Sets): number {
  const wanted = deployment.spec.replicas
  const now = sets.current?.spec.replicas ?? 0
  if (deployment.spec.strategy.type === 'Recreate') return wanted
  const total = specified([...sets.old, ...(sets.current ? [sets.current] : [])])
  const room = wanted + bounds(deployment).maxSurge - total
  return room <= 0 ? now : now + Math.min(room, wanted - now)
}

export function specified(sets: readonly ReplicaSet[]): number {
  return sets.reduce((sum, set) => sum + set.spec.replicas, 0)
}

export function available(sets: readonly ReplicaSet[]): number {
  return sets.reduce((sum, set) => sum + (set.status.availableReplicas ?? 0), 0)
}

function annotations(deployment: Deployment, revision: number): Record<string, string> {
  const { 'kubectl.kubernetes.io/last-applied-configuration': _, ...own } = deployment.metadata.annotations ?? {}
  const wanted = deployment.spec.replicas
  const most = wanted + bounds(deployment).maxSurge
  return { ...own, [REVISION]: String(revision), [DESIRED]: String(wanted), [MAXIMUM]: String(most) }
}

/** A ReplicaSet for the deployment's template, under the next revision. */
export function createSet(context: Context, deployment: Deployment, sets: Sets): ReplicaSet {
  const { name, namespace, uid } = deployment.metadata
  const template = objectOf(deployment.spec.template)
  const hash = hashOf(JSON.stringify(template) + uid)
  const labels = { ...deployment.spec.template.metadata.labels, [HASH]: hash }
  const { matchLabels, ...selector } = deployment.spec.selector
  const replicas = nextReplicas(deployment, sets)
  const revision = Math.max(0, ...sets.old.map(revisionOf)) + 1
  const body = {
    metadata: {
      name: `${name}-${hash}`,
      labels,
      annotations: annotations(deployment, revision),
      ownerReferences: [ownedBy(deployment)],
    },
    spec: {
      replicas,
      ...(deployment.spec.minReadySeconds === undefined ? {} : { minReadySeconds: deployment.spec.minReadySeconds }),
      selector: { ...selector, matchLabels: { ...matchLabels, [HASH]: hash } },
      template: { ...template, metadata: { ...deployment.spec.template.metadata, labels } },
    },
  }
  const created = context.api.create(RESOURCES.replicaSets, namespace, body, { manager: MANAGER })
  if (replicas > 0) scaled(context, deployment, created.metadata.name, 0, replicas)
  if (!isReplicaSet(created)) throw new Error('a ReplicaSet was stored as something else')
  return created
}

function hashOf(text: string): string {
  const number = createHash('sha256').update(text).digest().readUInt32BE(0)
  return Array.from(String(number), (digit) => ALPHABET[digit.charCodeAt(0) % ALPHABET.length]).join('')
}

/** Brings the newest ReplicaSet's annotations up to date; an old template that returns becomes the newest revision. */
export function refreshSet(
  context: Context,
  deployment: Deployment,
  set: ReplicaSet,
  old: readonly ReplicaSet[],
): void {
  const newest = Math.max(0, ...old.map(revisionOf))
  const revision = Math.max(revisionOf(set), newest + 1)
  const metadata = { ...set.metadata, annotations: annotations(deployment, revision) }
  const { minReadySeconds = 0 } = deployment.spec
  const spec = { ...set.spec, ...(minReadySeconds > 0 ? { minReadySeconds } : {}) }
  const options = { manager: MANAGER }
  context.api.replace(
    RESOURCES.replicaSets,
    set.metadata.namespace,
    set.metadata.name,
    { ...set, metadata, spec },
    options,
  )
}

/** Sets the size of a ReplicaSet and says so in an Event. */
export function scale(context: Context, deployment: Deployment, set: ReplicaSet, replicas: number): boolean {
  if (set.spec.replicas === replicas) return false
  const { namespace, name } = set.metadata
  const next = { ...set, spec: { ...set.spec, replicas } }
  context.api.replace(RESOURCES.replicaSets, namespace, name, next, { manager: MANAGER })
  scaled(context, deployment, name, set.spec.replicas, replicas)
  return true
}

function scaled({ events }: Context, deployment: Deployment, name: string, from: number, to: number): void {
  const message = `Scaled ${to > from ? 'up' : 'down'} replica set ${name} from ${from} to ${to}`
  events.record(deployment, 'Normal', 'ScalingReplicaSet', message, COMPONENT)
}
