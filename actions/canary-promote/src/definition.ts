import {
  type Conclusion as ConclusionOf,
  defineAction,
  type InputsOfAction,
  type OutputsOf,
  type ReasonOf,
} from '@ml-actions/action'
import { checkInputs } from './check-inputs.ts'
import { inputs } from './inputs.ts'
import { reasons } from './reasons.ts'

/** The description of canary-promote. */
export const definition = defineAction({
  name: 'canary-promote',
  title: 'Canary promote',
  description:
    'Move traffic only as far as the evidence goes: promote a canary that is proven safe, send a harmful one back',
  branding: { icon: 'git-merge', color: 'green' },
  hasPost: true,
  inputs,
  outputs: {
    image: 'The image that serves at the end, by digest.',
    model: 'Digest of the model that serves at the end.',
    weight: 'Percent of the traffic that the canary had at the end.',
    attestation: 'Digest of the attestation, attached to the image that was judged.',
    statement: 'Path of the statement (in-toto, JSON) that the attestation holds.',
    tracking:
      '`written` when the alias in MLflow names the version that serves, else why not: `unavailable`, `unauthorized`, `denied`, `rejected`, `rate-limited`, `not-found`, `invalid-response`, `cancelled`. Empty where nothing was to be written.',
    'mlflow-version': 'Version of `mlflow-model` that has the alias now.',
    report: 'Path of the report (JSON): raw counts per block and arm, weights, decisions, e-values.',
  },
  reasons,
  check: checkInputs,
})

export type Inputs = InputsOfAction<typeof definition>
export type Conclusion = ConclusionOf<typeof definition>
export type Outputs = OutputsOf<typeof definition>
export type Reason = ReasonOf<typeof definition>
