import { spawn } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { command } from '../services/command.ts'
import type { RegistryForm } from '../support/registry/form.ts'
import { startTokenServer } from '../support/registry/token-server.ts'

/** Where Debian puts it; `npm run services` installs it. */
const PROGRAM = '/usr/bin/docker-registry'
const SERVICE = 'registry.test'
const ISSUER = 'tokens.test'
const credentials = { username: 'ci', password: 'pass:word with spaces' }

export interface BearerRegistry extends RegistryForm {
  /** Where its tokens are given. */
  readonly realm: string
  /** `name:password` */
  readonly account: string
}

/** Debian's registry, trusting the tokens of a server of our own: how Docker Hub, GitHub and GitLab let people in. */
export async function startBearerRegistry(): Promise<BearerRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'bearer-registry-'))
  const [keyFile, rootFile] = [join(folder, 'token.key'), join(folder, 'token.pem')]
  const subject = ['-subj', '/CN=tokens', '-days', '2', '-keyout', keyFile, '-out', rootFile]
  await command(['openssl', 'req', '-newkey', 'rsa:2048', '-nodes', '-x509', ...subject])
  const tokens = await startTokenServer({
    service: SERVICE,
    issuer: ISSUER,
    key: createPrivateKey(await readFile(keyFile)),
    certificate: await readFile(rootFile, 'utf8'),
    ...credentials,
  })
  const host = `127.0.0.1:${await freePort()}`
  const configuration = {
    version: 0.1,
    log: { level: 'error' },
    storage: { filesystem: { rootdirectory: join(folder, 'data') }, delete: { enabled: true } },
    http: { addr: host, secret: 'of this test' },
    auth: { token: { realm: tokens.realm, service: SERVICE, issuer: ISSUER, rootcertbundle: rootFile } },
  }
  await writeFile(join(folder, 'registry.yml'), JSON.stringify(configuration))
  const registry = spawn(PROGRAM, ['serve', join(folder, 'registry.yml')], { stdio: 'ignore' })
  const ended = once(registry, 'exit')
  await answers(`http://${host}/v2/`)
  return {
    host,
    credentials,
    account: `${credentials.username}:${credentials.password}`,
    realm: tokens.realm,
    referrers: 'fallback tag',
    stop: async () => {
      registry.kill('SIGKILL')
      await ended
      await tokens.stop()
      await rm(folder, { recursive: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => undefined,
    )
    if (status === 401) return
    await pause(100)
  }
  throw new Error(`${url} does not answer`)
}
