/** Accounts with the permissions that the documentation asks for, and no others. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'
import { command } from '../command.ts'
import { ServiceError } from '../service.ts'
import { LAYOUT } from './layout.ts'

/** What speaks to the cluster as its admin. */
export interface Admin {
  readonly kubectl: string
  readonly kubeconfig: string
}

/** The actions whose README holds the Role that they need. */
export const ACTIONS_WITH_ROLES = ['k8s-deploy', 'canary-promote'] as const

/** Runs kubectl as the admin. */
export async function kubectl({ kubectl: program, kubeconfig }: Admin, args: readonly string[], input?: object[]) {
  const text = input === undefined ? {} : { input: input.map((each) => JSON.stringify(each)).join('\n') }
  return command([program, `--kubeconfig=${kubeconfig}`, ...args], text)
}

/** Creates or changes these objects. */
export async function applyObjects(admin: Admin, objects: object[]): Promise<void> {
  await kubectl(admin, ['apply', '--server-side', '--force-conflicts', '-f', '-'], objects)
}

/** The Role that an action's README asks for, as it stands there. */
export async function documentedRole(clone: string, action: string): Promise<{ readonly rules: unknown }> {
  const path = join(clone, 'actions', action, 'README.md')
  for (const [, block = ''] of (await readFile(path, 'utf8')).matchAll(/```yaml\n(.*?)```/gs)) {
    if (!block.includes('kind: Role\n')) continue
    const role: unknown = parse(block)
    if (typeof role === 'object' && role !== null && 'rules' in role) return role
  }
  throw new ServiceError(`${path} holds no Role.`)
}

/**
 * A token of a service account `ml-actions` in a namespace, created where it is missing, that may do there what the READMEs
 * of these actions ask for.
 */
export async function restrictedToken(
  admin: Admin,
  clone: string,
  namespace: string,
  actions: readonly string[] = ACTIONS_WITH_ROLES,
): Promise<string> {
  const name = 'ml-actions'
  const objects: object[] = [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } }]
  for (const action of actions) {
    const metadata = { name: action, namespace }
    const { rules } = await documentedRole(clone, action)
    objects.push({ apiVersion: RBAC, kind: 'Role', metadata, rules }, binding('RoleBinding', metadata, 'Role', name))
  }
  await applyObjects(admin, objects)
  return token(admin, name, namespace)
}

/**
 * The account of the dead man's switch for one workload, with the Role of canary-promote's README and nothing more.
 * `pullSecret` names the Secret that its image is pulled with, where the registry asks for one.
 */
export async function deadManAccount(
  admin: Admin,
  clone: string,
  namespace: string,
  workload: { readonly name: string; readonly route: string },
  pullSecret?: string,
): Promise<void> {
  const path = join(clone, 'actions/canary-promote/README.md')
  const blocks = [...(await readFile(path, 'utf8')).matchAll(/```yaml\n(.*?)```/gs)].map(([, block = '']) => block)
  const block = blocks.find((each) => each.includes('kind: ServiceAccount\n'))
  if (block === undefined) throw new ServiceError(`${path} holds no ServiceAccount.`)
  const named = block
    .replaceAll('app-release', `${workload.name}-release`)
    .replaceAll('[app]', `[${workload.route}]`)
    .replaceAll('dead-man-app', `dead-man-${workload.name}`)
    .replaceAll('name: ml-actions-dead-man }]', `name: ml-actions-dead-man, namespace: ${namespace} }]`)
  const pulls = pullSecret === undefined ? {} : { imagePullSecrets: [{ name: pullSecret }] }
  const objects = parseAllDocuments(named).map((document): object => {
    const object: unknown = document.toJS()
    if (typeof object !== 'object' || object === null)
      throw new ServiceError(`${path} holds something that is no object.`)
    const metadata: unknown = Reflect.get(object, 'metadata')
    const account = Reflect.get(object, 'kind') === 'ServiceAccount' ? pulls : {}
    return { ...object, ...account, metadata: { ...(typeof metadata === 'object' ? metadata : {}), namespace } }
  })
  await applyObjects(admin, objects)
}

/** A token that may find pods in every namespace: what a Prometheus outside the cluster needs. */
export async function discoveryToken(admin: Admin): Promise<string> {
  const name = 'metrics-discovery'
  const namespace = 'kube-system'
  const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }]
  await applyObjects(admin, [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } },
    { apiVersion: RBAC, kind: 'ClusterRole', metadata: { name }, rules },
    binding('ClusterRoleBinding', { name }, 'ClusterRole', name, namespace),
  ])
  return token(admin, name, namespace)
}

/** Lets the scheduler see devices on the node, as their plugins would: how many of each extended resource. */
export async function offerDevices(admin: Admin, counts: Readonly<Record<string, number>>): Promise<void> {
  const devices = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)]))
  const patch = JSON.stringify({ status: { capacity: devices, allocatable: devices } })
  await kubectl(admin, ['patch', 'node', LAYOUT.node, '--subresource=status', '--type=merge', '-p', patch])
}

const RBAC = 'rbac.authorization.k8s.io/v1'

function binding(
  kind: string,
  metadata: { readonly name: string; readonly namespace?: string },
  role: string,
  account: string,
  namespace = metadata.namespace,
): object {
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: role, name: metadata.name }
  return { apiVersion: RBAC, kind, metadata, roleRef, subjects: [{ kind: 'ServiceAccount', name: account, namespace }] }
}

async function token(admin: Admin, account: string, namespace: string): Promise<string> {
  return (await kubectl(admin, ['create', 'token', account, `--namespace=${namespace}`, '--duration=24h'])).trim()
}
