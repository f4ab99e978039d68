// A token server as registries trust one: JWTs signed by a key whose certificate stands in the header and is the root that
// the registry was given. https://distribution.github.io/distribution/spec/auth/jwt/
import { type KeyObject, randomUUID, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'

export interface TokenServer {
  readonly realm: string
  stop(): Promise<void>
}

export interface TokenServerOptions {
  readonly service: string
  readonly issuer: string
  readonly key: KeyObject
  /** PEM */
  readonly certificate: string
  readonly username: string
  readonly password: string
}

const SECONDS = 300

/** Gives whoever knows the password a token for all that is asked. */
export async function startTokenServer(options: TokenServerOptions): Promise<TokenServer> {
  const account = `Basic ${Buffer.from(`${options.username}:${options.password}`).toString('base64')}`
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    if (request.headers.authorization !== account) {
      response.writeHead(401).end('{"errors":[{"code":"UNAUTHORIZED","message":"incorrect username or password"}]}')
      return
    }
    const scopes = new URL(request.url ?? '/', 'http://token').searchParams.getAll('scope')
    response.end(JSON.stringify({ token: tokenFor(scopes, options), expires_in: SECONDS }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    realm: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/token`,
    stop: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function tokenFor(scopes: readonly string[], options: TokenServerOptions): string {
  const now = Math.floor(Date.now() / 1000)
  const header = { typ: 'JWT', alg: 'RS256', x5c: [options.certificate.replace(/-----[A-Z ]+-----|\s/g, '')] }
  const claims = {
    iss: options.issuer,
    aud: options.service,
    sub: options.username,
    jti: randomUUID(),
    iat: now - 5,
    nbf: now - 5,
    exp: now + SECONDS,
    access: scopes
      .flatMap((scope) => scope.split(' '))
      .map((scope) => {
        const [type, name, actions = ''] = scope.split(':')
        return { type, name, actions: actions.split(',') }
      }),
  }
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${signed}.${sign('sha256', Buffer.from(signed), options.key).toString('base64url')}`
}
