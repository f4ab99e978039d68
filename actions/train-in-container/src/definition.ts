import { defineAction, type OutputsOf, type ReasonOf } from '@ml-actions/action'
import { checkInputs } from './check-inputs.ts'
import { inputs } from './inputs.ts'
import { reasons } from './reasons.ts'

/** The description of train-in-container. */
export const definition = defineAction({
  name: 'train-in-container',
  title: 'Train in container',
  description: 'Run a training or an evaluation, keep its work, and say whose fault it was',
  branding: { icon: 'cpu', color: 'purple' },
  hasPost: true,
  inputs,
  outputs: {
    'failure-class':
      'Whose fault a failure was: `infrastructure`, `code`, `data`, `capacity`, `cancelled`, `preempted` or `timeout`. Empty on success.',
    model: 'Digest of the model that was trained and pushed, or scored.',
    metrics: 'The last value of each metric, as JSON.',
    'metrics-history': 'Path of a JSONL file with every value read, with step or epoch.',
    attestation: 'Digest of the attestation, attached to the model in `model-repository`.',
    statement: 'Path of the statement (in-toto, JSON) that the attestation holds.',
    checkpoint: 'Path of the newest complete checkpoint of this run.',
    'resumed-from': 'Path of the checkpoint that the run resumed from.',
    predictions: 'Path of the predictions of an evaluation.',
    'predictions-digest': 'SHA-256 of the predictions, as `sha256:…`.',
    'model-path': 'Path of the model’s directory on this machine.',
    image: 'The image that ran, by digest.',
    'exit-code': 'Exit code of the command.',
    log: 'Path of the whole output of the command, unshortened.',
    output: 'Path of the output directory.',
    report: 'Path of the report (JSON).',
    tracking:
      '`written` when MLflow has the whole run, else why not: `without-artifacts` (they lie in a storage of its own), `unavailable`, `unauthorized`, `denied`, `rejected`, `rate-limited`, `not-found`, `invalid-response`, `cancelled`. Empty without `mlflow-tracking-uri`.',
    'mlflow-run': 'ID of the run in MLflow.',
    'mlflow-version': 'Version of `mlflow-model` that names the model.',
  },
  reasons,
  check: checkInputs,
})

export type Definition = typeof definition
export type Reason = ReasonOf<Definition>
export type Outputs = OutputsOf<Definition>
