import { createServer } from 'node:http'

/** A server that answers every request with 403 and a text, as an API server and as a registry would. */
export interface Refusing {
  readonly host: string
  /** What it answers from now on. */
  say(text: string): void
  /** How many requests have come. */
  asked(): number
  stop(): Promise<void>
}

export async function startRefusing(): Promise<Refusing> {
  let message = 'no'
  let requests = 0
  const server = createServer((_request, response) => {
    requests += 1
    response.writeHead(403, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify({
        kind: 'Status',
        apiVersion: 'v1',
        status: 'Failure',
        code: 403,
        reason: 'Forbidden',
        message,
        errors: [{ code: 'DENIED', message }],
      }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    host: `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    say: (text) => {
      message = text
    },
    asked: () => requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
