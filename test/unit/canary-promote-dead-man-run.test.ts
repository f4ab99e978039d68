import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Digest } from '@ml-actions/registry'
import { NAMESPACE, startLoad, startWorld, type World } from './canary-promote-world.ts'

// The switch as a process of its own, in the Job that the action makes. Real clusters see the same in test/real.

const LIMIT_MS = 240_000
let world: World
let watched: Readonly<Record<string, string>>
let releases = 0

beforeAll(async () => {
  world = await startWorld()
  await world.deploy(await world.image('release 0', 'ok'), false)
  const metadata = { name: 'ml-actions-dead-man', namespace: NAMESPACE }
  await world.cluster.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata })
  // Any image: it finds the node of this machine.
  const image = `${world.registryHost}/octo/app@${await world.image('a shell for node', 'ok')}`
  watched = {
    'dead-man': 'on',
    'dead-man-image': image,
    // How fast this machine is, is another matter.
    judge: 'errors',
    'error-tolerance': '30',
    'blind-budget': '1m',
    timeout: '200s',
    'rollout-timeout': '2m',
  }
}, LIMIT_MS)
afterAll(() => world.stop())

let digest: Digest
let load: ReturnType<typeof startLoad>
beforeEach(async () => {
  digest = await world.image(`release ${++releases}`, 'ok')
  expect(await world.deploy(digest, true)).toBe('canary-placed')
  load = startLoad(world.router.url, 100)
}, LIMIT_MS)
afterEach(() => load.stop())

const jobs = async (): Promise<readonly string[]> => {
  const { items } = await world.cluster.list({ apiVersion: 'batch/v1', kind: 'Job' }, { namespace: NAMESPACE })
  return items.map(({ metadata }) => metadata.name)
}

describe('a run with the dead man’s switch', () => {
  test(
    'killed for good, it leaves nobody on the canary; the next one says so and cleans up',
    async () => {
      let moved = false
      let killed = false
      const run = await world.spawnAction({ ...watched, digest, 'step-min': '150s' }, {}, (line, kill) => {
        // At the first line after the move.
        if (moved && !killed) {
          kill('SIGKILL')
          killed = true
        }
        moved ||= line.includes('state: advance at 20 %')
      })
      expect({ killed, code: run.code }).toEqual({ killed: true, code: null })
      expect(run.output).toContain('gives the traffic back when this run stops without a word')
      while (!(await world.weights()).includes('app-canary:0')) await new Promise((resolve) => setTimeout(resolve, 200))
      while ((await world.state())?.phase !== 'going-back') await new Promise((resolve) => setTimeout(resolve, 200))
      const next = await world.promote({ ...watched, digest })
      expect(next).toMatchObject({
        verdict: 'fail',
        reason: 'dead-man',
        message: expect.stringContaining('no heartbeat of'),
      })
      expect(await world.weights()).toEqual(['app:100'])
      expect(await jobs()).toEqual([])
    },
    LIMIT_MS,
  )

  test(
    'promoted, it leaves nothing behind, and says who watched',
    async () => {
      const ended = await world.promote({ ...watched, digest })
      expect(ended).toMatchObject({ verdict: 'pass', reason: 'promoted' })
      const report: unknown = JSON.parse(readFileSync(String(ended.outputs['report']), 'utf8'))
      expect(report).toMatchObject({ deadMan: expect.stringMatching(/^armed: Job app-dead-man-\d+, \S+@sha256:/) })
      expect(ended.summary).toContain('Dead man')
      expect(await world.weights()).toEqual(['app:100'])
      expect(await jobs()).toEqual([])
    },
    LIMIT_MS,
  )
})
