import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { acquire, type LeaseOutcome, release, standpoint } from '@ml-actions/gpu'
import { environment } from '../services/endpoints.ts'
import { dockerForm, type Form, podmanForm } from './training-forms.ts'

jest.setTimeout(180_000)

const ROOT = join(import.meta.dirname, '../..')
const WORKER = join(ROOT, 'test/unit/gpu-lease-worker.ts')
const DEVICES = ['GPU-0', 'GPU-1']

let docker: Form
let podman: Form
let folder = ''
beforeAll(async () => {
  docker = await dockerForm()
  podman = await podmanForm()
})
afterAll(() => {
  docker.remove()
  podman.remove()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gpu-lease-real-'))
  mkdirSync(join(folder, 'witness'))
})
const containers: { readonly form: Form; readonly name: string; readonly child: ChildProcess }[] = []
afterEach(() => {
  for (const { form, name, child } of containers.splice(0)) {
    // It may be about to go by itself.
    if (child.exitCode === null)
      spawnSync(form.engine, ['rm', '--force', name], { env: { ...process.env, ...form.env } })
  }
  rmSync(folder, { recursive: true, force: true })
})

/** A job in a container that wants every device; it and the others share nothing but the directory of the leases. */
async function job(form: Form, name: string, end: 'release' | 'die') {
  const orders = JSON.stringify({
    worker: name,
    directory: join(folder, 'leases'),
    witness: join(folder, 'witness'),
    devices: DEVICES,
    rounds: [{ count: DEVICES.length, end }],
    exclusion: 'kernel',
  })
  const container = `lease-${name}-${process.pid}`
  const mounts = [`${folder}:${folder}`, '/usr:/usr:ro', `${ROOT}:${ROOT}:ro`].flatMap((mount) => ['--volume', mount])
  const { PATH = '', ...env } = { ...(await environment(form.engine)), ...form.env }
  const child = spawn(
    form.engine,
    [
      'run',
      '--rm',
      '--interactive',
      '--network',
      'none',
      '--name',
      container,
      ...mounts,
      '--env',
      'PATH=/usr/bin:/bin',
    ].concat(form.image, process.execPath, '--no-warnings', WORKER, orders),
    { env: { ...env, PATH }, stdio: ['pipe', 'pipe', 'inherit'] },
  )
  containers.push({ form, name: container, child })
  const said: string[] = []
  const waiting = new Map<string, () => void>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line)
    waiting.get(line.split(' ')[0] ?? '')?.()
  })
  const says = (word: string): Promise<void> =>
    new Promise((resolve, reject) => {
      if (said.some((line) => line.split(' ')[0] === word)) return resolve()
      waiting.set(word, resolve)
      child.once('close', () => reject(new Error(`${name} ended without "${word}": ${said.join(', ')}`)))
    })
  await says('ready')
  child.stdin.write('go\n')
  return { container, says }
}

async function fromHost(waitMs: number): Promise<LeaseOutcome> {
  const { self } = await standpoint()
  return acquire({
    directory: join(folder, 'leases'),
    candidates: DEVICES,
    count: 1,
    waitMs,
    owner: { ...self, name: 'host' },
    label: { repository: 'octo/model', run: '1', job: 'host', runner: 'host' },
    env: process.env,
    pollMs: 100,
  })
}

describe('leases across containers of two engines and their host', () => {
  test.each(['docker', 'podman'] as const)(
    'what a container of %s holds, nobody else gets until it is gone',
    async (engine) => {
      const [holding, waiting] = engine === 'docker' ? [docker, podman] : [podman, docker]
      const holder = await job(holding, 'holder', 'die')
      await holder.says('granted')
      expect(await fromHost(0)).toMatchObject({ kind: 'busy', waiting: { free: 0, holders: { length: 2 } } })

      const next = await job(waiting, 'next', 'release')
      expect(await fromHost(0)).toMatchObject({ kind: 'busy' })
      const since = performance.now()
      holding.call('kill', holder.container)
      await next.says('granted')
      console.info(
        `${engine}: granted to the next ${Math.round(performance.now() - since)} ms after the kill of its holder`,
      )
      await next.says('done')
      const free = await fromHost(20_000)
      expect(free.kind).toBe('granted')
      if (free.kind === 'granted') await release(free.grant, process.env)
      expect(readdirSync(join(folder, 'leases'))).toEqual(['lock'])
    },
  )
})
