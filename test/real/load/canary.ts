/** A whole promotion and a whole going back under load. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Asked } from '../../../scripts/demo/load.ts'
import type { BundleRun } from '../../support/bundle.ts'
import { during, failed, type Span } from './asked.ts'
import type { Example } from './example.ts'
import type { Stage } from './stage.ts'

/** What a release did, from before it was placed until nothing of it moved any more. */
export interface Release {
  readonly placed: BundleRun
  readonly judged: BundleRun
  readonly span: Span
  readonly asked: readonly Asked[]
}

export interface Canaries {
  /** Asked while there was no canary. */
  readonly before: readonly Asked[]
  readonly promoted: Release
  readonly sentBack: Release
}

interface Pace {
  readonly rate: number
  readonly quietMs: number
  /** Inputs of canary-promote. */
  readonly pace?: Readonly<Record<string, string>>
}

/** Old pods answer on for so long after the verdict. */
const SETTLE_MS = 8_000
/** A service that was just started answers slowly at first. */
const WARM_UP_MS = 5_000

/** On a stage where the first release serves: load without a canary for `quietMs`, then a good one and a failing one. */
export async function releaseUnderLoad(
  stage: Stage,
  example: Example,
  { rate, quietMs, pace = {} }: Pace,
): Promise<Canaries> {
  const load = stage.load(rate)
  try {
    await sleep(WARM_UP_MS)
    const quiet = { from: Date.now(), to: Date.now() + quietMs }
    await sleep(quietMs)
    const good = await release(stage, example.better, pace)
    const bad = await release(stage, example.failing, pace)
    const asked = await load.stop()
    return {
      before: during(asked, quiet),
      promoted: { ...good, asked: during(asked, good.span) },
      sentBack: { ...bad, asked: during(asked, bad.span) },
    }
  } finally {
    await load.stop()
  }
}

async function release(
  stage: Stage,
  digest: Example['first'],
  inputs: Readonly<Record<string, string>>,
): Promise<Omit<Release, 'asked'>> {
  const from = Date.now()
  const placed = await stage.deploy(digest, { canary: 'true' })
  const judged = await stage.promote(digest, inputs)
  await sleep(SETTLE_MS)
  return { placed, judged, span: { from, to: Date.now() } }
}

/** What the failing release itself answered: an error of its own, in its own words. */
export function isOfFailing({ status, text = '' }: Asked): boolean {
  return status === 500 && text.includes('internal error')
}

/** Those that no release answered: they were lost on the way. */
export function lost(asked: readonly Asked[]): readonly Asked[] {
  return failed(asked).filter((each) => !isOfFailing(each))
}
