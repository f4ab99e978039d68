/** The files that tell Podman where its things are. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../service.ts'

/** Paths of containers.conf, storage.conf and registries.conf. */
export interface Files {
  readonly containers: string
  readonly storage: string
  readonly registries: string
}

export const BRIDGE = 'ml-podman0'

/** Podman knows its default network by this name and id; only the bridge and the addresses are ours. */
const defaultNetwork = {
  name: 'podman',
  id: '2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9',
  driver: 'bridge',
  network_interface: BRIDGE,
  created: '2023-11-14T22:13:20Z',
  subnets: [{ subnet: '172.31.0.0/24', gateway: '172.31.0.1' }],
  ipv6_enabled: false,
  internal: false,
  dns_enabled: false,
  ipam_options: { driver: 'host-local' },
}

export async function writeConfiguration(context: Context, files: Files): Promise<void> {
  const { state } = context
  const networks = join(state, 'networks')
  await mkdir(networks, { recursive: true })
  await writeFile(join(networks, 'podman.json'), JSON.stringify(defaultNetwork))
  const registry = await context.running('registry')
  const { open, basic, older } = registry?.endpoints ?? {}
  await writeFile(files.containers, containers(state, networks, await mostProcesses()))
  await writeFile(files.storage, storage(state))
  await writeFile(files.registries, [open, basic, older].map(insecure).join(''))
}

/** The number of processes that this machine allows at most. */
async function mostProcesses(): Promise<number> {
  const limit = /^Max processes\s+\S+\s+(\d+)/m.exec(await readFile('/proc/self/limits', 'utf8'))?.[1]
  // Podman lowers its own limit to this one, and can't raise it again for a container.
  const mostIds = Number(await readFile('/proc/sys/kernel/pid_max', 'utf8'))
  return limit === undefined ? mostIds : Math.min(Number(limit), mostIds)
}

// crun refuses control groups of both versions side by side. Without CAP_SYS_RESOURCE Podman's own limits are refused where
// they are above the machine's.
const containers = (state: string, networks: string, processes: number): string => `[containers]
default_ulimits = ["nofile=1024:1024", "nproc=${processes}:${processes}"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
static_dir = "${state}/libpod"
volume_path = "${state}/volumes"
tmp_dir = "${state}/tmp"
[network]
network_backend = "netavark"
network_config_dir = "${networks}"
default_subnet_pools = [{ base = "172.31.128.0/17", size = 24 }]
`

const storage = (state: string): string => `[storage]
driver = "overlay"
graphroot = "${state}/storage"
runroot = "${state}/run"
`

function insecure(address: string | undefined): string {
  return address === undefined ? '' : `[[registry]]\nlocation = "${address}"\ninsecure = true\n`
}
