/** The cluster that `npm run services -- up kubernetes` brought up, as a place for the tests that both forms share. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { endpoints } from '../../services/endpoints.ts'
import { type Admin, applyObjects, kubectl } from '../../services/kubernetes/accounts.ts'
import type { Server } from './ask.ts'
import { pushServerOn } from './image.ts'
import { type Stage, stageOn } from './stage.ts'

/** The API server, with a token that may do everything. */
export async function realServer(): Promise<Server> {
  const { server, ca } = await endpoints('kubernetes')
  const admin = await adminOf()
  const metadata = { name: 'tests', namespace: 'kube-system' }
  await applyObjects(admin, [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: metadata.name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', ...metadata }],
    },
  ])
  const token = await kubectl(admin, ['create', 'token', metadata.name, '-n', metadata.namespace, '--duration=2h'])
  return { url: server, token: token.trim(), ca: await readFile(ca, 'utf8') }
}

/** A namespace of its own, gone with `stop`. */
export async function realStage(): Promise<Stage> {
  const { open } = await endpoints('registry')
  const { image, digest } = await endpoints('base-image')
  const admin = await adminOf()
  const namespace = `stage-${randomUUID().slice(0, 8)}`
  await applyObjects(admin, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }])
  await kubectl(admin, ['wait', '--for=create', 'serviceaccount/default', '-n', namespace, '--timeout=60s'])
  return stageOn({
    ...(await realServer()),
    namespace,
    host: open,
    server: await pushServerOn(image.replace(/:[^:/]*$/, ''), digest),
    backOff: '10s',
    devices: { resource: 'amd.com/gpu', count: 2 },
    patienceMs: 120_000,
    async stop() {
      await kubectl(admin, ['delete', 'namespace', namespace, '--timeout=120s'])
    },
  })
}

/** Removes a namespace that an interrupted run left behind. */
export async function removeNamespace(name: string): Promise<void> {
  await kubectl(await adminOf(), ['delete', 'namespace', name, '--ignore-not-found', '--timeout=120s'])
}

async function adminOf(): Promise<Admin> {
  const { kubectl: program, kubeconfig } = await endpoints('kubernetes')
  return { kubectl: program, kubeconfig }
}
