/**
 * Docker Engine 26.1 with BuildKit and containerd's image store. Debian 13's packages run on Debian 12 as they are; they are
 * unpacked, not installed, and everything that the engine owns lies in its folder, so that an engine of the machine's own is
 * not disturbed: its containerd, its bridge, its address range, its control group, and no chains of iptables.
 */
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { command } from '../command.ts'
import { answers, end, isAlive, start } from '../daemon.ts'
import { debianPackages, debianVersion, trixiePackages } from '../debian.ts'
import type { Context, Running, Service } from '../service.ts'
import { removeControlGroup } from '../traces.ts'
import { connect, disconnect, network } from './network.ts'

const VERSION = '26.1'
const CONTROL_GROUP = 'ml-actions-docker'

export const docker: Service<'docker'> = {
  name: 'docker',
  about: `Docker Engine ${VERSION} and buildx of Debian 13, over Debian 12's containerd and runc`,
  after: [],
  async install(context) {
    await debianPackages(context, ['containerd', 'runc', 'iptables', 'iproute2', 'tini'])
    await programs(context)
  },
  async version(context) {
    const server = await serverVersion(context)
    const buildx = await client(context, ['buildx', 'version'])
    const containerd = (await debianVersion('containerd')).split('~')[0] ?? ''
    return `${server.trim()} (buildx ${buildx.split(' ')[1] ?? '?'}, containerd ${containerd})`
  },
  async up(context) {
    const ours = await running(context)
    await connect()
    await configure(context)
    await startContainerd(context)
    await startEngine(context)
    return ours
  },
  async down(context) {
    if (await isAlive(daemon(context, 'dockerd'))) await emptied(context)
    await end(daemon(context, 'dockerd'), { graceMs: 20_000 })
    await end(daemon(context, 'containerd'))
    await removeControlGroup(CONTROL_GROUP)
    await disconnect()
  },
  async status(context) {
    const alive = await isAlive(daemon(context, 'dockerd'))
    return { running: alive, detail: alive ? `unix://${socketOf(context)}` : 'dockerd is gone' }
  },
}

const daemon = ({ state }: Context, name: string) => ({ state, name })
const socketOf = ({ state }: Context): string => join(state, 'docker.sock')

function programs(context: Context): Promise<string> {
  return trixiePackages(context, 'docker', ['docker.io', 'docker-cli', 'docker-buildx'], VERSION)
}

async function running(context: Context): Promise<Running<'docker'>> {
  const bin = join(await programs(context), 'usr/bin')
  const config = join(context.state, 'config')
  const socket = socketOf(context)
  return {
    endpoints: { socket, config, bin },
    env: { DOCKER_HOST: `unix://${socket}`, DOCKER_CONFIG: config },
    bin,
  }
}

async function client(context: Context, args: readonly string[]): Promise<string> {
  const { env, endpoints } = await running(context)
  return command([join(endpoints.bin, 'docker'), ...args], { env })
}

/** Throws while the engine does not answer, which `docker info` with a format keeps to itself. */
function serverVersion(context: Context): Promise<string> {
  return client(context, ['version', '--format', '{{.Server.Version}}'])
}

/** Containers and networks go while the engine can still undo what it did for them. */
async function emptied(context: Context): Promise<void> {
  const lines = async (...args: string[]) => (await client(context, args)).split('\n').filter((line) => line !== '')
  const containers = await lines('ps', '--all', '--quiet')
  if (containers.length > 0) await client(context, ['rm', '--force', '--volumes', ...containers])
  const networks = await lines('network', 'ls', '--quiet', '--filter', 'type=custom')
  if (networks.length > 0) await client(context, ['network', 'rm', ...networks])
}

async function configure(context: Context): Promise<void> {
  const { state } = context
  const folder = await programs(context)
  const plugins = join(state, 'config/cli-plugins')
  await mkdir(plugins, { recursive: true })
  await symlink(join(folder, 'usr/libexec/docker/cli-plugins/docker-buildx'), join(plugins, 'docker-buildx')).catch(
    () => {
      // It is there from the last time.
    },
  )
  // Podman reads it too, and fails where the folder is named and the file is not there.
  await writeFile(join(state, 'config/config.json'), '{}', { flag: 'wx' }).catch(() => {
    // Somebody logged in since.
  })
  const engine = {
    'data-root': join(state, 'data'),
    'exec-root': join(state, 'exec'),
    pidfile: join(state, 'dockerd.own-pid'),
    hosts: [`unix://${socketOf(context)}`],
    containerd: join(state, 'containerd.sock'),
    features: { 'containerd-snapshotter': true },
    'cgroup-parent': `/${CONTROL_GROUP}`,
    'exec-opts': ['native.cgroupdriver=cgroupfs'],
    bridge: network.bridge,
    'default-address-pools': [{ base: network.pool, size: 24 }],
    iptables: false,
    ip6tables: false,
    'userland-proxy-path': join(folder, 'usr/sbin/docker-proxy'),
    'init-path': '/usr/bin/tini-static',
    'shutdown-timeout': 5,
  }
  await writeFile(join(state, 'daemon.json'), JSON.stringify(engine, undefined, 2))
  const containerd = `version = 2
root = "${state}/containerd"
state = "${state}/containerd-run"
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
  address = "${state}/containerd.sock"
`
  await writeFile(join(state, 'containerd.toml'), containerd)
}

async function startContainerd(context: Context): Promise<void> {
  const containerd = daemon(context, 'containerd')
  const config = join(context.state, 'containerd.toml')
  await start(containerd, { argv: ['containerd', '--config', config], reads: [config] })
  const address = join(context.state, 'containerd.sock')
  await answers(containerd, async () => (await command(['ctr', '--address', address, 'version'])) !== '')
}

async function startEngine(context: Context): Promise<void> {
  const dockerd = daemon(context, 'dockerd')
  const program = join(await programs(context), 'usr/sbin/dockerd')
  const config = join(context.state, 'daemon.json')
  await start(dockerd, { argv: [program, '--config-file', config], reads: [config] })
  await answers(dockerd, async () => (await serverVersion(context)) !== '', {
    limitMs: 90_000,
    fix: 'Docker needs overlay mounts and control groups: in a container of its own, that one must be privileged.',
  })
}
