import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { acquire, type Grant, type LeaseOutcome, type LeaseRequest, release, standpoint } from '@ml-actions/gpu'
import { STRANGER } from '../support/stranger.ts'

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

function granted(outcome: LeaseOutcome): Grant {
  if (outcome.kind !== 'granted') throw new Error(JSON.stringify(outcome.waiting))
  return outcome.grant
}

/** A worker that holds these many devices until it is killed. */
async function holding(name: string, count: number, wrap?: readonly string[], path?: string): Promise<Worker> {
  await mkdir(join(folder, 'witness'), { recursive: true })
  const holds = Promise.withResolvers<void>()
  const worker = await startWorker(name, [{ count, end: 'die' }], {
    ...(wrap === undefined ? {} : { wrap }),
    ...(path === undefined ? {} : { path }),
    onLine: (line) => void (line.startsWith('granted') && holds.resolve()),
  })
  void worker.ended.then(() => holds.reject(new Error(`${name} ended: ${worker.said.join()}`)))
  go(worker)
  await holds.promise
  return worker
}

describe('whose end frees a device', () => {
  test('all or nothing, and given back', async () => {
    const first = granted(await request({ count: 5 }))
    expect(first.devices).toEqual(DEVICES.slice(0, 5))
    const busy = await request({ count: 4 })
    expect(busy).toMatchObject({ kind: 'busy', waiting: { position: 1, free: 3 } })
    if (busy.kind === 'busy') expect(busy.waiting.holders[0]?.record?.label.job).toBe('train')
    const second = granted(await request({ count: 3 }))
    expect(second.devices).toEqual(DEVICES.slice(5))
    expect(await release(first, process.env)).toEqual(DEVICES.slice(0, 5))
    // A second time, and after somebody else has got them, nothing happens.
    const third = granted(await request({ count: 1 }))
    expect(await release(first, process.env)).toEqual([])
    for (const grant of [second, third]) await release(grant, process.env)
    expect(await readdir(directory)).toEqual(['lock'])
  })

  test('a visible process: its death is seen at once', async () => {
    const worker = await holding('visible', 8)
    expect((await request()).kind).toBe('busy')
    worker.child.kill('SIGKILL')
    await worker.ended
    await release(granted(await request()), process.env)
  })

  test.each(namespaces.map((wrap) => ({ wrap })))(
    'a process in another pid namespace ($wrap): its holder’s lock tells',
    async ({ wrap }) => {
      const worker = await holding('elsewhere', 8, wrap)
      expect(await request()).toMatchObject({ kind: 'busy', waiting: { holders: { length: 8 } } })
      worker.child.kill('SIGKILL')
      await worker.ended
      await release(granted(await request({ waitMs: 10_000 })), process.env)
    },
  )

  test('with python3 in place of flock', async () => {
    const bin = join(folder, 'bin')
    await mkdir(bin)
    const { stdout } = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' })
    await symlink(stdout.trim(), join(bin, 'python3'))
    for (const program of ['sh', 'sleep']) await symlink(`/bin/${program}`, join(bin, program))
    const env = { PATH: bin }
    const grant = granted(await request({ count: 2, env }))
    expect(await request({ count: 8, env })).toMatchObject({ kind: 'busy' })
    expect(await release(grant, env)).toEqual(DEVICES.slice(0, 2))
  })

  test('where neither process nor lock can be seen the device stays held, and the report says so', async () => {
    const grant = granted(await request({ count: 1 }))
    const file = join(directory, grant.files[0] ?? '')
    const record: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (typeof record !== 'object' || record === null || !('owner' in record)) throw new Error('no record')
    await writeFile(
      file,
      JSON.stringify({ ...record, holder: null, owner: Object.assign({}, record.owner, { namespace: 'pid:[1]' }) }),
    )
    const outcome = await request()
    expect(outcome).toMatchObject({
      kind: 'busy',
      survey: { leases: [{ device: 'GPU-0', state: 'unknown', why: expect.stringContaining('can’t be seen') }] },
    })
    expect(granted(await request({ count: 7 })).devices).not.toContain('GPU-0')
  })

  test('a lease from before the last boot is over', async () => {
    const grant = granted(await request({ count: 8 }))
    for (const name of grant.files) {
      const text = await readFile(join(directory, name), 'utf8')
      await writeFile(join(directory, name), text.replace(/"bootId":"[^"]+"/, '"bootId":"another"'))
    }
    expect(granted(await request()).devices).toEqual(DEVICES)
  })

  test('first come, first served: who wants one waits behind who wants all', async () => {
    const first = granted(await request({ count: 4 }))
    const order: string[] = []
    const queued = Promise.withResolvers<void>()
    const all = request({ waitMs: 30_000, onWait: () => queued.resolve() }).then((outcome) => {
      order.push('all')
      return granted(outcome)
    })
    await queued.promise
    expect(await request({ count: 1 })).toMatchObject({ kind: 'busy', waiting: { position: 2, free: 4 } })
    const told = Promise.withResolvers<void>()
    const one = request({ count: 1, waitMs: 30_000, onWait: () => told.resolve() }).then((outcome) => {
      order.push('one')
      return granted(outcome)
    })
    await told.promise
    await release(first, process.env)
    await release(await all, process.env)
    await release(await one, process.env)
    expect(order).toEqual(['all', 'one'])
  })

  test('who is cancelled leaves the queue', async () => {
    const first = granted(await request({ count: 8 }))
    const controller = new AbortController()
    const waiting = request({
      waitMs: 60_000,
      signal: controller.signal,
      onWait: () => controller.abort(new Error('cancelled')),
    })
    await expect(waiting).rejects.toThrow()
    await release(first, process.env)
    expect(await readdir(directory)).toEqual(['lock'])
  })

  test.each([
    ['Runner.Worker', 'worker', {}],
    // Any other runner marks its steps and not itself.
    ['other-runner', 'runner', { RUNNER_TRACKING_ID: 'github_mark' }],
  ])('the job’s process: %s', async (name, kind, mark) => {
    await symlink('/bin/sh', join(folder, name))
    await writeFile(
      join(folder, 'step.mjs'),
      `import { findJobProcess, standpoint } from '${import.meta.dirname}/../../packages/gpu/src/index.ts'
      console.log(JSON.stringify(await findJobProcess(await standpoint(), process.env.RUNNER_TRACKING_ID ?? '')))`,
    )
    const marked = Object.entries(mark).map(([key, value]) => `${key}=${value}`)
    // A runner, the shell of a step, and the step.
    const step = `'${process.execPath}' --no-warnings '${join(folder, 'step.mjs')}'`
    const { stdout } = spawnSync(join(folder, name), ['-c', `env ${marked.join(' ')} sh -c "${step}; true"; true`], {
      encoding: 'utf8',
    })
    expect(JSON.parse(stdout)).toMatchObject({ kind, name })
  })
})

describe('what may stand in the directory', () => {
  type Case = readonly [problem: string, prepare: () => Promise<unknown> | string, text: string]
  test.each<Case>([
    ['missing', () => join(folder, 'no', 'leases'), 'does not exist'],
    ['not-a-directory', (): Promise<void> => writeFile(directory, ''), 'is not a directory'],
    ['symlink', (): Promise<void> => symlink(folder, directory), 'symbolic link'],
    ['unsafe', async () => mkdir(directory).then(() => chmod(directory, 0o777)), 'chmod +t'],
    [
      'lock-damaged',
      async () => mkdir(directory).then(() => symlink('/etc/passwd', join(directory, 'lock'))),
      'symbolic link',
    ],
    ['lock-damaged', async () => mkdir(join(directory, 'lock'), { recursive: true }), 'not a regular file'],
    ['unwritable', () => '/proc/self/leases', 'can’t be created'],
  ])('%s', async (problem, prepare, text) => {
    const other = await prepare()
    await expect(request(typeof other === 'string' ? { directory: other } : {})).rejects.toMatchObject({
      problem,
      message: expect.stringContaining(text),
    })
  })

  test('no tool to lock with', async () => {
    await expect(request({ env: { PATH: folder } })).rejects.toMatchObject({ problem: 'no-lock-tool' })
  })

  test('damaged, foreign and linked files keep their device and are left as they are', async () => {
    await mkdir(directory)
    await chmod(directory, 0o1777)
    const secret = join(folder, 'secret')
    await writeFile(secret, 'not to be read')
    await writeFile(join(directory, 'GPU-0.0.lease'), '{"schema":1')
    await symlink(secret, join(directory, 'GPU-1.0.lease'))
    await mkdir(join(directory, 'GPU-2.0.lease'))
    spawnSync('mkfifo', [join(directory, 'GPU-3.0.lease')])
    await writeFile(join(directory, 'GPU-4.0.lease'), 'x'.repeat(1_000_000))
    await writeFile(join(directory, 'notes.txt'), 'of somebody')
    const outcome = await request({ count: 3 })
    expect(granted(outcome).devices).toEqual(['GPU-5', 'GPU-6', 'GPU-7'])
    expect(outcome.survey.foreign).toEqual(['notes.txt'])
    expect(outcome.survey.leases.map((lease) => (lease.state === 'unknown' ? lease.why : lease.state))).toEqual([
      'GPU-0.0.lease is damaged',
      'GPU-1.0.lease is a symbolic link',
      'GPU-2.0.lease is not a regular file',
      'GPU-3.0.lease is not a regular file',
      'GPU-4.0.lease is damaged',
    ])
    await release(granted(outcome), process.env)
    expect(await readFile(secret, 'utf8')).toBe('not to be read')
    expect(await readFile(join(directory, 'GPU-0.0.lease'), 'utf8')).toBe('{"schema":1')
    expect((await readdir(directory)).length).toBe(7)
  })

  test('another user’s lease is respected while it lives, and not touched when it is over', async () => {
    const [program, ...words] = STRANGER
    if (spawnSync(program, [...words, 'test', '-r', WORKER]).status !== 0) {
      console.warn('not tested: only root can play another user, and that one must be let into this clone')
      return
    }
    await chmod(folder, 0o755)
    const own = await holding('own', 2)
    own.child.kill('SIGKILL')
    await own.ended
    await writeFile(join(folder, 'witness', 'killed-own'), '')
    await chmod(join(folder, 'witness'), 0o777)
    const worker = await holding('stranger', 2, STRANGER)
    expect((await readdir(directory)).filter((name) => name.endsWith('.lease'))).toEqual([
      'GPU-0.0.lease',
      'GPU-0.65534.lease',
      'GPU-1.0.lease',
      'GPU-1.65534.lease',
    ])
    expect(await request()).toMatchObject({ kind: 'busy', waiting: { free: 6 } })
    worker.child.kill('SIGKILL')
    await worker.ended
    await release(granted(await request()), process.env)
  })
})
