import { ConnectionError } from '../errors.ts'
import type { Connection } from './connection.ts'
import { connectionFromServiceAccount } from './in-cluster.ts'
import { readKubeconfig } from './kubeconfig.ts'
import { connectionOf } from './of-kubeconfig.ts'

/** Where the way to the cluster is described. */
export interface ConnectionSource {
  /** Content of a kubeconfig, or the path of one. */
  readonly kubeconfig?: string
  /** A context of the kubeconfig; its `current-context` where absent. */
  readonly context?: string
  /** Use the service account of the pod this runs in. */
  readonly inCluster?: boolean
  /** Environment of exec plugins, proxies and the service account. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal?: AbortSignal
}

/** Reads the kubeconfig or the pod's service account. Throws `ConnectionError`, naming what is missing and where. */
export async function loadConnection(source: ConnectionSource): Promise<Connection> {
  if (source.kubeconfig !== undefined && source.kubeconfig.trim() !== '') {
    const { env, signal, context } = source
    const kubeconfig = await readKubeconfig(source.kubeconfig)
    return connectionOf(kubeconfig, {
      env,
      ...(signal === undefined ? {} : { signal }),
      ...(context ? { context } : {}),
    })
  }
  if (source.inCluster === true) return connectionFromServiceAccount(source.env)
  throw new ConnectionError('There is no kubeconfig, and this is not asked to use the service account of a pod.')
}
