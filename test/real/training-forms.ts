import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { endpoints, environment } from '../services/endpoints.ts'
import type { User } from '../unit/train-in-container-step.ts'
import { smallImage } from './small-image.ts'

/** An engine under test, with whose rights the action runs on it. */
export interface Form {
  readonly engine: 'docker' | 'podman'
  /** Of a name of its own: another suite may be at work on the same engine. */
  readonly image: string
  /** Whose process the action is; absent: the one of the tests, which is root. */
  readonly user: User | undefined
  readonly env: Readonly<Record<string, string>>
  /** Runs the engine's own client and returns what it says. */
  call(...args: readonly string[]): string
  remove(): void
}

/** A runner's user as it should be: not root, here with the group to which the engine's socket belongs. */
const RUNNER: User = { uid: 47_111, gid: 0 }

/** The Docker of the services, used by somebody who is not root. */
export async function dockerForm(): Promise<Form> {
  const { bin } = await endpoints('docker')
  const folder = mkdtempSync(join(tmpdir(), 'docker-client-'))
  // The services' own folder may be closed to others.
  const open = join(folder, 'bin')
  mkdirSync(open)
  copyFileSync(join(bin, 'docker'), join(open, 'docker'))
  execFileSync('chmod', ['-R', 'a+rX', folder])
  const found = await environment('docker')
  const env = { PATH: `${open}:${process.env['PATH']}`, DOCKER_HOST: found['DOCKER_HOST'] ?? '' }
  return imported('docker', `ml-actions-small:${randomUUID()}`, env, RUNNER, () => rmSync(folder, { recursive: true }))
}

/** The Podman of the services, with root. */
export async function podmanForm(): Promise<Form> {
  // Says what to do when it is down.
  await endpoints('podman')
  const found = await environment('podman')
  const env = Object.fromEntries(
    Object.entries(found).flatMap(([name, value]) =>
      value !== undefined && (name === 'PATH' || name.startsWith('CONTAINERS_')) ? [[name, value]] : [],
    ),
  )
  return imported('podman', `localhost/ml-actions-small:${randomUUID()}`, env, undefined, () => undefined)
}

function imported(
  engine: 'docker' | 'podman',
  image: string,
  env: Readonly<Record<string, string>>,
  user: User | undefined,
  tidy: () => void,
): Form {
  const call = (...args: readonly string[]): string =>
    execFileSync(engine, args, { env: { HOME: tmpdir(), ...env }, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const archive = smallImage()
  call('import', archive, image)
  rmSync(dirname(archive), { recursive: true })
  return {
    engine,
    image,
    user,
    env,
    call,
    remove() {
      call('rmi', '--force', image)
      tidy()
    },
  }
}
