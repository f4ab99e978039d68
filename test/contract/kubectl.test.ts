import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { runBundle } from '../support/bundle.ts'
import { processesWith } from '../support/hanging.ts'
import { kubeconfig } from './cases/case.ts'

// A kubeconfig with an exec plugin leads through `kubectl proxy`, here one that serves an empty cluster on its unix socket.

const KUBECTL = `#!${process.execPath}
const { createServer } = require('node:http')
const { appendFileSync } = require('node:fs')
appendFileSync(__filename + '.calls', process.argv.slice(2).join(' ') + '\\n')
const socket = process.argv.find((word) => word.startsWith('--unix-socket=')).slice('--unix-socket='.length)
createServer((request, response) => {
  response.writeHead(404, { 'content-type': 'application/json' })
  const name = request.url.split('?')[0].split('/').at(-1)
  response.end(JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404, details: { name } }))
}).listen(socket)
`

let tools: string
beforeAll(async () => {
  tools = await mkdtemp(join(tmpdir(), 'kubectl-'))
  await writeFile(join(tools, 'kubectl'), KUBECTL)
  await chmod(join(tools, 'kubectl'), 0o755)
})
afterAll(() => rm(tools, { recursive: true, force: true }))

test.each([
  ['k8s-deploy', { mode: 'status' }, 'nothing-serves'],
  ['canary-promote', { 'prometheus-url': 'http://127.0.0.1:9' }, 'nothing-to-promote'],
])('%s goes through kubectl, which ends with it', async (action, inputs, reason) => {
  const run = await runBundle(action, {
    inputs: {
      kubeconfig: kubeconfig('127.0.0.1:9', '{exec: {command: aws}}'),
      namespace: 'ml',
      workload: 'app',
      ...inputs,
    },
    env: { PATH: tools },
    limitMs: 20_000,
  })
  expect(run).toMatchObject({ signal: null, stderr: '', outputs: { reason } })
  expect(await processesWith(tools)).toEqual([])
  const [call = ''] = (await readFile(join(tools, 'kubectl.calls'), 'utf8')).split('\n')
  expect(call).toMatch(/^proxy --kubeconfig=\S+ --context=here --unix-socket=\S+$/)
})
