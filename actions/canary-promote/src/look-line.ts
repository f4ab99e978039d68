import type { Decision, Situation } from './decide.ts'
import type { Assessment } from './evidence/assess.ts'
import type { ArmBlock, Evidence } from './evidence/blocks.ts'
import type { Settings } from './settings.ts'

export interface Look {
  readonly evidence: Evidence
  readonly assessment: Assessment
  readonly settings: Settings
  readonly situation: Situation
  readonly decision: Decision
  /** When the canary was started. */
  readonly startMs: number
  /** Why metrics could not be read this time. */
  readonly trouble: string | undefined
}

/** One look as one line: weight, counts of both arms since the start and in the last block, e-values, decision. */
export function lookLine({ evidence, assessment, settings, situation, decision, trouble, startMs }: Look): string {
  const since = evidence.blocks.filter(({ fromMs }) => fromMs >= startMs)
  const arm = (name: 'canary' | 'stable'): string => {
    const total = since.reduce(
      (sum, block) => ({ requests: sum.requests + block[name].requests, errors: sum.errors + block[name].errors }),
      { requests: 0, errors: 0 },
    )
    return `${name} ${total.requests} req ${total.errors} err${last(since.at(-1)?.[name])}`
  }
  const values = settings.metrics.map((metric) => {
    const found = assessment.metrics.get(metric)
    const safety = [...(found?.safety ?? [])].map(
      ([share, path]) => `safe@${round(100 * share)}% ${eValue(path.at(-1))}`,
    )
    return `${metric}: harm ${eValue(found?.harm.at(-1))} ${safety.join(' ')}`
  })
  return [
    new Date(situation.nowMs).toISOString().slice(11, 19),
    `${round(situation.weight)} %`,
    arm('canary'),
    arm('stable'),
    ...values,
    `split ${eValue(assessment.split.at(-1))}`,
    `→ ${decision.kind}: ${decision.message}${trouble === undefined ? '' : ` (${trouble})`}`,
  ].join(' | ')
}

function last(block: ArmBlock | undefined): string {
  return block === undefined ? '' : ` (+${block.requests})`
}

/** An e-value for people. */
export function eValue(logE: number | undefined): string {
  if (logE === undefined) return '–'
  const value = Math.exp(logE)
  return value >= 1e5 || (value < 0.001 && value > 0) ? `e^${logE.toFixed(1)}` : String(Number(value.toPrecision(3)))
}

function round(value: number): string {
  return String(Number(value.toFixed(2)))
}
