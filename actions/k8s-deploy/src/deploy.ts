import type { DeploymentState } from '@ml-actions/github'
import {
  isDeployment,
  isSameRelease,
  type ReleaseRecord,
  readRelease,
  type StoredRelease,
  sharingWatches,
  withLastGood,
} from '@ml-actions/kubernetes'
import { attestRelease } from './attest.ts'
import { leaveToPromotion, placeCanary } from './canary.ts'
import { type Verified, verifyImage } from './chain.ts'
import { conclude } from './conclude.ts'
import type { Conclusion, Reason } from './definition.ts'
import { openDeployment } from './github-deployment.ts'
import { goBack, type Return } from './go-back.ts'
import type { Job } from './job.ts'
import { applyInWaves } from './plan.ts'
import { type Prepared, prepare, type Ready } from './prepare.ts'
import { recordGood } from './record.ts'
import { type Before, beforeRollout, logDoom, type Outcome, watchToEnd } from './rollout.ts'
import { clearTheWay, removeLeftCanary } from './running-canary.ts'
import type { Story } from './story.ts'
import { foreignImages, isSameServing, readServing, type Serving, withLease } from './target.ts'

/** `mode: deploy`: check, apply, watch, explain, or put back. */
export async function deploy(job: Job): Promise<Conclusion> {
  const startedAt = job.services.clock.now()
  const prepared = await prepare(job)
  if (prepared.kind === 'refused') return prepared.conclusion
  const { workload, identity } = prepared.set
  const deployment = await openDeployment(job.inputs, job.services)
  try {
    const name = workload.metadata.name
    const conclusion = await withLease(job, name, async (lease, held) => {
      const wanted = job.inputs.canary ? prepared.set : undefined
      const stored = await clearTheWay(
        held,
        name,
        lease,
        await readRelease(job.cluster, { namespace: job.namespace, name }),
        wanted,
      )
      // Read again: between the check and the lease another run may have released.
      const serving = await readServing(held, name)
      const verified = await stillVerified(held, prepared, serving)
      const ready: Ready = { ...prepared, serving, verified, lease, startedAt }
      if (verified.kind === 'walked' && !verified.chain.ok) {
        const { reason, message } = verified.chain
        const story = { ...prepared.story, before: serving.release, verified }
        return conclude(held, story, { verdict: 'fail', reason, message })
      }
      if (stored?.state.phase === 'promoting') return leaveToPromotion(held, ready, stored)
      const beside = job.inputs.canary && serving.release !== undefined && !isSameRelease(serving.release, identity)
      return beside ? placeCanary(held, ready, stored) : releaseStable(held, ready, stored)
    })
    await deployment.end(...ended(conclusion))
    return deployment.id === undefined ? conclusion : withDeployment(conclusion, deployment.id)
  } catch (error) {
    await deployment.end('error', error instanceof Error ? error.message : 'the run ended')
    throw error
  }
}

/** A canary that stands ready is on trial, not released: canary-promote ends its deployment. */
function ended({ verdict, reason, message }: Conclusion): [DeploymentState, string] {
  if (reason === 'canary-placed') return ['in_progress', `Canary on trial: ${message}`]
  return [verdict === 'pass' ? 'success' : 'failure', message]
}

function withDeployment(conclusion: Conclusion, id: number): Conclusion {
  return { ...conclusion, outputs: { ...conclusion.outputs, deployment: String(id) } }
}

/** Another run may have released while this one waited; then the model must have been compared with that one. */
function stillVerified(job: Job, prepared: Prepared & { kind: 'ready' }, serving: Serving): Promise<Verified> {
  return isSameServing(prepared.serving, serving)
    ? Promise.resolve(prepared.verified)
    : verifyImage(job, prepared.set.identity, serving, prepared.asked)
}

