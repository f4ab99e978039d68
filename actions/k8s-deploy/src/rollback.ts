import { isDeployment, isSameRelease, ReleaseStateError, readRelease } from '@ml-actions/kubernetes'
import { conclude } from './conclude.ts'
import type { Conclusion } from './definition.ts'
import { putBack } from './go-back.ts'
import type { Job } from './job.ts'
import { recordGood } from './record.ts'
import { clearTheWay } from './running-canary.ts'
import { workloadName } from './status.ts'
import { newStory, type Story } from './story.ts'
import { readServing, withLease } from './target.ts'

/** Puts back the newest good release that is another one than the workload asks for now. */
export async function rollback(job: Job): Promise<Conclusion> {
  const name = await workloadName(job)
  return withLease(job, name, async (lease, held) => {
    const target = { namespace: job.namespace, name }
    const stored = await clearTheWay(held, name, lease, await readRelease(job.cluster, target), undefined)
    const serving = await readServing(job, name).catch(orLost)
    const story: Story = { ...newStory(job.namespace, name), before: serving?.release, track: 'stable' }
    const asked = serving?.asked
    const good = stored?.history.find(({ record }) => asked === undefined || !isSameRelease(record, asked))
    if (good === undefined) {
      return conclude(job, story, {
        verdict: 'fail',
        reason: 'nothing-to-go-back-to',
        message: `No other good release of ${name} is on record.`,
      })
    }
    const returned = await putBack(held, name, good)
    const told: Story = { ...story, release: good.record }
    const workload = good.objects.filter(isDeployment).find((object) => object.metadata.name === name)
    if (returned.kind === 'back' && workload !== undefined) {
      const record = { ...good.record, at: new Date(job.services.clock.now()).toISOString(), run: job.run }
      await recordGood(held, lease, { workload, objects: good.objects, record }, stored)
      return conclude(
        job,
        told,
        { verdict: 'pass', reason: 'rolled-back', message: `${name} serves ${good.record.image} again.` },
        { 'rolled-back': 'true' },
      )
    }
    const doom = returned.kind === 'failed' && returned.outcome.kind === 'doomed' ? returned.outcome.doom : undefined
    return conclude(
      job,
      { ...told, doom },
      {
        verdict: 'fail',
        reason: 'rollback-failed',
        message: `${good.record.image} did not come up: ${doom?.message ?? 'it has no Deployment'}`,
      },
      { 'rolled-back': 'false' },
    )
  })
}

/** A workload that lost its record is what a rollback heals: the newest good release is put back, whatever is there now. */
function orLost(error: unknown): undefined {
  if (!(error instanceof ReleaseStateError)) throw error
}
