/** A whole promotion and a whole going back under load, beside the same load without a canary. */

import { answers, percentile } from '../../test/real/load/asked.ts'
import { isOfFailing, lost, releaseUnderLoad } from '../../test/real/load/canary.ts'
import { pushExample, scratchFolder } from '../../test/real/load/example.ts'
import { openStage } from '../../test/real/load/stage.ts'
import type { Row } from '../measure.ts'

const RATE = 100
const FAILING_ONE_OF = 20
const QUIET_MS = 30_000
/** All of it, the last step included. */
const PACE = { steps: '10, 25, 50, 100', 'error-tolerance': '2' }
const AIM = 'at most twice as slow'

export async function benchLoad(): Promise<readonly Row[]> {
  const { folder, remove } = await scratchFolder()
  const example = await pushExample(folder, FAILING_ONE_OF)
  const stage = await openStage(folder, example)
  try {
    const first = await stage.deploy(example.first)
    if (first.exitCode !== 0) throw new Error(first.stdout)
    await stage.answers()
    const { before, promoted, sentBack } = await releaseUnderLoad(stage, example, {
      rate: RATE,
      quietMs: QUIET_MS,
      pace: PACE,
    })
    const rows: Row[] = []
    for (const [name, reason, { judged, placed, asked, span }] of [
      ['a promotion', 'promoted', promoted],
      ['a going back', 'errors-harm', sentBack],
    ] as const) {
      if (judged.outputs['reason'] !== reason) throw new Error(`${placed.stdout}\n${judged.stdout}`)
      const seconds = Math.round((span.to - span.from) / 1000)
      const own = asked.filter(isOfFailing).length
      const what = `${name} at ${RATE} requests/s, ${seconds} s`
      console.log(`${what}: ${JSON.stringify(answers(asked))}`)
      rows.push(
        {
          ...{ group: 'Load', what: `${what}: failed of ${asked.length}`, unit: 'requests', runs: 1, aim: '0' },
          ours: lost(asked).length,
          other: own === 0 ? [] : { name: 'errors that the release itself answered', value: own },
        },
        {
          ...{ group: 'Load', what: `${what}: p99`, unit: 'ms', runs: 1, aim: AIM },
          ours: percentile(asked, 0.99),
          other: { name: `no canary, ${QUIET_MS / 1000} s`, value: percentile(before, 0.99) },
        },
      )
    }
    return rows
  } finally {
    await stage.close()
    await remove()
  }
}
