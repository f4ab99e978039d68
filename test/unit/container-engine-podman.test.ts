import { describe, expect, test } from '@jest/globals'
import type { RunSpec } from '@ml-actions/container-engine'
import { readPodmanHost } from '../../packages/container-engine/src/container/answers.ts'
import { runArguments } from '../../packages/container-engine/src/container/arguments.ts'
import { containerClient } from '../../packages/container-engine/src/container/client.ts'
import type { Survey } from '../../packages/container-engine/src/container/dialect.ts'
import { containerIsolation } from '../../packages/container-engine/src/container/isolation.ts'
import { podman } from '../../packages/container-engine/src/container/podman.ts'

const SPEC: RunSpec = {
  name: 'run-1',
  labels: { 'dev.ml-actions.run': '1' },
  image: 'docker.io/library/python:3.12',
  command: ['python', 'train.py'],
  workingDirectory: '/ml/source',
  environment: {},
  secrets: {},
  mounts: [],
  network: 'none',
  user: '1001:1002',
  limits: { memoryBytes: 2 ** 30, cpus: 2, shmBytes: 2 ** 28, pids: 100 },
  devices: { kind: 'none' },
  isolation: 'required',
  signalTo: 'command',
  graceMs: 90_000,
}
const FACTS = { image: 'x', environmentFile: '/e', passedOn: [], deviceGroups: [44], liftLimits: true }
const ROOT: Survey = { cdi: true, rootless: false, withoutLimits: [] }

function survey(host: object): Promise<Survey> {
  return podman.survey(() => Promise.resolve(JSON.stringify({ host })), SPEC)
}
const argumentsOf = (spec: Partial<RunSpec>, found = ROOT): string =>
  runArguments(podman, { ...SPEC, ...spec }, { ...FACTS, survey: found }).join(' ')

describe('what Podman is told', () => {
  test('with root: as Docker, but that no label of SELinux is asked for and the log is bounded', () => {
    const args = argumentsOf({})
    expect(args).toContain('--user 1001:1002 --cap-drop ALL --memory 1073741824')
    expect(args).toContain('--security-opt label=disable')
    expect(args).toContain('--log-driver k8s-file --log-opt max-size=1g')
    expect(args).not.toContain('--userns')
  })

  test('without root: the user of the runner is itself inside, so that what it writes is its own', () => {
    const args = argumentsOf({}, { ...ROOT, rootless: true })
    expect(args).toContain('--user 1001:1002 --cap-drop ALL --userns keep-id:uid=1001,gid=1002')
    expect(argumentsOf({ user: undefined }, { ...ROOT, rootless: true })).not.toContain('--userns')
  })

  test('devices: NVIDIA’s by CDI, AMD’s as nodes with the groups that open them', () => {
    const uuids = ['GPU-1', 'MIG-2']
    expect(argumentsOf({ devices: { kind: 'nvidia', uuids, access: 'auto' } })).toContain(
      '--device nvidia.com/gpu=GPU-1 --device nvidia.com/gpu=MIG-2 --env NVIDIA_VISIBLE_DEVICES=void --ulimit memlock=-1',
    )
    const devices = { kind: 'amd', nodes: ['/dev/dri/renderD128'] } as const
    expect(argumentsOf({ devices })).toContain('--device /dev/dri/renderD128 --group-add 44')
    expect(argumentsOf({ devices }, { ...ROOT, rootless: true })).toContain('--group-add keep-groups')
  })

  test('secrets stand in a file that the command’s shell reads, and in nothing else', () => {
    const args = runArguments(
      podman,
      { ...SPEC, secrets: { A: 's3cr3t' } },
      { ...FACTS, survey: ROOT, secretsFile: '/s' },
    )
    expect(args).toContain('type=bind,source=/s,target=/run/ml-actions-secrets,readonly')
    expect(args.slice(args.indexOf('--entrypoint'))).toEqual([
      '--entrypoint',
      'sh',
      'x',
      '-c',
      '. "$0" && exec "$@"',
      '/run/ml-actions-secrets',
      'python',
      'train.py',
    ])
    expect(args.join()).not.toContain('s3cr3t')
  })
})

describe('what Podman can enforce', () => {
  test.each([
    ['root', { security: { rootless: false }, cgroupVersion: 'v1', cgroupControllers: ['memory'] }, []],
    [
      'no root, all delegated',
      { security: { rootless: true }, cgroupVersion: 'v2', cgroupControllers: ['cpu', 'memory', 'pids'] },
      [],
    ],
    [
      'no root, as Debian and Fedora delegate',
      { security: { rootless: true }, cgroupVersion: 'v2', cgroupControllers: ['memory', 'pids'] },
      ['cpus'],
    ],
    [
      'no root, version 1',
      { security: { rootless: true }, cgroupVersion: 'v1', cgroupControllers: ['cpu', 'memory', 'pids'] },
      ['memoryBytes', 'cpus', 'pids'],
    ],
  ])('%s', async (_, host, withoutLimits) => {
    expect((await survey(host)).withoutLimits).toEqual(withoutLimits)
  })

  test('a limit that can’t be kept is a refusal, or is left out and said', () => {
    const found: Survey = { cdi: true, rootless: true, withoutLimits: ['memoryBytes', 'cpus'] }
    expect(() => containerIsolation(podman, SPEC, found)).toThrow(/`memory`, `cpus`/)
    const spec = { ...SPEC, isolation: 'best-effort' } as const
    const isolation = containerIsolation(podman, spec, found)
    expect(isolation).toMatchObject({ limits: 'not-enforced', notes: [expect.stringContaining('`memory`, `cpus`')] })
    const args = argumentsOf(spec, found)
    expect(args).not.toMatch(/--memory|--cpus/)
    expect(args).toContain('--pids-limit 100')
    const none = { ...SPEC, limits: { shmBytes: 1 } }
    expect(containerIsolation(podman, none, found)).toMatchObject({ limits: 'enforced', notes: [] })
  })

  test('an answer that is none counts as full rights; what follows from it shows at the start of the run', () => {
    expect(readPodmanHost('Error')).toEqual({ rootless: false, controllers: [] })
  })
})

// As printed by Podman 4.3.1.
test.each([
  [125, 'Error: setting up CDI devices: unresolvable CDI devices nvidia.com/gpu=GPU-x', 'device-unavailable'],
  [125, 'Error: statfs /nope: no such file or directory', 'mount-unavailable'],
  [
    127,
    'Error: runc: runc create failed: unable to start container process: exec: "nosuch": executable file not found in $PATH: OCI runtime attempted to invoke a command that was not found',
    'command-not-found',
  ],
  [
    126,
    'Error: runc: runc create failed: unable to start container process: error during container init: error setting rlimits for ready process: error setting rlimit type 7: operation not permitted: OCI permission denied',
    'engine-failed',
  ],
  [125, 'Error: unable to find network with name or ID nonet: network not found', 'engine-failed'],
  [
    125,
    'Cannot connect to Podman. Please verify your connection to the Linux system using `podman system connection list`, or try `podman machine init` and `podman machine start` to manage a new Linux VM',
    'engine-unavailable',
  ],
  [
    127,
    'Error: container-init binary not found on the host: stat /usr/libexec/podman/catatonit: no such file or directory',
    'engine-failed',
  ],
])('exit code %d, %s', (code, text, reason) => {
  expect(containerClient(podman, {}).explain(text, code)).toMatchObject({ reason })
})
