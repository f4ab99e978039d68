import { createServer } from 'node:http'
import { describe, expect, test } from '@jest/globals'
import { definition } from '../../actions/canary-promote/src/definition.ts'
import { foreignCommands, runBundle } from '../support/bundle.ts'

// The committed bundle as a process of its own, in the runner's environment. Port 9 answers nobody.

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

/** For each input a value that is not allowed; `null` where any text is, and what is wrong with it shows later. */
const WRONG: Readonly<Record<string, string | null>> = {
  workload: 'App!',
  namespace: 'Not_A_Namespace',
  kubeconfig: null,
  context: 'two\nlines',
  'in-cluster': 'yes',
  'prometheus-url': 'http://user:password@host',
  'prometheus-username': 'two\nlines',
  'prometheus-password': null,
  'prometheus-token': null,
  metrics: 'statsd',
  'requests-metric': 'rate(requests_total[1m])',
  'latency-metric': 'sum(x)',
  'requests-stable': 'up',
  'requests-canary': 'up',
  'latency-stable': 'up',
  'latency-canary': 'up',
  'scrape-witness': 'up[5m]',
  'status-label': 'not-a-label',
  'error-statuses': '5..(',
  judge: 'vibes',
  steps: '50, 5',
  interval: '10',
  'step-min': 'soon',
  'step-requests': '0',
  'warm-up': '2h',
  'error-tolerance': '51',
  'error-ratio': '0.5',
  'latency-tolerance': '-1',
  alpha: '0',
  beta: '1',
  'split-tolerance': '200',
  'dispersion-guard': 'maybe',
  'blind-budget': '0s',
  timeout: '1',
  'rollout-timeout': 'long',
  'lease-wait': 'soon',
  'lease-duration': '0s',
  'on-inconclusive': 'promote',
  mode: 'promote',
  'registry-username': 'two\nlines',
  'registry-password': null,
  sign: 'keyless',
  'signing-key': null,
}

// No environment holds a NUL, and none more than 128 KiB in one variable.
const HOSTILE = [
  'a\n::set-output name=verdict::pass',
  '::error::x',
  '$(touch /tmp/owned)',
  '; rm -rf /',
  'x'.repeat(100_000),
]

describe('inputs', () => {
  test('each has a case here', () => {
    expect(Object.keys(WRONG).sort()).toEqual(Object.keys(definition.inputs).sort())
  })

  test.each(Object.entries(WRONG).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])))(
    'a wrong %s is told before anything starts',
    async (name, value) => {
      const run = await runBundle('canary-promote', { inputs: { ...RIGHT, [name]: value } })
      expect(run.exitCode).toBe(1)
      expect(run.outputs).toEqual({ verdict: 'fail', reason: 'invalid-input' })
      expect(run.annotations).toEqual([{ level: 'error', message: expect.stringContaining(`\`${name}\``) }])
      expect(run.summary).toBe('')
    },
  )

  test('all that is wrong together is told at once', async () => {
    const run = await runBundle('canary-promote', { inputs: { workload: 'app', sign: 'key', metrics: 'selectors' } })
    const [error] = run.annotations
    for (const name of ['kubeconfig', 'prometheus-url', 'signing-key', 'requests-stable', 'latency-canary'])
      expect(error?.message).toContain(`\`${name}\``)
  })

  test.each(HOSTILE)('hostile text is no command and reaches no shell (%#)', async (text) => {
    for (const name of ['workload', 'namespace', 'kubeconfig', 'prometheus-url', 'scrape-witness', 'steps']) {
      const run = await runBundle('canary-promote', { inputs: { ...RIGHT, [name]: text } })
      expect(run.exitCode).toBe(1)
      expect(run.outputs['verdict']).toBe('fail')
      expect(foreignCommands(run.stdout)).toEqual([])
      expect(run.stderr).toBe('')
    }
  })
})

describe('the cluster', () => {
  test('one that can not be reached is never “no canary”', async () => {
    const run = await runBundle('canary-promote', { inputs: RIGHT })
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toEqual({ verdict: 'fail', reason: 'unreadable-cluster' })
    expect(run.masks).toContain('the-token')
    expect(run.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('the-token')
  })

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

  test('post has nothing to do after wrong inputs, and says nothing', async () => {
    const run = await runBundle('canary-promote', { state: { 'ml-actions-stage': 'main' } })
    expect({ exitCode: run.exitCode, annotations: run.annotations, outputs: run.outputs }).toEqual({
      exitCode: 0,
      annotations: [],
      outputs: {},
    })
  })

  test('post of a run that was left open warns when it can’t reach the cluster', async () => {
    const state = { 'ml-actions-stage': 'main', canary: 'open' }
    const run = await runBundle('canary-promote', { inputs: { ...RIGHT, 'lease-wait': '0s' }, state })
    expect(run.exitCode).toBe(0)
    expect(run.annotations).toEqual([{ level: 'warning', message: expect.any(String) }])
  })
})
