import { definition } from '../../../actions/train-in-container/src/definition.ts'
import { type ActionCase, DIGEST, SECRET } from './case.ts'

const HOST = { engine: 'host', isolation: 'best-effort', source: '.' }

export const trainInContainer: ActionCase = {
  definition,
  wrong: {
    purpose: ['test', 'one of `train`, `evaluate`'],
    engine: ['containerd', 'one of `docker`, `podman`, `host`'],
    image: ['$(image)', 'an image reference'],
    pull: ['sometimes', 'one of `missing`, `always`, `never`'],
    command: ['a | b', 'no shell sees `command`', { run: '' }],
    run: 'free',
    source: ['-source', 'a path that does not start with `-`'],
    datasets: ['1=x', 'lines of `NAME=value`, each name once'],
    mounts: ['a:b', 'the target must be an absolute path'],
    env: ['A B=c', 'lines of `NAME=value`, each name once'],
    secrets: ['A B=c', 'lines of `NAME=value`, each name once'],
    model: ['sha256:short', '`sha256:` followed by 64 lower-case hexadecimal characters'],
    'model-path': ['../up', 'a relative path without `..`'],
    predictions: ['/etc/passwd', 'a relative path without `..`'],
    output: ['-o', 'a path that does not start with `-`'],
    checkpoints: ['-c', 'a path that does not start with `-`'],
    resume: ['two\nlines', 'has more than one line'],
    'metrics-file': ['../metrics.json', 'a relative path without `..`'],
    network: ['a b', '`none`, `default`, `host` or the name of a network'],
    isolation: ['none', 'one of `required`, `best-effort`'],
    user: ['root', '`runner`, `image` or `UID:GID`'],
    devices: ['all', 'UUIDs (`GPU-…`, `MIG-…`) or `/dev/dri/renderD…`'],
    'gpu-access': ['all', 'one of `auto`, `cdi`, `gpus`'],
    memory: ['64', 'a size with its unit (B, KiB, MiB, GiB, TiB, KB, MB, GB, TB)'],
    cpus: ['0', 'a number, at least 0.01'],
    'shm-size': ['big', 'a size with its unit (B, KiB, MiB, GiB, TiB, KB, MB, GB, TB)'],
    'pids-limit': ['1.5', 'a whole number, at least 1'],
    'max-duration': ['10', 'a duration with its unit (ms, s, m, h, d)'],
    'stop-signal': ['SIGKILL', 'one of `SIGTERM`, `SIGINT`, `SIGUSR1`, `SIGUSR2`'],
    'checkpoint-grace': ['9m', 'longer than 4m can’t be kept'],
    'log-lines': ['0', 'a whole number, at least 1'],
    'push-model': ['yes', '`true` or `false`'],
    'model-repository': ['UPPER/case', '`HOST/NAME` in lower case, without tag or digest'],
    'registry-username': ['two\nlines', 'has more than one line'],
    'registry-password': 'free',
    sign: ['keyless', 'one of `none`, `key`'],
    'signing-key': 'free',
    mode: ['dry-run', 'one of `run`, `observe`'],
  },
  right: () => ({ inputs: { ...HOST, run: 'exit 3', secrets: `TOKEN=${SECRET}` } }),
  reason: 'command-failed',
  programs: ['run'],
  needs: ['command', 'image'],
  golden: () => ({
    inputs: {
      ...HOST,
      run: 'echo "step=1 loss=0.5"; echo "step=2 loss=0.25"; echo w > "$ML_ACTIONS_MODEL_DIR/weights"',
    },
  }),
  refusals: [
    {
      what: 'without docker',
      start: () => ({ inputs: { image: 'python:3.12-slim', run: 'true' }, env: { PATH: '/nonexistent' } }),
      reason: 'engine-unavailable',
      says: ['no `docker`'],
    },
    {
      what: 'inputs that contradict each other',
      start: () => ({ inputs: { purpose: 'evaluate', sign: 'key' } }),
      reason: 'invalid-input',
      says: ['`command`', '`image`', '`model`', '`model-repository`', '`datasets`', '`signing-key`'],
    },
  ],
  foreign: (text) => ({
    inputs: { ...HOST, run: 'cat hostile; cat hostile >&2; exit 3', secrets: `TOKEN=${SECRET}` },
    files: { hostile: `${text}\nloss of ${text}=1\n{"${text}": 1, "loss": 2}\n${SECRET}\n` },
  }),
  waits: [
    { what: 'docker', tools: ['docker'], start: () => ({ inputs: { image: 'python:3.12-slim', run: 'true' } }) },
    {
      what: 'a registry',
      start: (host) => ({
        inputs: {
          ...HOST,
          purpose: 'evaluate',
          run: 'true',
          model: DIGEST,
          'model-repository': `${host}/octo/model`,
          datasets: 'features=output',
        },
      }),
    },
  ],
}
