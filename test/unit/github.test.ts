import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  comment,
  createDeployment,
  type GitHubAccess,
  pullRequestNumber,
  setDeploymentStatus,
  tellDeployment,
} from '@ml-actions/github'

interface Call {
  readonly request: string
  readonly authorization: string | undefined
  readonly body: unknown
}
type Answers = Readonly<Record<string, readonly [status: number, body: unknown]>>

let calls: Call[] = []
let answers: Answers = {}
let access: GitHubAccess
let stop: () => Promise<void>

/** GitHub's REST protocol as documented at docs.github.com/rest: issues/comments and repos/deployments. */
beforeEach(async () => {
  calls = []
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const key = `${request.method} ${request.url}`
      calls.push({ request: key, authorization: request.headers.authorization, body })
      const [status, answer] = answers[key] ?? [404, { message: 'Not Found' }]
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  access = { token: 'ghs_x', repository: 'o/r', apiUrl: `http://127.0.0.1:${port}`, fetch }
  stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
})
afterEach(() => stop())

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  return text === '' ? undefined : JSON.parse(text)
}

const BODY = '<!-- ml-actions:validate -->\nhello'
const LIST = 'GET /repos/o/r/issues/7/comments?per_page=100&page=1'

describe('the comment', () => {
  test('is created by the first run', async () => {
    answers = { [LIST]: [200, []], 'POST /repos/o/r/issues/7/comments': [201, { html_url: 'https://x/1' }] }
    expect(await comment(access, 7, BODY)).toEqual({ done: true, value: 'https://x/1' })
    expect(calls.at(-1)).toMatchObject({ body: { body: BODY }, authorization: 'token ghs_x' })
  })
  test('is replaced by later ones, and only when a bot wrote it', async () => {
    const found = [
      { id: 1, user: { type: 'User' }, body: BODY },
      { id: 2, user: { type: 'Bot' }, body: `> ${BODY}` },
      { id: 3, user: { type: 'Bot' }, body: BODY },
    ]
    answers = { [LIST]: [200, found], 'PATCH /repos/o/r/issues/comments/3': [200, { html_url: 'https://x/3' }] }
    expect(await comment(access, 7, BODY)).toEqual({ done: true, value: 'https://x/3' })
  })
  test('is cut to what GitHub takes', async () => {
    answers = { [LIST]: [200, []], 'POST /repos/o/r/issues/7/comments': [201, { html_url: 'https://x/1' }] }
    await comment(access, 7, `${BODY}${'x'.repeat(70_000)}`)
    expect(JSON.stringify(calls.at(-1)?.body).length).toBeLessThanOrEqual(65_536 + 20)
  })
})

describe('without the right to write', () => {
  test('a missing token sends nothing and says so', async () => {
    const result = await comment({ ...access, token: undefined }, 7, BODY)
    expect(result).toEqual({ done: false, why: 'comment: no `github-token` was given' })
    expect(calls).toEqual([])
  })
  test('a fork’s token is explained', async () => {
    answers = {
      [LIST]: [200, []],
      'POST /repos/o/r/issues/7/comments': [403, { message: 'Resource not accessible by integration' }],
    }
    expect(await comment(access, 7, BODY)).toMatchObject({ done: false, why: expect.stringContaining('from a fork') })
  })
  test('the token is never part of what is told', async () => {
    answers = { [LIST]: [500, { message: 'boom' }] }
    expect(
      JSON.stringify(await comment({ ...access, fetch: () => Promise.reject(new Error('no route')) }, 7, BODY)),
    ).not.toContain('ghs_x')
  })
})

describe('the deployment', () => {
  test('is opened for the commit without merging or waiting for checks, then told how it went', async () => {
    answers = {
      'POST /repos/o/r/deployments': [201, { id: 42 }],
      'POST /repos/o/r/deployments/42/statuses': [201, {}],
    }
    const request = { sha: 'abc', environment: 'production', description: 'd'.repeat(200), production: true }
    expect(await createDeployment(access, request)).toEqual({ done: true, value: 42 })
    expect(calls[0]?.body).toMatchObject({
      ref: 'abc',
      auto_merge: false,
      required_contexts: [],
      description: 'd'.repeat(140),
    })
    const status = { state: 'success', description: 'ok', logUrl: 'https://x/run' } as const
    expect(await setDeploymentStatus(access, 42, status)).toMatchObject({ done: true })
    expect(calls[1]?.body).toMatchObject({ state: 'success', log_url: 'https://x/run' })
  })

  test('told for a run names where it can be read; a refusal is a line in its log', async () => {
    const said: string[] = []
    answers = {}
    const { repository, apiUrl, token } = access
    const context = { repository, apiUrl, runUrl: 'https://x/run' }
    const run = { context, fetch, log: { info: (line: string) => void said.push(line) } }
    const status = { state: 'failure', description: 'crash: it ended', environmentUrl: 'https://app' } as const
    await tellDeployment(run, token, 42, status)
    expect(calls.at(-1)?.body).toEqual({
      state: 'failure',
      description: 'crash: it ended',
      log_url: 'https://x/run',
      environment_url: 'https://app',
    })
    const refused = /^The deployment's status on GitHub is not written: .*GitHub answered 404/
    expect(said).toEqual([expect.stringMatching(refused)])
  })
})

describe('a GitHub that does not answer', () => {
  test('costs no more than the time it is given', async () => {
    const hanging = createServer(() => undefined)
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve))
    const address = hanging.address()
    const apiUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
    const status = { state: 'success', description: 'ok', logUrl: 'https://x/run' } as const
    expect(await setDeploymentStatus({ ...access, apiUrl, timeoutMs: 50 }, 42, status)).toEqual({
      done: false,
      why: expect.stringContaining('deployment status: '),
    })
    hanging.closeAllConnections()
    hanging.close()
  })
})

describe('the event', () => {
  test.each([
    ['a pull request', '{"pull_request":{"number":12}}', 12],
    ['a push', '{"ref":"refs/heads/main"}', undefined],
    ['no JSON', 'x', undefined],
    ['a number that is none', '{"pull_request":{"number":"12; rm"}}', undefined],
  ])('%s', async (_, text, expected) => {
    const folder = await mkdtemp(join(tmpdir(), 'event-'))
    await writeFile(join(folder, 'event.json'), text)
    expect(await pullRequestNumber(join(folder, 'event.json'))).toBe(expected)
    await rm(folder, { recursive: true })
  })
})
