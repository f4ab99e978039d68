/** A certificate for loopback addresses, signed by an authority of this set of services. */
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { command } from '../command.ts'

/** Paths of PEM files. */
export interface Certificate {
  readonly ca: string
  readonly certificate: string
  readonly key: string
}

const DAYS = '365'

/** The certificate in this folder, made where there is none. */
export async function certificate(folder: string): Promise<Certificate> {
  const at = (name: string): string => join(folder, name)
  const files = { ca: at('ca.pem'), certificate: at('server.pem'), key: at('server.key') }
  if (existsSync(files.certificate)) return files
  const newKey = ['req', '-newkey', 'rsa:2048', '-nodes'] as const
  await openssl([
    ...newKey,
    '-x509',
    '-days',
    DAYS,
    '-subj',
    '/CN=ml-actions test',
    '-keyout',
    at('ca.key'),
    '-out',
    files.ca,
  ])
  await openssl([...newKey, '-subj', '/CN=localhost', '-keyout', files.key, '-out', at('server.csr')])
  await writeFile(at('server.ext'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n')
  const signed = ['-CA', files.ca, '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', at('server.ext')]
  await openssl(['x509', '-req', '-days', DAYS, '-in', at('server.csr'), ...signed, '-out', files.certificate])
  return files
}

async function openssl(args: readonly string[]): Promise<void> {
  await command(['openssl', ...args])
}
