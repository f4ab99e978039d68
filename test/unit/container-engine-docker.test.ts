import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { dockerEngine, type RunSpec } from '@ml-actions/container-engine'
import { run } from '@ml-actions/process'
import { readContainer } from '../../packages/container-engine/src/container/answers.ts'
import { runArguments } from '../../packages/container-engine/src/container/arguments.ts'
import { docker } from '../../packages/container-engine/src/container/docker.ts'
import { environmentFile, exportText } from '../../packages/container-engine/src/container/environment.ts'
import { outputLines } from '../../packages/container-engine/src/output-lines.ts'

const DIGEST = `sha256:${'d'.repeat(64)}`
let root = ''
let bin = ''
let state = ''
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'docker-engine-')))
  bin = join(root, 'bin')
  state = join(root, 'daemon')
  mkdirSync(bin)
  mkdirSync(state)
  const program = join(import.meta.dirname, 'fixtures/docker/docker.mjs')
  writeFileSync(join(bin, 'docker'), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`)
  chmodSync(join(bin, 'docker'), 0o755)
  settings({})
})
afterEach(() => {
  for (const name of readdirSync(state).filter((entry) => entry.startsWith('c-'))) {
    execFileSync('sh', ['-c', `kill -9 -$(cat "${join(state, name, 'pid')}") 2>/dev/null || true`])
  }
  rmSync(root, { recursive: true, force: true })
})

function settings(more: object): void {
  const image = { Id: `sha256:${'1'.repeat(64)}`, RepoDigests: [`python@${DIGEST}`] }
  writeFileSync(join(state, 'settings.json'), JSON.stringify({ images: { 'python:3.12': image }, ...more }))
}
const calls = (): readonly (readonly string[])[] =>
  readFileSync(join(state, 'calls.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line): readonly string[] => {
      const call: unknown = JSON.parse(line)
      return Array.isArray(call) ? call.map(String) : []
    })
const engine = () =>
  dockerEngine({
    env: { PATH: `${bin}:${process.env['PATH']}`, HOME: root, FAKE_DOCKER: state },
    directory: join(root, 'engine'),
  })

function spec(command: readonly string[], changes: Partial<RunSpec> = {}): RunSpec {
  return {
    name: 'run-1',
    labels: { 'dev.ml-actions.run': '1' },
    image: 'python:3.12',
    command,
    workingDirectory: '/ml/source',
    environment: { A: 'x y' },
    secrets: { TOKEN: 's3cr3t', KEY: 'line 1\nline 2' },
    mounts: [{ source: root, target: '/ml/source', readOnly: false }],
    network: 'none',
    user: '1000:1000',
    limits: { memoryBytes: 2 ** 30, cpus: 1.5, shmBytes: 2 ** 28, pids: 100 },
    devices: { kind: 'none' },
    isolation: 'required',
    signalTo: 'command',
    graceMs: 90_000,
    ...changes,
  }
}

describe('the Docker engine, by recorded protocol', () => {
  test('runs, follows, inspects and removes; secrets stand in no argument and on no disk', async () => {
    const running = await engine().start(
      spec(['sh', '-c', 'echo "$A $TOKEN"; echo "$KEY"; printf "50%%\\r100%%\\n"; pwd; exit 4']),
    )
    const lines: object[] = []
    await running.follow((line) => lines.push(line))
    expect(lines).toEqual([
      { text: 'x y s3cr3t', progress: false },
      { text: 'line 1', progress: false },
      { text: 'line 2', progress: false },
      { text: '50%', progress: true },
      { text: '100%', progress: false },
      { text: root, progress: false },
    ])
    expect(await running.inspect()).toMatchObject({ status: 'exited', exitCode: 4, oomKilled: false })
    expect(running.image).toEqual({ reference: 'python:3.12', identity: `python@${DIGEST}`, digest: DIGEST })
    expect(running.isolation).toMatchObject({ mechanism: 'container', network: 'enforced', limits: 'enforced' })
    await running.saveLog(join(root, 'saved.log'))
    expect(readFileSync(join(root, 'saved.log'), 'utf8')).toContain('50%\r100%')
    await running.remove()
    expect(await running.inspect()).toEqual({ status: 'gone' })
    expect(JSON.stringify(calls())).not.toMatch(/s3cr3t|line 1/)
    expect(readdirSync(join(root, 'engine'))).toEqual([])
  })

  test('a signal lets it save; the engine of another process stops and finds it', async () => {
    const { id } = await engine().start(
      spec(['sh', '-c', 'trap "echo saved; exit 0" TERM; touch started; while :; do sleep 0.05; done']),
    )
    while (!existsSync(join(root, 'started'))) await new Promise((resolve) => setTimeout(resolve, 10))
    expect((await engine().leftovers({ 'dev.ml-actions.run': '1' })).map((found) => found.id)).toEqual([id])
    expect(await engine().leftovers({ 'dev.ml-actions.run': '2' })).toEqual([])
    const adopted = await engine().adopt(id)
    await adopted?.stop('SIGTERM', 10_000)
    expect(await adopted?.inspect()).toMatchObject({ status: 'exited', exitCode: 0 })
    await adopted?.remove()
    expect(await engine().adopt(id)).toBeUndefined()
  })

  test('what ignores the signal is killed after the grace', async () => {
    const running = await engine().start(
      spec(['sh', '-c', 'trap "" TERM; touch started; while :; do sleep 0.05; done']),
    )
    while (!existsSync(join(root, 'started'))) await new Promise((resolve) => setTimeout(resolve, 10))
    await running.stop('SIGTERM', 200)
    expect(await running.inspect()).toMatchObject({ status: 'exited', exitCode: 137 })
  })

  test('an image that is not here is pulled, one that is nowhere is told', async () => {
    settings({ registry: { 'torch:2': { Id: `sha256:${'2'.repeat(64)}`, RepoDigests: [`torch@${DIGEST}`] } } })
    const running = await engine().start(spec(['true'], { image: 'torch:2' }))
    expect(running.image?.identity).toBe(`torch@${DIGEST}`)
    expect(
      calls()
        .map(([verb]) => verb)
        .slice(0, 4),
    ).toEqual(['image', 'pull', 'image', 'run'])
    await running.remove()
    for (const pull of ['missing', 'never'] as const) {
      await expect(engine().start(spec(['true'], { image: 'nowhere', pull }))).rejects.toMatchObject({
        reason: 'image-unavailable',
      })
    }
  })

  test.each([
    [
      125,
      'docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]].',
      'device-unavailable',
    ],
    [125, 'docker: Error response from daemon: unresolvable CDI devices nvidia.com/gpu=all', 'device-unavailable'],
    [
      125,
      'docker: Error response from daemon: failed to create task: nvidia-container-cli: requirement error: unsatisfied condition: cuda>=12.6, please update your driver',
      'device-unavailable',
    ],
    [
      127,
      'docker: Error response from daemon: failed to create shim task: OCI runtime create failed: exec: "trane": executable file not found in $PATH: unknown.',
      'command-not-found',
    ],
    [
      125,
      'docker: Error response from daemon: invalid mount config for type "bind": bind source path does not exist: /nope.',
      'mount-unavailable',
    ],
    [125, 'docker: Error response from daemon: Conflict. The container name "/x" is already in use', 'engine-failed'],
  ])('exit code %d, %s', async (code, text, reason) => {
    settings({ runError: { code, text } })
    await expect(engine().start(spec(['true']))).rejects.toMatchObject({
      reason,
      message: expect.stringContaining(text),
    })
    expect(calls().at(-1)).toEqual(['rm', '--force', 'run-1'])
  })

  test('no daemon and no docker are told apart', async () => {
    settings({ daemon: 'down' })
    await expect(engine().start(spec(['true']))).rejects.toMatchObject({
      reason: 'engine-unavailable',
      message: expect.stringContaining('daemon'),
    })
    const without = dockerEngine({ env: { PATH: root }, directory: join(root, 'engine') })
    await expect(without.start(spec(['true']))).rejects.toMatchObject({
      reason: 'engine-unavailable',
      message: expect.stringContaining('no `docker`'),
    })
  })

  test('NVIDIA devices go by CDI where the daemon knows each of them, else by --gpus', async () => {
    const devices = { kind: 'nvidia', uuids: ['GPU-1', 'GPU-2'], access: 'auto' } as const
    settings({
      info: {
        DiscoveredDevices: [
          { Source: 'cdi', ID: 'nvidia.com/gpu=GPU-1' },
          { Source: 'cdi', ID: 'nvidia.com/gpu=GPU-2' },
        ],
      },
    })
    await (await engine().start(spec(['true'], { devices }))).remove()
    expect(
      calls()
        .find(([verb]) => verb === 'run')
        ?.join(' '),
    ).toContain('--device nvidia.com/gpu=GPU-1 --device nvidia.com/gpu=GPU-2')
    settings({})
    await (await engine().start(spec(['true'], { devices, name: 'run-2' }))).remove()
    expect(
      calls()
        .findLast(([verb]) => verb === 'run')
        ?.join(' '),
    ).toContain('--gpus "device=GPU-1,GPU-2"')
  })
})

test('a container as Docker 26 describes it', () => {
  const answer = (more: object) =>
    readContainer(
      JSON.stringify([
        {
          Id: 'a',
          Name: '/n',
          Image: 'sha256:1',
          Config: { Labels: { x: 'y' } },
          State: {
            Status: 'exited',
            ExitCode: 137,
            OOMKilled: true,
            Error: '',
            StartedAt: '2026-11-21T09:00:00.1Z',
            FinishedAt: '2026-11-21T09:00:01.1Z',
            ...more,
          },
        },
      ]),
    )
  expect(answer({})).toMatchObject({
    name: 'n',
    labels: { x: 'y' },
    state: { status: 'exited', exitCode: 137, oomKilled: true },
  })
  expect(answer({ Status: 'running', FinishedAt: '0001-01-01T00:00:00Z' })?.state).toEqual({
    status: 'running',
    startedAt: '2026-11-21T09:00:00.1Z',
  })
  expect(answer({ Status: 'created', ExitCode: 127, Error: 'exec failed' })?.state).toMatchObject({
    status: 'exited',
    error: 'exec failed',
  })
  expect(readContainer('not json')).toBeUndefined()
})

test('a variable that no line can hold does not get into the file', () => {
  expect(environmentFile({ A: '1', B: '#x=y', C: 'a\nINJECTED=1' })).toEqual({ text: 'A=1\nB=#x=y\n', passedOn: ['C'] })
})

test('lines end at \\n, \\r\\n and lone \\r, wherever chunks are cut', () => {
  const bytes = Buffer.from('a\r\nb\rbä\nc\r\r\nd')
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    const lines: string[] = []
    const splitter = outputLines(({ text, progress }) => lines.push(`${text}${progress ? '~' : ''}`))
    splitter.push(bytes.subarray(0, cut))
    splitter.push(bytes.subarray(cut))
    splitter.end()
    expect(lines).toEqual(['a', 'b~', 'bä', 'c', 'd'])
  }
})

test('secrets reach the shell whatever they hold', () => {
  const secrets = { A: "it's", B: 'two\nlines $HOME `x` \\', C: '' }
  writeFileSync(join(root, 'secrets'), exportText(secrets))
  const shown = execFileSync('sh', ['-c', '. "$0" && exec "$@"', join(root, 'secrets'), 'env', '-0'], {
    env: { PATH: process.env['PATH'] },
  })
  const variables = Object.fromEntries(
    shown
      .toString()
      .split('\0')
      .map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  )
  expect(variables).toMatchObject(secrets)
})

/** A daemon that answers what `docker run --detach` asks, and keeps the container it was asked to make. */
async function recordCreation(args: readonly string[], env: Record<string, string>): Promise<unknown> {
  let asked: unknown
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      response.setHeader('Api-Version', '1.45')
      response.setHeader('Content-Type', 'application/json')
      if (request.url?.includes('/containers/create') === true) {
        asked = JSON.parse(body)
        response.writeHead(201).end(JSON.stringify({ Id: 'a'.repeat(64), Warnings: [] }))
      } else response.writeHead(request.url?.endsWith('/start') === true ? 204 : 200).end()
    })
  })
  const socket = join(root, 'docker.sock')
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  const result = await run('docker', args, {
    env: { PATH: process.env['PATH'], HOME: root, DOCKER_HOST: `unix://${socket}`, ...env },
    timeoutMs: 20_000,
  })
  server.closeAllConnections()
  server.close()
  if (result.exitCode !== 0) throw new Error(result.stderr)
  return asked
}

