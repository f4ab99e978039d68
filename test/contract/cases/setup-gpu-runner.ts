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
  right: () => ({ inputs: { gpus: '1', 'lease-directory': 'leases' }, env: { PATH: '/nonexistent' } }),
  reason: 'no-driver',
  needs: [],
  golden: () => ({ inputs: { gpus: '0' } }),
  refusals: [
    {
      what: 'without nvidia-smi and amd-smi',
      start: () => ({ inputs: { 'lease-directory': 'leases' }, env: { PATH: '/nonexistent' } }),
      reason: 'no-driver',
      says: ['nvidia-smi'],
    },
  ],
  foreign: (text) => ({
    inputs: { 'lease-directory': 'leases' },
    env: { PATH: '.:/usr/bin:/bin' },
    files: { hostile: text, 'nvidia-smi': '#!/bin/sh\ncat hostile\ncat hostile >&2\nexit 9\n' },
  }),
  waits: [
    {
      what: 'nvidia-smi',
      tools: ['nvidia-smi', 'amd-smi'],
      start: () => ({ inputs: { 'probe-timeout': '60s', 'lease-directory': 'leases' } }),
    },
  ],
}
