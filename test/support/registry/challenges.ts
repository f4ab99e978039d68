// What a registry with a token server says to those whose token does not do.
import { createHash } from 'node:crypto'
import { isRecord } from '@ml-actions/registry'

/** A registry's answer to one request: its status, and the challenge without the realm's and the service's names. */
export type Challenge = readonly [what: string, status: number, challenge: string | undefined]

const ABSENT = `sha256:${createHash('sha256').update('absent').digest('hex')}`

/** What CNCF distribution says, and so the embedded registry. */
export const CHALLENGES: readonly Challenge[] = [
  ['no token, the version', 401, 'Bearer realm,service'],
  ['any token, the version', 200, undefined],
  ['no token', 401, 'Bearer realm,service,scope="repository:a:pull"'],
  ['a forged token', 401, 'Bearer realm,service,scope="repository:a:pull",error="invalid_token"'],
  ['a token', 404, undefined],
  ['a token for a neighbour', 401, 'Bearer realm,service,scope="repository:b:pull",error="insufficient_scope"'],
  ['to push, one for reading', 401, 'Bearer realm,service,scope="repository:a:pull,push",error="insufficient_scope"'],
  ['to delete, one for reading', 401, 'Bearer realm,service,scope="repository:a:delete",error="insufficient_scope"'],
  ['to push', 202, undefined],
  [
    'to take over, one for pushing',
    401,
    'Bearer realm,service,scope="repository:a:pull,push repository:b:pull",error="insufficient_scope"',
  ],
  ['to take over', 202, undefined],
]

/** A token for these scopes, as a client gets it. */
export async function tokenFrom(realm: string, account: string, scopes: readonly string[]): Promise<string> {
  const query = scopes.map((scope) => `scope=${encodeURIComponent(scope)}`).join('&')
  const response = await fetch(`${realm}?service=any&${query}`, {
    headers: { authorization: `Basic ${Buffer.from(account).toString('base64')}` },
  })
  const body: unknown = await response.json()
  return isRecord(body) ? String(body['token']) : ''
}

/** Sends requests whose tokens are absent, forged, for something else, or right. */
export async function challengesOf(origin: string, realm: string, account: string): Promise<Challenge[]> {
  const tokenFor = (...scopes: string[]) => tokenFrom(realm, account, scopes)
  const pull = await tokenFor('repository:a:pull')
  const push = await tokenFor('repository:a:pull,push')
  const both = await tokenFor('repository:a:pull,push', 'repository:b:pull')
  const ask = async (what: string, token: string | undefined, method: string, path: string): Promise<Challenge> => {
    const response = await fetch(origin + path, {
      method,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    })
    await response.arrayBuffer()
    return [what, response.status, masked(response.headers.get('www-authenticate') ?? undefined)]
  }
  const uploads = '/v2/a/blobs/uploads/'
  return [
    await ask('no token, the version', undefined, 'GET', '/v2/'),
    await ask('any token, the version', pull, 'GET', '/v2/'),
    await ask('no token', undefined, 'GET', '/v2/a/tags/list'),
    await ask('a forged token', `${pull.slice(0, -4)}AAAA`, 'GET', '/v2/a/tags/list'),
    await ask('a token', pull, 'GET', '/v2/a/tags/list'),
    await ask('a token for a neighbour', pull, 'GET', '/v2/b/tags/list'),
    await ask('to push, one for reading', pull, 'POST', uploads),
    await ask('to delete, one for reading', pull, 'DELETE', `/v2/a/manifests/${ABSENT}`),
    await ask('to push', push, 'POST', uploads),
    await ask('to take over, one for pushing', push, 'POST', `${uploads}?mount=${ABSENT}&from=b`),
    await ask('to take over', both, 'POST', `${uploads}?mount=${ABSENT}&from=b`),
  ]
}

function masked(challenge: string | undefined): string | undefined {
  return challenge
    ?.replace(/(realm|service)="[^"]*"/g, '$1')
    .replace(/scope="([^"]*)"/, (_, scopes: string) => `scope="${scopes.split(' ').map(inOrder).sort().join(' ')}"`)
}

/** Go's registry names scopes and actions in the order of a hash table, another each time. */
function inOrder(scope: string): string {
  const [type, name, actions = ''] = scope.split(':')
  return [type, name, actions.split(',').sort().join(',')].join(':')
}
