import type { Connection } from './connection.ts'

/** Where the way to the cluster is described. */
export interface ConnectionSource {
  /** Content of a kubeconfig, or the path of one. */
  readonly kubeconfig?: string
  /** A context of the kubeconfig; its `current-context` where absent. */
  readonly context?: string
  /** Use the service account of the pod this runs in. */
  readonly inCluster?: boolean
  readonly signal?: AbortSignal
}

/** Reads the kubeconfig or the pod's service account. Throws `ConnectionError`, naming what is missing and where. */
export function loadConnection(_source: ConnectionSource): Promise<Connection> {
  throw new Error('not built yet')
}
