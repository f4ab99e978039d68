import type { DiagnosisOptions, RolloutObjects, RolloutState } from './state.ts'

/** Where the rollout of `objects.deployment` stands. Pure: the same objects and time always give the same answer. */
export function diagnose(_objects: RolloutObjects, _options: DiagnosisOptions): RolloutState {
  throw new Error('not built yet')
}
