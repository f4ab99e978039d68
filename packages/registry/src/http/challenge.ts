/** What a registry asks for with a 401. */
export type Challenge =
  | { readonly scheme: 'basic' }
  | {
      readonly scheme: 'bearer'
      readonly realm: string
      readonly service: string | undefined
      readonly scope: string | undefined
      readonly error: string | undefined
    }

const PARAMETER = /([a-zA-Z_]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/g

/** The challenge of a `WWW-Authenticate` header; `undefined` for what is neither Basic nor Bearer with a realm. */
export function parseChallenge(header: string | null): Challenge | undefined {
  const [, scheme] = /^\s*(basic|bearer)\b/i.exec(header ?? '') ?? []
  if (scheme === undefined || header === null) return undefined
  if (scheme.toLowerCase() === 'basic') return { scheme: 'basic' }
  const parameters = new Map<string, string>()
  for (const [, name = '', quoted, bare] of header.matchAll(PARAMETER)) {
    parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '')
  }
  const realm = parameters.get('realm')
  if (realm === undefined) return undefined
  return {
    scheme: 'bearer',
    realm,
    service: parameters.get('service'),
    scope: parameters.get('scope'),
    error: parameters.get('error'),
  }
}
