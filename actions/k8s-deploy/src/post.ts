import type { Services } from '@ml-actions/action'
import {
  isRecord,
  KubernetesError,
  type KubernetesObject,
  loadConnection,
  openCluster,
  recordAt,
} from '@ml-actions/kubernetes'
import type { Inputs } from './definition.ts'
import { writeStatus } from './github-deployment.ts'

/** Finishes what a killed main left: its Lease is given back and its deployment on GitHub is closed. */
export async function post(inputs: Inputs, services: Services): Promise<void> {
  const deployment = Number(services.readState('deployment'))
  if (Number.isSafeInteger(deployment) && deployment > 0) {
    await writeStatus(inputs, services, deployment, 'error', 'The run ended before the rollout did')
  }
  const lease = parseLease(services.readState('lease'))
  if (lease !== undefined) await giveBack(inputs, services, lease)
}

interface LeaseState {
  readonly namespace: string
  readonly name: string
  readonly holder: string
}

async function giveBack(inputs: Inputs, services: Services, lease: LeaseState): Promise<void> {
  const { kubeconfig, context } = inputs
  const connection = await loadConnection({
    inCluster: inputs['in-cluster'],
    env: services.env,
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
  })
  const cluster = openCluster(connection)
  try {
    const { namespace, name } = lease
    const found = await cluster.get({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', namespace, name })
    const spec = recordAt(found, 'spec')
    if (found === undefined || spec?.['holderIdentity'] !== lease.holder) return
    const released: KubernetesObject = Object.assign({ ...found }, { spec: { ...spec, holderIdentity: '' } })
    await cluster.replace(released)
    services.log.info(`Lease ${name} is given back.`)
  } catch (error) {
    // Whoever took it in between holds it rightly, and otherwise it runs out by itself.
    if (!(error instanceof KubernetesError)) throw error
  } finally {
    cluster.close()
    await connection.close()
  }
}

function parseLease(text: string): LeaseState | undefined {
  if (text === '') return undefined
  const value: unknown = JSON.parse(text)
  if (!isRecord(value)) return undefined
  const { namespace, name, holder } = value
  return typeof namespace === 'string' && typeof name === 'string' && typeof holder === 'string'
    ? { namespace, name, holder }
    : undefined
}
