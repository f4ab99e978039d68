import { isRecord, isText, isTime } from '../guards.ts'
import type { Run } from './provenance.ts'

/** A workload of a cluster, by its names. */
export interface Target {
  readonly cluster: string
  readonly namespace: string
  readonly workload: string
}

const VERDICTS: readonly unknown[] = ['pass', 'fail', 'inconclusive']

/** Whether a value is one of the three verdicts that every action has. */
export function isVerdict(value: unknown): value is 'pass' | 'fail' | 'inconclusive' {
  return VERDICTS.includes(value)
}

/** Whether a value names a workload. */
export function isTarget(value: unknown): value is Target {
  return isRecord(value) && isText(value['cluster']) && isText(value['namespace']) && isText(value['workload'])
}

/** Whether a value names a run. */
export function isRun(value: unknown): value is Run {
  return (
    isRecord(value) &&
    isText(value['builder']) &&
    isText(value['invocation']) &&
    isTime(value['startedOn']) &&
    isTime(value['finishedOn'])
  )
}
