import { UserError } from '@ml-actions/action'
import type { Chain, ChainExpectation, Serving as Champion, TrustPolicy } from '@ml-actions/attestation'
import type { ReleaseIdentity } from '@ml-actions/kubernetes'
import {
  accessOptions,
  isRegistryError,
  openRepository,
  parseDigest,
  parseReference,
  parseRepository,
  type RepositoryClient,
} from '@ml-actions/registry'
import { withAdvice } from './chain-advice.ts'
import type { Reason } from './definition.ts'
import type { Asked } from './expectation.ts'
import type { Job } from './job.ts'
import { foreignImages, type Serving } from './target.ts'

/** What the statements about the image say, or that nobody asked. */
export type Verified =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'walked'; readonly chain: Chain; readonly policyText: string }

/**
 * Walks image → build statement → model → test result as `require` asks for. `serving` is the champion that the model must
 * have been compared with; the very image that serves already is not compared with itself.
 */
export async function verifyImage(
  job: Job,
  identity: ReleaseIdentity,
  serving: Serving,
  asked: Asked,
): Promise<Verified> {
  const { inputs, services } = job
  if (inputs.require === 'none') return { kind: 'not-asked' }
  const { walkChain } = await import('@ml-actions/attestation')
  const reference = parseReference(identity.image)
  if (reference.digest === undefined) {
    throw new UserError({
      reason: 'not-attested' satisfies Reason,
      what: `${identity.image} is not named by digest, so no statement can be about it.`,
      fix: 'Give `image` and `digest`.',
    })
  }
  const policyText = inputs['trusted-keys'] ?? ''
  const walk = {
    images: repositoryClient(job, reference.repository),
    image: reference.digest,
    require: inputs.require,
    policy: await trustPolicy(policyText),
    expected: expectation(asked, identity, serving),
    now: new Date(services.clock.now()),
    ...(inputs['model-repository'] === undefined
      ? {}
      : { models: repositoryClient(job, parseRepository(inputs['model-repository'])) }),
  }
  try {
    const chain = await walkChain(walk)
    const told = chain.ok ? chain : { ...chain, message: withAdvice(chain.reason, chain.message) }
    return { kind: 'walked', chain: told, policyText }
  } catch (error) {
    if (!isRegistryError(error) || error.reason === 'cancelled') throw error
    throw new UserError(
      {
        reason: 'registry-unreadable' satisfies Reason,
        what: `The statements about ${identity.image} can't be read: ${error.message}`,
        fix: 'Check `registry-username` and `registry-password`.',
      },
      { cause: error },
    )
  }
}

/** A client for a repository with the credentials of the inputs. */
export function repositoryClient(job: Job, repository: ReturnType<typeof parseRepository>): RepositoryClient {
  const { inputs, services } = job
  return openRepository(repository, accessOptions(inputs, services))
}

function expectation(asked: Asked, { image }: ReleaseIdentity, serving: Serving): ChainExpectation {
  // A job that runs again for what serves already would compare the model with itself.
  const same = serving.release?.image === image || foreignImages(serving).includes(image)
  return same ? asked : { ...asked, serving: championOf(serving) }
}

function championOf(serving: Serving): Champion {
  const foreign = foreignImages(serving)
  if (foreign.length > 0) return { kind: 'unknown', image: foreign.join(', ') }
  if (serving.release === undefined) return { kind: 'nothing' }
  const { model, image } = serving.release
  return model === undefined ? { kind: 'unknown', image } : { kind: 'model', digest: parseDigest(model) }
}

async function trustPolicy(text: string): Promise<TrustPolicy> {
  if (text.trim() === '') return { signers: [], overrides: [] }
  const { parseTrustPolicy } = await import('@ml-actions/attestation')
  try {
    return await parseTrustPolicy(text)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UserError({ reason: 'invalid-input', what: `\`trusted-keys\`: ${error.message}` }, { cause: error })
  }
}
