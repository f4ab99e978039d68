import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  EngineError,
  hostEngine,
  type NamespaceSupport,
  probeNamespaces,
  type RunSpec,
} from '@ml-actions/container-engine'
import { readListeningSockets, readMountPoints } from '../../packages/container-engine/src/host/mount-points.ts'
import { planIsolation } from '../../packages/container-engine/src/host/plan.ts'

const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], INPUT_SIGNING_KEY: 'do-not-hand-on' }
const support = await probeNamespaces(env)
const NONE: NamespaceSupport = { available: false, why: 'the kernel of this test allows none' }

let root = ''
let directory = ''
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'host-engine-')))
  directory = join(root, 'engine')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function spec(command: readonly string[], changes: Partial<RunSpec> = {}): RunSpec {
  return {
    name: 'run-1',
    labels: { run: '1', job: 'train' },
    command,
    workingDirectory: root,
    environment: {},
    secrets: {},
    mounts: [],
    network: 'default',
    limits: {},
    devices: { kind: 'none' },
    isolation: 'required',
    signalTo: 'command',
    graceMs: 5_000,
    ...changes,
  }
}

async function output(changes: Partial<RunSpec> & { readonly probe?: NamespaceSupport }, script: string) {
  const { probe, ...rest } = changes
  const engine = hostEngine({ env, directory, ...(probe === undefined ? {} : { probe: async () => probe }) })
  const running = await engine.start(spec(['sh', '-c', script], rest))
  const lines: string[] = []
  await running.follow((line) => lines.push(line.text))
  const state = await running.inspect()
  await running.remove()
  return { lines, state, isolation: running.isolation }
}

const untilFile = async (file: string): Promise<void> => {
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 10))
}

describe.each([
  ['with the namespaces of this kernel', support],
  ['without namespaces', NONE],
])('a run on the host %s', (title, probe) => {
  if (!probe.available && title.startsWith('with the')) console.warn(`namespaces not tested: ${probe.why}`)

  test('hands over output and exit code, and only chosen variables', async () => {
    const { lines, state } = await output(
      { probe, environment: { A: 'x y' }, secrets: { TOKEN: 'line 1\nline 2' } },
      'echo "$A"; echo "$TOKEN"; echo "${INPUT_SIGNING_KEY-absent}"; echo to stderr >&2; exit 3',
    )
    expect(lines).toEqual(['x y', 'line 1', 'line 2', 'absent', 'to stderr'])
    expect(state).toMatchObject({ status: 'exited', exitCode: 3, oomKilled: false })
  })

  test('a command that does not exist ends with 127', async () => {
    const running = await hostEngine({ env, directory, probe: async () => probe }).start(spec(['no-such-command']))
    await running.wait()
    expect(await running.inspect()).toMatchObject({ status: 'exited', exitCode: 127 })
    await running.remove()
  })

  test('a signal reaches the command, which may take its time; another process can adopt the run', async () => {
    const engine = hostEngine({ env, directory, probe: async () => probe })
    const script = `
      trap 'echo saving; sleep 0.3; echo saved; exit 7' TERM
      echo started >"${root}/started"
      while :; do sleep 0.05; done`
    const { id } = await engine.start(spec(['sh', '-c', script]))
    await untilFile(join(root, 'started'))
    const adopted = await hostEngine({ env, directory }).adopt(id)
    expect(await adopted?.inspect()).toMatchObject({ status: 'running' })
    await adopted?.stop('SIGTERM', 5_000)
    expect(await adopted?.inspect()).toMatchObject({ status: 'exited', exitCode: 7 })
    const lines: string[] = []
    await adopted?.follow((line) => lines.push(line.text))
    expect(lines).toEqual(['saving', 'saved'])
    await adopted?.remove()
    expect(await engine.adopt(id)).toBeUndefined()
  })

  test('what ignores the signal is killed after the grace, with all that it started', async () => {
    const engine = hostEngine({ env, directory, probe: async () => probe })
    const script = `trap '' TERM; setsid sh -c 'while :; do sleep 0.05; done' & echo started >"${root}/started"; while :; do sleep 0.05; done`
    const running = await engine.start(spec(['sh', '-c', script]))
    await untilFile(join(root, 'started'))
    expect((await engine.leftovers({ run: '1' })).map(({ id }) => id)).toEqual(['run-1'])
    expect(await engine.leftovers({ run: '2' })).toEqual([])
    await running.stop('SIGTERM', 200)
    expect(await running.inspect()).toMatchObject({ status: 'exited', exitCode: 137 })
    await running.remove()
    const left = execFileSync('sh', ['-c', 'grep -lz ML_ACTIONS_RUN=run-1 /proc/[0-9]*/environ 2>/dev/null || true'])
    expect(left.toString()).toBe('')
  })
})

