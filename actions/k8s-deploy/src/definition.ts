import {
  boolean,
  type Conclusion as ConclusionOf,
  choice,
  defineAction,
  digest,
  duration,
  type InputsOfAction,
  list,
  type OutputsOf,
  type ReasonOf,
  repository,
  secret,
  string,
} from '@ml-actions/action'
import { chainInputs } from './chain-inputs.ts'
import { checkInputs } from './check-inputs.ts'
import { reasons } from './reasons.ts'

const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/

const inputs = {
  mode: choice(['deploy', 'plan', 'observe', 'status', 'rollback'], {
    description:
      '`deploy` applies and watches. `plan` shows what would change. `observe` checks everything, the chain of statements included, and changes nothing. `status` tells what serves. `rollback` puts the good release before back.',
    example: 'status',
    default: 'deploy',
  }),
  kubeconfig: secret({
    description:
      'Content (or path) of the kubeconfig: token, token file, client certificate, password, or an exec plugin of a cloud (then kubectl and the plugin must be on PATH).',
    example: '${{ secrets.KUBECONFIG }}',
  }),
  context: string({
    description: 'Context of the kubeconfig; its `current-context` when not given.',
    example: 'production',
  }),
  'in-cluster': boolean({
    description: 'Use the service account of the pod that the runner is.',
    example: 'true',
    default: 'false',
  }),
  namespace: string({
    description: "Namespace of the release; the context's own when not given.",
    example: 'serving',
    pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    allowed: 'a name of lower-case letters, 0–9 and `-`, 63 characters at most',
  }),
  manifests: list({
    description: 'Manifests to apply: files, directories or globs, one per line. YAML as Kubernetes reads it, or JSON.',
    example: 'k8s/*.yaml',
  }),
  workload: string({
    description:
      'Name of the Deployment that the release is. When not given: the one whose image is set, or the only one in `manifests`.',
    example: 'app',
    pattern: NAME,
    allowed: 'the name of a Deployment',
  }),
  image: repository({
    description: 'Repository of the new image, without tag or digest.',
    example: 'ghcr.io/octo/app',
  }),
  digest: digest({
    description: 'Digest of the new image, as build-push-image outputs it.',
    example: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  }),
  replaces: string({
    description:
      'Name of the container, or of the image in the manifests, that the new image takes the place of. When not given, the only image there is.',
    example: 'app',
  }),
  images: list({
    description:
      'Further images to set, lines of `NAME=REPOSITORY@sha256:…`; NAME is a container or an image in the manifests. One that matches nothing is an error.',
    example: 'worker=ghcr.io/octo/worker@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    item: /^[^=\s]+=[^=\s]+@sha256:[0-9a-f]{64}$/,
    allowed: 'lines of `NAME=REPOSITORY@sha256:…`',
  }),
  model: digest({
    description:
      'Digest of the model that the image carries. Recorded on the workload; checked against the build statement unless `require: none`.',
    example: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  }),
  revision: string({
    description: 'Commit of the code, recorded on the workload. The commit of the run when not given.',
    example: '8f3c2d1e9b7a6f5e4d3c2b1a0f9e8d7c6b5a4f3e',
    pattern: /^[0-9A-Za-z._/-]{1,100}$/,
    allowed: 'a commit or a version',
  }),
  canary: boolean({
    description:
      'Place the release beside the stable one with none of the traffic, for canary-promote to judge. Where nothing serves yet, it becomes stable at once.',
    example: 'true',
    default: 'false',
  }),
  'on-running-canary': choice(['refuse', 'supersede'], {
    description:
      'What to do when a canary of another release is on trial: refuse by its name, or give its traffic back to stable, remove it and go on.',
    example: 'supersede',
    default: 'refuse',
  }),
  ...chainInputs,
  'policy-exceptions': list({
    description:
      'Rules of the manifest policy that may be broken, by name: `digest`, `limits`, `probes`, `non-root`, `privileged`. They stand in the summary and in the record.',
    example: 'probes',
    item: /^(digest|limits|probes|non-root|privileged)$/,
    allowed: '`digest`, `limits`, `probes`, `non-root` or `privileged`',
  }),
  'force-conflicts': boolean({
    description: 'Take fields that other managers hold. Needed once when kubectl or Helm applied the objects before.',
    example: 'true',
    default: 'false',
  }),
  'on-full-nodes': choice(['refuse', 'warn'], {
    description:
      'What to do when no node has the devices (GPUs) free that a new pod asks for while the old pods run: refuse before anything is sent, or warn and go on, for clusters whose autoscaler adds a node.',
    example: 'warn',
    default: 'refuse',
  }),
  timeout: duration({
    description: 'How long the rollout may take until all its pods serve; going back gets the same time again.',
    example: '20m',
    default: '10m',
    min: '5s',
    max: '6h',
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
  sign: choice(['none', 'key'], {
    description: 'How the statement about this release is signed.',
    example: 'key',
    default: 'none',
  }),
  'signing-key': secret({
    description: 'Private key (ECDSA P-256, PEM) for `sign: key`.',
    example: '${{ secrets.SIGNING_KEY }}',
  }),
  'registry-username': string({ description: 'User name for the registry of the image.', example: 'octo' }),
  'registry-password': secret({
    description:
      'Password or token for the registry of the image. Reading is enough to verify; writing statements needs push.',
    example: '${{ secrets.REGISTRY_PASSWORD }}',
  }),
  environment: string({
    description: 'Environment on GitHub whose deployment status follows this release. None when not given.',
    example: 'production',
  }),
  url: string({
    description: 'Where the release answers, shown on the deployment.',
    example: 'https://app.example.org',
    pattern: /^https?:\/\/\S+$/,
    allowed: 'an http(s) address',
  }),
  'github-token': secret({
    description: 'Token with `deployments: write`, for `environment`.',
    example: '${{ github.token }}',
  }),
}

/** The one description of this action. */
export const definition = defineAction({
  name: 'k8s-deploy',
  title: 'Deploy a model to Kubernetes',
  description:
    'Applies manifests with images set by digest, watches the rollout, says why when it fails, and puts the last good release back.',
  branding: { icon: 'upload-cloud', color: 'blue' },
  hasPost: true,
  inputs,
  outputs: {
    image: 'Image of the release, `REPOSITORY@sha256:…`; with `mode: status`, of what serves.',
    digest: 'Digest of that image alone, which survives as output of a job when the repository is masked.',
    model: 'Digest of its model; empty where it carries none or nothing serves.',
    revision: 'Commit of its code.',
    track: '`stable` or `canary`: where the release went.',
    'previous-image': 'Image that served before.',
    'previous-model': 'Digest of the model that served before: the champion.',
    namespace: 'Namespace of the release.',
    workload: 'Name of the stable Deployment, as canary-promote needs it.',
    route: 'Name of the HTTPRoute that leads to the canary.',
    'rolled-back': '`true` where the last good release was put back and serves, `false` otherwise.',
    'failure-class': 'What doomed the rollout: image, crash, config, scheduling, quota, admission, probe, deadline.',
    container: 'The container that doomed it.',
    'exit-code': 'Its exit code.',
    attestation: 'Digest of the statement about this release, attached to the image.',
    deployment:
      'Number of the deployment on GitHub; empty where none was opened. With the canary placed it is still in progress, for canary-promote to end.',
    report: 'Path of the report as JSON.',
  },
  reasons,
  check: checkInputs,
})

export type Inputs = InputsOfAction<typeof definition>
export type Reason = ReasonOf<typeof definition>
export type Outputs = OutputsOf<typeof definition>
export type Conclusion = ConclusionOf<typeof definition>
