/** The cluster's certificates: one authority, one certificate for each of its components. */
import { generateKeyPairSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { command } from '../command.ts'
import { LAYOUT } from './layout.ts'

interface Subject {
  readonly name: string
  readonly subject: string
  readonly alternatives?: string
}

const SUBJECTS: readonly Subject[] = [
  {
    name: 'apiserver',
    subject: '/CN=kube-apiserver',
    alternatives: [
      ...['localhost', 'kubernetes', 'kubernetes.default', 'kubernetes.default.svc'].map((name) => `DNS:${name}`),
      ...['127.0.0.1', LAYOUT.serviceAddress, LAYOUT.nodeAddress].map((address) => `IP:${address}`),
    ].join(),
  },
  { name: 'kubelet-client', subject: '/O=system:masters/CN=kubelet-client' },
  { name: 'admin', subject: '/O=system:masters/CN=admin' },
  { name: 'controller-manager', subject: '/CN=system:kube-controller-manager' },
  { name: 'scheduler', subject: '/CN=system:kube-scheduler' },
  { name: 'proxy', subject: '/CN=system:kube-proxy' },
  {
    name: 'node',
    subject: `/O=system:nodes/CN=system:node:${LAYOUT.node}`,
    alternatives: `DNS:${LAYOUT.node},IP:127.0.0.1,IP:${LAYOUT.nodeAddress}`,
  },
]

/** A key and its certificate, as PEM text. */
export interface Certificate {
  readonly key: string
  readonly certificate: string
}

/** Makes the authority, the certificates and the key of service accounts in the folder `complete`, once. */
export async function makeCertificates(complete: string): Promise<void> {
  if (existsSync(complete)) return
  const dir = `${complete}.making`
  await rm(dir, { recursive: true, force: true })
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  await writeFile(join(dir, 'accounts.key'), privateKey, { mode: 0o600 })
  await writeFile(join(dir, 'accounts.pub'), publicKey)
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  const authority = ['-x509', '-days', '3650', '-subj', '/CN=test-cluster', '-keyout', 'ca.key', '-out', 'ca.crt']
  await openssl(dir, ['req', ...key, ...authority])
  for (const [index, { name, subject, alternatives = 'DNS:localhost' }] of SUBJECTS.entries()) {
    await writeFile(
      join(dir, `${name}.ext`),
      `keyUsage=digitalSignature\nextendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=${alternatives}\n`,
    )
    await openssl(dir, ['req', ...key, '-subj', subject, '-keyout', `${name}.key`, '-out', `${name}.csr`])
    const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-set_serial', String(index + 1), '-days', '3650']
    await openssl(dir, [
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      ...signed,
      '-extfile',
      `${name}.ext`,
      '-out',
      `${name}.crt`,
    ])
  }
  await rename(dir, complete)
}

/** Reads the certificate of one component. */
export async function readCertificate(dir: string, name: string): Promise<Certificate> {
  const [key, certificate] = await Promise.all([
    readFile(join(dir, `${name}.key`), 'utf8'),
    readFile(join(dir, `${name}.crt`), 'utf8'),
  ])
  return { key, certificate }
}

async function openssl(cwd: string, args: readonly string[]): Promise<void> {
  await command(['openssl', ...args], { cwd })
}
