import { join } from 'node:path'

/** The released version that `kube/go.mod` builds. */
export const VERSION = '1.34.4'

/** Addresses and names on this machine that are the cluster's own. */
export const LAYOUT = {
  apiPort: 6443,
  etcdPort: 12379,
  etcdPeerPort: 12380,
  kubeletPort: 10250,
  node: 'node-1',
  /** The node's address must lie on a real, non-loopback interface: the kubelet refuses others. */
  nodeAddress: '10.244.255.1',
  nodeBridge: 'mla-node',
  podBridge: 'mla-pods',
  podNetwork: '10.244.0.0/16',
  podSubnet: '10.244.0.0/24',
  /** Name of the CNI network: its plugins write it into the comments of their iptables rules. */
  podNetworkName: 'mla-pods',
  serviceNetwork: '10.96.0.0/16',
  serviceAddress: '10.96.0.1',
  pauseImage: 'registry.test/pause:1',
  /** Pods' cgroups lie below this one, so that their processes can be told from everybody else's. */
  cgroup: 'mla',
} as const

export const API_URL = `https://127.0.0.1:${LAYOUT.apiPort}`

/** Where a cluster whose state lies in `dir` keeps its files. The path must be short: sockets have 107 bytes at most. */
export function pathsOf(dir: string) {
  return {
    dir,
    pki: join(dir, 'pki'),
    config: join(dir, 'config'),
    etcd: join(dir, 'etcd'),
    kubelet: join(dir, 'kubelet'),
    podLogs: join(dir, 'pod-logs'),
    cni: join(dir, 'cni'),
    hosts: join(dir, 'certs.d'),
    containerdRoot: join(dir, 'containerd/root'),
    containerdState: join(dir, 'containerd/state'),
    bin: join(dir, 'bin'),
    socket: join(dir, 'containerd.sock'),
    kubeconfig: (account: string) => join(dir, `${account}.kubeconfig`),
  }
}

export type Paths = ReturnType<typeof pathsOf>
