import { boolean, choice, digest, duration, list, number, secret, string } from '@ml-actions/action'
import { deadManInputs } from './dead-man/inputs.ts'
import { evidenceInputs } from './evidence/inputs.ts'
import { mlflowInputs } from './tracking/inputs.ts'

const NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/

/** What the action is told. */
export const inputs = {
  workload: string({
    description: 'Name of the stable Deployment, as k8s-deploy deployed it.',
    example: 'fraud-model',
    required: true,
    pattern: NAME,
    allowed: 'the name of a Deployment',
  }),
  digest: digest({
    description:
      'Digest of the image that this run placed: k8s-deploy’s output. Another release on trial or serving is then never taken for it: the run ends `superseded`. Without it, whatever is on trial is judged.',
    example: '${{ steps.deploy.outputs.digest }}',
  }),
  namespace: string({
    description: 'Namespace of the Deployment. Default: the one of the kubeconfig’s context, else `default`.',
    example: 'production',
    pattern: NAME,
    allowed: 'the name of a namespace',
  }),
  kubeconfig: secret({
    description: 'Content (or path) of the kubeconfig.',
    example: '${{ secrets.KUBECONFIG }}',
  }),
  'in-cluster': boolean({
    description: 'Use the service account of the pod that the runner is.',
    example: 'true',
    default: 'false',
  }),
  context: string({ description: 'Context of the kubeconfig. Default: its current one.', example: 'production' }),
  ...evidenceInputs,
  steps: list({
    description:
      'Percents of the traffic that the canary gets, one after the other. With `100` at the end the canary takes all of it before stable is updated; it needs as many pods as stable for that.',
    example: '1, 10, 50',
    default: '5, 25, 50, 100',
    item: /^(100|[1-9]?\d)(\.\d+)?$/,
    allowed: 'rising percents above 0, up to 100',
  }),
  interval: duration({
    description: 'Length of a block of evidence, and time between two looks. Take two to four scrape intervals.',
    example: '60s',
    default: '30s',
    min: '500ms',
    max: '1h',
  }),
  'step-min': duration({
    description: 'Least time on each step, however good the evidence is.',
    example: '10m',
    default: '2m',
  }),
  'step-requests': number({
    description: 'Least number of requests the canary must have had on each step.',
    example: '500',
    default: '50',
    min: 1,
    integer: true,
  }),
  'warm-up': duration({
    description:
      'How long latency is not judged after the first requests of the canary, and of the new stable when it gets the traffic back: caches fill, code is loaded. Errors always count. Default: one `interval`.',
    example: '2m',
    max: '1h',
  }),
  'error-tolerance': number({
    description:
      'Tolerated absolute increase of the share of errors, in percentage points. It is what “not worse” means, and decides how much traffic a proof takes.',
    example: '0.5',
    default: '1',
    min: 0,
    max: 50,
  }),
  'error-ratio': number({
    description: 'Tolerated ratio of the canary’s error share to stable’s, beside the absolute tolerance.',
    example: '1',
    default: '1.5',
    min: 1,
    max: 10,
  }),
  'latency-tolerance': number({
    description:
      'Tolerated increase of the share of requests slower than a bucket’s edge, at every edge, in percentage points.',
    example: '2',
    default: '5',
    min: 0,
    max: 50,
  }),
  alpha: number({
    description: 'Chance to send back a canary that is within the tolerances, over the whole run with all its looks.',
    example: '0.01',
    default: '0.05',
    min: 1e-6,
    max: 0.5,
  }),
  beta: number({
    description: 'Chance to promote a canary that is outside of a tolerance.',
    example: '0.01',
    default: '0.05',
    min: 1e-6,
    max: 0.5,
  }),
  'split-tolerance': number({
    description: 'By how many percent the odds of the traffic split may be off before the router is not believed.',
    example: '5',
    default: '15',
    min: 0,
    max: 100,
  }),
  'dispersion-guard': choice(['auto', 'required', 'off'], {
    description:
      'Divides the evidence by how much stable’s own pods differ. It needs series per pod and three stable pods: `auto` uses it when they are there, `required` decides nothing without.',
    example: 'required',
    default: 'auto',
  }),
  'blind-budget': duration({
    description:
      'How long metrics may be gone while the canary has traffic. Until then nothing moves, then it goes back.',
    example: '2m',
    default: '5m',
    min: '1s',
  }),
  timeout: duration({
    description: 'Time for all of it. What is not proven by then is inconclusive.',
    example: '4h',
    default: '1h',
    min: '1s',
  }),
  'rollout-timeout': duration({
    description: 'Time for stable’s rollout on promotion, and for a route to be accepted.',
    example: '30m',
    default: '10m',
    min: '1s',
  }),
  'lease-wait': duration({
    description: 'How long to wait for another run that deploys or promotes the same workload.',
    example: '5m',
    default: '2m',
    max: '6h',
  }),
  'lease-duration': duration({
    description: 'After this time without a sign of life another run is taken for dead.',
    example: '1m',
    default: '30s',
    min: '1s',
    max: '15m',
  }),
  ...deadManInputs,
  'on-inconclusive': choice(['go-back', 'hold'], {
    description:
      'What becomes of a canary that is neither harmful nor proven. `hold` leaves it as it is; the next run continues.',
    example: 'hold',
    default: 'go-back',
  }),
  mode: choice(['run', 'observe', 'plan', 'abort'], {
    description:
      '`run` moves traffic. `observe` watches whoever moves it and says what it would have done. `plan` only prints how long things take to be seen. `abort` goes back and cleans up.',
    example: 'observe',
    default: 'run',
  }),
  'registry-username': string({ description: 'User of the registry that holds the image.', example: 'acme-bot' }),
  'registry-password': secret({
    description: 'Password or token of the registry. The statement about the promotion is attached to the image there.',
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
  ...mlflowInputs,
  deployment: string({
    description:
      'Number of the deployment on GitHub that k8s-deploy opened (its output): it ends as success or failure with the promotion. Whether that can be written changes no verdict.',
    example: '${{ steps.deploy.outputs.deployment }}',
    pattern: /^[1-9][0-9]{0,18}$/,
    allowed: 'the number of a deployment on GitHub',
  }),
  'github-token': secret({
    description: 'Token with `deployments: write`, for `deployment`.',
    example: '${{ github.token }}',
  }),
  url: string({
    description: 'Where the release answers, shown on the deployment.',
    example: 'https://app.example.org',
    pattern: /^https?:\/\/\S+$/,
    allowed: 'an http(s) address',
  }),
} as const
