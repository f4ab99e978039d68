import { OciError } from './oci-error.ts'
import { parseScope, type Scope, sameText, type TokenIssuer } from './tokens.ts'

/** Who may ask for tokens, and where. */
export interface Account {
  readonly username: string
  readonly password: string
  readonly origin: string
}

const SERVICE = 'embedded-registry'

/** GET /token: a bearer token for the scopes asked, in exchange for the account's name and password. */
export function giveToken(account: Account, tokens: TokenIssuer, request: Request): Response {
  const header = request.headers.get('authorization') ?? ''
  const given = header.startsWith('Basic ') ? Buffer.from(header.slice('Basic '.length), 'base64').toString() : ''
  if (!sameText(given, `${account.username}:${account.password}`)) {
    return new OciError('UNAUTHORIZED', 'incorrect username or password').response()
  }
  const scopes = new URL(request.url).searchParams
    .getAll('scope')
    .flatMap((text) => text.split(' '))
    .flatMap((text) => parseScope(text) ?? [])
  const { token, seconds } = tokens.issue(scopes)
  return Response.json({ token, access_token: token, expires_in: seconds, issued_at: new Date().toISOString() })
}

/** What a request's token allows, or the challenge that says which token is wanted. */
export function authorize(
  account: Account,
  tokens: TokenIssuer,
  request: Request,
  needed: Scope | undefined,
): { scopes: readonly Scope[] } | { challenge: Response } {
  const header = request.headers.get('authorization') ?? ''
  const token = header.startsWith('Bearer ') ? header.slice('Bearer '.length) : undefined
  const scopes = token === undefined ? undefined : tokens.read(token)
  if (
    scopes !== undefined &&
    (needed === undefined || needed.actions.every((action) => allows(scopes, needed.repository, action)))
  ) {
    return { scopes }
  }
  const why = token === undefined ? '' : `,error="${scopes === undefined ? 'invalid_token' : 'insufficient_scope'}"`
  const scope = needed === undefined ? '' : `,scope="repository:${needed.repository}:${needed.actions.join(',')}"`
  return {
    challenge: new OciError('UNAUTHORIZED', 'authentication required').response({
      'www-authenticate': `Bearer realm="${account.origin}/token",service="${SERVICE}"${scope}${why}`,
    }),
  }
}

/** Whether scopes allow an action on a repository. */
export function allows(scopes: readonly Scope[], repository: string, action: string): boolean {
  return scopes.some(
    (scope) => scope.repository === repository && (scope.actions.includes(action) || scope.actions.includes('*')),
  )
}

/** What a request needs. */
export function neededScope(method: string, repository: string): Scope {
  switch (method) {
    case 'GET':
    case 'HEAD':
      return { repository, actions: ['pull'] }
    case 'DELETE':
      return { repository, actions: ['delete'] }
    default:
      return { repository, actions: ['pull', 'push'] }
  }
}
