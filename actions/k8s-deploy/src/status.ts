import { conclude } from './conclude.ts'
import type { Conclusion } from './definition.ts'
import type { Job } from './job.ts'
import { readManifests } from './manifests/read.ts'
import { findWorkload } from './manifests/release-set.ts'
import { newStory } from './story.ts'
import { foreignImages, readServing, type Serving } from './target.ts'

/** Tells what serves: the last release that was found good. Nothing is changed. */
export async function status(job: Job): Promise<Conclusion> {
  const name = await workloadName(job)
  const serving = await readServing(job, name)
  const { deployment, release } = serving
  const story = {
    ...newStory(job.namespace, name),
    release,
    track: release === undefined ? undefined : ('stable' as const),
  }
  const unknown = withoutModel(serving)
  if (unknown !== undefined) {
    const fix = `Nothing can be compared with it, and it is no first release. Deploy the same image once more without \`canary\`, with \`require: validated\` or its \`model\`.`
    const message = `${name} serves ${unknown}. ${fix}`
    return conclude(job, story, { verdict: 'inconclusive', reason: 'model-unknown', message })
  }
  if (release !== undefined) {
    return conclude(job, story, { verdict: 'pass', reason: 'serving', message: `${name} serves ${release.image}.` })
  }
  const message =
    deployment === undefined
      ? `There is no Deployment ${name} in namespace ${job.namespace}.`
      : `Deployment ${name} is there, and no release of it was ever found good by this action.`
  return conclude(job, story, { verdict: 'pass', reason: 'nothing-serves', message })
}

/** What serves without a model on record, and why there is none; undefined where nothing does. */
function withoutModel(serving: Serving): string | undefined {
  const { release } = serving
  if (release !== undefined)
    return release.model === undefined ? `${release.image}, and its record names no model` : undefined
  const foreign = foreignImages(serving)
  return foreign.length === 0 ? undefined : `${foreign.join(', ')}, which was not deployed by this action`
}

/** The name of the stable Deployment, given or the only one in the manifests. */
export async function workloadName(job: Job): Promise<string> {
  const { inputs, services, namespace } = job
  if (inputs.workload !== undefined) return inputs.workload
  const manifests = await readManifests(inputs.manifests ?? [], services.context.workspace, namespace)
  const objects = manifests.map(({ object }) => object)
  return findWorkload(objects, undefined, undefined).metadata.name
}
