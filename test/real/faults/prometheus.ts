/** A Prometheus of one's own, whose faults disturb nobody else; and a way to it on which it is slow, in trouble or gone. */
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { start } from '@ml-actions/process'
import { answersHttp } from '../../services/daemon.ts'
import { trixiePackages } from '../../services/debian.ts'
import { configuration } from '../../services/prometheus/configuration.ts'
import { serviceContext } from '../../support/service-context.ts'
import { within } from '../../support/within.ts'

export interface OwnPrometheus {
  readonly url: string
  /** Ends it, for as long as told, and starts it again with all that it had. */
  restart(goneMs: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

/** Starts one that scrapes all that the service does. */
export async function startPrometheus(folder: string): Promise<OwnPrometheus> {
  const context = serviceContext('prometheus')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'prometheus.yml')
  await writeFile(file, JSON.stringify(await configuration(context, '1s')))
  const program = join(await trixiePackages(context, 'prometheus', ['prometheus'], '2.53'), 'usr/bin/prometheus')
  const argv = ['--config.file', file, '--storage.tsdb.path', join(folder, 'data')]
  const begin = async () => {
    const server = await start(program, [...argv, '--web.listen-address', `127.0.0.1:${port}`], {
      env: {},
      cwd: folder,
    })
    if (!(await within(60_000, () => answersHttp(`${url}/-/ready`, 200)))) throw new Error('Prometheus does not answer')
    return server
  }
  let server = await begin()
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM')
    await server.done
  }
  return {
    url,
    async restart(gone) {
      await stop()
      await gone()
      server = await begin()
    },
    stop,
  }
}

/** What befalls a query. */
export type Trouble =
  | { readonly kind: 'answer'; readonly status: number }
  /** Later than anybody waits. */
  | { readonly kind: 'never answer' }
  | { readonly kind: 'cut' }

export interface MetricsProxy {
  readonly url: string
  trouble(next: Trouble | undefined): void
  stop(): Promise<void>
}

export async function startMetricsProxy(upstream: string): Promise<MetricsProxy> {
  let trouble: Trouble | undefined
  const forward = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await buffer(incoming)
    if (trouble?.kind === 'cut') return void outgoing.destroy()
    if (trouble?.kind === 'never answer') return
    if (trouble?.kind === 'answer') return void outgoing.writeHead(trouble.status).end('said by a test')
    const { method, headers, url = '/' } = incoming
    const sent = request(new URL(url, upstream), { method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    sent.once('error', () => outgoing.destroy())
    sent.end(body)
  }
  const server = createHttpServer((incoming, outgoing) => {
    forward(incoming, outgoing).catch(() => outgoing.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    trouble(next) {
      trouble = next
    },
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server.address())
  const closed = once(server, 'close')
  server.close()
  await closed
  return port
}

function portOf(address: string | { readonly port: number } | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}
