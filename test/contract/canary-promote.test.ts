import { createServer } from 'node:http'
import { describe, expect, test } from '@jest/globals'
import { runBundle } from '../support/bundle.ts'

// The committed bundle as a process of its own, in the runner's environment. What holds for all actions is in matrix.test.ts and
// endings.test.ts.

const kubeconfig = (server: string) => `apiVersion: v1
current-context: here
contexts: [{name: here, context: {cluster: c, user: u}}]
clusters: [{name: c, cluster: {server: "${server}"}}]
users: [{name: u, user: {token: the-token}}]
`
const RIGHT: Readonly<Record<string, string>> = {
  workload: 'app',
  namespace: 'ml',
  kubeconfig: kubeconfig('http://127.0.0.1:9'),
  'prometheus-url': 'http://127.0.0.1:9',
}

describe('the cluster', () => {
  test.each([
    [403, 'forbidden'],
    [401, 'unreadable-cluster'],
    [500, 'unreadable-cluster'],
  ])('one that answers %d', async (status, reason) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code: status, message: 'no' }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    try {
      const run = await runBundle('canary-promote', {
        inputs: { ...RIGHT, kubeconfig: kubeconfig(`http://127.0.0.1:${port}`) },
      })
      expect(run.outputs).toEqual({ verdict: 'fail', reason })
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  test('post of a run that was left open warns when it can’t reach the cluster', async () => {
    const state = { 'ml-actions-stage': 'main', canary: 'open' }
    const run = await runBundle('canary-promote', { inputs: { ...RIGHT, 'lease-wait': '0s' }, state })
    expect(run.exitCode).toBe(0)
    expect(run.annotations).toEqual([{ level: 'warning', message: expect.any(String) }])
  })
})
