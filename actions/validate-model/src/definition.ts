import {
  boolean,
  choice,
  defineAction,
  digest,
  list,
  multiline,
  number,
  path,
  type ReasonOf,
  repository,
  secret,
  string,
} from '@ml-actions/action'
import { checkInputs } from './check-inputs.ts'
import { mlflowInputs } from './tracking/inputs.ts'

const CHAMPION = /^(none|sha256:[0-9a-f]{64}|models:\/[\p{L}\p{N}_][\p{L}\p{N}_. -]*@[\w-]+)$/u
const DIGEST = `sha256:${'0'.repeat(64)}`

const inputs = {
  rules: list({
    description:
      'Rules, one per line: `METRIC[class=…,column=value] >= NUMBER` or `>= champion - NUMBER` (`<=`, `>` and `<` too). Added to those of `policy`.',
    example: 'accuracy >= champion - 0.01',
    separator: 'newline',
    allowed: 'rules, one per line',
  }),
  policy: path({
    description:
      'YAML file with a list `rules:`, and if wanted `alpha`, `thresholds`, `min-rows`, `positive-class`, and `labels:` with the digests of the labels files that may be judged on. Inputs go before it and change `policy-digest`.',
    example: 'validation.yml',
  }),
  labels: path({
    description: 'What is true: CSV or JSON Lines (gzip or not) with the columns `id`, `label` and those to slice by.',
    example: 'data/held-out/labels.csv',
  }),
  predictions: path({
    description:
      'What the challenger said: the columns `id`, `prediction`, and as the rules need them `score`, `prob_CLASS` and `latency_ms` (or `_s`, `_us`).',
    example: 'predictions/challenger/predictions.csv',
  }),
  'champion-predictions': path({
    description: 'What the champion said on the same rows, in the same form.',
    example: 'predictions/champion/predictions.csv',
  }),
  metrics: path({
    description:
      'JSON file of the challenger’s metrics, in place of `labels` and `predictions`. Numbers are then compared as they stand, without a test.',
    example: 'metrics.json',
  }),
  'champion-metrics': path({ description: 'JSON file of the champion’s metrics.', example: 'champion/metrics.json' }),
  model: digest({
    description: 'Digest of the challenger: the subject of the attestation. Without it no statement is written.',
    example: DIGEST,
  }),
  champion: string({
    description:
      'Digest of the model that serves now; `models:/NAME@ALIAS` to take it from MLflow; or `none` for a first release: only absolute rules apply then, and the attestation says so. Empty is not `none`: rules against a champion fail.',
    example: 'none',
    pattern: CHAMPION,
    allowed:
      '`none`, `sha256:` followed by 64 lower-case hexadecimal characters, or `models:/NAME@ALIAS` of MLflow (`@`, so that it names one version)',
  }),
  'predictions-origin': choice(['given', 'attested'], {
    description:
      '`attested`: each predictions file must be the subject of an evaluation’s statement attached to the model that it is said to come from. Catches predictions of a champion that serves no more.',
    example: 'attested',
    default: 'given',
  }),
  'trusted-keys': multiline({
    description:
      'Public keys (PEM) whose evaluations count with `predictions-origin: attested`. Default: the public half of `signing-key`; without either an unsigned evaluation counts.',
    example: '${{ vars.TRUSTED_KEYS }}',
  }),
  'positive-class': string({
    description: 'The positive class of two. Default: `1` of 0 and 1, `true` of false and true.',
    example: 'fraud',
  }),
  alpha: number({
    description: 'Chance of a wrong claim among all tested rules together, one-sided, after Holm. Default: 0.05.',
    example: '0.01',
    min: 1e-6,
    max: 0.5,
  }),
  thresholds: choice(['estimate', 'interval'], {
    description:
      'What a number in a rule is compared with: the metric on these rows, or its confidence interval, which can leave a rule undecided. Default: `estimate`.',
    example: 'interval',
  }),
  'min-rows': number({
    description: 'A rule that rests on fewer rows (of its slice or class) is inconclusive. Default: 10.',
    example: '50',
    min: 1,
    integer: true,
  }),
  'on-inconclusive': choice(['auto', 'warn', 'fail'], {
    description:
      'Whether an undecided rule fails the step. `auto`: `warn` on pull requests, `fail` elsewhere. A warned run is attested as WARNED, which satisfies no deployment that requires a validation.',
    example: 'fail',
    default: 'auto',
  }),
  seed: number({
    description: 'Seed of the bootstrap: the same data gives the same verdict.',
    example: '7',
    default: '1',
    min: 0,
    max: 2 ** 31 - 1,
    integer: true,
  }),
  replicates: number({
    description: 'Replicates of the bootstrap.',
    example: '10000',
    default: '2000',
    min: 200,
    max: 100_000,
    integer: true,
  }),
  'id-column': string({ description: 'Column that names a row, in every file.', example: 'row_id', default: 'id' }),
  'label-column': string({ description: 'Column with the truth.', example: 'y_true', default: 'label' }),
  'prediction-column': string({ description: 'Column with the prediction.', example: 'y_pred', default: 'prediction' }),
  'score-column': string({
    description: 'Column with the score of the positive class. `prob_CLASS` is taken where it is missing.',
    example: 'probability',
    default: 'score',
  }),
  'latency-column': string({
    description:
      'Column with the time that a prediction took: this name, with `_ms`, `_s` or `_us` for its unit (else milliseconds).',
    example: 'duration',
    default: 'latency',
  }),
  'model-repository': repository({
    description:
      'Repository of the model, to which the attestation is attached. Without it the statement is only written to a file.',
    example: 'ghcr.io/acme/fraud-model',
  }),
  'registry-username': string({ description: 'User of the registry.', example: 'acme-bot' }),
  'registry-password': secret({
    description: 'Password or token of the registry.',
    example: '${{ secrets.REGISTRY_PASSWORD }}',
  }),
  sign: choice(['none', 'key'], {
    description: 'Whether the attestation is signed with `signing-key`.',
    example: 'key',
    default: 'none',
  }),
  'signing-key': secret({
    description: 'Private ECDSA P-256 key (PEM), with `sign: key`.',
    example: '${{ secrets.SIGNING_KEY }}',
  }),
  'github-token': secret({
    description: 'Token for the comment on the pull request. Without one there is no comment.',
    example: '${{ github.token }}',
  }),
  ...mlflowInputs,
  comment: boolean({ description: 'Whether to comment on pull requests.', example: 'false', default: 'true' }),
  mode: choice(['run', 'observe'], {
    description:
      '`observe` decides and reports as always; it attaches nothing, comments nothing, tags nothing and never fails the step.',
    example: 'observe',
    default: 'run',
  }),
} as const

