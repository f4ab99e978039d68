import { mkdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { registryApp } from './app.ts'
import { Storage } from './storage.ts'
import { TokenIssuer } from './tokens.ts'

/** What the embedded registry is started with. */
export interface RegistryOptions {
  /** Where blobs and manifests are kept; made when absent, taken up when there. */
  readonly dir: string
  readonly username: string
  readonly password: string
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** How long a bearer token lasts. */
  readonly tokenSeconds?: number
  /** `none`: it takes no note of subjects and has no route for referrers, as CNCF distribution and many hosted ones. */
  readonly referrers?: 'api' | 'none'
}

/** A running embedded registry. */
export interface SandboxRegistry {
  readonly url: string
  /** `127.0.0.1:port`, as it stands before the slash of an image reference. */
  readonly host: string
  stop(): Promise<void>
}

const TOKEN_SECONDS = 300

/** Starts an OCI registry on loopback, with files on disk. What it does not serve it refuses by name. */
export async function startRegistry(options: RegistryOptions): Promise<SandboxRegistry> {
  await mkdir(options.dir, { recursive: true })
  const server = createServer()
  const port = await listen(server, options.port ?? 0)
  const host = `127.0.0.1:${port}`
  const origin = `http://${host}`
  const account = { username: options.username, password: options.password, origin }
  const tokens = new TokenIssuer(options.tokenSeconds ?? TOKEN_SECONDS)
  const app = registryApp(new Storage(options.dir), account, tokens, options.referrers ?? 'api')
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  server.on('request', (request, response) => void answer(request, response))
  return { url: origin, host, stop: () => close(server) }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('the registry has no port'))
      else resolve(address.port)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
