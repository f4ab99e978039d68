import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'

// A run that only looks on, in a process of its own, at a cluster that falls silent after its first answer.

const digest = `sha256:${'a'.repeat(64)}`
const STATE = {
  schema: 1,
  phase: 'canary',
  stable: { image: `registry.example/app@sha256:${'b'.repeat(64)}` },
  canary: {
    image: `registry.example/app@${digest}`,
    manifest: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'app' } },
  },
  route: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', name: 'app', service: 'app' },
  weight: 0,
  steps: [],
  epoch: 1,
}
const FIRST = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'app-release', namespace: 'ml', resourceVersion: '1' },
  data: { 'state.json': JSON.stringify(STATE) },
}

describe('a run that is cancelled while the cluster does not answer', () => {
  test.each(['observe', 'plan'])(
    '%s ends at once',
    async (mode) => {
      const folder = await mkdtemp(join(tmpdir(), 'canary-cancel-'))
      const silent = Promise.withResolvers<void>()
      const server = createServer((request, response) => {
        if (request.url?.endsWith('/configmaps/app-release') !== true) return silent.resolve()
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(FIRST))
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      const files = { state: join(folder, 'state'), output: join(folder, 'output') }
      await Promise.all(Object.values(files).map((file) => writeFile(file, '')))
      const kubeconfig = `apiVersion: v1
current-context: here
contexts: [{name: here, context: {cluster: c, user: u}}]
clusters: [{name: c, cluster: {server: "http://127.0.0.1:${port}"}}]
users: [{name: u, user: {token: the-token}}]
`
      const child = spawn(process.execPath, [join(import.meta.dirname, '../../actions/canary-promote/src/index.ts')], {
        stdio: 'ignore',
        env: {
          PATH: process.env['PATH'],
          GITHUB_REPOSITORY: 'octo/model',
          GITHUB_STATE: files.state,
          GITHUB_OUTPUT: files.output,
          RUNNER_TEMP: folder,
          INPUT_MODE: mode,
          INPUT_WORKLOAD: 'app',
          INPUT_NAMESPACE: 'ml',
          INPUT_DIGEST: digest,
          INPUT_KUBECONFIG: kubeconfig,
          'INPUT_PROMETHEUS-URL': `http://127.0.0.1:${port}`,
        },
      })
      const ended = once(child, 'exit')
      try {
        await Promise.race([silent.promise, ended])
        const askedMs = Date.now()
        child.kill('SIGINT')
        expect(await ended).toEqual([1, null])
        // The platform kills after ten seconds, and an answer is waited for longer than that.
        expect(Date.now() - askedMs).toBeLessThan(7_000)
        expect(await readFile(files.output, 'utf8')).toMatch(/reason<<\S+\ncancelled\n/)
      } finally {
        child.kill('SIGKILL')
        server.closeAllConnections()
        server.close()
        await rm(folder, { recursive: true, force: true })
      }
    },
    30_000,
  )
})