test('the real client, where there is one, asks the daemon for exactly this container', async () => {
  try {
    execFileSync('docker', ['--version'], { stdio: 'ignore' })
  } catch {
    console.warn('not tested: there is no docker client on this machine')
    return
  }
  const file = join(root, 'env')
  writeFileSync(file, environmentFile({ A: 'x y' }).text)
  const mounts = [
    { source: root, target: '/ml/source', readOnly: true },
    { source: join(root, 'a,b"c'), target: '/ml/data', readOnly: false },
  ]
  mkdirSync(join(root, 'a,b"c'))
  const args = runArguments(
    docker,
    spec(['python', '-m', 'x', '--flag=a b'], {
      mounts,
      devices: { kind: 'nvidia', uuids: ['GPU-1', 'MIG-2'], access: 'gpus' },
    }),
    {
      image: `python@${DIGEST}`,
      environmentFile: file,
      passedOn: ['KEY'],
      survey: { cdi: false, rootless: false, withoutLimits: [] },
      deviceGroups: [],
      liftLimits: true,
    },
  )
  expect(await recordCreation(args, { KEY: 'line 1\nline 2' })).toMatchObject({
    Image: `python@${DIGEST}`,
    Entrypoint: ['python'],
    Cmd: ['-m', 'x', '--flag=a b'],
    Env: expect.arrayContaining(['A=x y', 'KEY=line 1\nline 2']),
    User: '1000:1000',
    WorkingDir: '/ml/source',
    StopTimeout: 90,
    Labels: { 'dev.ml-actions.run': '1' },
    HostConfig: {
      Init: true,
      NetworkMode: 'none',
      SecurityOpt: ['no-new-privileges'],
      CapDrop: ['ALL'],
      Memory: 2 ** 30,
      MemorySwap: 2 ** 30,
      NanoCpus: 1.5e9,
      ShmSize: 2 ** 28,
      PidsLimit: 100,
      LogConfig: { Type: 'local' },
      Mounts: [
        { Type: 'bind', Source: root, Target: '/ml/source', ReadOnly: true },
        { Type: 'bind', Source: join(root, 'a,b"c'), Target: '/ml/data' },
      ],
      DeviceRequests: [{ DeviceIDs: ['GPU-1', 'MIG-2'], Capabilities: [['gpu']] }],
    },
  })
  const none = runArguments(docker, spec(['true'], { limits: {}, user: undefined, network: 'default' }), {
    image: 'x',
    environmentFile: file,
    passedOn: [],
    survey: { cdi: false, rootless: false, withoutLimits: [] },
    deviceGroups: [],
    liftLimits: true,
  })
  expect(await recordCreation(none, {})).toMatchObject({
    User: '',
    Env: expect.arrayContaining(['NVIDIA_VISIBLE_DEVICES=void']),
    HostConfig: { NetworkMode: expect.stringMatching(/^(default|bridge)$/), CapDrop: null, DeviceRequests: null },
  })
})
