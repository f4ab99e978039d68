import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type RunningCluster, startCluster } from '@ml-actions/sandbox'
import { type Answer, play, recorded, script } from '../fixtures/cluster/play.ts'

/**
 * The same script can be sent to a real API server: `node test/fixtures/cluster/record.ts URL TOKEN` prints its answers in
 * the form of `answers.json`.
 */
describe('the embedded cluster answers a script of requests as it is recorded', () => {
  const dir = mkdtempSync(join(tmpdir(), 'cluster-'))
  let cluster: RunningCluster
  let answers: Answer[] = []

  beforeAll(async () => {
    const registry = { host: '127.0.0.1:1', username: '', password: '' }
    cluster = await startCluster({ dir, token: 'right', registry, watchHistory: 8 })
    answers = await play(cluster.url, 'right', script())
  })

  afterAll(async () => {
    await cluster.stop()
    rmSync(dir, { recursive: true, force: true })
  })

  const expected = recorded()

  test('every step of the script has its answer', () => {
    expect(answers.map(({ name }) => name)).toEqual(expected.map(({ name }) => name))
  })

  test.each(expected.map((answer, index) => [answer.name, index] as const))('%s', (_name, index) => {
    expect(answers[index]).toEqual(expected[index])
  })
})