describe('isolation on the host', () => {
  const only = support.available ? test : test.skip
  if (!support.available) console.warn(`not tested here: ${support.why}`)

  only('read-only mounts hold against the command, also by remounting; writable ones inside them stay so', async () => {
    const data = join(root, 'data')
    mkdirSync(join(data, 'out'), { recursive: true })
    writeFileSync(join(data, 'a.csv'), '1')
    const { lines, isolation } = await output(
      {
        workingDirectory: data,
        mounts: [
          { source: data, target: data, readOnly: true },
          { source: join(data, 'out'), target: join(data, 'out'), readOnly: false },
        ],
      },
      `echo 2 2>/dev/null >"${data}/a.csv" || echo refused
       echo 2 2>/dev/null >a.csv || echo refused relative
       mount -o remount,bind,rw "${data}" 2>/dev/null || echo not remounted
       umount "${data}" 2>/dev/null || echo not unmounted
       unshare -Urm mount -o remount,bind,rw "${data}" 2>/dev/null || echo not remounted inside
       echo 3 >"${data}/out/b.csv" && cat "${data}/a.csv" "${data}/out/b.csv"`,
    )
    expect(lines.join('\n')).toContain(
      'refused\nrefused relative\nnot remounted\nnot unmounted\nnot remounted inside\n13',
    )
    expect(isolation).toMatchObject({ mechanism: 'namespaces', readOnlyMounts: 'enforced' })
    expect(readFileSync(join(data, 'out', 'b.csv'), 'utf8')).toBe('3\n')
  })

  only('a mount may stand at another path', async () => {
    mkdirSync(join(root, 'from'))
    mkdirSync(join(root, 'to'))
    writeFileSync(join(root, 'from', 'file'), 'moved')
    const mounts = [{ source: join(root, 'from'), target: join(root, 'to'), readOnly: true }]
    expect((await output({ mounts }, `cat "${root}/to/file"`)).lines).toEqual(['moved'])
  })

  only('network: none leaves loopback alone, reaches no port and no socket of the machine', async () => {
    const server = createServer((client) => client.on('error', () => undefined).end('reached'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const socket = createServer((client) => client.on('error', () => undefined).end('reached'))
    await new Promise<void>((resolve) => socket.listen(join(root, 'open.sock'), resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const script = `
import socket, sys
def attempt(family, address):
    s = socket.socket(family, socket.SOCK_STREAM); s.settimeout(3)
    try:
        s.connect(address); print('reached')
    except OSError as e: print('refused')
attempt(socket.AF_INET, ('127.0.0.1', ${port}))
attempt(socket.AF_UNIX, '${root}/open.sock')
own = socket.socket(); own.bind(('127.0.0.1', 0)); own.listen(1)
attempt(socket.AF_INET, own.getsockname())`
    writeFileSync(join(root, 'probe.py'), script)
    const offline = await output({ network: 'none' }, `python3 "${root}/probe.py"`)
    const online = await output({ network: 'default', name: 'run-2' }, `python3 "${root}/probe.py"`)
    server.close()
    socket.close()
    expect(offline.lines).toEqual(['refused', 'refused', 'reached'])
    expect(offline.isolation.network).toBe('enforced')
    expect(online.lines).toEqual(['reached', 'reached', 'reached'])
    expect(online.isolation.network).toBe('not-requested')
  })

  only('the command sees neither the processes of the runner nor the records of the engine', async () => {
    const { lines, isolation } = await output(
      {},
      `ls "${directory}" | wc -l; ls -d /proc/[0-9]* | wc -l; cat /proc/${process.pid}/environ 2>/dev/null | tr '\\0' '\\n' | grep -c INPUT_`,
    )
    expect(lines[0]?.trim()).toBe('0')
    expect(Number(lines[1])).toBeLessThan(12)
    expect(lines[2]).toBe('0')
    expect(isolation.processes).toBe('private')
  })

  test.each([
    ['no network', { network: 'none' }, 'network'],
    ['a read-only mount', { mounts: [{ source: tmpdir(), target: tmpdir(), readOnly: true }] }, 'read-only'],
    ['a limit', { limits: { memoryBytes: 2 ** 30 } }, 'limit'],
  ] satisfies [string, Partial<RunSpec>, string][])(
    '%s that can’t be enforced is refused, or recorded on request',
    async (_, changes, word) => {
      const engine = hostEngine({ env, directory, probe: async () => NONE })
      await expect(engine.start(spec(['true'], changes))).rejects.toMatchObject({
        reason: 'isolation-unavailable',
        message: expect.stringContaining(word),
      })
      const running = await engine.start(spec(['true'], { ...changes, isolation: 'best-effort' }))
      await running.wait()
      expect(Object.values(running.isolation)).toContain('not-enforced')
      expect(running.isolation.notes.join()).toContain(word)
      await running.remove()
    },
  )

  test('namespaces that fail after all are told, nothing is run, and nothing stays', async () => {
    const probe = async (): Promise<NamespaceSupport> => ({ available: true, options: ['--no-such-option'] })
    const engine = hostEngine({ env, directory, probe })
    await expect(engine.start(spec(['touch', join(root, 'ran')]))).rejects.toMatchObject({
      reason: 'isolation-unavailable',
      message: expect.stringContaining('no-such-option'),
    })
    expect(existsSync(join(root, 'ran'))).toBe(false)
    expect(await engine.leftovers({})).toEqual([])
  })

  test('a mount at another path is refused without namespaces, whatever the effort', () => {
    const mounts = [{ source: '/a', target: '/b', readOnly: false }]
    const facts = { support: NONE, mountPoints: [], sockets: [], hidden: [] }
    expect(() => planIsolation(spec(['true'], { mounts, isolation: 'best-effort' }), facts)).toThrow(EngineError)
  })

  test('everything mounted below a read-only mount is made read-only too, with its own options', () => {
    const plan = planIsolation(
      spec(['true'], {
        mounts: [
          { source: '/ws', target: '/ws', readOnly: true },
          { source: '/ws/out', target: '/ws/out', readOnly: false },
        ],
      }),
      {
        support: { available: true, options: ['--user'] },
        mountPoints: readMountPoints(
          '21 1 8:1 / / rw,relatime - ext4 /dev/root rw\n22 21 8:2 / /ws rw,nosuid,nodev,noatime shared:1 - xfs /dev/b rw\n23 22 8:3 / /ws/a\\040b rw,noexec - xfs /dev/c rw\n24 22 8:3 / /ws/out/deep rw - xfs /dev/c rw',
        ),
        sockets: [],
        hidden: ['/state'],
      },
    )
    expect(plan.steps).toEqual([
      ...['proc', 'bind', '/ws', '/ws', 'bind', '/ws/out', '/ws/out'],
      ...['read-only', '/ws', 'remount,bind,ro,nosuid,nodev,noatime', 'read-only', '/ws/a b', 'remount,bind,ro,noexec'],
      ...['hide', '/state'],
    ])
  })

  test('listening sockets are told from connected and abstract ones', () => {
    const text = `Num       RefCount Protocol Flags    Type St Inode Path
0000000000000000: 00000002 00000000 00010000 0001 01 12345 /run/docker.sock
0000000000000000: 00000003 00000000 00000000 0001 03 12346 /run/connected.sock
0000000000000000: 00000002 00000000 00010000 0001 01 12347 @abstract
0000000000000000: 00000002 00000000 00010000 0001 01 12348 /run/with blank.sock
`
    expect(readListeningSockets(text)).toEqual(['/run/docker.sock', '/run/with blank.sock'])
  })
})
