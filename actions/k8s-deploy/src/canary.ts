import { UserError } from '@ml-actions/action'
import {
  type CanaryRelease,
  CanaryShapeError,
  canaryName,
  canaryObjects,
  canaryWeight,
  isSameRelease,
  type KubernetesObject,
  type ReleaseState,
  RouteShapeError,
  referenceTo,
  type StoredRelease,
  withCanaryWeight,
  withLastGood,
  writeRelease,
} from '@ml-actions/kubernetes'
import { applyObject } from './apply.ts'
import { attestRelease } from './attest.ts'
import { conclude } from './conclude.ts'
import type { Conclusion, Reason } from './definition.ts'
import type { Job } from './job.ts'
import type { ReleaseRoute } from './manifests/release-set.ts'
import { applyInWaves } from './plan.ts'
import type { Ready } from './prepare.ts'
import { beforeRollout, logDoom, watchToEnd } from './rollout.ts'
import { deleteCanaryObjects } from './running-canary.ts'
import type { Story } from './story.ts'
import type { Serving } from './target.ts'

/** Places the release beside the stable one with none of the traffic, and waits until it is ready. */
export async function placeCanary(job: Job, ready: Ready, stored: StoredRelease | undefined): Promise<Conclusion> {
  const { set, serving } = ready
  const name = set.workload.metadata.name
  assertSettled(serving, name)
  const route = routeOf(ready)
  const canary = shaped(() => canaryObjects(set.workload, set.services))
  const live = await job.cluster.get(referenceTo(route.object))
  // A run may have died between taking a canary out of the route and noting it: the route decides what is on trial.
  const running =
    stored?.state.phase === 'canary' &&
    stored.state.canary !== undefined &&
    isSameRelease(stored.state.canary, set.identity) &&
    live !== undefined &&
    canaryWeight(live, route.service) !== undefined
  // The stable objects keep their release; only what both need and what carries the canary's name is sent.
  const shared = set.objects.filter((object) => !isTrack(object, ready) && object !== route.object)
  const before = await beforeRollout(job, canaryName(name))
  await job.services.log.phase(`Place ${canaryName(name)} beside ${name}`, () =>
    applyInWaves(job, [...shared, ...canary.services, canary.deployment]),
  )
  const outcome = await job.services.log.phase(`Watch the rollout of ${canaryName(name)}`, () =>
    watchToEnd(job, canaryName(name), before),
  )
  const told: Story = { ...ready.story, release: set.identity, before: serving.release, track: 'canary' }
  if (outcome.kind === 'doomed') {
    const { doom, logLines } = outcome
    logDoom(job, doom, logLines)
    if (!running) await deleteCanaryObjects(job, name, route.service)
    const returned = running
      ? `The canary is on trial with ${stored.state.weight} % of the traffic and was left to canary-promote; the stable release serves on.`
      : 'The canary never had traffic and was removed; the stable release serves on.'
    const attestation = await attestRelease(job, { ...ready, track: 'canary', verdict: 'fail', reason: doom.class })
    const story: Story = { ...told, doom, logLines, returned, attestation }
    return conclude(
      job,
      story,
      { verdict: 'fail', reason: doom.class, message: `${doom.message}. ${returned}` },
      { 'rolled-back': 'false' },
    )
  }
  if (!running) {
    await joinRoute(job, route)
    await writeRelease(job.cluster, { namespace: job.namespace, name }, stateOf(job, ready, route, stored), stored)
  } else {
    // Promotion applies what is stored: it follows what this run asks for.
    const state = { ...stored.state, canary: canaryOf(ready), epoch: ready.lease.epoch }
    await writeRelease(job.cluster, { namespace: job.namespace, name }, state, stored)
  }
  const attestation = await attestRelease(job, { ...ready, track: 'canary', verdict: 'pass', reason: 'canary-placed' })
  const message = `${set.identity.image} stands ready as ${canaryName(name)} with ${running ? (stored?.state.weight ?? 0) : 0} % of the traffic; ${serving.release?.image ?? name} serves.`
  const next = `canary-promote with namespace ${job.namespace} and workload ${name}`
  return conclude(
    job,
    { ...told, attestation, next },
    { verdict: 'pass', reason: 'canary-placed', message },
    {
      route: route.object.metadata.name,
      'rolled-back': 'false',
    },
  )
}

