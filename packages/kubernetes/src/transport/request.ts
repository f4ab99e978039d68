/** One request to the API server. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly body?: string
  readonly contentType?: string
  readonly signal?: AbortSignal
  /** How long the connection may stay silent. */
  readonly idleMs?: number
}

/** `path` with its query; undefined values are left out. */
export function targetOf(request: ApiRequest): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(request.query ?? {})) if (value !== undefined) query.set(key, value)
  const text = query.toString()
  return text === '' ? request.path : `${request.path}?${text}`
}
