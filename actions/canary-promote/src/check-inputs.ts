import type { InputProblem } from '@ml-actions/action'
import { type TrackingInputs, trackingProblems } from '@ml-actions/mlflow'
import { parseSelector } from '@ml-actions/prometheus'

/** The inputs that depend on one another. */
interface Related extends TrackingInputs {
  readonly mode: string
  readonly kubeconfig: string | undefined
  readonly 'in-cluster': boolean
  readonly metrics: string
  readonly steps: readonly string[]
  readonly sign: string
  readonly 'signing-key': string | undefined
  readonly 'prometheus-url': string | undefined
  readonly 'prometheus-username': string | undefined
  readonly 'prometheus-password': string | undefined
  readonly 'prometheus-token': string | undefined
  readonly 'requests-stable': string | undefined
  readonly 'requests-canary': string | undefined
  readonly 'latency-stable': string | undefined
  readonly 'latency-canary': string | undefined
  readonly 'scrape-witness': string | undefined
  readonly 'requests-metric': string
  readonly 'latency-metric': string
  readonly 'error-statuses': string
  readonly judge: readonly string[]
}

const SELECTORS = ['requests-stable', 'requests-canary', 'latency-stable', 'latency-canary'] as const

/** What is wrong with inputs that are right by themselves. */
export function checkInputs(inputs: Related): InputProblem[] {
  const problems: InputProblem[] = []
  const report = (input: string, message: string): void =>
    void problems.push({ input, message: `\`${input}\` ${message}` })
  if (inputs.kubeconfig === undefined && !inputs['in-cluster'])
    report(
      'kubeconfig',
      'is not given. Pass the secret with the kubeconfig, or set `in-cluster: true` on a runner in the cluster.',
    )
  const steps = inputs.steps.map(Number)
  const rising = steps.every((step, index) => step > (steps[index - 1] ?? 0))
  if (steps.length === 0 || !rising) report('steps', 'must hold rising percents above 0, for example `5, 25, 50, 100`')
  if (rising && (steps[0] ?? 0) >= 100)
    report('steps', 'must begin below 100: with all of the traffic on the canary there is nothing to compare it with')
  if (inputs.judge.length === 0) report('judge', 'must name `errors`, `latency` or both')
  if (inputs.mode !== 'abort' && inputs['prometheus-url'] === undefined)
    report(
      'prometheus-url',
      'is needed: without metrics nothing can be promoted. Example: `https://prometheus.example.com`',
    )
  if (inputs.sign === 'key' && inputs['signing-key'] === undefined) report('signing-key', 'is needed with `sign: key`')
  if (inputs['prometheus-token'] !== undefined && inputs['prometheus-username'] !== undefined)
    report('prometheus-token', 'and `prometheus-username` exclude each other')
  if ((inputs['prometheus-username'] === undefined) !== (inputs['prometheus-password'] === undefined))
    report('prometheus-password', 'and `prometheus-username` belong together')
  for (const name of SELECTORS) {
    const needed = name.startsWith('requests') || inputs.judge.includes('latency')
    if (inputs.metrics === 'selectors' && needed && inputs[name] === undefined)
      report(name, 'is needed with `metrics: selectors`')
    if (inputs.metrics !== 'selectors' && inputs[name] !== undefined) report(name, 'belongs to `metrics: selectors`')
  }
  for (const name of [...SELECTORS, 'scrape-witness', 'requests-metric', 'latency-metric'] as const) {
    const text = inputs[name]
    if (text === undefined) continue
    try {
      parseSelector(text)
    } catch (error) {
      report(name, error instanceof Error ? error.message : String(error))
    }
  }
  try {
    new RegExp(inputs['error-statuses'])
  } catch {
    report('error-statuses', `is no regular expression: ${inputs['error-statuses']}. Example: \`5..|429\``)
  }
  return [...problems, ...trackingProblems(inputs)]
}
