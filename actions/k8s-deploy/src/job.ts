import { type Services, UserError } from '@ml-actions/action'
import { type Cluster, loadConnection, openCluster } from '@ml-actions/kubernetes'
import type { Inputs } from './definition.ts'

/** What every mode works with. */
export interface Job {
  readonly inputs: Inputs
  readonly services: Services
  readonly cluster: Cluster
  /** The same cluster, not bound to the run's signal: a cancelled run still gives its Lease back. */
  readonly lasting: Cluster
  readonly namespace: string
  /** The run, as the cluster's records name it: `owner/repo/actions/runs/ID/attempts/N`. */
  readonly run: string
}

/** Opens the cluster, runs `work`, and closes what was opened. */
export async function withJob<T>(inputs: Inputs, services: Services, work: (job: Job) => Promise<T>): Promise<T> {
  const connection = await loadConnection({
    inCluster: inputs['in-cluster'],
    env: services.env,
    signal: services.signal,
    ...(inputs.kubeconfig === undefined ? {} : { kubeconfig: inputs.kubeconfig }),
    ...(inputs.context === undefined ? {} : { context: inputs.context }),
  })
  for (const secret of connection.secrets) services.mask(secret)
  const cluster = openCluster(connection, { signal: services.signal })
  const lasting = openCluster(connection)
  try {
    const namespace = inputs.namespace ?? cluster.namespace
    if (namespace === undefined) {
      throw new UserError({
        reason: 'invalid-input',
        what: `\`namespace\` is not given, and the context ${connection.name} names none.`,
        fix: 'Set `namespace`.',
      })
    }
    return await work({ inputs, services, cluster, lasting, namespace, run: runName(services.context) })
  } finally {
    cluster.close()
    lasting.close()
    await connection.close()
  }
}

function runName(context: Services['context']): string {
  const { repository, runId, runAttempt } = context
  return `${repository === '' ? 'local' : repository}/actions/runs/${runId || '0'}/attempts/${runAttempt || '1'}`
}
