import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isRecord } from '@ml-actions/registry'
import { CALLS } from './calls.ts'
import type { MlflowForm } from './form.ts'
import { Refusal, Store } from './store.ts'

/** A stand-in for an MLflow server, for tests without one: the calls that are used here, as MLflow 3.17 answers them. */
export interface FakeMlflow extends MlflowForm {
  readonly witness: Store
  /** What came, in order. */
  readonly requests: readonly { readonly call: string; readonly authorization: string | undefined }[]
}

const API = '/api/2.0/mlflow/'
const ARTIFACT = /^\/api\/2\.0\/mlflow-artifacts\/artifacts\/\d+\/([0-9a-f]+)\/artifacts\/(.+)$/

export async function startMlflow(): Promise<FakeMlflow> {
  const witness = new Store()
  const requests: { call: string; authorization: string | undefined }[] = []
  const server = createServer((request, response) => void answer(request, response))
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const call = `${request.method} ${pathname.replace(API, '')}`
    requests.push({ call, authorization: request.headers.authorization })
    const body = await bodyOf(request)
    const send = (status: number, content: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content))
    }
    try {
      const [, run, name] = ARTIFACT.exec(pathname) ?? []
      const known = CALLS[call]
      if (request.method === 'PUT' && run !== undefined && name !== undefined) {
        witness.run(run).artifacts.set(decodeURIComponent(name), body)
        send(200, {})
      } else if (known === undefined) {
        response.writeHead(404, { 'content-type': 'text/html' }).end('<title>404 Not Found</title>')
      } else {
        const given: unknown = body.length === 0 ? Object.fromEntries(searchParams) : JSON.parse(body.toString('utf8'))
        send(200, await known(witness, isRecord(given) ? given : {}))
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      send(error.status, { error_code: error.code, message: error.message })
    }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    witness,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) if (Buffer.isBuffer(part)) parts.push(part)
  return Buffer.concat(parts)
}
