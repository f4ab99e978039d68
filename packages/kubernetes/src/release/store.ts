import { isDeepStrictEqual } from 'node:util'
import type { Cluster } from '../cluster.ts'
import { isUnheard, KubernetesError } from '../errors.ts'
import { type ConfigMap, isConfigMap, isKubernetesObject, isRecord } from '../object.ts'
import { type GoodRelease, packHistory, unpackHistory } from './history.ts'
import { parseIdentity } from './identity.ts'
import { FIELD_MANAGER, releaseName } from './names.ts'
import type { CanaryRelease, ReleasePhase, ReleaseState, StepRecord } from './state.ts'
import { ReleaseStateError } from './state-error.ts'

/** The stable workload that a release state belongs to. */
export interface ReleaseTarget {
  readonly namespace: string
  /** Name of the stable Deployment. */
  readonly name: string
}

/** A state as it was read, with what a conditional write needs. */
export interface StoredRelease {
  readonly state: ReleaseState
  readonly resourceVersion: string
  /** Releases that came up and stayed, newest first: what a rollback applies. */
  readonly history: readonly GoodRelease[]
}

const HISTORY_KEY = 'history.json.gz'

/** The state was written under a newer Lease: whoever still holds the older one must stop. */
export class FencedError extends Error {
  constructor(target: ReleaseTarget, ours: number, stored: number) {
    super(
      `${releaseName(target.name)} was written under epoch ${stored}; this run's lease is of epoch ${ours} and was lost`,
    )
    this.name = 'FencedError'
  }
}

/** The release state of `target`, or undefined where none was ever written. Throws `ReleaseStateError` for one it can't read. */
export async function readRelease(cluster: Cluster, target: ReleaseTarget): Promise<StoredRelease | undefined> {
  const found = await cluster.get({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: releaseName(target.name),
    namespace: target.namespace,
  })
  if (found === undefined) return undefined
  return stored(target, isConfigMap(found) ? found : undefined)
}

/**
 * Writes `state` if nobody wrote since `previous` was read (undefined: if none is there).
 * The history of good releases stays as it was read unless a new one is given (`withGoodRelease`).
 * Throws `KubernetesError` 409 where somebody did, `FencedError` where the stored epoch is newer than the state's.
 */
export async function writeRelease(
  cluster: Cluster,
  target: ReleaseTarget,
  state: ReleaseState,
  previous: StoredRelease | undefined,
  history: readonly GoodRelease[] = previous?.history ?? [],
): Promise<StoredRelease> {
  if (previous !== undefined && previous.state.epoch > state.epoch) {
    throw new FencedError(target, state.epoch, previous.state.epoch)
  }
  const object: ConfigMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: releaseName(target.name),
      namespace: target.namespace,
      labels: { 'app.kubernetes.io/managed-by': FIELD_MANAGER },
      ...(previous === undefined ? {} : { resourceVersion: previous.resourceVersion }),
    },
    data: { 'state.json': JSON.stringify(state) },
    ...(history.length === 0 ? {} : { binaryData: { [HISTORY_KEY]: packHistory(history) } }),
  }
  const options = { fieldManager: FIELD_MANAGER }
  try {
    const written =
      previous === undefined ? await cluster.create(object, options) : await cluster.replace(object, options)
    return stored(target, isConfigMap(written) ? written : undefined)
  } catch (error) {
    const found = isUnheard(error) ? await readRelease(cluster, target) : undefined
    // Parsed like what was read, so that the two can be compared.
    const sent = parseReleaseState(target, JSON.stringify(state))
    if (found === undefined || !isDeepStrictEqual(found.state, sent)) throw error
    return found
  }
}

function stored(target: ReleaseTarget, object: ConfigMap | undefined): StoredRelease {
  const resourceVersion = object?.metadata.resourceVersion
  if (object === undefined || resourceVersion === undefined) {
    throw new KubernetesError({
      status: 0,
      reason: 'Malformed',
      message: `${releaseName(target.name)} is not a ConfigMap`,
    })
  }
  const history = unpackHistory(object.binaryData?.[HISTORY_KEY])
  return { state: parseReleaseState(target, object.data?.['state.json']), resourceVersion, history }
}

function parseReleaseState(target: ReleaseTarget, text: string | undefined): ReleaseState {
  const name = `ConfigMap/${releaseName(target.name)}`
  if (text === undefined) throw new ReleaseStateError(`${name} has no state.json`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new ReleaseStateError(`${name} holds no JSON in state.json: ${cause instanceof Error ? cause.message : ''}`)
  }
  if (!isRecord(value) || value['schema'] !== 1) {
    throw new ReleaseStateError(
      `${name} has schema ${String(isRecord(value) ? value['schema'] : undefined)}; this version reads 1`,
    )
  }
  const { phase, weight, steps, epoch, startedAt } = value
  const known = isPhase(phase) && typeof weight === 'number' && typeof epoch === 'number' && Array.isArray(steps)
  if (!known) throw new ReleaseStateError(`${name} lacks phase, weight, steps or epoch`)
  const stable = parseIdentity(value['stable'])
  const canary = parseCanary(value['canary'])
  if (phase !== 'idle' && canary === undefined)
    throw new ReleaseStateError(`${name} is in phase ${phase} without a canary`)
  const route = parseRoute(value['route'])
  return {
    schema: 1,
    phase,
    weight,
    epoch,
    steps: steps.filter(isStep),
    ...(stable === undefined ? {} : { stable }),
    ...(canary === undefined ? {} : { canary }),
    ...(route === undefined ? {} : { route }),
    ...(typeof startedAt === 'string' ? { startedAt } : {}),
  }
}

function parseCanary(value: unknown): CanaryRelease | undefined {
  const identity = parseIdentity(value)
  if (identity === undefined || !isRecord(value) || !isKubernetesObject(value['manifest'])) return undefined
  return { ...identity, manifest: value['manifest'] }
}

function parseRoute(value: unknown): ReleaseState['route'] {
  if (!isRecord(value)) return undefined
  const { apiVersion, kind, name, namespace, service } = value
  if (
    typeof apiVersion !== 'string' ||
    typeof kind !== 'string' ||
    typeof name !== 'string' ||
    typeof service !== 'string'
  ) {
    return undefined
  }
  return { apiVersion, kind, name, service, ...(typeof namespace === 'string' ? { namespace } : {}) }
}

function isPhase(value: unknown): value is ReleasePhase {
  return value === 'idle' || value === 'canary' || value === 'promoting' || value === 'going-back'
}

function isStep(value: unknown): value is StepRecord {
  return (
    isRecord(value) &&
    typeof value['at'] === 'string' &&
    typeof value['weight'] === 'number' &&
    typeof value['decision'] === 'string'
  )
}
