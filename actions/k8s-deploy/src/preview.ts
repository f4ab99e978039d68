import { readRelease } from '@ml-actions/kubernetes'
import { conclude } from './conclude.ts'
import type { Conclusion } from './definition.ts'
import type { Job } from './job.ts'
import { prepare } from './prepare.ts'

/** `mode: plan` and `mode: observe`: everything is checked and shown, nothing is changed. */
export async function preview(job: Job, mode: 'plan' | 'observe'): Promise<Conclusion> {
  const prepared = await prepare(job)
  if (prepared.kind === 'refused') return prepared.conclusion
  const { set, serving, story } = prepared
  const name = set.workload.metadata.name
  const stored = await readRelease(job.cluster, { namespace: job.namespace, name })
  const changed = story.diffs?.filter((diff) => diff.kind !== 'unchanged').length ?? 0
  const canary = job.inputs.canary && serving.release !== undefined
  const running =
    stored !== undefined && stored.state.phase !== 'idle'
      ? ` Canary ${stored.state.canary?.image ?? ''} is on trial there.`
      : ''
  const message = `${changed} of ${story.diffs?.length ?? 0} objects would change; ${set.identity.image} would be ${canary ? 'placed as canary' : 'deployed'}.${running}`
  const track = canary ? 'canary' : 'stable'
  return conclude(
    job,
    { ...story, track },
    { verdict: 'pass', reason: mode === 'plan' ? 'planned' : 'would-deploy', message },
  )
}
