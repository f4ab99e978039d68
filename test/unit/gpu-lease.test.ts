import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { acquire, type LeaseOutcome, type LeaseRequest, release, standpoint } from '@ml-actions/gpu'

const WORKER = join(import.meta.dirname, 'gpu-lease-worker.ts')
const DEVICES = Array.from({ length: 8 }, (_, at) => `GPU-${at}`)
const UNSHARE = ['unshare', '--pid', '--fork', '--kill-child'] as const

/** How a process gets a pid namespace of its own here; with `/proc` of its own (a container) or the outer one. */
const namespaces = [[...UNSHARE, '--mount-proc'], [...UNSHARE]].filter((command) => {
  const { status, stderr } = spawnSync(command[0] ?? '', [...command.slice(1), 'true'], { encoding: 'utf8' })
  if (status !== 0) console.warn(`no process runs under ${command.join(' ')} here: ${stderr.trim()}`)
  return status === 0
})

let folder = ''
let directory = ''
const children = new Set<ChildProcess>()
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gpu-lease-'))
  directory = join(folder, 'leases')
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
  await rm(folder, { recursive: true, force: true })
})

interface Worker {
  readonly name: string
  readonly child: ChildProcess
  readonly said: string[]
  readonly ended: Promise<unknown>
}

interface Round {
  readonly count: number
  readonly end: 'release' | 'die'
}

/** Starts a process that is ready to fight. */
async function startWorker(
  name: string,
  rounds: readonly Round[],
  options: {
    readonly wrap?: readonly string[]
    readonly exclusion?: 'none'
    readonly path?: string
    readonly onLine?: (line: string) => void
  } = {},
): Promise<Worker> {
  const orders = JSON.stringify({
    worker: name,
    directory,
    witness: join(folder, 'witness'),
    devices: DEVICES,
    rounds,
    exclusion: options.exclusion ?? 'kernel',
  })
  const [program, ...args] = [...(options.wrap ?? []), process.execPath, '--no-warnings', WORKER, orders]
  const child = spawn(program ?? '', args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Types are stripped once for all of them.
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: join(folder, 'cache'),
      ...(options.path === undefined ? {} : { PATH: options.path }),
    },
  })
  children.add(child)
  child.stdin?.on('error', () => undefined)
  const said: string[] = []
  const ready = Promise.withResolvers<void>()
  const ended = once(child, 'close').then(() => {
    children.delete(child)
    ready.resolve()
  })
  createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
    said.push(line)
    if (line === 'ready') ready.resolve()
    options.onLine?.(line)
  })
  await ready.promise
  return { name, child, said, ended }
}

function go({ child }: Worker): void {
  child.stdin?.write('go\n')
}

async function request(more: Partial<LeaseRequest> = {}): Promise<LeaseOutcome> {
  const { self } = await standpoint()
  return acquire({
    directory,
    candidates: DEVICES,
    count: DEVICES.length,
    waitMs: 0,
    owner: { ...self, name: 'test' },
    label: { repository: 'octo/model', run: '7', job: 'train', runner: 'one' },
    env: process.env,
    pollMs: 50,
    ...more,
  })
}

/** A small linear congruential generator (Numerical Recipes): the same fight each time, as far as the kernel allows. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** 64 processes want 1 to 4 of 8 devices at the same moment; some die while they hold, some are killed wherever they are. */
async function fight(
  processes: number,
  exclusion?: 'none',
): Promise<{ doubles: string[]; unfinished: string[]; killed: number }> {
  // Fills the cache of stripped types that all of them start from.
  spawnSync(process.execPath, ['--no-warnings', WORKER, '{}'], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'cache') },
  })
  const random = seeded(42)
  await mkdir(join(folder, 'witness'))
  const workers: Worker[] = []
  const killed = new Set<string>()
  const kills: Promise<void>[] = []
  const kill = async (worker: Worker | undefined): Promise<void> => {
    if (worker === undefined || killed.has(worker.name) || worker.child.exitCode !== null) return
    killed.add(worker.name)
    // Word of it comes first, so that whoever is granted its devices does not take its file for a double grant.
    await writeFile(join(folder, 'witness', `killed-${worker.name}`), '')
    worker.child.kill('SIGKILL')
  }
  const onLine = (line: string): void => {
    const [said, name] = line.split(' ')
    if (said !== 'granted') return
    const mortal = mortals.has(name ?? '')
    const victim = mortal
      ? workers.find((worker) => worker.name === name)
      : random(12) === 0
        ? workers[random(workers.length)]
        : undefined
    kills.push(kill(victim))
  }
  const mortals = new Set<string>()
  for (let first = 0; first < processes; first += 8) {
    const batch = Array.from({ length: Math.min(8, processes - first) }, (_, at) => {
      const name = `worker-${first + at}`
      const dies = random(8) === 0
      if (dies) mortals.add(name)
      const rounds: Round[] = dies ? [{ count: 1 + random(4), end: 'die' }] : [{ count: 1 + random(4), end: 'release' }]
      const wrap = namespaces[(first + at) % 4]
      return startWorker(name, rounds, {
        onLine,
        ...(wrap === undefined ? {} : { wrap }),
        ...(exclusion === undefined ? {} : { exclusion }),
      })
    })
    workers.push(...(await Promise.all(batch)))
  }
  for (const worker of workers) go(worker)
  await Promise.all(workers.map(({ ended }) => ended))
  await Promise.all(kills)
  return {
    doubles: workers.flatMap(({ said }) => said.filter((line) => line.startsWith('double'))),
    unfinished: workers
      .filter(({ name, said }) => !killed.has(name) && said.at(-1) !== 'done')
      .map(({ name, said }) => `${name}: ${said.join()}`),
    killed: killed.size,
  }
}

describe('64 processes, some in pid namespaces of their own, fight for 8 devices', () => {
  test('no device is granted twice, nobody is forgotten, and what the dead held is free', async () => {
    const { doubles, unfinished, killed } = await fight(64)
    expect({ doubles, unfinished }).toEqual({ doubles: [], unfinished: [] })
    expect(killed).toBeGreaterThan(3)
    const all = await request({ waitMs: 20_000 })
    expect(all.kind).toBe('granted')
    if (all.kind === 'granted') await release(all.grant, process.env)
    expect(await readdir(directory)).toEqual(['lock'])
  }, 60_000)

  test('the same fight without the lock is seen to grant twice', async () => {
    const { doubles } = await fight(24, 'none')
    expect(doubles.length).toBeGreaterThan(0)
  }, 60_000)
})
