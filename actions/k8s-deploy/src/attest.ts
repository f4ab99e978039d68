import type { Run, Statement } from '@ml-actions/attestation'
import { type Digest, isDigest, parseReference, sha256 } from '@ml-actions/registry'
import type { Verified } from './chain.ts'
import { repositoryClient } from './chain.ts'
import type { Reason } from './definition.ts'
import type { Job } from './job.ts'
import type { ReleaseSet } from './manifests/release-set.ts'
import type { Story } from './story.ts'
import type { Serving } from './target.ts'

/** What the record of a release is made of. */
export interface ReleaseFacts {
  readonly set: ReleaseSet
  readonly serving: Serving
  readonly verified: Verified
  readonly story: Pick<Story, 'unwalked'>
  readonly track: 'stable' | 'canary'
  readonly verdict: 'pass' | 'fail'
  readonly reason: Reason
  readonly startedAt: number
}

const VERIFIER = 'https://github.com/ml-actions/ml-actions/actions/k8s-deploy'

/**
 * Attaches to the image what was verified about it and what became of its release. Returns the digest of the statement
 * about the release, or undefined where the registry takes none: the release stands all the same, so that is a warning.
 */
export async function attestRelease(job: Job, facts: ReleaseFacts): Promise<Digest | undefined> {
  const { inputs, services } = job
  const reference = parseReference(facts.set.identity.image)
  if (reference.digest === undefined) return undefined
  const { attach, signingOf } = await import('@ml-actions/attestation')
  const signing = signingOf(inputs)
  const client = repositoryClient(job, reference.repository)
  try {
    const summary = await summaryStatement(job, facts, reference.digest)
    if (summary !== undefined) await attach(client, reference.digest, summary, signing)
    return (await attach(client, reference.digest, await releaseStatement(job, facts, reference.digest), signing))
      .digest
  } catch (error) {
    services.log.warning(
      `The statement about this release could not be attached to the image: ${error instanceof Error ? error.message : String(error)}`,
    )
    return undefined
  }
}

async function summaryStatement(job: Job, facts: ReleaseFacts, image: Digest): Promise<Statement | undefined> {
  const { verified, set } = facts
  const { require } = job.inputs
  if (verified.kind === 'not-asked' || require === 'none') return undefined
  const { verificationSummary } = await import('@ml-actions/attestation')
  const { chain } = verified
  return verificationSummary({
    image,
    imageUri: set.identity.image,
    verifier: VERIFIER,
    timeVerified: new Date(job.services.clock.now()).toISOString(),
    policy: { uri: job.services.context.workflowRef, digest: sha256(verified.policyText) },
    attestations: chain.steps.flatMap(({ attestation }) => (attestation === undefined ? [] : [attestation])),
    require,
    passed: chain.ok ? { reason: facts.reason } : { failedFor: chain.reason },
    ...(chain.ok && chain.override !== undefined ? { override: chain.override } : {}),
  })
}

async function releaseStatement(job: Job, facts: ReleaseFacts, image: Digest): Promise<Statement> {
  const { release } = await import('@ml-actions/attestation')
  const { set, serving } = facts
  const exceptions = job.inputs['policy-exceptions'] ?? []
  const { unwalked } = facts.story
  const annotations = {
    ...(exceptions.length === 0 ? {} : { 'policy-exceptions': exceptions }),
    ...(unwalked.length === 0 ? {} : { 'images-not-walked': unwalked }),
  }
  return release(
    { digest: image, uri: set.identity.image },
    {
      target: {
        cluster: job.inputs.context ?? 'current',
        namespace: job.namespace,
        workload: set.workload.metadata.name,
      },
      track: facts.track,
      verdict: facts.verdict,
      reason: facts.reason,
      run: runOf(job, facts.startedAt),
      ...resource('model', set.identity.model),
      ...resource('replaced', serving.release?.image.split('@')[1]),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
  )
}

function resource<K extends string>(key: K, digest: string | undefined): { [P in K]?: { digest: { sha256: string } } }
function resource(key: string, digest: string | undefined): object {
  return isDigest(digest) ? { [key]: { digest: { sha256: digest.slice('sha256:'.length) } } } : {}
}

function runOf(job: Job, startedAt: number): Run {
  const { context, clock } = job.services
  return {
    builder: context.workflowRef === '' ? VERIFIER : `${context.serverUrl}/${context.workflowRef}`,
    invocation: context.runUrl,
    startedOn: new Date(startedAt).toISOString(),
    finishedOn: new Date(clock.now()).toISOString(),
  }
}
