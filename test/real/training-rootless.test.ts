import { execFileSync } from 'node:child_process'
import { chownSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { endpoints } from '../services/endpoints.ts'
import { Step } from '../unit/train-in-container-step.ts'
import { smallImage } from './small-image.ts'

jest.setTimeout(240_000)

/** A user of no other use; `useradd` gives it a range for the users inside of its containers. */
const USER = { uid: 47_112, gid: 47_112 }
const NAME = 'ml-actions-rootless'
const IMAGE = 'localhost/ml-actions-small:1'

let home = ''
let env: Record<string, string> = {}
let step: Step
const podman = (...args: readonly string[]): string =>
  execFileSync('podman', args, { env, ...USER, cwd: home, encoding: 'utf8' })

beforeAll(async () => {
  await endpoints('podman')
  home = mkdtempSync('/var/tmp/rootless-')
  execFileSync('useradd', ['--no-create-home', '--home-dir', home, '--uid', String(USER.uid), '--user-group', NAME])
  const runtime = join(home, 'run')
  mkdirSync(runtime, { mode: 0o700 })
  const configuration = join(home, 'containers.conf')
  writeFileSync(
    configuration,
    '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]\n[engine]\nruntime = "runc"\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n',
  )
  for (const path of [home, runtime, configuration]) chownSync(path, USER.uid, USER.gid)
  env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    USER: NAME,
    XDG_RUNTIME_DIR: runtime,
    CONTAINERS_CONF: configuration,
  }
  const archive = smallImage()
  execFileSync('chmod', ['-R', 'a+rX', dirname(archive)])
  podman('import', archive, IMAGE)
  rmSync(dirname(archive), { recursive: true })
})
afterAll(() => {
  // Removes what only the users inside may remove, and the process that keeps their namespace.
  podman('system', 'reset', '--force')
  for (const pid of processesOf(USER.uid)) process.kill(pid, 'SIGKILL')
  rmSync(home, { recursive: true, force: true })
  execFileSync('userdel', [NAME])
})
beforeEach(() => {
  step = new Step(USER)
})
afterEach(() => step.clean())

const train = (inputs: Readonly<Record<string, string>>) =>
  step.run('main', { engine: 'podman', image: IMAGE, pull: 'never', network: 'none', ...inputs }, env)

describe('Podman without root', () => {
  test('files are the runner’s, though the engine gives its containers other users', async () => {
    const result = await train({ run: 'id; echo weights >"$ML_ACTIONS_MODEL_DIR/weights"' })
    if (result.outputs['reason'] !== 'trained') console.info(result.stdout)
    expect(result.outputs).toMatchObject({ verdict: 'pass', reason: 'trained' })
    expect(result.stdout).toContain(`uid=${USER.uid}`)
    const paths = readdirSync(step.root, { recursive: true, encoding: 'utf8' })
    expect(paths.filter((path) => lstatSync(join(step.root, path)).uid !== USER.uid)).toEqual([])
  })

  test('a limit that this kernel does not enforce for it is refused, or said', async () => {
    const inputs = { run: 'echo weights >"$ML_ACTIONS_MODEL_DIR/weights"', memory: '64MiB' }
    const required = await train(inputs)
    const isEnforced = required.outputs['reason'] === 'trained'
    if (isEnforced) return expect(readFileSync('/proc/mounts', 'utf8')).toContain('cgroup2')
    expect(required.outputs).toMatchObject({ verdict: 'inconclusive', reason: 'isolation-unavailable' })
    expect(required.stdout).toContain('`memory`')
    const effort = await train({ ...inputs, isolation: 'best-effort' })
    expect(effort.outputs).toMatchObject({ verdict: 'pass', reason: 'trained' })
    expect(effort.stdout).toContain('can’t limit `memory`')
  })
})

/** What stays of Podman is the process that keeps its user namespace. */
function processesOf(uid: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/status`, 'utf8').includes(`\nUid:\t${uid}\t`)
      } catch {
        return false
      }
    })
    .map(Number)
}
