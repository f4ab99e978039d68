import { isDeepStrictEqual } from 'node:util'
import { UserError } from '@ml-actions/action'
import {
  appliableRoute,
  CANARY_TRACK,
  canaryName,
  FIELD_MANAGER,
  type HeldLease,
  isSameRelease,
  type KubernetesObject,
  type ReleaseState,
  type StoredRelease,
  TRACK_LABEL,
  valueAt,
  withoutCanary,
  writeRelease,
} from '@ml-actions/kubernetes'
import type { Reason } from './definition.ts'
import type { Job } from './job.ts'
import type { ReleaseSet } from './manifests/release-set.ts'

/**
 * Clears the way where a canary is on trial: goes on with the same release in the same pods, refuses another one by name, or
 * puts it away. One that a dead run had begun to take back is put away whatever is wanted.
 * Returns the state to write over next.
 */
export async function clearTheWay(
  job: Job,
  name: string,
  lease: HeldLease,
  stored: StoredRelease | undefined,
  wanted: ReleaseSet | undefined,
): Promise<StoredRelease | undefined> {
  if (stored === undefined || stored.state.phase === 'idle') return stored
  const { phase, canary } = stored.state
  const again = canary !== undefined && wanted !== undefined && isSameRelease(canary, wanted.identity)
  const same = again && hasSamePods(canary.manifest, wanted.workload)
  if ((phase === 'canary' || phase === 'promoting') && same) return stored
  if (phase === 'going-back') {
    job.services.log.info(
      `An earlier run had begun to take canary ${canary?.image ?? ''} back; that is finished first.`,
    )
    return removeCanary(job, name, lease, stored)
  }
  if (job.inputs['on-running-canary'] === 'refuse' || phase === 'promoting')
    throw refused(job, name, stored.state, again && !same)
  job.services.log.info(
    `Canary ${canary?.image ?? ''} is superseded: its traffic goes back to stable, then it is removed.`,
  )
  return removeCanary(job, name, lease, stored)
}

/** Whether both ask for the same pods. What was found out about others says nothing about these. */
function hasSamePods(stored: KubernetesObject, wanted: KubernetesObject): boolean {
  // What was stored has been through JSON.
  const sent: unknown = JSON.parse(JSON.stringify(wanted))
  return isDeepStrictEqual(valueAt(stored, 'spec', 'template'), valueAt(sent, 'spec', 'template'))
}

/** Routers follow a changed route within a moment; until then the canary must still answer. */
const DRAIN_MS = 3_000

/** Gives all traffic back to stable, removes the canary's objects, and writes that the state is idle. */
async function removeCanary(job: Job, name: string, lease: HeldLease, stored: StoredRelease): Promise<StoredRelease> {
  const { state } = stored
  if (state.route !== undefined) {
    await returnTraffic(job, state.route)
    if (state.weight > 0 || state.phase === 'going-back') await job.services.clock.sleep(DRAIN_MS, job.services.signal)
  }
  await deleteCanaryObjects(job, name, state.route?.service)
  const { canary: _canary, startedAt: _startedAt, ...rest } = state
  const at = new Date(job.services.clock.now()).toISOString()
  const steps = [
    ...state.steps,
    { at, weight: 0, decision: state.phase === 'going-back' ? 'went-back' : 'superseded', message: `by ${job.run}` },
  ]
  return writeRelease(
    job.cluster,
    target(job, name),
    { ...rest, phase: 'idle', weight: 0, steps, epoch: lease.epoch },
    stored,
  )
}

/** Deletes what carries the canary's name; what is not there is fine. */
export async function deleteCanaryObjects(job: Job, name: string, service: string | undefined): Promise<void> {
  const { namespace, cluster } = job
  await cluster.delete({ apiVersion: 'apps/v1', kind: 'Deployment', name: canaryName(name), namespace })
  if (service !== undefined)
    await cluster.delete({ apiVersion: 'v1', kind: 'Service', name: canaryName(service), namespace })
}

/** Removes a canary that no state knows of: a run died between placing it and writing that it did. */
export async function removeLeftCanary(job: Job, name: string, service: string | undefined): Promise<void> {
  const reference = { apiVersion: 'apps/v1', kind: 'Deployment', name: canaryName(name), namespace: job.namespace }
  const found = await job.cluster.get(reference)
  if (found?.metadata.labels?.[TRACK_LABEL] !== CANARY_TRACK) return
  job.services.log.info(`${canaryName(name)} was left by a run that died, and is removed.`)
  await deleteCanaryObjects(job, name, service)
}

async function returnTraffic(job: Job, route: NonNullable<ReleaseState['route']>): Promise<void> {
  const found = await job.cluster.get({ ...route, namespace: route.namespace ?? job.namespace })
  // With the version it was read at: a write in between is a conflict, not a loss.
  if (found !== undefined)
    await job.cluster.apply(appliableRoute(withoutCanary(found, route.service)), {
      fieldManager: FIELD_MANAGER,
      force: true,
    })
}

function target(job: Job, name: string): { readonly namespace: string; readonly name: string } {
  return { namespace: job.namespace, name }
}

function refused(job: Job, name: string, state: ReleaseState, otherPods: boolean): UserError {
  const half = state.phase === 'promoting'
  return new UserError({
    reason: 'canary-running' satisfies Reason,
    what: `Canary ${state.canary?.image ?? ''} of ${name} is ${half ? 'being promoted' : `on trial with ${state.weight} % of the traffic`} since ${state.startedAt ?? 'an unknown time'} (namespace ${job.namespace}).${otherPods ? ' The manifest asks for the same image in other pods now (`spec.template` has changed), about which the trial says nothing.' : ''}`,
    fix: half
      ? 'Let canary-promote finish: run it again for this workload, then deploy.'
      : 'Let canary-promote finish or abort it, or set `on-running-canary: supersede`.',
  })
}
