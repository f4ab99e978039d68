import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a bearer may do with one repository. */
export interface Scope {
  readonly repository: string
  readonly actions: readonly string[]
}

/** `repository:a/b:pull,push` as a scope; anything else is no scope. */
export function parseScope(text: string): Scope | undefined {
  const match = /^repository:([^:]+):([a-z,*]+)$/.exec(text)
  const [, repository, actions] = match ?? []
  return repository === undefined || actions === undefined ? undefined : { repository, actions: actions.split(',') }
}

/** A scope as clients and challenges write it. */
export function formatScope(scope: Scope): string {
  return `repository:${scope.repository}:${scope.actions.join(',')}`
}

/** Makes and checks bearer tokens. They are signed with a key that lives as long as the process. */
export class TokenIssuer {
  readonly #key = randomBytes(32)
  readonly #seconds: number

  constructor(seconds: number) {
    this.#seconds = seconds
  }

  /** A token for these scopes, and how long it lasts. */
  issue(scopes: readonly Scope[]): { token: string; seconds: number } {
    const payload = Buffer.from([Date.now() + this.#seconds * 1000, ...scopes.map(formatScope)].join(' ')).toString(
      'base64url',
    )
    return { token: `${payload}.${this.#sign(payload)}`, seconds: this.#seconds }
  }

  /** What a token allows, or `undefined` when it is not ours or has run out. */
  read(token: string): readonly Scope[] | undefined {
    const [payload, signature, ...rest] = token.split('.')
    if (payload === undefined || signature === undefined || rest.length > 0) return undefined
    if (!sameText(signature, this.#sign(payload))) return undefined
    const [until, ...scopes] = Buffer.from(payload, 'base64url').toString().split(' ')
    return Number(until) > Date.now() ? scopes.flatMap((text) => parseScope(text) ?? []) : undefined
  }

  #sign(payload: string): string {
    return createHmac('sha256', this.#key).update(payload).digest('base64url')
  }
}

/** Compares in constant time. */
export function sameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
