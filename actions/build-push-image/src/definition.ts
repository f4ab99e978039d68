import {
  type Conclusion as ConclusionOf,
  choice,
  defineAction,
  digest,
  duration,
  type InputsOfAction,
  list,
  type OutputsOf,
  pairs,
  path,
  repository,
  secret,
  size,
  string,
} from '@ml-actions/action'
import { checkInputs } from './check-inputs.ts'
import { reasons } from './reasons.ts'

const inputs = {
  image: repository({
    description: 'Repository that the image is pushed to, without tag or digest.',
    example: 'ghcr.io/octo/app',
    required: true,
  }),
  context: path({ description: 'Directory that the Dockerfile copies from.', example: 'serving', default: '.' }),
  dockerfile: path({
    description:
      'The Dockerfile; `Dockerfile` in the context when not given. `<Dockerfile>.dockerignore` beside it comes before the context’s.',
    example: 'docker/serve.Dockerfile',
  }),
  target: string({ description: 'Stage to build; the last one when not given.', example: 'serve' }),
  'build-args': pairs({
    description: 'Build arguments, lines of `NAME=value`. Never secrets: they stay in the image.',
    example: 'BASE=python:3.12-slim',
  }),
  secrets: pairs({
    description: 'Build secrets for `RUN --mount=type=secret,id=NAME`, lines of `NAME=value`. Only buildx takes them.',
    example: 'pip=${{ secrets.PIP_INDEX }}',
    secret: true,
  }),
  platforms: list({
    description:
      'Platforms to build for; that of the builder (or of the base) when not given. More than one needs buildx or `layers`.',
    example: 'linux/amd64',
    item: /^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9]+)?$/,
    allowed: 'lines of `os/architecture`',
  }),
  builder: choice(['auto', 'buildx', 'docker', 'layers'], {
    description:
      'What builds. `layers` needs no daemon: it puts the files that a Dockerfile copies on its base, and refuses one that runs anything. `auto` takes buildx, else docker, else layers.',
    example: 'layers',
    default: 'auto',
  }),
  model: digest({
    description: 'Digest of the model, as train-in-container outputs it. It becomes a layer of its own, at `/model`.',
    example: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  }),
  'model-repository': repository({
    description: 'Repository of the model and its statements; needed with `model`.',
    example: 'ghcr.io/octo/models',
  }),
  'model-size-limit': size({
    description:
      'Largest model (unpacked) that is put into the image. Every start of a pod on a new node pulls it; larger ones belong on a volume.',
    example: '8GiB',
    default: '4GiB',
  }),
  tags: list({
    description:
      'Tags, with `{branch}`, `{pr}`, `{sha}`, `{short-sha}`, `{version}`, `{minor}`, `{major}`, `{date}` and `{run}` filled in. One that does not apply to the run is left out. `latest` only when it stands here.',
    example: 'v{version}',
    default: '{branch}',
    item: /^[A-Za-z0-9_{][A-Za-z0-9._{}-]{0,127}$/,
    allowed: 'tags of letters, numbers, `.`, `_` and `-`, with placeholders in braces',
  }),
  'immutable-tags': list({
    description: 'Those of `tags`, written as there, that may never move. `{version}` never does.',
    example: '{date}',
  }),
  labels: pairs({
    description:
      'Labels of the image, lines of `NAME=value`. Source, revision, base and model are set without being asked for.',
    example: 'org.opencontainers.image.licenses=MIT',
    name: /^[A-Za-z0-9][A-Za-z0-9._/-]*$/,
  }),
  annotations: pairs({
    description: 'Annotations of the manifest (and the index), lines of `NAME=value`.',
    example: 'org.opencontainers.image.description=The app',
    name: /^[A-Za-z0-9][A-Za-z0-9._/-]*$/,
  }),
  'cache-from': list({
    description:
      'Caches of the builder in registries, lines of `REPOSITORY:TAG`, to take layers from that this machine does not have; placeholders as in `tags`. One that is not there is passed over. Whoever may push there decides what your `RUN` lines left behind.',
    example: 'ghcr.io/octo/app-cache:main',
    item: /^[^\s,=]+$/,
    allowed: 'lines of `REPOSITORY:TAG`',
  }),
  'cache-to': string({
    description:
      'Where the builder leaves its cache, `REPOSITORY:TAG`, all stages included; placeholders as in `tags`. A cache that can’t be written fails nothing.',
    example: 'ghcr.io/octo/app-cache:{branch}',
    pattern: /^[^\s,=]+$/,
    allowed: '`REPOSITORY:TAG`',
  }),
  refresh: string({
    description:
      'Any text; another one builds anew what would be reused, so that `RUN apt-get upgrade` is not frozen for ever.',
    example: '2030-W07',
  }),
  'policy-exceptions': list({
    description:
      'Rules that may be broken, by name: `weights`, `secrets`, `latest`, `base-digest`, `root`. They stand in the summary and in the statement.',
    example: 'root',
    item: /^(weights|secrets|latest|base-digest|root)$/,
    allowed: '`weights`, `secrets`, `latest`, `base-digest` or `root`',
  }),
  'registry-username': string({
    description: 'User name for the registry; what `docker login` left when not given.',
    example: 'octo',
  }),
  'registry-password': secret({
    description: 'Password or token for the registry.',
    example: '${{ secrets.REGISTRY_PASSWORD }}',
  }),
  sign: choice(['none', 'key'], {
    description: 'How the build statement is signed. Reuse then asks for a statement signed with the same key.',
    example: 'key',
    default: 'none',
  }),
  'signing-key': secret({
    description: 'Private key (ECDSA P-256, PEM) for `sign: key`.',
    example: '${{ secrets.SIGNING_KEY }}',
  }),
  timeout: duration({
    description: 'How long the builder may take.',
    example: '2h',
    default: '1h',
    min: '1s',
    max: '6h',
  }),
  mode: choice(['run', 'observe'], {
    description: '`observe` decides and reports as always, and builds and pushes nothing.',
    example: 'observe',
    default: 'run',
  }),
}

/** The one description of this action. */
export const definition = defineAction({
  name: 'build-push-image',
  title: 'Build and push an image',
  description:
    'Builds an image once for the same inputs, puts the model on top as a layer of its own, and pushes nothing unfit.',
  branding: { icon: 'package', color: 'orange' },
  hasPost: false,
  inputs,
  outputs: {
    digest: 'Digest of the image.',
    image:
      'The image by digest, `REPOSITORY@sha256:…`. Empty in other jobs when the repository is masked; take `digest` there.',
    model: 'Digest of the model inside.',
    tags: 'The tags that name the image now, one per line.',
    reused: '`true` where nothing was built.',
    'input-digest': 'Digest of everything that decides the content, the model not included.',
    changes: 'What changed since the build that the first tag named before, one line each.',
    builder: 'What built, or would have.',
    attestation: 'Digest of the build statement, attached to the image.',
    report: 'Path of the report as JSON.',
  },
  reasons,
  check: checkInputs,
})

export type Inputs = InputsOfAction<typeof definition>
export type Outputs = OutputsOf<typeof definition>
export type Conclusion = ConclusionOf<typeof definition>