/** The job that died while it promoted this release is run again: its next step carries on, and nothing is touched before. */
export function leaveToPromotion(
  job: Job,
  { set, story, serving }: Ready,
  { state }: StoredRelease,
): Promise<Conclusion> {
  const name = set.workload.metadata.name
  const message = `${set.identity.image} is being promoted since ${state.startedAt ?? 'an unknown time'} and has ${state.weight} % of the traffic as ${canaryName(name)}; an earlier run ended on the way. It was left as it is.`
  const next = `canary-promote with namespace ${job.namespace} and workload ${name} carries the promotion on`
  return conclude(
    job,
    { ...story, release: set.identity, before: serving.release, track: 'canary', next },
    { verdict: 'pass', reason: 'canary-placed', message },
    { ...(state.route === undefined ? {} : { route: state.route.name }), 'rolled-back': 'false' },
  )
}

/** A run that died while it changed stable leaves two releases behind one name: a canary would be compared with neither. */
function assertSettled({ asked, release }: Serving, name: string): void {
  if (asked === undefined || release === undefined || isSameRelease(asked, release)) return
  throw new UserError({
    reason: 'stable-unsettled' satisfies Reason,
    what: `An earlier run ended while it changed ${name} from ${release.image} to ${asked.image}, so it is not known which of them serves.`,
    fix: 'Put the last good release back with `mode: rollback`, or deploy the other one again without `canary`; then place the canary.',
  })
}

/** The release as promotion applies it: with the record of the one before, until the new one is found good. */
function canaryOf({ set, serving }: Ready): CanaryRelease {
  return { ...set.identity, manifest: withLastGood(set.workload, serving.release) }
}

function stateOf(job: Job, ready: Ready, route: ReleaseRoute, stored: StoredRelease | undefined): ReleaseState {
  const at = new Date(job.services.clock.now()).toISOString()
  const { release } = ready.serving
  return {
    schema: 1,
    phase: 'canary',
    ...(release === undefined
      ? {}
      : {
          stable: {
            image: release.image,
            ...(release.model === undefined ? {} : { model: release.model }),
            ...(release.revision === undefined ? {} : { revision: release.revision }),
          },
        }),
    canary: canaryOf(ready),
    route: { ...referenceTo(route.object), service: route.service },
    weight: 0,
    steps: [...(stored?.state.steps ?? []).slice(-50), { at, weight: 0, decision: 'placed', message: `by ${job.run}` }],
    epoch: ready.lease.epoch,
    startedAt: at,
  }
}

/** Both Services become backends of the route, the canary's with weight 0; filters and matches stay the manifest's. */
async function joinRoute(job: Job, route: ReleaseRoute): Promise<void> {
  const joined = shaped(() => withCanaryWeight(route.object, route.service, 0))
  await applyObject(job.cluster, joined, { force: job.inputs['force-conflicts'] })
}

function routeOf({ set }: Ready): ReleaseRoute {
  if (set.route !== undefined) return set.route
  const services = set.services.map((service) => service.metadata.name).join(', ')
  throw new UserError({
    reason: 'no-route' satisfies Reason,
    what:
      services === ''
        ? `No Service in the manifests selects the pods of ${set.workload.metadata.name}, so no traffic could be split.`
        : `No HTTPRoute in the manifests leads to Service ${services}, so no traffic could be split.`,
    fix: 'Add the HTTPRoute (gateway.networking.k8s.io/v1) to `manifests`, or deploy without `canary`.',
  })
}

function isTrack(object: KubernetesObject, { set }: Ready): boolean {
  return object === set.workload || set.services.some((service) => service === object)
}

function shaped<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof CanaryShapeError) && !(error instanceof RouteShapeError)) throw error
    throw new UserError({ reason: 'no-route' satisfies Reason, what: error.message }, { cause: error })
  }
}
