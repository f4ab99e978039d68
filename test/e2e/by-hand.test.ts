import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parseTrustPolicy } from '@ml-actions/attestation'
import { run } from '@ml-actions/process'
import { collectAttestations } from '../../scripts/demo/attestations.ts'
import { requestBodies } from '../../scripts/demo/images.ts'
import { ENVIRONMENTS, type EnvironmentKeys, environmentKeys, trustedKeys } from '../../scripts/demo/keys.ts'
import { type Asked, startLoad } from '../../scripts/demo/load.ts'
import { createProject, type Project } from '../../scripts/demo/project.ts'
import { type PythonHome, preparePython, pythonCache } from '../../scripts/demo/python.ts'
import { startSandboxStack } from '../../scripts/demo/sandbox/stack.ts'
import type { Stack } from '../../scripts/demo/stack.ts'
import { demoVariables } from '../../scripts/demo/variables.ts'
import { ROOT } from '../support/bundle.ts'

// What the demo shows, done by hand with git and the command line: no script knows which release is which.

const MINUTE = 60_000
const TEMPLATE = 'train-validate-deploy.yml'

let folder: string
let python: PythonHome
let stack: Stack
let project: Project
let images: string
let keys: EnvironmentKeys
let runs = 0

const PUSH = ['--event', 'push', '--ref', 'refs/heads/main']

