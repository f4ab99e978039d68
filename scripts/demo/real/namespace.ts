import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { endpoints } from '../../../test/services/endpoints.ts'
import {
  type Admin,
  applyObjects,
  deadManAccount,
  kubectl,
  restrictedToken,
} from '../../../test/services/kubernetes/accounts.ts'
import { writeKubeconfig } from '../../../test/services/kubernetes/kubeconfig.ts'
import type { Stack } from '../stack.ts'

const RBAC = 'rbac.authorization.k8s.io/v1'
const READER = 'reader'
const REMOVAL_LIMIT = '--timeout=180s'

/** What a platform team gives to the team of one service: a namespace, a Gateway in it, two accounts, a right to pull. */
export interface Namespace {
  readonly cluster: Stack['cluster']
  /** Removes it with all that is in it, and waits until it is gone. */
  remove(): Promise<void>
}

interface Wanted {
  readonly root: string
  readonly name: string
  /** Host name of everything that hangs on the namespace's Gateway. */
  readonly hostname: string
  readonly pulls: { readonly host: string; readonly username: string; readonly password: string }
  /** Where kubeconfigs are written. */
  readonly folder: string
}

export async function createNamespace({ root, name, hostname, pulls, folder }: Wanted): Promise<Namespace> {
  const { kubeconfig, kubectl: program, ca } = await endpoints('kubernetes')
  const admin: Admin = { kubectl: program, kubeconfig }
  const remove = async (): Promise<void> => {
    await kubectl(admin, ['delete', 'namespace', name, '--ignore-not-found', REMOVAL_LIMIT])
  }
  await applyObjects(admin, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }])
  try {
    await kubectl(admin, ['wait', '--for=create', 'serviceaccount/default', '-n', name, '--timeout=60s'])
    await applyObjects(admin, [await gatewayIn(name, hostname), ...pulling(name, pulls), ...reading(name)])
    await deadManAccount(admin, root, name, { name: 'digits', route: 'digits' })
    const releaseToken = await restrictedToken(admin, root, name)
    const readToken = await kubectl(admin, ['create', 'token', READER, `--namespace=${name}`, '--duration=24h'])
    const authority = await readFile(ca, 'utf8')
    const written = async (account: string, token: string): Promise<string> => {
      const path = join(folder, `${account}.kubeconfig`)
      await writeKubeconfig(path, authority, account, { token: token.trim() }, name)
      return readFile(path, 'utf8')
    }
    const kubeconfigs = {
      reads: await written(READER, readToken),
      releases: await written('ml-actions', releaseToken),
      looks: await readFile(kubeconfig, 'utf8'),
    }
    await kubectl(admin, ['wait', '--for=condition=Programmed', 'gateway/edge', '-n', name, '--timeout=60s'])
    return { cluster: { namespace: name, kubeconfigs }, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

/** The Gateway that the example's route names, on the entry point that is there; its host name keeps it apart from others. */
async function gatewayIn(namespace: string, hostname: string): Promise<object> {
  const { routes } = await endpoints('gateway')
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'edge', namespace },
    spec: {
      gatewayClassName: 'traefik',
      listeners: [{ name: 'web', protocol: 'HTTP', port: Number(new URL(routes).port), hostname }],
    },
  }
}

/** The kubelet pulls with the secret of the account that pods run as. */
function pulling(namespace: string, { host, username, password }: Wanted['pulls']): object[] {
  const auths = { [host]: { auth: Buffer.from(`${username}:${password}`).toString('base64') } }
  const name = 'registry'
  return [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace },
      type: 'kubernetes.io/dockerconfigjson',
      stringData: { '.dockerconfigjson': JSON.stringify({ auths }) },
    },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace },
      imagePullSecrets: [{ name }],
    },
  ]
}

/** The account of the environments that only read the release, with what the template asks for. */
function reading(namespace: string): object[] {
  const metadata = { name: READER, namespace }
  const verbs = ['get']
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: RBAC,
      kind: 'Role',
      metadata,
      rules: [
        { apiGroups: ['apps'], resources: ['deployments', 'replicasets'], verbs },
        { apiGroups: [''], resources: ['configmaps'], verbs },
        { apiGroups: ['gateway.networking.k8s.io'], resources: ['httproutes'], verbs },
      ],
    },
    {
      apiVersion: RBAC,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: READER },
      subjects: [{ kind: 'ServiceAccount', name: READER, namespace }],
    },
  ]
}