async function releaseStable(job: Job, ready: Ready, stored: StoredRelease | undefined): Promise<Conclusion> {
  const { set, serving } = ready
  const { log, clock } = job.services
  const name = set.workload.metadata.name
  const before = await beforeRollout(job, name)
  // The record of the release before stays until this one is found good: server-side apply drops what is not sent again.
  const workload = withLastGood(set.workload, serving.release)
  const objects = set.objects.map((object) => (object === set.workload ? workload : object))
  await log.phase(`Apply ${objects.length} objects`, () => applyInWaves(job, objects))
  const others = set.objects.filter(isDeployment).filter((object) => object.metadata.name !== name)
  const names = [name, ...others.map((object) => object.metadata.name)]
  const outcome = await log.phase(`Watch the rollout of ${names.join(', ')}`, () => watchAll(job, names, before))
  if (outcome.kind === 'doomed') return failed(job, ready, outcome, stored)

  const record: ReleaseRecord = { ...set.identity, at: new Date(clock.now()).toISOString(), run: job.run }
  await recordGood(job, ready.lease, { workload, objects, record }, stored)
  await removeLeftCanary(job, name, set.route?.service)
  const reason = reasonOf(serving, ready)
  const attestation = await attestRelease(job, { ...ready, track: 'stable', verdict: 'pass', reason })
  const story: Story = { ...ready.story, release: set.identity, before: serving.release, track: 'stable', attestation }
  const message = `${name} serves ${set.identity.image} with ${outcome.ready} ready pod${outcome.ready === 1 ? '' : 's'}.`
  return conclude(job, story, { verdict: 'pass', reason, message }, { 'rolled-back': 'false' })
}

/** The first rollout that is doomed, or the end of the release's own once all are complete. */
async function watchAll(job: Job, names: readonly string[], before: Before): Promise<Outcome> {
  const many = names.length > 1
  const watching = many ? { ...job, cluster: sharingWatches(job.cluster) } : job
  const outcomes = await Promise.all(names.map((name) => watchToEnd(watching, name, before, many)))
  const [own] = outcomes
  const doomed = outcomes.find((outcome) => outcome.kind === 'doomed') ?? own
  if (doomed === undefined) throw new Error('there is no rollout to watch')
  return doomed
}

function reasonOf(serving: Serving, { set }: Ready): Reason {
  if (serving.release === undefined) return foreignImages(serving).length === 0 ? 'first-release' : 'deployed'
  return isSameRelease(serving.release, set.identity) ? 'unchanged' : 'deployed'
}

async function failed(
  job: Job,
  ready: Ready,
  outcome: Outcome & { kind: 'doomed' },
  stored: StoredRelease | undefined,
): Promise<Conclusion> {
  const { set, serving } = ready
  const { doom, logLines } = outcome
  logDoom(job, doom, logLines)
  const same = serving.release !== undefined && isSameRelease(serving.release, set.identity)
  const returned: Return = same ? { kind: 'nothing' } : await goBack(job, set.workload.metadata.name, serving, stored)
  const reason: Reason = returned.kind === 'failed' ? 'rollback-failed' : doom.class
  const told = tell(returned, same)
  const attestation = await attestRelease(job, { ...ready, track: 'stable', verdict: 'fail', reason })
  const story: Story = {
    ...ready.story,
    before: serving.release,
    track: 'stable',
    doom,
    logLines,
    returned: told,
    attestation,
  }
  return conclude(
    job,
    story,
    { verdict: 'fail', reason, message: `${doom.message}. ${told}` },
    { 'rolled-back': String(returned.kind === 'back') },
  )
}

function tell(returned: Return, same: boolean): string {
  switch (returned.kind) {
    case 'back':
      return `The last good release ${returned.to.image} is back and serves.`
    case 'failed':
      return `The last good release ${returned.to.image} was put back and does NOT serve: ${returned.outcome.kind === 'doomed' ? returned.outcome.doom.message : ''}`
    case 'nothing':
      return same
        ? 'This release is itself the last good one; nothing was put back.'
        : 'There is no good release to go back to; the objects are left for you to look at.'
  }
}
