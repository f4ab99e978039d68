import type { RequestHandler } from './http-client.ts'

/** Sends a bearer token: core's other import of `@actions/http-client` (see `http-client.ts`). */
export class BearerCredentialHandler implements RequestHandler {
  readonly #token: string

  constructor(token: string) {
    this.#token = token
  }

  prepareRequest(options: { headers: Record<string, string> }): void {
    options.headers['authorization'] = `Bearer ${this.#token}`
  }
}
