import {
  boolean,
  choice,
  digest,
  duration,
  list,
  multiline,
  number,
  pairs,
  path,
  repository,
  secret,
  size,
  string,
} from '@ml-actions/action'
import { mlflowInputs } from './tracking/inputs.ts'

/** What the action is told. */
export const inputs = {
  purpose: choice(['train', 'evaluate'], {
    description:
      '`train` makes a model. `evaluate` lets a model that exists score data: the model read-only by digest, no network, predictions out.',
    example: 'evaluate',
    default: 'train',
  }),
  engine: choice(['docker', 'podman', 'host'], {
    description:
      '`docker` and `podman` run in a container; `host` runs a process of this machine, isolated by kernel namespaces.',
    example: 'host',
    default: 'docker',
  }),
  image: string({
    description:
      'Image to run in, with `engine: docker` or `podman`. What its tag names at the start is recorded by digest. Prefer `NAME@sha256:…`.',
    example: 'nvcr.io/nvidia/pytorch:25.06-py3',
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9._:/@-]*$/,
    allowed: 'an image reference',
  }),
  pull: choice(['missing', 'always', 'never'], {
    description: 'When the image is pulled.',
    example: 'always',
    default: 'missing',
  }),
  command: multiline({
    description:
      'What to run, as a list of arguments: a JSON list, or words separated by blanks with `\'…\'` and `"…"` around those that hold blanks. No shell sees it, nothing in it is expanded. It receives signals itself. Either this or `run`.',
    example: '["python", "-m", "project.train", "--epochs", "20"]',
  }),
  run: multiline({
    description:
      'Shell text, run by `sh -eu -c`. On cancellation every process in it is signalled. Either this or `command`.',
    example: 'python -m project.train --data "$ML_ACTIONS_DATA_TRAIN"',
  }),
  source: path({
    description:
      'Directory with the code; the command starts in it. Read-only for `purpose: evaluate`. In a container it is `/ml/source`.',
    example: 'training',
    default: '.',
  }),
  datasets: pairs({
    description:
      'Data to read, lines of `NAME=PATH` (file or directory). Hashed, recorded in the attestation, mounted read-only; the variable `ML_ACTIONS_DATA_<NAME>` tells where.',
    example: 'train=data/train.parquet',
    name: /^[A-Za-z][A-Za-z0-9_-]*$/,
  }),
  mounts: list({
    description:
      'Further directories or files, lines of `SOURCE:TARGET[:ro|:rw]`, read-only unless said. With `engine: host` the target must exist, or be the source.',
    example: '/mnt/cache:/cache:rw',
    separator: 'newline',
  }),
  env: pairs({
    description: 'Variables for the command, lines of `NAME=value`.',
    example: 'OMP_NUM_THREADS=4',
    name: /^[A-Za-z_][A-Za-z0-9_]*$/,
  }),
  secrets: pairs({
    description:
      'Variables that are masked in all output, lines of `NAME=value`. In a container they are variables of the command alone: no argument and no `inspect` shows them, and the image needs `sh`.',
    example: 'HF_TOKEN=hf_…',
    name: /^[A-Za-z_][A-Za-z0-9_]*$/,
    secret: true,
  }),
  model: digest({
    description:
      'Digest of the model to score, with `purpose: evaluate`: the output `model` of the run that trained it.',
    example: `sha256:${'0'.repeat(64)}`,
  }),
  'model-path': string({
    description:
      'Where the training writes the model, below the output directory. `ML_ACTIONS_MODEL_DIR` is its full path.',
    example: 'export',
    default: 'model',
    pattern: /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[\w./-]+$/,
    allowed: 'a relative path without `..`',
  }),
  predictions: string({
    description:
      'File in which an evaluation writes its predictions, below the output directory. `ML_ACTIONS_PREDICTIONS` is its full path.',
    example: 'predictions.parquet',
    default: 'predictions.csv',
    pattern: /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[\w./-]+$/,
    allowed: 'a relative path without `..`',
  }),
  output: path({
    description:
      'Directory for everything the run writes. What an earlier run of this action left there is cleared; a directory with other content is refused. Default: a new one below `RUNNER_TEMP`.',
    example: 'build/train',
  }),
  checkpoints: path({
    description:
      'Directory for checkpoints, never cleared, so that a later run can resume from it. Default: `checkpoints` in the output directory.',
    example: '/mnt/checkpoints/project',
  }),
  resume: string({
    description:
      '`never`, `auto` (from the newest complete checkpoint, if there is one), or the path of a checkpoint. The command finds it in `ML_ACTIONS_RESUME_FROM`.',
    example: 'auto',
    default: 'never',
  }),
  'metrics-file': string({
    description:
      'File with metrics that the training writes, below the output directory, beside those that are found by themselves.',
    example: 'scores.json',
    pattern: /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[\w./-]+$/,
    allowed: 'a relative path without `..`',
  }),
  network: string({
    description:
      '`none`, `default`, `host`, or the name of a network of the engine. Default: `none` for an evaluation, `default` for a training.',
    example: 'none',
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/,
    allowed: '`none`, `default`, `host` or the name of a network',
  }),
  isolation: choice(['required', 'best-effort'], {
    description:
      'Whether to refuse when this machine does not allow what was asked: with `engine: host` no network, read-only mounts and limits; with a Podman without root limits. `best-effort` runs all the same, and the attestation says what was not enforced.',
    example: 'best-effort',
    default: 'required',
  }),
  user: string({
    description:
      'User of the container: `runner` (so that files belong to the runner’s user), `image` (what the image says), or `UID:GID`.',
    example: '1000:1000',
    default: 'runner',
    pattern: /^(runner|image|\d+:\d+)$/,
    allowed: '`runner`, `image` or `UID:GID`',
  }),
  devices: list({
    description:
      'GPUs by UUID: the output `devices` of setup-gpu-runner. AMD devices by their `/dev/dri/renderD…` node. None: the command sees no GPU.',
    example: 'GPU-8b12a6f4-8f0e-4f0f-9e2c-1f2d3a4b5c6d',
    item: /^(GPU-[\w-]+|MIG-[\w/-]+|\/dev\/dri\/renderD\d+)$/,
    allowed: 'UUIDs (`GPU-…`, `MIG-…`) or `/dev/dri/renderD…`',
  }),
  'gpu-access': choice(['auto', 'cdi', 'gpus'], {
    description:
      'How Docker is given NVIDIA devices: by CDI, by `--gpus`, or by CDI where each device is known to it. Podman takes them by CDI alone.',
    example: 'cdi',
    default: 'auto',
  }),
  memory: size({
    description: 'Memory limit. `engine: host` can’t enforce it and refuses it, unless `isolation: best-effort`.',
    example: '64GiB',
  }),
  cpus: number({
    description: 'Number of CPUs to use at most. `engine: host` refuses it like `memory`.',
    example: '8',
    min: 0.01,
  }),
  'shm-size': size({
    description:
      'Size of `/dev/shm`, which data loaders share. The engines’ own 64 MiB is too small for most. `engine: host` has the machine’s.',
    example: '16GiB',
    default: '2GiB',
  }),
  'pids-limit': number({
    description: 'Number of processes and threads at most. `engine: host` refuses it like `memory`.',
    example: '4096',
    min: 1,
    integer: true,
  }),
  'max-duration': duration({
    description:
      'The run is stopped after this time as a cancellation would, in time for uploads. Take the job’s own limit less what comes after.',
    example: '5h30m',
    min: '1s',
  }),
  'stop-signal': choice(['SIGTERM', 'SIGINT', 'SIGUSR1', 'SIGUSR2'], {
    description: 'What tells the training to save its work. torchrun dies of SIGUSR1.',
    example: 'SIGINT',
    default: 'SIGTERM',
  }),
  'checkpoint-grace': duration({
    description:
      'How long a stopped training may take to write a new complete checkpoint. At most `4m`: GitHub ends a cancelled job after five minutes in all.',
    example: '2m',
    default: '3m',
  }),
  'log-lines': number({
    description:
      'Lines of output shown in the log per minute at most; the rest is counted and stands in the file of the output `log`.',
    example: '10000',
    default: '3000',
    min: 1,
    integer: true,
  }),
  'push-model': boolean({
    description: 'Whether a trained model is pushed to `model-repository`.',
    example: 'false',
    default: 'true',
  }),
  'model-repository': repository({
    description: 'Repository for models and their attestations. Without it nothing is pushed and no digest comes out.',
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
  ...mlflowInputs,
  mode: choice(['run', 'observe'], {
    description: '`observe` runs and reports as always, pushes nothing and tells MLflow nothing.',
    example: 'observe',
    default: 'run',
  }),
} as const
