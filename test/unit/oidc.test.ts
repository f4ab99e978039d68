import { createServer } from 'node:http'
import { expect, test } from '@jest/globals'
import { BearerCredentialHandler } from '../../packages/action/src/oidc/bearer.ts'
import { HttpClient } from '../../packages/action/src/oidc/http-client.ts'

/** The protocol of GitHub's identity service, as `@actions/core`'s oidc-utils.js speaks it through this client. */
async function serve(
  statuses: readonly number[],
): Promise<{ readonly url: string; readonly asked: string[]; readonly stop: () => void }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const status = statuses[asked.length] ?? 200
    asked.push(`${request.headers.authorization} ${request.headers['user-agent']} ${request.url}`)
    response.writeHead(status, { 'content-type': 'application/json' }).end('{"value":"token"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}/id?audience=x`, asked, stop: () => void server.close() }
}
const client = (retries: number): HttpClient =>
  new HttpClient('actions/oidc-client', [new BearerCredentialHandler('secret')], {
    allowRetries: true,
    maxRetries: retries,
  })

test('a token is asked for with the bearer, and asked for again after a 500', async () => {
  const { url, asked, stop } = await serve([500, 200])
  expect(await client(1).getJson(url)).toEqual({ statusCode: 200, result: { value: 'token' } })
  expect(asked).toEqual(Array.from({ length: 2 }, () => 'Bearer secret actions/oidc-client /id?audience=x'))
  stop()
})

test.each([
  ['a refusal is not tried again', 401, 3, 1],
  ['a service that stays broken is given up', 503, 1, 2],
])('%s', async (_, status, retries, tries) => {
  const { url, asked, stop } = await serve([status, status, status, status])
  await expect(client(retries).getJson(url)).rejects.toMatchObject({ statusCode: status })
  expect(asked).toHaveLength(tries)
  stop()
})