/** One event, by default a push to main, as `ml-actions run` carries it through; each step with what it put out. */
async function push(event: readonly string[] = PUSH): Promise<ReadonlyMap<string, Step>> {
  const out = join(folder, `run-${++runs}`)
  const { exitCode, stdout, stderr } = await run(
    process.execPath,
    [
      ...[join(ROOT, 'dist/ml-actions/index.js'), 'run', join('.github/workflows', TEMPLATE), '--quiet'],
      ...[...event, '--name', 'somebody/digits', '--out', out],
      ...['--var-file', join(folder, 'vars.json')],
      ...ENVIRONMENTS.flatMap((name) => ['--environment', `${name}=${join(folder, `${name}.json`)}`]),
      ...['--repository', `OWNER/ml-actions=${ROOT}`],
    ],
    { cwd: project.path, env: { ...process.env, ...stack.env }, timeoutMs: 4 * MINUTE },
  )
  const steps = stepsOf(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')))
  if (steps.size === 0) throw new Error(`no step of ours ran (exit code ${exitCode}):\n${stdout}\n${stderr}`)
  return steps
}

interface Step {
  readonly verdict: unknown
  readonly reason: unknown
  readonly outputs: unknown
}

/** What each of our actions said last. */
function stepsOf(result: unknown): ReadonlyMap<string, Step> {
  const steps = items(field(result, 'jobs')).flatMap((job) => items(field(job, 'steps')))
  return new Map(
    steps.flatMap((step) => {
      const outputs = field(step, 'outputs')
      const { verdict, reason } = { verdict: field(outputs, 'verdict'), reason: field(outputs, 'reason') }
      return reason === undefined ? [] : [[String(field(step, 'action')), { verdict, reason, outputs }] as const]
    }),
  )
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

async function git(...args: readonly string[]): Promise<string> {
  const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org']
  const { exitCode, stdout, stderr } = await run('git', [...identity, ...args], { cwd: project.path, env: process.env })
  if (exitCode !== 0) throw new Error(`git ${args[0]}: ${stderr}`)
  return stdout.trim()
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'by-hand-'))
  const example = join(ROOT, 'examples/digits')
  const cache = join(ROOT, '.ml-actions')
  const locks = { all: [join(example, 'requirements-dev.txt')], serving: join(example, 'requirements.txt') }
  python = await preparePython(pythonCache(ROOT, process.env), locks, process.env, () => undefined)
  const template = join(ROOT, 'workflows-templates', TEMPLATE)
  project = await createProject(join(folder, 'project'), { example, template }, process.env)
  images = await requestBodies(project.path, python, folder, process.env)
  stack = await startSandboxStack(join(folder, 'services'), {
    layerCache: join(cache, 'layers'),
    python,
    env: process.env,
  })
  keys = environmentKeys()
  const { vars, environments } = demoVariables(stack, keys)
  await writeFile(join(folder, 'vars.json'), JSON.stringify(vars))
  for (const [name, values] of Object.entries(environments))
    await writeFile(join(folder, `${name}.json`), JSON.stringify(values), { mode: 0o600 })
  const first = await push()
  expect(first.get('canary-promote')).toMatchObject({ verdict: 'pass', reason: 'nothing-to-promote' })
}, 6 * MINUTE)
afterAll(async () => {
  await stack.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

describe('the pipeline, by hand', () => {
  test(
    'a pull request of the same repository is judged with a key that no deployment believes',
    async () => {
      const repository = { full_name: 'somebody/digits' }
      const pull = { number: 7, head: { ref: 'branch', repo: repository }, base: { ref: 'main', repo: repository } }
      await writeFile(join(folder, 'event.json'), JSON.stringify({ pull_request: pull, repository }))
      const event = ['--event', 'pull_request', '--event-file', join(folder, 'event.json')]
      const steps = await push([...event, '--ref', 'refs/pull/7/merge'])
      expect(steps.get('validate-model')).toMatchObject({ verdict: 'pass', reason: 'passed' })
      for (const name of ['build-push-image', 'canary-promote'])
        expect([name, steps.get(name)]).toEqual([name, undefined])
      const models = `${stack.registry.host}/newcomer/digits/model`
      const model = String(field(steps.get('k8s-deploy')?.outputs, 'model'))
      const found = await collectAttestations(stack, [models], [model], keys)
      const verdict = found.find(
        ({ attestation }) => attestation === field(steps.get('validate-model')?.outputs, 'attestation'),
      )
      expect(verdict?.signature).toBe('pull-request')
      const believed = found.filter(({ signature }) => signature === 'validation' || signature === 'training')
      expect(believed.length).toBeGreaterThan(0)
      const policy = await parseTrustPolicy(trustedKeys(keys))
      expect(policy.signers.map(({ keyId }) => keyId)).not.toContain(keys['pull-request'].keyId)
    },
    5 * MINUTE,
  )

  test(
    'a model that is worse where it serves is refused for the reason that the demo gives',
    async () => {
      const patches = join(ROOT, 'examples/digits-regressions')
      for (const name of ['better', 'accuracy']) await git('apply', join(patches, `${name}.patch`))
      await git('commit', '--quiet', '--all', '--message', 'Converge faster')
      const steps = await push()
      expect(steps.get('validate-model')).toMatchObject({ verdict: 'fail', reason: 'worse-than-champion' })
      for (const name of ['build-push-image', 'canary-promote'])
        expect([name, steps.get(name)]).toEqual([name, undefined])
    },
    5 * MINUTE,
  )

  test(
    'a release that is equal to what serves is promoted, not sent back',
    async () => {
      await git('reset', '--quiet', '--hard', project.firstCommit)
      const file = join(project.path, 'src/digits/serve.py')
      await writeFile(file, `${readFileSync(file, 'utf8')}\n# Nothing else changed.\n`)
      await git('commit', '--quiet', '--all', '--message', 'Change nothing that matters')
      const log = join(folder, 'load.jsonl')
      const load = startLoad({ url: stack.router.url, rate: stack.requestsPerSecond, bodies: images, log })
      let steps: ReadonlyMap<string, Step>
      let asked: readonly Asked[]
      try {
        steps = await push()
      } finally {
        asked = await load.stop()
      }
      expect(steps.get('validate-model')).toMatchObject({ verdict: 'pass', reason: 'passed' })
      expect(steps.get('k8s-deploy')).toMatchObject({ verdict: 'pass', reason: 'canary-placed' })
      expect(steps.get('canary-promote')).toMatchObject({ verdict: 'pass', reason: 'promoted' })
      expect(field(steps.get('canary-promote')?.outputs, 'image')).toContain(
        String(field(steps.get('build-push-image')?.outputs, 'digest')),
      )
      expect(asked.length).toBeGreaterThan(100)
      expect(asked.filter(({ status }) => status !== 200)).toEqual([])
    },
    5 * MINUTE,
  )
})
