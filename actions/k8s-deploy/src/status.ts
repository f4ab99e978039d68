import { conclude } from './conclude.ts'
import type { Conclusion } from './definition.ts'
import type { Job } from './job.ts'
import { readManifests } from './manifests/read.ts'
import { findWorkload } from './manifests/release-set.ts'
import { newStory } from './story.ts'
import { readServing } from './target.ts'

const UNKNOWN_FIX =
  'Nothing can be compared with it, and it is no first release. Deploy the same image once more without `canary`, with `require: validated` or its `model`.'

/** Tells what serves: the last release that was found good. Nothing is changed. */
export async function status(job: Job): Promise<Conclusion> {
  const name = await workloadName(job)
  const { deployment, release, foreign } = await readServing(job, name)
  const story = {
    ...newStory(job.namespace, name),
    release,
    track: release === undefined ? undefined : ('stable' as const),
  }
  if (release !== undefined && release.model === undefined) {
    const what = `${name} serves ${release.image}, and its record names no model.`
    return conclude(job, story, { verdict: 'inconclusive', reason: 'model-unknown', message: `${what} ${UNKNOWN_FIX}` })
  }
  if (release !== undefined) {
    return conclude(job, story, { verdict: 'pass', reason: 'serving', message: `${name} serves ${release.image}.` })
  }
  if (foreign.length > 0) {
    const what = `${name} serves ${foreign.join(', ')}, which was not deployed by this action.`
    return conclude(job, story, { verdict: 'inconclusive', reason: 'model-unknown', message: `${what} ${UNKNOWN_FIX}` })
  }
  const message =
    deployment === undefined
      ? `There is no Deployment ${name} in namespace ${job.namespace}.`
      : `Deployment ${name} is there, and no release of it was ever found good by this action.`
  return conclude(job, story, { verdict: 'pass', reason: 'nothing-serves', message })
}

/** The name of the stable Deployment, given or the only one in the manifests. */
export async function workloadName(job: Job): Promise<string> {
  const { inputs, services, namespace } = job
  if (inputs.workload !== undefined) return inputs.workload
  const manifests = await readManifests(inputs.manifests ?? [], services.context.workspace, namespace)
  const objects = manifests.map(({ object }) => object)
  return findWorkload(objects, undefined, undefined).metadata.name
}
