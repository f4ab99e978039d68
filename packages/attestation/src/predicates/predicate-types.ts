const OURS = 'https://github.com/ml-actions/ml-actions'

/** The predicate types of the statements that the actions make. */
export const PredicateType = {
  provenance: 'https://slsa.dev/provenance/v1',
  testResult: 'https://in-toto.io/attestation/test-result/v0.1',
  verificationSummary: 'https://slsa.dev/verification_summary/v1',
  release: `${OURS}/release/v1`,
  promotion: `${OURS}/promotion/v1`,
} as const

/** What a SLSA provenance of ours was the build of. */
export const BuildType = {
  train: `${OURS}/train/v1`,
  evaluate: `${OURS}/evaluate/v1`,
  image: `${OURS}/image/v1`,
} as const
