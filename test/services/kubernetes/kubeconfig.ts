import { writeFile } from 'node:fs/promises'
import { stringify } from 'yaml'
import { API_URL } from './layout.ts'
import type { Certificate } from './pki.ts'

/** Who a kubeconfig speaks for. */
export type User = Certificate | { readonly token: string }

/** Writes a kubeconfig that needs no other file. */
export async function writeKubeconfig(
  path: string,
  authority: string,
  name: string,
  user: User,
  namespace = 'default',
): Promise<void> {
  const cluster = { server: API_URL, 'certificate-authority-data': base64(authority) }
  const credentials =
    'token' in user
      ? { token: user.token }
      : { 'client-certificate-data': base64(user.certificate), 'client-key-data': base64(user.key) }
  const content = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster }],
    users: [{ name, user: credentials }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: name, namespace } }],
    'current-context': 'test',
  }
  await writeFile(path, stringify(content), { mode: 0o600 })
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
