import { OciError } from './oci-error.ts'
import { formatScope, parseScope, type Scope, sameText, type TokenIssuer } from './tokens.ts'

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

/** The challenge that says which token is wanted, where the request's own does not do. */
export function authorize(
  account: Account,
  tokens: TokenIssuer,
  request: Request,
  needed: readonly Scope[],
): Response | undefined {
  const header = request.headers.get('authorization') ?? ''
  const token = header.startsWith('Bearer ') ? header.slice('Bearer '.length) : undefined
  const scopes = token === undefined ? undefined : tokens.read(token)
  if (scopes !== undefined && needed.every((scope) => allows(scopes, scope))) return undefined
  const why = token === undefined ? '' : `,error="${scopes === undefined ? 'invalid_token' : 'insufficient_scope'}"`
  const scope = needed.length === 0 ? '' : `,scope="${needed.map(formatScope).join(' ')}"`
  return new OciError('UNAUTHORIZED', 'authentication required').response({
    'www-authenticate': `Bearer realm="${account.origin}/token",service="${SERVICE}"${scope}${why}`,
  })
}

function allows(scopes: readonly Scope[], { repository, actions }: Scope): boolean {
  const given = scopes.filter((scope) => scope.repository === repository).flatMap((scope) => scope.actions)
  return actions.every((action) => given.includes(action) || given.includes('*'))
}

/** What a request to a repository needs; to take a blob over, also reading where it is. */
export function neededScopes(request: Request, repository: string): Scope[] {
  const from = new URL(request.url).searchParams.get('from')
  const source = request.method === 'POST' && from !== null ? [{ repository: from, actions: ['pull'] }] : []
  return [{ repository, actions: actionsOf(request.method) }, ...source]
}

function actionsOf(method: string): string[] {
  switch (method) {
    case 'GET':
    case 'HEAD':
      return ['pull']
    case 'DELETE':
      return ['delete']
    default:
      return ['pull', 'push']
  }
}
