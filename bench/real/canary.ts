/** A canary that fails one request of twenty, until the traffic is back: beside Flagger, on the same router under the same load. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Asked } from '../../scripts/demo/load.ts'
import { failed } from '../../test/real/load/asked.ts'
import { isOfFailing } from '../../test/real/load/canary.ts'
import { type Example, pushExample, scratchFolder } from '../../test/real/load/example.ts'
import { openStage, type Stage } from '../../test/real/load/stage.ts'
import type { Row } from '../measure.ts'
import { FLAGGER, startFlagger } from './flagger.ts'

const RATE = 100
const FAILING_ONE_OF = 20
const WARM_UP_MS = 10_000
const SETTLE_MS = 5_000
/** Both begin with a tenth of the traffic, go on by as much every ten seconds, and tolerate one error in a hundred. */
const PACE = { steps: '10, 20, 30, 40, 50', interval: '2s', 'step-min': '10s', 'error-tolerance': '1' }

interface Trial {
  readonly seconds: number
  readonly failed: number
}

export async function benchCanary(): Promise<readonly Row[]> {
  const { folder, remove } = await scratchFolder()
  try {
    const example = await pushExample(folder, FAILING_ONE_OF)
    const ours = await onStage(folder, example, (stage) => withAction(stage, example))
    const theirs = await onStage(folder, example, (stage) => withFlagger(stage, example))
    const what = `a canary with 5 % errors, 10 % of ${RATE} requests/s at first`
    const common = { group: 'Canary', runs: 1 }
    return [
      {
        ...{ ...common, what: `${what}: until all traffic is back`, unit: 's' },
        ours: ours.seconds,
        other: { name: FLAGGER, value: theirs.seconds },
      },
      {
        ...{ ...common, what: `${what}: failed by then`, unit: 'requests' },
        ours: ours.failed,
        other: { name: FLAGGER, value: theirs.failed },
      },
    ]
  } finally {
    await remove()
  }
}

async function onStage(folder: string, example: Example, work: (stage: Stage) => Promise<Trial>): Promise<Trial> {
  const stage = await openStage(folder, example)
  try {
    return await work(stage)
  } finally {
    await stage.close()
  }
}

async function withAction(stage: Stage, example: Example): Promise<Trial> {
  const first = await stage.deploy(example.first)
  if (first.exitCode !== 0) throw new Error(first.stdout)
  return trial(stage, /^digits-canary-/, async () => {
    await stage.deploy(example.failing, { canary: 'true' })
    const { outputs, stdout } = await stage.promote(example.failing, PACE)
    if (outputs['reason'] !== 'errors-harm') throw new Error(stdout)
  })
}

async function withFlagger(stage: Stage, example: Example): Promise<Trial> {
  const flagger = await startFlagger(stage, example)
  try {
    return await trial(stage, /^digits-(?!primary-)/, () => flagger.tryOut(example.failing))
  } finally {
    await flagger.stop()
  }
}

/** What the load saw of a trial whose pods have such names. */
async function trial(stage: Stage, canary: RegExp, work: () => Promise<void>): Promise<Trial> {
  await stage.answers()
  const load = stage.load(RATE)
  let asked: readonly Asked[] = []
  let from = Date.now()
  try {
    await sleep(WARM_UP_MS)
    from = Date.now()
    await work()
    await sleep(SETTLE_MS)
  } finally {
    asked = (await load.stop()).filter(({ at }) => at >= from)
  }
  const reached = asked.filter((each) => canary.test(each.pod ?? '') || isOfFailing(each)).map(({ at }) => at)
  return { seconds: (Math.max(...reached) - Math.min(...reached)) / 1000, failed: failed(asked).length }
}
