import { readFile } from 'node:fs/promises'
import { ConnectionError } from '../errors.ts'
import type { Connection } from './connection.ts'

/** Where the kubelet puts a pod's account (kubernetes.io/docs/tasks/run-application/access-api-from-pod). */
const ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount'

/** The connection that the pod around this process was given. Throws `ConnectionError` outside a pod. */
export async function connectionFromServiceAccount(
  env: Readonly<Record<string, string | undefined>>,
  folder = ACCOUNT_FOLDER,
): Promise<Connection> {
  const host = env['KUBERNETES_SERVICE_HOST']
  const port = env['KUBERNETES_SERVICE_PORT'] ?? '443'
  if (host === undefined || host === '') {
    throw new ConnectionError('This does not run in a pod: KUBERNETES_SERVICE_HOST is not set. Give a kubeconfig.')
  }
  const read = async (name: string): Promise<string> =>
    readFile(`${folder}/${name}`, 'utf8').catch((cause: unknown) => {
      throw new ConnectionError(`The pod's service account has no ${name} (is automountServiceAccountToken false?)`, {
        cause,
      })
    })
  const token = async (): Promise<string> => (await read('token')).trim()
  const namespace = (await read('namespace')).trim()
  return {
    server: new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`),
    name: 'in-cluster',
    certificateAuthority: await read('ca.crt'),
    authorization: async () => `Bearer ${await token()}`,
    secrets: [await token()],
    ...(namespace === '' ? {} : { namespace }),
    close: () => Promise.resolve(),
  }
}
