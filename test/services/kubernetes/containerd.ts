/** The container runtime of the cluster: Debian's containerd with a state of its own, beside any that docker uses. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LAYOUT, type Paths } from './layout.ts'

/** Writes containerd's configuration and that of the pods' network. */
export async function configureContainerd(paths: Paths): Promise<void> {
  await Promise.all([paths.config, paths.cni, paths.hosts].map((dir) => mkdir(dir, { recursive: true })))
  await writeFile(join(paths.config, 'containerd.toml'), containerdToml(paths))
  await writeFile(join(paths.cni, '10-pods.conflist'), JSON.stringify(podNetwork(paths), null, 2))
}

// netns_mounts_under_state_dir: so that `down` can tell them from other people's.
// restrict_oom_score_adj: without CAP_SYS_RESOURCE runc dies on a sandbox's negative score, saying only "EOF".
function containerdToml(paths: Paths): string {
  return `version = 2
root = ${JSON.stringify(paths.containerdRoot)}
state = ${JSON.stringify(paths.containerdState)}
disabled_plugins = ["io.containerd.internal.v1.tracing", "io.containerd.tracing.processor.v1.otlp"]
[grpc]
  address = ${JSON.stringify(paths.socket)}
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = ${JSON.stringify(LAYOUT.pauseImage)}
  disable_apparmor = true
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = ${JSON.stringify(paths.hosts)}
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = ${JSON.stringify(paths.cni)}
`
}

function podNetwork(paths: Paths): object {
  return {
    cniVersion: '1.0.0',
    name: LAYOUT.podNetworkName,
    plugins: [
      {
        type: 'bridge',
        bridge: LAYOUT.podBridge,
        isGateway: true,
        ipMasq: true,
        hairpinMode: true,
        ipam: {
          type: 'host-local',
          dataDir: join(paths.dir, 'addresses'),
          ranges: [[{ subnet: LAYOUT.podSubnet }]],
          routes: [{ dst: '0.0.0.0/0' }],
        },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
      // dockerd sets the FORWARD policy to DROP; this lets pods through all the same.
      { type: 'firewall' },
    ],
  }
}

/**
 * Lets the runtime pull from a registry on loopback: plain http without an authority, TLS with one. Read anew at each pull.
 */
export async function trustRegistry(paths: Paths, host: string, authority?: string): Promise<void> {
  const dir = join(paths.hosts, host)
  await mkdir(dir, { recursive: true })
  const server = `${authority === undefined ? 'http' : 'https'}://${host}`
  const lines = [`server = "${server}"`, `[host."${server}"]`, '  capabilities = ["pull", "resolve"]']
  if (authority !== undefined) {
    await writeFile(join(dir, 'ca.crt'), authority)
    lines.push(`  ca = ${JSON.stringify(join(dir, 'ca.crt'))}`)
  }
  await writeFile(join(dir, 'hosts.toml'), `${lines.join('\n')}\n`)
}
