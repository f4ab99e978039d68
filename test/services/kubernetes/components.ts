import { join } from 'node:path'
import { LAYOUT, type Paths } from './layout.ts'

/** One process of the cluster. */
export interface Component {
  readonly name: string
  readonly args: readonly string[]
}

export function etcd(paths: Paths): Component {
  const clients = `http://127.0.0.1:${LAYOUT.etcdPort}`
  const peers = `http://127.0.0.1:${LAYOUT.etcdPeerPort}`
  return component('etcd', {
    'data-dir': paths.etcd,
    'unsafe-no-fsync': 'true',
    'listen-client-urls': clients,
    'advertise-client-urls': clients,
    'listen-peer-urls': peers,
    'initial-advertise-peer-urls': peers,
    'initial-cluster': `default=${peers}`,
  })
}

export function apiServer(paths: Paths): Component {
  const pki = (name: string) => join(paths.pki, name)
  return component('apiserver', {
    'etcd-servers': `http://127.0.0.1:${LAYOUT.etcdPort}`,
    'secure-port': String(LAYOUT.apiPort),
    'advertise-address': LAYOUT.nodeAddress,
    'tls-cert-file': pki('apiserver.crt'),
    'tls-private-key-file': pki('apiserver.key'),
    'client-ca-file': pki('ca.crt'),
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-account-key-file': pki('accounts.pub'),
    'service-account-signing-key-file': pki('accounts.key'),
    'service-cluster-ip-range': LAYOUT.serviceNetwork,
    'authorization-mode': 'Node,RBAC',
    'allow-privileged': 'true',
    'kubelet-client-certificate': pki('kubelet-client.crt'),
    'kubelet-client-key': pki('kubelet-client.key'),
    'kubelet-preferred-address-types': 'InternalIP',
  })
}

export function controllerManager(paths: Paths): Component {
  return component('controller-manager', {
    kubeconfig: paths.kubeconfig('controller-manager'),
    'use-service-account-credentials': 'true',
    'service-account-private-key-file': join(paths.pki, 'accounts.key'),
    'root-ca-file': join(paths.pki, 'ca.crt'),
    'cluster-signing-cert-file': join(paths.pki, 'ca.crt'),
    'cluster-signing-key-file': join(paths.pki, 'ca.key'),
    'leader-elect': 'false',
  })
}

export function scheduler(paths: Paths): Component {
  return component('scheduler', { kubeconfig: paths.kubeconfig('scheduler'), 'leader-elect': 'false' })
}

export function kubelet(paths: Paths): Component {
  return component('kubelet', {
    kubeconfig: paths.kubeconfig('node'),
    config: join(paths.config, 'kubelet.json'),
    'hostname-override': LAYOUT.node,
    'root-dir': paths.kubelet,
    'node-ip': LAYOUT.nodeAddress,
  })
}

export function proxy(paths: Paths): Component {
  return component('proxy', { config: join(paths.config, 'proxy.json') })
}

/** The configuration files that the processes read, by name; all of them are JSON, which they take for YAML. */
export function configurations(paths: Paths): Readonly<Record<string, object>> {
  return {
    'kubelet.json': {
      apiVersion: 'kubelet.config.k8s.io/v1beta1',
      kind: 'KubeletConfiguration',
      failCgroupV1: false,
      failSwapOn: false,
      cgroupDriver: 'cgroupfs',
      cgroupRoot: `/${LAYOUT.cgroup}`,
      containerRuntimeEndpoint: `unix://${paths.socket}`,
      podLogsDir: paths.podLogs,
      port: LAYOUT.kubeletPort,
      authentication: {
        anonymous: { enabled: false },
        webhook: { enabled: true },
        x509: { clientCAFile: join(paths.pki, 'ca.crt') },
      },
      authorization: { mode: 'Webhook' },
      tlsCertFile: join(paths.pki, 'node.crt'),
      tlsPrivateKeyFile: join(paths.pki, 'node.key'),
      // Nothing answers there, but without an address every pod gets a warning event.
      clusterDNS: ['10.96.0.10'],
      clusterDomain: 'cluster.local',
      // 100: never. On a disk that is nearly full it takes the pause image, which nothing can bring back, and no pod starts any more.
      imageGCHighThresholdPercent: 100,
      evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '1%', 'imagefs.available': '1%' },
    },
    'proxy.json': {
      apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
      kind: 'KubeProxyConfiguration',
      clientConnection: { kubeconfig: paths.kubeconfig('proxy') },
      mode: 'iptables',
      clusterCIDR: LAYOUT.podNetwork,
      hostnameOverride: LAYOUT.node,
      // 0: leave the machine's own limit; writing it needs rights that a container lacks.
      conntrack: { maxPerCore: 0 },
    },
  }
}

function component(name: string, flags: Readonly<Record<string, string>>): Component {
  return { name, args: [name, ...Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`)] }
}
