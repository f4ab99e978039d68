import { UserError } from '@ml-actions/action'
import { type HeldLease, isDeployment } from '@ml-actions/kubernetes'
import { predictDoom } from './capacity.ts'
import type { Verified } from './chain.ts'
import { verifyImage } from './chain.ts'
import { conclude } from './conclude.ts'
import type { Conclusion, Reason } from './definition.ts'
import { type Asked, readExpectation } from './expectation.ts'
import type { Job } from './job.ts'
import { otherImages } from './manifests/images.ts'
import { readManifests } from './manifests/read.ts'
import { type ReleaseSet, releaseSet, withIdentity } from './manifests/release-set.ts'
import { maskSecrets } from './mask-secrets.ts'
import { planChanges } from './plan.ts'
import { checkPolicy, type Violation } from './policy.ts'
import { newStory, type Story } from './story.ts'
import { foreignImages, readServing, type Serving } from './target.ts'

/** Everything that is known before anything is changed, or the end of the run where that is refused. */
export type Prepared =
  | {
      readonly kind: 'ready'
      readonly set: ReleaseSet
      readonly serving: Serving
      readonly asked: Asked
      readonly verified: Verified
      readonly story: Story
    }
  | { readonly kind: 'refused'; readonly conclusion: Conclusion }

/** What a deployment works with once it holds the Lease. */
export type Ready = Extract<Prepared, { kind: 'ready' }> & { readonly lease: HeldLease; readonly startedAt: number }

/** Reads the manifests, checks policy and chain, and asks the server for a dry run. Changes nothing. */
export async function prepare(job: Job): Promise<Prepared> {
  const { inputs, services, namespace } = job
  const { log, context } = services
  const asked = await readExpectation(inputs, context.workspace)
  const manifests = await readManifests(inputs.manifests ?? [], context.workspace, namespace)
  maskSecrets(
    manifests.map(({ object }) => object),
    services,
  )
  const named = releaseSet(manifests, inputs, context.sha)
  const name = named.workload.metadata.name
  log.info(`${manifests.length} objects; the release is Deployment/${name} with ${named.identity.image}`)

  const exceptions = inputs['policy-exceptions'] ?? []
  const start: Story = { ...newStory(namespace, name), release: named.identity, exceptions }
  const violations = checkPolicy(named.objects).filter(({ rule }) => !exceptions.includes(rule))
  if (violations.length > 0)
    return { kind: 'refused', conclusion: await refusePolicy(job, { ...start, violations }, violations) }

  const serving = await log.phase(`Read what serves in namespace ${namespace}`, () => readServing(job, name))
  const verified = await log.phase('Check the chain of statements', () =>
    verifyImage(job, named.identity, serving, asked),
  )
  const unwalked = verified.kind === 'walked' ? otherImages(named.objects, named.identity.image) : []
  const story: Story = { ...start, before: serving.release, verified, unwalked }
  if (verified.kind === 'walked' && !verified.chain.ok) {
    const { reason, message } = verified.chain
    return { kind: 'refused', conclusion: await conclude(job, story, { verdict: 'fail', reason, message }) }
  }
  const set = withModel(named, verified, inputs.model)
  const diffs = await log.phase('Ask the cluster for a dry run', () => planChanges(job, set.objects))
  const told: Story = { ...story, release: set.identity, diffs }
  const doom = await predictDoom(job, set, serving, diffs)
  if (doom !== undefined && inputs['on-full-nodes'] === 'refuse') {
    const message = `${doom.message}. Nothing was sent. ${doom.advice}`
    const conclusion = await conclude(job, { ...told, doom }, { verdict: 'fail', reason: 'no-capacity', message })
    return { kind: 'refused', conclusion }
  }
  if (doom !== undefined) log.warning(`${doom.message}.`)
  const foreign = foreignImages(serving)
  if (inputs.canary && foreign.length > 0)
    log.warning(`${foreign.join(', ')} serves by no release on record: it would be replaced at once, without a canary.`)
  return { kind: 'ready', set, serving, asked, verified, story: told }
}

/** The model that the chain proves is in the image; what the input says must agree. */
function withModel(set: ReleaseSet, verified: Verified, asked: string | undefined): ReleaseSet {
  if (verified.kind !== 'walked' || !verified.chain.ok) return set
  const { model } = verified.chain
  if (asked !== undefined && asked !== model) {
    throw new UserError({
      reason: 'model-mismatch' satisfies Reason,
      what: `The image was built with model ${model}, and \`model\` names ${asked}.`,
      fix: 'Hand over the digests of one and the same build.',
    })
  }
  if (set.identity.model === model) return set
  const workload = set.objects
    .filter(isDeployment)
    .find((object) => object.metadata.name === set.workload.metadata.name)
  return workload === undefined ? set : withIdentity(set.objects, workload, { ...set.identity, model })
}

function refusePolicy(job: Job, story: Story, violations: readonly Violation[]): Promise<Conclusion> {
  const lines = violations.map(({ object, field, message }) => `- ${object}: ${field} ${message}`)
  const message = `${violations.length} breach${violations.length === 1 ? '' : 'es'} of the policy, nothing was sent:\n${lines.join('\n')}`
  return conclude(job, story, { verdict: 'fail', reason: 'policy-violation', message })
}
