import { execFileSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import type { Server } from 'node:http'
import { join, resolve } from 'node:path'
import { stringify } from 'yaml'
import { startDeployments } from './controllers/deployment/deployment.ts'
import { startEndpoints } from './controllers/endpoints.ts'
import { EventRecorder } from './controllers/events.ts'
import { startGarbageCollection } from './controllers/garbage.ts'
import { startJobs } from './controllers/job.ts'
import { startReplicaSets } from './controllers/replicaset.ts'
import { startScheduler } from './controllers/scheduler.ts'
import { apiServer } from './http/server.ts'
import { ImageStore } from './kubelet/image.ts'
import { startKubelet } from './kubelet/kubelet.ts'
import { Ports } from './kubelet/ports.ts'
import { Reaper } from './kubelet/reaper.ts'
import { RESOURCES } from './schema/resources.ts'
import { Api } from './storage/api.ts'
import { Store } from './storage/store.ts'

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
  /** Delay between the placement of a pod and the start of its process; a real node takes 1.3 s, the default is 1000. */
  readonly podStartDelayMs?: number
  /** Capacity of the node; `nvidia.com/gpu` is absent unless given. Only extended resources are counted. */
  readonly node?: NodeCapacity
  /** First delay of CrashLoopBackOff and of ImagePullBackOff, doubled at each turn up to 30 times this; default 10000, as real. */
  readonly backOffMs?: number
  /** How many changes the watch history holds; older resource versions are answered with 410. Default 5000. */
  readonly watchHistory?: number
  /** Namespaces that exist from the start, besides `default` and `kube-system`. */
  readonly namespaces?: readonly string[]
  /** Where unpacked layers are kept by digest; clusters may share it, also over time. Default: inside `dir`. */
  readonly layerCache?: string
  /** Where executables are looked for that an image lacks, such as `python`. Default: this process's PATH. */
  readonly path?: string
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
 * What it does not serve it refuses by name, with status 501. What stays different from a real cluster: pods see this
 * machine's files and users, limits of memory and CPU are only recorded, mounted ConfigMaps are not refreshed, and a
 * process without a SIGTERM handler ends at once, where as PID 1 of a container it would live out its grace period.
 */
export async function startCluster(options: ClusterOptions): Promise<RunningCluster> {
  const dir = resolve(options.dir)
  await mkdir(dir, { recursive: true })
  const api = new Api(new Store(options.watchHistory ?? 5000))
  for (const name of ['default', 'kube-system', ...(options.namespaces ?? [])]) {
    api.create(RESOURCES.namespaces, undefined, { metadata: { name } }, { manager: 'kube-apiserver' })
  }
  const events = new EventRecorder(api)
  const context = { api, events }
  const kubelet = startKubelet({
    ...context,
    images: new ImageStore(dir, resolve(options.layerCache ?? join(dir, 'layers')), options.registry),
    reaper: new Reaper(),
    ports: new Ports(),
    dir,
    account: { token: options.token, port: () => addressOf(server).port },
    path: options.path ?? inheritedPath(),
    startDelayMs: options.podStartDelayMs ?? 1000,
    backOffMs: options.backOffMs ?? 10_000,
  })
  const controllers = [
    startDeployments(context),
    startReplicaSets(context),
    startJobs(context),
    startScheduler(context, options.node ?? {}),
    startEndpoints(context),
    startGarbageCollection(context),
  ]
  const server = apiServer(api, options.token, kubelet.log)
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(0, '127.0.0.1', done)
  })
  const url = `http://127.0.0.1:${addressOf(server).port}`
  return {
    url,
    kubeconfig: kubeconfig(url, options.token),
    async stop() {
      for (const controller of controllers) controller.stop()
      await kubelet.stop()
      await new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      })
    },
  }
}

function addressOf(server: Server): { readonly port: number } {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address : { port: 0 }
}

/** The PATH that children of this process inherit. */
function inheritedPath(): string {
  return execFileSync('/bin/sh', ['-c', 'printf %s "$PATH"'], { encoding: 'utf8' })
}

function kubeconfig(server: string, token: string): string {
  const name = 'sandbox'
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace: 'default' } }],
    'current-context': name,
  })
}
