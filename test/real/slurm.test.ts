import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { run } from '@ml-actions/process'
import { environment } from '../services/endpoints.ts'
import { type BundleRun, runBundle } from '../support/bundle.ts'
import { machinePath } from '../unit/gpu-machine.ts'

// A runner inside an allocation of the real Slurm: two GPUs for the scheduler, and an nvidia-smi that answers as on a recorded
// machine. What Slurm leaves in the job's environment is its own.

const LIMIT_MS = 120_000
const byText = (one: string, other: string): number => one.localeCompare(other)
const device = (index: number): string => `GPU-0000000${index}-8f0e-4f0f-9e2c-1f2d3a4b5c6d`

let slurm: Readonly<Record<string, string | undefined>>
let folder: string
const allocations: string[] = []

beforeAll(async () => {
  slurm = await environment('slurm')
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slurm-'))
})
afterEach(async () => {
  for (const job of allocations.splice(0)) await ask('scancel', job)
  await rm(folder, { recursive: true })
})

function ask(program: string, ...args: readonly string[]) {
  return run(program, args, { env: { ...process.env, ...slurm }, timeoutMs: 60_000 })
}

/** An allocation that stays until it is given back: its number, or undefined where Slurm has no room for it in so many seconds. */
async function allocate(gpus: number, seconds = 20): Promise<string | undefined> {
  const { stderr } = await ask('salloc', '--no-shell', `--immediate=${seconds}`, '--mem=64', `--gres=gpu:${gpus}`)
  const [, job] = /Granted job allocation (\d+)/.exec(stderr) ?? []
  if (job !== undefined) allocations.push(job)
  return job
}

/** Runs the action as a step of that allocation. */
async function inside(job: string, inputs: Readonly<Record<string, string>>, machine = 'h200'): Promise<BundleRun> {
  const leases = join(folder, 'leases')
  const result = await runBundle('setup-gpu-runner', {
    launcher: ['srun', '--quiet', '--overlap', `--jobid=${job}`],
    inputs: { 'lease-directory': leases, ...inputs },
    env: { ...slurm, PATH: await machinePath(folder, machine) },
    limitMs: LIMIT_MS,
  })
  expect(await readdir(folder)).not.toContain('leases')
  return result
}

describe('inside an allocation of Slurm', () => {
  test(
    'two jobs get what Slurm gave them, another one each, and lease nothing',
    async () => {
      const jobs = [await allocate(1), await allocate(1)]
      const runs = await Promise.all(jobs.map((job = '') => inside(job, { gpus: '1' })))
      for (const { exitCode, outputs, stdout } of runs)
        expect([exitCode, outputs['reason'], stdout]).toEqual([0, 'inherited', stdout])
      expect(runs.map(({ outputs }) => outputs['devices'] ?? '').toSorted(byText)).toEqual([device(0), device(1)])
      expect(await allocate(1, 2)).toBeUndefined()

      const more = await inside(jobs[0] ?? '', { gpus: '2' })
      expect(more.outputs).toMatchObject({ verdict: 'fail', reason: 'allocation-mismatch' })
      const other = await inside(jobs[1] ?? '', { gpus: '1' }, 't4-515')
      expect(other.outputs).toMatchObject({ verdict: 'fail', reason: 'allocation-mismatch' })
      expect(other.stdout).toMatch(/CUDA_VISIBLE_DEVICES of Slurm job \d+ is 1, and nvidia-smi shows 1 device/)
    },
    LIMIT_MS,
  )

  test(
    'both GPUs',
    async () => {
      const both = await inside((await allocate(2)) ?? '', { gpus: 'all' })
      expect(both.outputs).toMatchObject({ reason: 'inherited', devices: `${device(0)},${device(1)}` })
    },
    LIMIT_MS,
  )

  test(
    'a job without any',
    async () => {
      const none = await inside((await allocate(0)) ?? '', { gpus: '1' })
      expect(none.outputs).toMatchObject({ verdict: 'fail', reason: 'allocation-mismatch', devices: '' })
    },
    LIMIT_MS,
  )
})
