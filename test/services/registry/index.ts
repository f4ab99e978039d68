/**
 * Image registries on loopback: CNCF distribution 3 without authentication, with basic authentication, and with that behind
 * TLS of an authority of its own; and Debian's 2.8, which many still run.
 */
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { join } from 'node:path'
import { command } from '../command.ts'
import { answers, answersHttp, type Daemon, end, isAlive, start } from '../daemon.ts'
import { debianPackages, debianVersion } from '../debian.ts'
import { goPrograms } from '../go.ts'
import type { Context, Running, Service } from '../service.ts'
import { type Certificate, certificate } from './certificate.ts'

const USERNAME = 'ml-actions'
const MODULE = join(import.meta.dirname, 'distribution')

const KINDS = ['open', 'basic', 'tls', 'older'] as const
type Kind = (typeof KINDS)[number]

const addresses: Readonly<Record<Kind, string>> = {
  open: '127.0.0.1:28500',
  basic: '127.0.0.1:28501',
  tls: '127.0.0.1:28502',
  older: '127.0.0.1:28503',
}

export const registry: Service<'registry'> = {
  name: 'registry',
  about: 'CNCF distribution 3 (a Go module) open, with basic authentication and with TLS; 2.8 of Debian',
  after: [],
  async install(context) {
    await debianPackages(context, ['docker-registry', 'openssl', 'apache2-utils', 'ca-certificates'])
    await programs(context)
  },
  async version(context) {
    const words = (await command([join(await programs(context), 'registry'), '--version'])).trim().split(' ')
    return `${(words.at(-1) ?? '').replace(/^v|\+.*/g, '')} and ${(await debianVersion('docker-registry')).split('+')[0]}`
  },
  async up(context) {
    const password = await passwordIn(context)
    const files = await certificate(context.state)
    for (const kind of KINDS) await startOne(context, kind, files)
    const endpoints = { ...addresses, username: USERNAME, password, ca: files.ca }
    return { endpoints, env: {} } satisfies Running<'registry'>
  },
  async down(context) {
    await Promise.all(KINDS.map((kind) => end(daemon(context, kind))))
  },
  async status(context) {
    const alive = await Promise.all(KINDS.map((kind) => isAlive(daemon(context, kind))))
    const gone = KINDS.filter((_, n) => !alive[n])
    const detail = KINDS.map((kind) => `${kind} ${addresses[kind]}`).join(', ')
    return { running: gone.length === 0, detail: gone.length === 0 ? detail : `gone: ${gone.join(', ')}` }
  },
}

const daemon = ({ state }: Context, kind: Kind): Daemon => ({ state, name: kind })

function programs(context: Context): Promise<string> {
  return goPrograms(context, { name: 'registry', module: MODULE, programs: { registry: '.' } })
}

/** The password of this set of services, made at its first start. */
async function passwordIn({ state }: Context): Promise<string> {
  const file = join(state, 'password')
  const known = await readFile(file, 'utf8').catch(() => undefined)
  if (known !== undefined) return known
  const password = randomBytes(16).toString('hex')
  const line = await command(['htpasswd', '-niB', USERNAME], { input: password })
  await writeFile(join(state, 'htpasswd'), line.trim())
  await writeFile(file, password, { mode: 0o600 })
  return password
}

async function startOne(context: Context, kind: Kind, files: Certificate): Promise<void> {
  const { state } = context
  const file = join(state, `${kind}.yml`)
  await writeFile(file, JSON.stringify(configuration(state, kind, files), undefined, 2))
  const program = kind === 'older' ? 'docker-registry' : join(await programs(context), 'registry')
  // Without a name of its own for the exporter, version 3 looks for a collector.
  const env = { OTEL_TRACES_EXPORTER: 'none' }
  await start(daemon(context, kind), { argv: [program, 'serve', file], env, reads: [file] })
  await answers(daemon(context, kind), () => listens(kind, files))
}

async function listens(kind: Kind, files: Certificate): Promise<boolean> {
  if (kind !== 'tls') return answersHttp(`http://${addresses[kind]}/v2/`)
  const ca = await readFile(files.ca)
  return new Promise((resolve, reject) => {
    const asked = request(`https://${addresses.tls}/v2/`, { ca, agent: false, timeout: 5_000 }, (answer) => {
      answer.resume()
      resolve(true)
    })
    asked.once('timeout', () => asked.destroy()).once('error', reject)
    asked.end()
  })
}

function configuration(state: string, kind: Kind, { key, certificate }: Certificate): object {
  const asks = kind === 'basic' || kind === 'tls'
  return {
    version: 0.1,
    log: { level: 'info' },
    storage: { filesystem: { rootdirectory: join(state, `${kind}-data`) }, delete: { enabled: true } },
    http: {
      addr: addresses[kind],
      ...(kind === 'tls' ? { tls: { certificate, key } } : {}),
    },
    ...(asks ? { auth: { htpasswd: { realm: 'ml-actions', path: join(state, 'htpasswd') } } } : {}),
  }
}
