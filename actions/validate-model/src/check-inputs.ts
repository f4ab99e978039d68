import type { InputProblem } from '@ml-actions/action'
import { type TrackingInputs, trackingProblems } from '@ml-actions/mlflow'

/** What the rules over several inputs look at. */
export interface CheckedInputs extends TrackingInputs {
  readonly labels: string | undefined
  readonly predictions: string | undefined
  readonly 'champion-predictions': string | undefined
  readonly metrics: string | undefined
  readonly 'champion-metrics': string | undefined
  readonly model: string | undefined
  readonly champion: string | undefined
  readonly 'predictions-origin': 'given' | 'attested'
  readonly 'model-repository': string | undefined
  readonly 'registry-username': string | undefined
  readonly 'registry-password': string | undefined
  readonly sign: 'none' | 'key'
  readonly 'signing-key': string | undefined
}

/** What is wrong with inputs that are right each by itself. */
export function checkInputs(inputs: CheckedInputs): readonly InputProblem[] {
  const problems: InputProblem[] = []
  const add = (input: string, message: string): void => {
    problems.push({ input, message: `\`${input}\`: ${message}` })
  }
  const hasRows = inputs.labels !== undefined || inputs.predictions !== undefined
  if (hasRows === (inputs.metrics !== undefined)) {
    add(
      'predictions',
      'give either `labels` and `predictions`, or `metrics`. With `predictions` metrics are computed and tested here.',
    )
  } else if (hasRows) {
    if (inputs.labels === undefined)
      add('labels', 'predictions are judged by labels of their own file. Example: "labels.csv"')
    if (inputs.predictions === undefined) add('predictions', 'labels alone say nothing. Example: "predictions.csv"')
    if (inputs['champion-metrics'] !== undefined)
      add('champion-metrics', 'belongs to `metrics`; with `predictions` give `champion-predictions`.')
  } else if (inputs['champion-predictions'] !== undefined) {
    add('champion-predictions', 'belongs to `predictions`; with `metrics` give `champion-metrics`.')
  }
  const compared = inputs['champion-predictions'] ?? inputs['champion-metrics']
  if (inputs.champion === 'none' && compared !== undefined) {
    add(
      'champion',
      `\`none\` declares a first release, but ${compared} is given as the champion's. Leave one of them out.`,
    )
  }
  if (inputs.champion === undefined && compared !== undefined && inputs.model !== undefined) {
    add('champion', 'the attestation names the champion by digest. Give the digest of the model that serves now.')
  }
  if (inputs['model-repository'] !== undefined && inputs.model === undefined) {
    add(
      'model',
      'an attestation is attached to a model, and `model` is empty. If it is the output of another job, that job may have dropped it: GitHub drops an output that contains a masked text.',
    )
  }
  if (inputs['predictions-origin'] === 'attested' && (inputs['model-repository'] === undefined || !hasRows)) {
    add('predictions-origin', '`attested` looks for statements in `model-repository`, and needs it and `predictions`.')
  }
  if ((inputs.sign === 'key') !== (inputs['signing-key'] !== undefined)) {
    add(
      'signing-key',
      '`sign: key` and `signing-key` (a private ECDSA P-256 key, PEM) belong together. The secret may be empty on a fork.',
    )
  }
  if ((inputs['registry-username'] === undefined) !== (inputs['registry-password'] === undefined)) {
    add('registry-password', '`registry-username` and `registry-password` belong together.')
  }
  if (inputs.champion?.startsWith('models:/') === true) {
    if (inputs['mlflow-tracking-uri'] === undefined)
      add('mlflow-tracking-uri', '`champion: models:/…` is asked there. Example: "https://mlflow.example.com"')
    if (inputs['model-repository'] === undefined)
      add(
        'model-repository',
        'what MLflow names as the champion must be a model there. Example: "ghcr.io/acme/fraud-model"',
      )
  }
  return [...problems, ...trackingProblems(inputs)]
}