/** The description of validate-model. */
export const definition = defineAction({
  name: 'validate-model',
  title: 'Validate model',
  description: 'Decide whether this model may replace the one that serves',
  branding: { icon: 'check-square', color: 'blue' },
  hasPost: false,
  inputs,
  outputs: {
    attestation: 'Digest of the attestation, attached to the model in `model-repository`.',
    statement: 'Path of the statement (in-toto test result, JSON) that the attestation holds.',
    report: 'Path of the report (JSON): every rule with its numbers, its test and what came of it.',
    metrics: 'The challenger’s value of each rule’s metric, as JSON.',
    'policy-digest': 'SHA-256 of all that decides besides the data, pinned labels included, as `sha256:…`.',
    'labels-digest': 'SHA-256 of the labels file, as `sha256:…`.',
    champion: 'Digest of the champion that was compared with, also where `champion` names it by an alias; or `none`.',
    tracking:
      '`written` when MLflow has the verdict as tags of the challenger’s version, else why not: `unavailable`, `unauthorized`, `denied`, `rejected`, `rate-limited`, `not-found`, `invalid-response`, `cancelled`. Empty without `mlflow-tracking-uri`.',
  },
  reasons: {
    passed: 'Every rule holds.',
    'first-release': 'Nothing serves yet; every absolute rule holds.',
    'rule-not-met': 'The challenger does not reach a number that it must reach.',
    'worse-than-champion': 'The challenger is shown to be worse than the champion by more than the rule allows.',
    'too-few-rows': 'The rows are too few to decide a rule; the message says how many would do.',
    'champion-missing':
      'A rule compares with a champion, none was given, and `champion: none` does not declare a first release.',
    'stale-champion': 'The champion’s predictions were not made by the model that serves now.',
    'champion-not-found': 'MLflow has no such alias, or no such model. `champion: none` declares a first release.',
    'champion-without-digest':
      'The version behind the alias does not name one model by its tag `model-digest`: train-in-container has not registered it.',
    'champion-not-in-registry': 'The model that the version behind the alias names is not in `model-repository`.',
    'mlflow-unreadable': 'MLflow can’t be read, so it is not known who the champion is.',
    'unattested-predictions': 'No evaluation of the challenger attests its predictions.',
    'no-absolute-rules': 'On a first release only absolute rules apply, and there is none.',
    'no-rules': 'There are no rules.',
    'invalid-policy': 'A rule or the policy file can’t be understood.',
    'file-missing': 'A file can’t be read.',
    'malformed-file': 'A file is not well-formed CSV, JSON Lines or JSON.',
    'empty-data': 'A file has no data rows, or no numbers.',
    'missing-column': 'A file lacks a column that a rule needs.',
    'not-a-number': 'A value that must be a number is NaN, infinite, empty or text.',
    'out-of-range': 'A probability is outside 0 … 1, or a row’s probabilities don’t add up to 1.',
    'duplicate-ids': 'An id stands in more than one row.',
    'labels-not-pinned': 'The labels are not those whose digest the policy file pins.',
    'rows-do-not-match': 'Labels and predictions are not about the same rows.',
    'labels-differ': 'A predictions file holds other labels than the labels file.',
    'missing-metric': 'A rule’s metric is not there.',
    'undefined-metric': 'A rule’s metric is not defined on these rows.',
    'ambiguous-metric': 'A rule’s metric could be several.',
    'missing-slice': 'A rule’s slice has no rows.',
    'missing-class': 'A rule’s class has no rows.',
    'registry-unreadable': 'The registry can’t be read, so it is not known whose predictions these are.',
    'push-failed':
      'The attestation could not be attached to the model; the message says the verdict that is not recorded.',
  },
  check: checkInputs,
})

export type Definition = typeof definition
export type Reason = ReasonOf<Definition>
