import type { ChainReason } from '@ml-actions/attestation'
import { POLICY_FIX } from './expectation.ts'

/** What to do about a chain that is refused, where it does not lie at hand. */
const ADVICE: { readonly [R in ChainReason]?: string } = {
  'policy-mismatch': POLICY_FIX,
  'dataset-mismatch': 'Validate the model on those labels, or pin the new ones in the policy file (`labels:`).',
  'champion-mismatch': 'Evaluate and validate once more, against what serves now.',
  'champion-unknown':
    'Deploy the image that serves once more without `canary`, so that its model gets on record, then validate against that. Or accept it for this image by an override for `champion-unknown` in `trusted-keys`.',
  'model-gone':
    "Push the model again (the same files have the same digest) or correct `model-repository`. Without `model-repository` the build statement's word is taken for what is inside.",
  'validation-gone': "Somebody removed it, or `validation` names another repository's. Validate the model again.",
  'validation-mismatch':
    'The model was validated again since, or `validation` is not the output `attestation` of validate-model. Validate again in this run, or deploy with the run that did.',
}

/** The refusal's sentence with what to do about it. */
export function withAdvice(reason: ChainReason, message: string): string {
  const advice = ADVICE[reason]
  return advice === undefined ? message : `${message}\n${advice}`
}
