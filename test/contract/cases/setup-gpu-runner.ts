import { definition } from '../../../actions/setup-gpu-runner/src/definition.ts'
import type { ActionCase } from './case.ts'

export const setupGpuRunner: ActionCase = {
  definition,
  wrong: {
    gpus: ['many', 'a number from 0 to 999, or `all`'],
    'on-missing': ['warn', 'one of `fail`, `cpu`'],
    wait: ['6d', 'a duration with its unit (ms, s, m, h, d), 0s to 5d'],
    allocator: ['slurm', 'one of `auto`, `host`, `inherited`'],
    'lease-directory': ['-d', 'a path that does not start with `-`'],
    'cuda-check': ['off', 'one of `if-available`, `required`'],
    'unknown-health': ['maybe', 'one of `refuse`, `accept`'],
    'probe-timeout': ['0s', 'a duration with its unit (ms, s, m, h, d), 1s to 5m'],
  },
  right: () => ({ inputs: { gpus: '1' }, env: { PATH: '/nonexistent' } }),
  reason: 'no-driver',
  needs: [],
  golden: () => ({ inputs: { gpus: '0' } }),
  missingTools: [
    {
      tool: 'nvidia-smi',
      start: () => ({ inputs: {}, env: { PATH: '/nonexistent' } }),
      reason: 'no-driver',
      says: 'nvidia-smi',
    },
  ],
  // What a tool prints is tried with recorded tools in the tests of the action itself.
  foreign: (text) => ({ inputs: { gpus: '1', 'lease-directory': text }, env: { PATH: '/nonexistent' } }),
  waits: [
    { what: 'nvidia-smi', tools: ['nvidia-smi', 'amd-smi'], start: () => ({ inputs: { 'probe-timeout': '60s' } }) },
  ],
}
