/**
 * A client that asks as users come, whatever the answers: `load-client.ts URL RATE IMAGES LOG`. One line of JSON per
 * request: when it was sent (ms since 1970), how long it took, the status or the error, and which pod answered.
 * Ends when its input ends, so that it never outlives whoever started it.
 */
import { createWriteStream, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { asUsersCome } from './arrivals.ts'

const [url = '', rate = '', images = '', log = ''] = process.argv.slice(2)
const target = new URL('/predict', url)
// Names below `localhost` are this machine's own (RFC 6761), whatever its resolver knows of them.
const own = target.hostname.endsWith('.localhost') ? { hostname: '127.0.0.1' } : {}
const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const bodies = readFileSync(images, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
const lines = createWriteStream(log, { flags: 'a' })
const LIMIT_MS = 10_000
let sent = 0
let open = 0
let stopping = false

function ask(): void {
  const body = bodies[sent++ % bodies.length] ?? '{}'
  const at = Date.now()
  const begun = performance.now()
  let answered = false
  open++
  const tell = (answer: Readonly<Record<string, string | number>>): void => {
    open--
    lines.write(`${JSON.stringify({ at, ms: Math.round((performance.now() - begun) * 100) / 100, ...answer })}\n`)
    if (stopping && open === 0) lines.end()
  }
  const sending = request(
    target,
    {
      ...own,
      agent,
      method: 'POST',
      timeout: LIMIT_MS,
      headers: {
        host: target.host,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    },
    (response) => {
      answered = true
      response.resume()
      response.once('close', () => {
        if (response.complete)
          tell({ status: response.statusCode ?? 0, pod: String(response.headers['x-served-by'] ?? '') })
        else tell({ error: 'cut' })
      })
    },
  )
  sending.once('timeout', () => sending.destroy(new Error('no answer')))
  sending.once('error', (error: NodeJS.ErrnoException) => {
    if (!answered) tell({ error: error.code ?? error.message })
  })
  sending.end(body)
}

const stopAsking = asUsersCome(Number(rate), ask)

process.stdin.resume()
process.stdin.once('end', () => {
  stopping = true
  stopAsking()
  if (open === 0) lines.end()
})
lines.once('close', () => {
  agent.destroy()
  process.exit(0)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
