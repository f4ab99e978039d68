/** What the one node of the cluster offers to pods. Quantities are Kubernetes' own (`4`, `8Gi`). */
export type NodeCapacity = Readonly<Record<string, string>>

/** How to start an embedded cluster. */
export interface ClusterOptions {
  /** Directory of the cluster's own: layers, root file systems and logs of its pods. */
  readonly dir: string
  /** Bearer token; every request with another one is answered 401. */
  readonly token: string
  /** The registry that the node may pull from, as `host:port`, with the credentials it sends there. */
  readonly registry: { readonly host: string; readonly username: string; readonly password: string }
  /** Delay between the scheduling of a pod and the start of its process; a real node takes 1.3 s, the default is 1000. */
  readonly podStartDelayMs?: number
  /** Capacity of the node; `nvidia.com/gpu` is absent unless given. */
  readonly node?: NodeCapacity
  /** First delay of CrashLoopBackOff and of ImagePullBackOff, doubled at each turn up to 30 times this; a real node takes 10 s. */
  readonly backOffMs?: number
  /** How many changes the watch history holds; older resource versions are answered with 410. Default 5000. */
  readonly watchHistory?: number
}

/** A running embedded cluster. */
export interface RunningCluster {
  /** Address of its API server, `http://127.0.0.1:port`. */
  readonly url: string
  /** A kubeconfig as YAML text, with the token inside. */
  readonly kubeconfig: string
  /** Ends every pod, then the API server. */
  stop(): Promise<void>
}

/**
 * Starts a cluster on loopback: an API server stand-in whose pods are local processes.
 * What it does not serve it refuses by name.
 */
export function startCluster(_options: ClusterOptions): Promise<RunningCluster> {
  return Promise.reject(new Error('the embedded cluster is being built'))
}
