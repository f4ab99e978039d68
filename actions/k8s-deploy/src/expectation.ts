import { resolve } from 'node:path'
import { UserError } from '@ml-actions/action'
import type { ChainExpectation } from '@ml-actions/attestation'
import { type Digest, parseDigest } from '@ml-actions/registry'
import type { Policy } from '@ml-actions/validation-policy'
import type { Inputs, Reason } from './definition.ts'

type ExpectationInputs = Pick<Inputs, 'policy' | 'policy-digest' | 'labels-digest' | 'validation'>

/** What the statements must say whatever serves. What is absent is not asked for. */
export type Asked = Omit<ChainExpectation, 'serving'>

/** Where the digest of a policy that is no file's own comes from. */
export const POLICY_FIX =
  'Inputs of validate-model (`rules`, `alpha`, `thresholds`, `min-rows`, `positive-class`) go before the policy file and change the digest. Put them into the file, and validate the model again by the file of this commit.'

/**
 * Reads what must have been validated from the policy file of this checkout and from the inputs, which must not contradict
 * it. Throws `UserError`.
 */
export async function readExpectation(inputs: ExpectationInputs, workspace: string): Promise<Asked> {
  const { policy: file, 'policy-digest': given, 'labels-digest': labels, validation } = inputs
  const read = file === undefined ? undefined : await readPolicy(file, workspace)
  if (read !== undefined && given !== undefined && given !== read.digest) {
    throw new UserError({
      reason: 'policy-mismatch' satisfies Reason,
      what: `\`policy-digest\` is ${given}, and the policy file ${file} of this checkout has the digest ${read.digest}.`,
      fix: POLICY_FIX,
    })
  }
  const pinned = read?.policy.labels
  if (pinned !== undefined && labels !== undefined && !pinned.some((digest) => digest === labels)) {
    throw new UserError({
      reason: 'dataset-mismatch' satisfies Reason,
      what: `\`labels-digest\` is ${labels}, and the policy file ${file} of this checkout pins ${pinned.join(' or ')}.`,
      fix: 'Validate on the pinned labels, or pin the new ones in the policy file.',
    })
  }
  const policy = read?.digest ?? (given === undefined ? undefined : parseDigest(given))
  const expected = labels === undefined ? pinned : [parseDigest(labels)]
  return {
    ...(policy === undefined ? {} : { policy }),
    ...(expected === undefined ? {} : { labels: expected }),
    ...(validation === undefined ? {} : { validation: parseDigest(validation) }),
  }
}

async function readPolicy(
  file: string,
  workspace: string,
): Promise<{ readonly policy: Policy; readonly digest: Digest }> {
  const { loadPolicy, PolicyError, policyDigest } = await import('@ml-actions/validation-policy')
  try {
    const policy = await loadPolicy({ policy: resolve(workspace, file) })
    return { policy, digest: policyDigest(policy) }
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    throw new UserError(
      {
        reason: 'invalid-policy' satisfies Reason,
        what: `\`policy\`: ${error.message}`,
        fix: 'It is looked for in the workspace. Is the repository checked out?',
      },
      { cause: error },
    )
  }
}
