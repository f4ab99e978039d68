import type { Services } from '@ml-actions/action'
import {
  acquireLease,
  type Cluster,
  type HeldLease,
  loadConnection,
  openCluster,
  releaseName,
} from '@ml-actions/kubernetes'
import type { Inputs } from './definition.ts'

/** The cluster with the namespace that is meant. */
export interface Connected {
  readonly cluster: Cluster
  /** The same, bound to the run's signal: for what is read before, or without, anything being changed. */
  readonly early: Cluster
  readonly namespace: string
  /** Ends what the way to the cluster needs, kubectl's proxy for one. Until then this process lives. */
  close(): Promise<void>
}

export async function connect(inputs: Inputs, services: Services): Promise<Connected> {
  const { kubeconfig, context } = inputs
  const connection = await loadConnection({
    env: services.env,
    signal: services.signal,
    inCluster: inputs['in-cluster'],
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
  })
  for (const secret of connection.secrets) services.mask(secret)
  // Without the run's signal: after a cancellation the traffic must still be given back.
  const cluster = openCluster(connection)
  const early = openCluster(connection, { signal: services.signal })
  return {
    cluster,
    early,
    namespace: inputs.namespace ?? cluster.namespace ?? 'default',
    async close() {
      cluster.close()
      early.close()
      await connection.close()
    },
  }
}

/** Wins the Lease that k8s-deploy takes too. The post step has the same name and takes over at once. */
export function takeLease(
  { cluster, namespace }: Connected,
  inputs: Inputs,
  { context, clock }: Services,
  signal?: AbortSignal,
): Promise<HeldLease> {
  return acquireLease(cluster, {
    namespace,
    name: releaseName(inputs.workload),
    holder: runName(context),
    durationSeconds: Math.ceil(inputs['lease-duration'] / 1000),
    waitMs: inputs['lease-wait'],
    now: () => clock.now(),
    ...(signal === undefined ? {} : { signal }),
  })
}

/** The run as a person would look for it. */
export function runName(context: Services['context']): string {
  return `${context.repository}/actions/runs/${context.runId}/attempts/${context.runAttempt}/${context.job}/canary-promote`
}
