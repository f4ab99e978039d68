import { beforeAll, describe, expect, test } from '@jest/globals'
import type { Asked } from '../../scripts/demo/load.ts'
import { answers, failed, percentile } from './load/asked.ts'
import { type Canaries, isOfFailing, lost, releaseUnderLoad } from './load/canary.ts'
import { pushExample, scratchFolder } from './load/example.ts'
import { openStage } from './load/stage.ts'

// The example's service behind the real router. Times depend on the machine and are told, not judged.
// @calm Pods that others starve lose requests by no fault of a release.
// @seconds 150

const RATE = 30
const QUIET_MS = 5_000
const FAILING_ONE_OF = 4
const LIMIT_MS = 10 * 60_000

describe('under load', () => {
  let canaries: Canaries
  beforeAll(async () => {
    const { folder, remove } = await scratchFolder()
    const example = await pushExample(folder, FAILING_ONE_OF)
    const stage = await openStage(folder, example)
    try {
      const first = await stage.deploy(example.first)
      expect([first.outputs['reason'], first.stdout]).toEqual(['first-release', first.stdout])
      await stage.answers()
      canaries = await releaseUnderLoad(stage, example, { rate: RATE, quietMs: QUIET_MS })
      const { before, promoted, sentBack } = canaries
      const told = { 'no canary': before, 'a promotion': promoted.asked, 'a going back': sentBack.asked }
      for (const [name, asked] of Object.entries(told)) process.stdout.write(`${name}: ${tell(asked)}\n`)
    } finally {
      await stage.close()
      await remove()
    }
  }, LIMIT_MS)

  test('without a canary, every request is answered', () => {
    expect(canaries.before.length).toBeGreaterThan((RATE * QUIET_MS) / 1000 / 2)
    expect(failed(canaries.before)).toEqual([])
  })

  test('a whole promotion loses no request, and both releases answer in it', () => {
    const { placed, judged, asked } = canaries.promoted
    expect([placed.outputs['reason'], placed.stdout]).toEqual(['canary-placed', placed.stdout])
    expect([judged.outputs['reason'], judged.stdout]).toEqual(['promoted', judged.stdout])
    expect(failed(asked)).toEqual([])
    expect(asked.filter(({ pod = '' }) => pod.startsWith('digits-canary-')).length).toBeGreaterThan(RATE)
    expect(asked.filter(({ pod = '' }) => /^digits-(?!canary-)/.test(pod)).length).toBeGreaterThan(RATE)
  })

  test('a going back loses none but those that the failing release answered itself', () => {
    const { placed, judged, asked } = canaries.sentBack
    expect([placed.outputs['reason'], placed.stdout]).toEqual(['canary-placed', placed.stdout])
    expect([judged.outputs['reason'], judged.stdout]).toEqual(['errors-harm', judged.stdout])
    expect(lost(asked)).toEqual([])
    expect(asked.filter(isOfFailing).length).toBeGreaterThan(0)
    // From the end of the trial on, only the release before answers.
    const last = asked.slice(-RATE)
    expect(last.filter(({ pod = '' }) => !/^digits-(?!canary-)/.test(pod))).toEqual([])
  })
})

function tell(asked: readonly Asked[]): string {
  const times = [0.5, 0.9, 0.99].map((share) => `p${share * 100} ${percentile(asked, share).toFixed(1)} ms`)
  return `${asked.length} requests, ${JSON.stringify(answers(asked))}, ${times.join(', ')}`
}
