import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

/** What befalls one request on its way. */
export type Fault =
  /** It never reaches the registry. */
  | { readonly kind: 'answer'; readonly status: number; readonly headers?: Record<string, string> }
  /** The connection breaks after so many bytes of its body, on both sides. */
  | { readonly kind: 'cut the request'; readonly after: number }
  /** The registry does it, and nobody hears of it. */
  | { readonly kind: 'lose the answer' }
  /** The connection breaks after so many bytes of the answer's body. */
  | { readonly kind: 'cut the answer'; readonly after: number }

/** A proxy before a registry on loopback: it lets everything through but what it was told to spoil. */
export interface FaultProxy {
  readonly host: string
  /** Every request that came, as `METHOD path`, with its range where it asked for one. */
  readonly seen: string[]
  /** Spoils the next request with this method whose path fits. Faults for the same requests come one after the other. */
  spoil(method: string, path: RegExp, fault: Fault): void
  /** Asked for each request that no fault is set for. */
  always(fault: (method: string, path: string) => Fault | undefined): void
  /** How many faults have not befallen anything yet. */
  left(): number
  stop(): Promise<void>
}

export async function startFaultProxy(upstream: string): Promise<FaultProxy> {
  const faults: { method: string; path: RegExp; fault: Fault }[] = []
  const seen: string[] = []
  let otherwise: (method: string, path: string) => Fault | undefined = () => undefined
  const faultOf = (method: string, path: string): Fault | undefined => {
    const index = faults.findIndex((each) => each.method === method && each.path.test(path))
    return index === -1 ? otherwise(method, path) : faults.splice(index, 1)[0]?.fault
  }
  const server = createServer((incoming, response) => {
    const { method = 'GET', url = '/' } = incoming
    const { range } = incoming.headers
    seen.push(`${method} ${url}${range === undefined ? '' : ` ${range}`}`)
    const fault = faultOf(method, url)
    if (fault?.kind !== 'answer') return forward(upstream, incoming, response, fault)
    incoming.resume()
    response.writeHead(fault.status, fault.headers).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    host: `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    seen,
    spoil: (method, path, fault) => void faults.push({ method, path, fault }),
    always: (fault) => {
      otherwise = fault
    },
    left: () => faults.length,
    stop: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function forward(
  upstream: string,
  incoming: IncomingMessage,
  response: ServerResponse,
  fault: Fault | undefined,
): void {
  const host = incoming.headers.host ?? ''
  const onward = request(`http://${upstream}${incoming.url}`, {
    method: incoming.method ?? 'GET',
    headers: incoming.headers,
  })
  const cut = () => {
    onward.destroy()
    response.destroy()
  }
  onward.on('error', cut)
  incoming.on('error', cut)
  onward.on('response', (answer) => {
    if (fault?.kind === 'lose the answer') return cut()
    response.writeHead(answer.statusCode ?? 500, headersThrough(answer.headers, upstream, host))
    limited(answer, fault?.kind === 'cut the answer' ? fault.after : Number.POSITIVE_INFINITY, response, cut)
  })
  limited(incoming, fault?.kind === 'cut the request' ? fault.after : Number.POSITIVE_INFINITY, onward, cut)
}

/** Passes a body on until a limit is reached, where the connection ends. */
function limited(
  from: IncomingMessage,
  limit: number,
  to: {
    write(chunk: Buffer, done: () => void): boolean
    end(): unknown
    once(event: 'drain', go: () => void): unknown
  },
  cut: () => void,
): void {
  let passed = 0
  from.on('data', (chunk: Buffer) => {
    const part = chunk.subarray(0, Math.max(0, limit - passed))
    passed += chunk.length
    const ended = passed >= limit
    if (!to.write(part, ended ? cut : () => {})) {
      from.pause()
      to.once('drain', () => from.resume())
    }
  })
  from.on('end', () => to.end())
}

/** A registry that names itself in its answers names the proxy. */
function headersThrough(
  headers: IncomingMessage['headers'],
  upstream: string,
  host: string,
): IncomingMessage['headers'] {
  const { location, 'www-authenticate': challenge } = headers
  return {
    ...headers,
    ...(location === undefined ? {} : { location: location.replace(upstream, host) }),
    ...(challenge === undefined ? {} : { 'www-authenticate': challenge.replace(upstream, host) }),
  }
}
