import { readFile } from 'node:fs/promises'
import { ConnectionError } from '../errors.ts'
import { isRecord } from '../object.ts'
import type { Connection } from './connection.ts'
import {
  type ContextEntries,
  entriesOf,
  filePath,
  type Kubeconfig,
  pemField,
  textField,
  unreadable,
} from './kubeconfig.ts'
import { isLoopback, parseServer } from './loopback.ts'
import { startKubectlProxy } from './proxy.ts'

interface Options {
  readonly context?: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal?: AbortSignal
}

/** What a kubeconfig may say and this reader does not follow; each is refused rather than left out. */
const REFUSED_USER_FIELDS = ['auth-provider', 'as', 'as-groups', 'as-uid', 'as-user-extra']

/** The connection that a context of `kubeconfig` describes. Throws `ConnectionError`. */
export async function connectionOf(kubeconfig: Kubeconfig, options: Options): Promise<Connection> {
  const entries = entriesOf(kubeconfig, options.context)
  const { cluster, user, name } = entries
  const where = `${kubeconfig.where}, context ${name}`
  for (const field of REFUSED_USER_FIELDS) {
    if (user[field] !== undefined) throw new ConnectionError(`${where}: the user's ${field} is not supported`)
  }
  if (isRecord(user['exec'])) {
    const proxied = await startKubectlProxy(kubeconfig.text, name, options)
    return { ...proxied, ...namespaceOf(entries) }
  }
  const server = parseServer(textField(kubeconfig, cluster, 'server') ?? '', where)
  if (cluster['insecure-skip-tls-verify'] === true && !isLoopback(server)) {
    throw new ConnectionError(`${where}: insecure-skip-tls-verify is refused; give certificate-authority-data instead`)
  }
  if (textField(kubeconfig, cluster, 'proxy-url') !== undefined) {
    throw new ConnectionError(`${where}: proxy-url is not supported; set HTTPS_PROXY for the job`)
  }
  const certificateAuthority = await pemField(kubeconfig, cluster, 'certificate-authority')
  const serverName = textField(kubeconfig, cluster, 'tls-server-name')
  const clientCertificate = await pemField(kubeconfig, user, 'client-certificate')
  const clientKey = await pemField(kubeconfig, user, 'client-key')
  const login = await authorizationOf(kubeconfig, user)
  return {
    server,
    name,
    proxyEnv: options.env,
    ...namespaceOf(entries),
    ...(certificateAuthority === undefined ? {} : { certificateAuthority }),
    ...(serverName === undefined ? {} : { serverName }),
    ...(clientCertificate === undefined ? {} : { clientCertificate }),
    ...(clientKey === undefined ? {} : { clientKey }),
    ...(login === undefined ? {} : { authorization: login.authorization }),
    secrets: [...(login?.secrets ?? []), ...(clientKey === undefined ? [] : [clientKey])],
    close: () => Promise.resolve(),
  }
}

interface Login {
  readonly authorization: () => Promise<string>
  readonly secrets: readonly string[]
}

async function authorizationOf(kubeconfig: Kubeconfig, user: Record<string, unknown>): Promise<Login | undefined> {
  // kubectl prefers the file, which may be rotated while this runs.
  const tokenFile = textField(kubeconfig, user, 'tokenFile')
  if (tokenFile !== undefined) {
    const path = filePath(kubeconfig, tokenFile, 'tokenFile')
    const read = async (): Promise<string> =>
      (await readFile(path, 'utf8').catch(unreadable(kubeconfig, 'tokenFile'))).trim()
    return { authorization: async () => `Bearer ${await read()}`, secrets: [await read()] }
  }
  const token = textField(kubeconfig, user, 'token')
  if (token !== undefined) return { authorization: () => Promise.resolve(`Bearer ${token}`), secrets: [token] }
  const username = textField(kubeconfig, user, 'username')
  if (username === undefined) return undefined
  const password = textField(kubeconfig, user, 'password') ?? ''
  const basic = Buffer.from(`${username}:${password}`).toString('base64')
  return {
    authorization: () => Promise.resolve(`Basic ${basic}`),
    secrets: [password, basic].filter((text) => text !== ''),
  }
}

function namespaceOf(entries: ContextEntries): { readonly namespace?: string } {
  return entries.namespace === undefined ? {} : { namespace: entries.namespace }
}
