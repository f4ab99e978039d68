import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseQuery, QueryError } from './query.ts'
import type { Found, Storage } from './storage.ts'

const LOOKBACK_MS = 300_000

/** Answers Prometheus' HTTP API: `/api/v1/query` by GET and POST, `/-/healthy`, `/-/ready`. Others are refused by name. */
export async function answer(incoming: IncomingMessage, outgoing: ServerResponse, storage: Storage): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://metrics')
  if (url.pathname === '/-/healthy' || url.pathname === '/-/ready') {
    outgoing.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('Prometheus Server is Ready.\n')
    return
  }
  if (url.pathname !== '/api/v1/query' || !['GET', 'POST'].includes(incoming.method ?? '')) {
    return refuse(
      outgoing,
      501,
      'execution',
      `${incoming.method} ${url.pathname} is not served here, only /api/v1/query`,
    )
  }
  const form = incoming.method === 'POST' ? new URLSearchParams(await text(incoming)) : url.searchParams
  try {
    const query = parseQuery(form.get('query') ?? url.searchParams.get('query') ?? '')
    const atMs = readTime(form.get('time'))
    const found =
      query.rangeMs === undefined
        ? storage.instant(query.matches, atMs, LOOKBACK_MS)
        : storage.range(query.matches, atMs - query.rangeMs, atMs)
    const result = found.map((series) => (query.rangeMs === undefined ? vector(series) : matrix(series)))
    const resultType = query.rangeMs === undefined ? 'vector' : 'matrix'
    send(outgoing, 200, { status: 'success', data: { resultType, result } })
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    const bad = error.kind === 'bad'
    refuse(outgoing, bad ? 400 : 422, bad ? 'bad_data' : 'execution', error.message)
  }
}

function readTime(given: string | null): number {
  if (given === null || given === '') return Date.now()
  const ms = /^-?\d+(\.\d+)?$/.test(given) ? Math.round(Number(given) * 1000) : Date.parse(given)
  if (Number.isNaN(ms)) throw new QueryError('bad', `invalid parameter "time": cannot parse "${given}"`)
  return ms
}

function point([timeMs, value]: readonly [number, number]): [number, string] {
  return [timeMs / 1000, Number.isFinite(value) || Number.isNaN(value) ? String(value) : value > 0 ? '+Inf' : '-Inf']
}
const vector = ({ labels, samples: [sample] }: Found) => ({ metric: labels, value: sample && point(sample) })
const matrix = ({ labels, samples }: Found) => ({ metric: labels, values: samples.map(point) })

async function text(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  const chunks: AsyncIterable<unknown> = incoming
  for await (const part of chunks) if (part instanceof Buffer) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

function refuse(outgoing: ServerResponse, status: number, errorType: string, error: string): void {
  send(outgoing, status, { status: 'error', errorType, error })
}

function send(outgoing: ServerResponse, status: number, body: unknown): void {
  outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
