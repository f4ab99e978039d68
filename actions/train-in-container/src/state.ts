import type { Services } from '@ml-actions/action'
import { type EngineName, isEngineName } from './engines.ts'

/** What the post step must know of a run that main has started. */
export interface RunRecord {
  readonly id: string
  readonly engine: EngineName
  readonly engineDirectory: string
  readonly startedAtMs: number
  /** When main asked the run to end; absent when main itself was ended without a word. */
  readonly stoppedAtMs?: number | undefined
  /** Main has seen the run's end and reported it. */
  readonly finished: boolean
  readonly log: string
  readonly checkpointDirectories: readonly string[]
}

const NAME = 'ml-actions-run'

/** Written before the run can be lost, and again at each turn. */
export function saveRun(services: Pick<Services, 'saveState'>, record: RunRecord): void {
  services.saveState(NAME, JSON.stringify(record))
}

/** What main wrote last; `undefined` when it never started a run. */
export function readRun(services: Pick<Services, 'readState'>): RunRecord | undefined {
  const text = services.readState(NAME)
  if (text === '') return undefined
  const value: unknown = JSON.parse(text)
  return isRunRecord(value) ? value : undefined
}

function isRunRecord(value: unknown): value is RunRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'engine' in value &&
    isEngineName(value.engine) &&
    'engineDirectory' in value &&
    typeof value.engineDirectory === 'string' &&
    'startedAtMs' in value &&
    typeof value.startedAtMs === 'number' &&
    'finished' in value &&
    typeof value.finished === 'boolean' &&
    'log' in value &&
    typeof value.log === 'string' &&
    'checkpointDirectories' in value &&
    Array.isArray(value.checkpointDirectories)
  )
}
