import type { InputProblem } from '@ml-actions/action'

/** The inputs that only make sense together. */
export interface CheckedInputs {
  readonly mode: 'deploy' | 'plan' | 'observe' | 'status' | 'rollback'
  readonly kubeconfig: string | undefined
  readonly 'in-cluster': boolean
  readonly manifests: readonly string[] | undefined
  readonly workload: string | undefined
  readonly image: string | undefined
  readonly digest: string | undefined
  readonly require: 'validated' | 'recorded' | 'none'
  readonly 'trusted-keys': string | undefined
  readonly validation: string | undefined
  readonly 'model-repository': string | undefined
  readonly sign: 'key' | 'none'
  readonly 'signing-key': string | undefined
}

/** Problems of inputs that are right one by one and wrong together. */
export function checkInputs(inputs: CheckedInputs): readonly InputProblem[] {
  const problems: InputProblem[] = []
  const problem = (input: string, message: string): void =>
    void problems.push({ input, message: `\`${input}\` ${message}` })
  const sends = inputs.mode === 'deploy' || inputs.mode === 'plan' || inputs.mode === 'observe'
  if (inputs.kubeconfig === undefined && !inputs['in-cluster']) {
    problem(
      'kubeconfig',
      'is not given. Pass the secret with the kubeconfig, or set `in-cluster: true` on a runner in the cluster.',
    )
  }
  if (sends && inputs.manifests === undefined) {
    problem('manifests', `is not given, and \`mode: ${inputs.mode}\` needs it. Example: \`k8s/*.yaml\`.`)
  }
  if (!sends && inputs.workload === undefined && inputs.manifests === undefined) {
    problem(
      'workload',
      `is not given, and \`mode: ${inputs.mode}\` needs it (or \`manifests\` to find it in). Example: \`app\`.`,
    )
  }
  if (sends && (inputs.image === undefined) !== (inputs.digest === undefined)) {
    const missing = inputs.image === undefined ? 'image' : 'digest'
    const why =
      missing === 'digest'
        ? ' When it came from a job before and is empty, the runner dropped it because it held a masked text; hand over the digest alone.'
        : ''
    problem(missing, `is not given; \`image\` and \`digest\` name the new image together.${why}`)
  }
  if (inputs.require === 'validated' && sends && inputs['trusted-keys'] === undefined) {
    problem(
      'trusted-keys',
      'is not given, and `require: validated` (the default) needs the public keys whose statements count.',
    )
  }
  if (inputs.validation !== undefined && inputs['model-repository'] === undefined) {
    problem('model-repository', 'is not given, and `validation` is looked up there.')
  }
  if (inputs.sign === 'key' && inputs['signing-key'] === undefined) {
    problem('signing-key', 'is not given, and `sign: key` needs it.')
  }
  return problems
}
