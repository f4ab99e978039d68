import { choice, digest, multiline, path, repository } from '@ml-actions/action'

const EXAMPLE = 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'

/** The inputs that say what must be proven about an image before it is sent. */
export const chainInputs = {
  require: choice(['validated', 'recorded', 'none'], {
    description:
      '`validated`: the image must have a signed build statement, and its model a signed statement that it passed validation. `recorded`: the statements must be there and say so, signatures are not asked for. `none`: nothing is asked.',
    example: 'recorded',
    default: 'validated',
  }),
  'trusted-keys': multiline({
    description:
      'Public keys (PEM, one after the other, `# name` before each) whose statements count, or a trust policy in YAML with signers and overrides.',
    example: '${{ vars.TRUSTED_KEYS }}',
  }),
  policy: path({
    description:
      "Policy file of validate-model, from this job's own checkout: the model must have been validated by what it says and, where it pins `labels`, on those. Nothing that another job says about the policy is then believed.",
    example: 'validation.yml',
  }),
  'policy-digest': digest({
    description:
      'The model must have been validated by these rules: the output `policy-digest` of validate-model. For where the policy is no file in the repository; one that differs from `policy` is refused. Not asked for when both are empty.',
    example: EXAMPLE,
  }),
  'labels-digest': digest({
    description:
      'The model must have been validated on these labels: the SHA-256 of the file, as validate-model outputs it. For policies that pin none. Not asked for when empty.',
    example: EXAMPLE,
  }),
  validation: digest({
    description:
      "The very validation that must decide: the output `attestation` of this run's validate-model, looked up in `model-repository`. Removed from there, it leaves no older verdict behind. When empty, the newest that fits decides.",
    example: EXAMPLE,
  }),
  'model-repository': repository({
    description:
      "Repository of the model and its statements. When given, the model must be there and its own layer in the image, and statements beside the model count as well as the image's copies.",
    example: 'ghcr.io/octo/models',
  }),
}
