import { definition } from '../../../actions/validate-model/src/definition.ts'
import { type ActionCase, DIGEST, SECRET } from './case.ts'

const METRICS = { rules: 'accuracy >= 0.9', metrics: 'metrics.json', model: DIGEST, champion: 'none' }
const files = { 'metrics.json': '{"accuracy": 0.95}' }

export const validateModel: ActionCase = {
  definition,
  wrong: {
    rules: 'free',
    policy: ['-rf', 'a path that does not start with `-`'],
    labels: ['-rf', 'a path that does not start with `-`'],
    predictions: ['-rf', 'a path that does not start with `-`'],
    'champion-predictions': ['-rf', 'a path that does not start with `-`'],
    metrics: ['-rf', 'a path that does not start with `-`'],
    'champion-metrics': ['-rf', 'a path that does not start with `-`'],
    model: ['sha256:short', '`sha256:` followed by 64 lower-case hexadecimal characters'],
    champion: [
      'models:/fraud/3',
      '`none`, `sha256:` followed by 64 lower-case hexadecimal characters, or `models:/NAME@ALIAS`',
    ],
    'predictions-origin': ['believed', 'one of `given`, `attested`'],
    'trusted-keys': 'free',
    'positive-class': ['two\nlines', 'has more than one line'],
    alpha: ['0.9', 'a number, 0.000001 to 0.5'],
    thresholds: ['bound', 'one of `estimate`, `interval`'],
    'min-rows': ['0', 'a whole number, at least 1'],
    'on-inconclusive': ['pass', 'one of `auto`, `warn`, `fail`'],
    seed: ['-1', 'a whole number, 0 to 2147483647'],
    replicates: ['10', 'a whole number, 200 to 100000'],
    'id-column': ['two\nlines', 'has more than one line'],
    'label-column': ['two\nlines', 'has more than one line'],
    'prediction-column': ['two\nlines', 'has more than one line'],
    'score-column': ['two\nlines', 'has more than one line'],
    'latency-column': ['two\nlines', 'has more than one line'],
    'model-repository': ['UPPER', '`HOST/NAME` in lower case, without tag or digest'],
    'registry-username': ['two\nlines', 'has more than one line'],
    'registry-password': 'free',
    sign: ['keyless', 'one of `none`, `key`'],
    'signing-key': 'free',
    'github-token': 'free',
    'mlflow-tracking-uri': ['http://mlflow.example.com', 'plain http only on loopback'],
    'mlflow-username': ['two\nlines', 'has more than one line'],
    'mlflow-password': 'free',
    'mlflow-token': 'free',
    'mlflow-model': ['a/b', 'the name of a registered model'],
    comment: ['maybe', '`true` or `false`'],
    mode: ['apply', 'one of `run`, `observe`'],
  },
  right: () => ({
    inputs: { ...METRICS, metrics: 'missing.json', 'registry-username': 'ci', 'registry-password': SECRET },
  }),
  reason: 'file-missing',
  needs: ['predictions'],
  golden: () => ({ inputs: METRICS, files }),
  refusals: [
    {
      what: 'without any tool the verdict is the same',
      start: () => ({ inputs: { ...METRICS, rules: 'accuracy >= 0.99' }, files, env: { PATH: '/nonexistent' } }),
      reason: 'rule-not-met',
      says: ['accuracy'],
    },
    {
      what: 'an output of another job that arrives empty',
      start: () => ({ inputs: { ...METRICS, model: '', 'model-repository': 'ghcr.io/octo/model', sign: 'key' } }),
      reason: 'invalid-input',
      says: ['GitHub drops an output that contains a masked text', '`signing-key`'],
    },
  ],
  foreign: (text, host) => ({
    inputs: {
      ...METRICS,
      rules: `accuracy >= 0.99\n${text.replaceAll('\n', ' ')} >= 0.5`,
      'model-repository': `${host}/octo/model`,
      'registry-username': 'ci',
      'registry-password': SECRET,
    },
    files: { 'metrics.json': JSON.stringify({ accuracy: 0.95, [text]: 1 }) },
  }),
  waits: [
    {
      what: 'a registry',
      start: (host) => ({ inputs: { ...METRICS, 'model-repository': `${host}/octo/model` }, files }),
    },
  ],
}
