import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { run } from '@ml-actions/process'
import { endpoints, environment } from '../services/endpoints.ts'

/** A Docker daemon that a test may end as it likes: nobody else's containers hang on it. */
export interface OwnDocker {
  readonly env: Readonly<Record<string, string | undefined>>
  /** What of it a client needs that starts with nothing. */
  readonly clientEnv: Readonly<Record<string, string>>
  /** Runs the client and returns what it says; throws when it fails. */
  call(...args: readonly string[]): Promise<string>
  start(): Promise<void>
  /** Resolves when the daemon is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Ends it with all its containers and removes its files. */
  remove(): Promise<void>
}

const READY_MS = 60_000

/** Prepares a daemon of the installed version with a folder, a socket and a containerd of its own; `start` starts it. */
export async function ownDocker(settings: object = {}): Promise<OwnDocker> {
  const { bin } = await endpoints('docker')
  const surroundings = await environment('docker')
  // Overlay mounts need a real disk, and sockets short names.
  const folder = await mkdtemp('/var/tmp/own-docker-')
  const socket = join(folder, 'docker.sock')
  const env: Record<string, string | undefined> = { ...surroundings, DOCKER_HOST: `unix://${socket}` }
  const configuration = {
    'data-root': join(folder, 'data'),
    'exec-root': join(folder, 'exec'),
    pidfile: join(folder, 'docker.pid'),
    hosts: [`unix://${socket}`],
    'cgroup-parent': '/ml-actions-own-docker',
    'exec-opts': ['native.cgroupdriver=cgroupfs'],
    'init-path': '/usr/bin/tini-static',
    bridge: 'none',
    'userland-proxy': false,
    iptables: false,
    ip6tables: false,
    ...settings,
  }
  const configurationFile = join(folder, 'daemon.json')
  await writeFile(configurationFile, JSON.stringify(configuration))
  let daemon: ChildProcess | undefined

  const call = async (...args: readonly string[]): Promise<string> => {
    const result = await run('docker', args, { env, timeoutMs: READY_MS })
    if (result.exitCode !== 0) throw new Error(`docker ${args.join(' ')}: ${result.stderr}`)
    return result.stdout
  }
  /** A daemon does not end the containerd that an earlier life of it, since killed, has started. */
  const endContainerd = async (): Promise<void> => {
    const pid = Number(await readFile(join(folder, 'exec/containerd/containerd.pid'), 'utf8').catch(() => ''))
    const isOurs = async (): Promise<boolean> =>
      pid > 0 && (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(folder)
    if (await isOurs()) process.kill(pid, 'SIGTERM')
    while (await isOurs()) await sleep(100)
  }
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (daemon === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return
    const closed = once(daemon, 'exit')
    daemon.kill(signal)
    await closed
  }
  const clientEnv = {
    PATH: env['PATH'] ?? '',
    DOCKER_HOST: `unix://${socket}`,
    DOCKER_CONFIG: env['DOCKER_CONFIG'] ?? '',
  }
  return {
    env,
    clientEnv,
    call,
    end,
    async start() {
      const log = await open(join(folder, 'log'), 'a')
      daemon = spawn(join(bin, '../sbin/dockerd'), ['--config-file', configurationFile], {
        env: { ...env, PATH: `${env['PATH']}:/usr/sbin:/sbin` },
        stdio: ['ignore', log.fd, log.fd],
      })
      await log.close()
      for (const since = performance.now(); ; await sleep(200)) {
        if (await call('info').then(Boolean, () => false)) return
        if (daemon.exitCode !== null || performance.now() - since > READY_MS) {
          throw new Error(`dockerd does not answer:\n${(await readFile(join(folder, 'log'), 'utf8')).slice(-4_000)}`)
        }
      }
    },
    async remove() {
      const containers = (await call('ps', '--all', '--quiet').catch(() => '')).split('\n').filter((id) => id !== '')
      if (containers.length > 0) await call('rm', '--force', '--volumes', ...containers)
      await end('SIGTERM')
      await endContainerd()
      // A daemon that was killed leaves a mount of its data, and its next life does not remove it.
      for (const mounted of (await mountsBelow(folder)).toReversed()) await run('umount', ['--lazy', mounted], { env })
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function mountsBelow(folder: string): Promise<readonly string[]> {
  const lines = (await readFile('/proc/mounts', 'utf8')).split('\n')
  return lines.map((line) => line.split(' ')[1] ?? '').filter((path) => path.startsWith(`${folder}/`))
}
