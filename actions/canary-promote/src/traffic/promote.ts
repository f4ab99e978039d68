import type { Clock, Log } from '@ml-actions/action'
import {
  type Cluster,
  type Deployment,
  FIELD_MANAGER,
  isDeployment,
  isSameRelease,
  type KubernetesObject,
  type ReleaseIdentity,
  type ReleaseRecord,
  ReleaseStateError,
  withLastGood,
} from '@ml-actions/kubernetes'
import type { Session } from '../session.ts'
import { rolloutOf } from './health.ts'
import { removeCanary } from './remove-canary.ts'
import type { Route } from './route.ts'

export interface PromotionOptions {
  readonly cluster: Cluster
  readonly route: Route
  readonly session: Session
  readonly log: Log
  readonly clock: Clock
  /** Whether the canary takes all traffic before stable is touched. */
  readonly takeOver: boolean
  readonly rolloutTimeoutMs: number
  readonly acceptMs: number
  readonly drainMs: number
  /** Waits for fresh evidence after a move; tells what is wrong with the new stable, if anything is. */
  readonly verify: () => Promise<string | undefined>
  /** Called after each move. */
  readonly moved: (weight: number) => void
  readonly run: string
  readonly signal: AbortSignal
}

export type PromotionOutcome =
  | { readonly kind: 'promoted' }
  /** Stable did not come up or turned out bad: the traffic is where the message says. */
  | { readonly kind: 'blocked'; readonly message: string }

/**
 * Makes the canary's release stable: stable is updated and waited for while the canary serves, then the traffic returns in
 * moves, each of them watched, and only then the canary is removed. Can be called again after any interruption.
 */
export async function promote(options: PromotionOptions): Promise<PromotionOutcome> {
  const { cluster, route, session, log } = options
  const { canary } = session.state
  if (canary === undefined) throw new Error('the state holds no canary to promote')
  const { namespace } = session.target
  await session.update({ phase: 'promoting' }, 'promote')
  if (options.takeOver) await takeOver(options)
  log.info(`Updating stable to ${canary.image}`)
  const manifest = deploymentOf(canary.manifest, namespace)
  await cluster.apply(manifest, { fieldManager: FIELD_MANAGER })
  const trouble = await waitForStable(options)
  if (trouble !== undefined) return { kind: 'blocked', message: `stable did not come up: ${trouble}` }
  const bad = await returnInMoves(options)
  if (bad !== undefined) return { kind: 'blocked', message: bad }
  await options.clock.sleep(options.drainMs)
  await route.removeCanary()
  await route.accepted(options.acceptMs)
  const record: ReleaseRecord = {
    ...identityOf(canary),
    at: new Date(options.clock.now()).toISOString(),
    run: options.run,
  }
  const workload = withLastGood(manifest, record)
  await cluster.apply(workload, { fieldManager: FIELD_MANAGER })
  await removeCanary(cluster, namespace, session.target.name)
  const objects = objectsOf(session, workload)
  await session.settle(identityOf(canary), 'promoted', 'the canary’s release is stable', { record, objects })
  return { kind: 'promoted' }
}

async function takeOver({ cluster, route, session, log, clock, acceptMs, moved }: PromotionOptions): Promise<void> {
  const { namespace, name } = session.target
  const now = clock.now()
  const [canary, stable] = await Promise.all([
    rolloutOf(cluster, namespace, `${name}-canary`, now),
    rolloutOf(cluster, namespace, name, now),
  ])
  const [has, needs] = [canary?.state.ready ?? 0, stable?.state.wanted ?? 0]
  if (has < needs) {
    log.info(`The canary has ${has} pods ready where stable has ${needs}: it keeps its share while stable is updated.`)
    return
  }
  await session.update({ weight: 100 }, 'advance', 'takes all traffic while stable is updated')
  await route.setWeight(100)
  await route.accepted(acceptMs)
  moved(100)
}

/** Undefined once every pod of the new release serves as stable; else what doomed it. */
export async function waitForStable(
  options: Pick<PromotionOptions, 'cluster' | 'session' | 'log' | 'clock' | 'rolloutTimeoutMs' | 'signal'>,
): Promise<string | undefined> {
  const { cluster, session, log, clock, rolloutTimeoutMs, signal } = options
  const { namespace, name } = session.target
  const deadline = clock.now() + rolloutTimeoutMs
  let said = ''
  for (;;) {
    const rollout = await rolloutOf(cluster, namespace, name, clock.now())
    if (rollout === undefined) return 'its Deployment is gone'
    const { state } = rollout
    if (state.phase === 'complete') return undefined
    if (state.phase === 'doomed') return state.doom.message
    if (state.message !== said) log.info(`Stable: ${state.ready} of ${state.wanted} pods ready; ${state.message}`)
    said = state.message
    if (clock.now() > deadline) return `not complete in time: ${state.message}`
    await clock.sleep(250, signal)
  }
}

/** The traffic goes back to stable by halves. When the new stable turns out bad the canary gets its share again. */
async function returnInMoves({
  route,
  session,
  log,
  acceptMs,
  verify,
  moved,
}: PromotionOptions): Promise<string | undefined> {
  const from = await route.weight()
  // An earlier run came this far: the canary's Service may be gone, and no rule may name it again.
  if (from === undefined) return undefined
  const moves = from > 0 ? [Math.round(from / 2), 0].filter((weight) => weight < from) : [0]
  for (const weight of moves) {
    await session.update({ weight }, 'return', `stable gets ${100 - weight} %`)
    await route.setWeight(weight)
    if (!(await route.accepted(acceptMs))) log.warning('The router did not confirm the route within its time.')
    moved(weight)
    log.info(`Stable has ${100 - weight} % of the traffic again`)
    const bad = await verify()
    if (bad === undefined) continue
    await session.update({ weight: from }, 'hold', bad)
    await route.setWeight(from)
    moved(from)
    return `the new stable ${bad}; the canary has ${from} % of the traffic again`
  }
  return undefined
}

function identityOf({ image, model, revision }: ReleaseIdentity): ReleaseIdentity {
  return { image, ...(model === undefined ? {} : { model }), ...(revision === undefined ? {} : { revision }) }
}

function deploymentOf(object: KubernetesObject, namespace: string): Deployment {
  if (!isDeployment(object)) throw new ReleaseStateError(`the release state holds a ${object.kind} to promote`)
  return { ...object, metadata: { ...object.metadata, namespace } }
}

/** The objects of the release: those of the release before, with the new workload in its place. */
function objectsOf({ history, state, target }: Session, workload: Deployment): readonly KubernetesObject[] {
  const { stable } = state
  const before = history.find(({ record }) => stable !== undefined && isSameRelease(record, stable)) ?? history[0]
  const isWorkload = (object: KubernetesObject) => isDeployment(object) && object.metadata.name === target.name
  const objects = before?.objects ?? [workload]
  return objects.map((object) => (isWorkload(object) ? workload : object))
}
