/** Users of a route: they ask all the time, and what they saw is kept. */
import { Agent, request } from 'node:http'
import { asUsersCome } from '../../../scripts/demo/arrivals.ts'

/** One request as the client saw it. */
export interface Seen {
  readonly atMs: number
  /** 0 where no answer came. */
  readonly status: number
  /** The body: the release that answered, or the router's own words. */
  readonly text: string
}

export interface Load {
  readonly seen: readonly Seen[]
  stop(): Promise<void>
}

/** Asks `rate` times a second on average by this host name until told to stop. */
export function startLoad(url: string, host: string, rate: number): Load {
  // In turns: a connection that idles may be closed just when it is used again.
  const agent = new Agent({ keepAlive: true, scheduling: 'fifo' })
  const seen: Seen[] = []
  const open = new Set<Promise<void>>()
  const ask = (): Promise<void> =>
    new Promise((resolve) => {
      const atMs = Date.now()
      const note = (status: number, text: string): void => {
        seen.push({ atMs, status, text })
        resolve()
      }
      const sent = request(url, { agent, headers: { host }, timeout: 10_000 }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part: string) => {
          text += part
        })
        answer.once('end', () => note(answer.statusCode ?? 0, text))
        answer.once('error', (error) => note(0, error.message))
      })
      sent.once('timeout', () => sent.destroy(new Error('no answer in 10 s')))
      sent.once('error', (error) => note(0, error.message))
      sent.end()
    })
  const stopAsking = asUsersCome(rate, () => {
    const asked = ask()
    open.add(asked)
    void asked.then(() => open.delete(asked))
  })
  return {
    seen,
    async stop() {
      stopAsking()
      await Promise.all(open)
      agent.destroy()
    },
  }
}

/** What was no answer of a release, in words. */
export function failuresOf(seen: readonly Seen[]): readonly string[] {
  return seen
    .filter(({ status }) => status !== 200)
    .map(({ atMs, status, text }) => `${new Date(atMs).toISOString()} ${status} ${text.trim()}`)
}
