/**
 * A client that asks as users come, whatever the answers: `load-client.ts URL HOST RATE BODIES LOG`. It starts each request
 * when it is due and counts its time from then, not from when an earlier one was answered, as a closed loop of a few
 * connections would (wrk, ab, hey): where all of those wait, they send nothing, and the wait shows in one request instead of
 * in all that should have been sent. Nothing is ever sent again, so that a refused or cut connection counts.
 *
 * One line of JSON for each request: when it was due (ms since 1970), how long it took, the status or the error, the pod
 * that answered, and what it said where that was not 200. Ends when its input ends, so that it never outlives whoever started it.
 */
import { createWriteStream, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { asUsersCome } from './arrivals.ts'

const [url = '', host = '', rate = '', bodies = '', log = ''] = process.argv.slice(2)
const target = new URL('/predict', url)
// Names below `localhost` are this machine's own (RFC 6761), whatever its resolver knows of them.
const own = target.hostname.endsWith('.localhost') ? { hostname: '127.0.0.1' } : {}
const agent = new Agent({ keepAlive: true, maxSockets: 256 })
const questions = readFileSync(bodies, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
const lines = createWriteStream(log, { flags: 'a' })
const LIMIT_MS = 10_000
let sent = 0
let open = 0
let isStopping = false

function ask(due: number): void {
  const body = questions[sent++ % questions.length] ?? '{}'
  open++
  let isAnswered = false
  const tell = (answer: Readonly<Record<string, string | number>>): void => {
    if (isAnswered) return
    isAnswered = true
    open--
    const at = Math.round(performance.timeOrigin + due)
    const ms = Math.round((performance.now() - due) * 100) / 100
    lines.write(`${JSON.stringify({ at, ms, ...answer })}\n`)
    if (isStopping && open === 0) lines.end()
  }
  const headers = { host, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  const sending = request(target, { ...own, agent, method: 'POST', timeout: LIMIT_MS, headers }, (response) => {
    const status = response.statusCode ?? 0
    let text = ''
    response.setEncoding('utf8').on('data', (part: string) => {
      if (status !== 200) text += part
    })
    response.once('error', () => undefined)
    response.once('close', () => {
      const pod = String(response.headers['x-served-by'] ?? '')
      tell(response.complete ? { status, pod, ...(text === '' ? {} : { text }) } : { error: 'cut' })
    })
  })
  sending.once('timeout', () => sending.destroy(new Error('no answer')))
  sending.once('error', (error: NodeJS.ErrnoException) => tell({ error: error.code ?? error.message }))
  sending.end(body)
}

const stopAsking = asUsersCome(Number(rate), ask)

process.stdin.resume()
process.stdin.once('end', () => {
  isStopping = true
  stopAsking()
  if (open === 0) lines.end()
})
lines.once('close', () => {
  agent.destroy()
  process.exit(0)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
