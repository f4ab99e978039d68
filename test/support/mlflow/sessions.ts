import { createServer } from 'node:http'
import { type Mlflow, openTracking } from '@ml-actions/mlflow'

/** The inputs of a session without credentials. */
const tracking = (url: string) => ({
  'mlflow-tracking-uri': url,
  'mlflow-username': undefined,
  'mlflow-password': undefined,
  'mlflow-token': undefined,
})

/** A session with a server; `send` stands between the two. Waits between tries are left out. */
export function open(url: string, send: typeof fetch = fetch): Mlflow {
  const services = { fetch: send, log: { info: () => {} } }
  const mlflow = openTracking(tracking(url), services, { limitMs: 120_000, wait: async () => {} })
  if (mlflow === undefined) throw new Error('no address')
  return mlflow
}

/** The server does what it is asked, and then its answer is lost: on every POST of such a path, the first time. */
export function losing(path: string): typeof fetch {
  const lost = new Set<string>()
  return async (input, init) => {
    const response = await fetch(input, init)
    const key = addressOf(input)
    if (init?.method !== 'POST' || !key.endsWith(path) || lost.has(key)) return response
    lost.add(key)
    await response.body?.cancel()
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('gone'), { code: 'ECONNRESET' }) })
  }
}

function addressOf(input: Parameters<typeof fetch>[0]): string {
  return input instanceof Request ? input.url : String(input)
}

/** Lets so many requests of a path through, and none after them. */
export function endingAfter(requests: number, path: string): typeof fetch {
  let seen = 0
  return async (input, init) => {
    if (addressOf(input).endsWith(path)) seen += 1
    if (seen > requests) return new Response('{"error_code":"PERMISSION_DENIED"}', { status: 403 })
    return fetch(input, init)
  }
}

/** Nothing listens there, since it was given back. */
export async function deadAddress(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 9}`
}
