import type { Conclusion } from '@ml-actions/action'
import type { EngineError, EngineReason } from '@ml-actions/container-engine'
import type { Definition, Outputs, Reason } from './definition.ts'
import type { FailureClass } from './failure/reasons.ts'
import type { Mask } from './masking.ts'

const MEANINGS: Readonly<Record<EngineReason, { readonly reason: Reason; readonly class: FailureClass }>> = {
  'engine-unavailable': { reason: 'engine-unavailable', class: 'infrastructure' },
  'engine-failed': { reason: 'engine-failed', class: 'infrastructure' },
  'image-unavailable': { reason: 'image-unavailable', class: 'infrastructure' },
  'command-not-found': { reason: 'command-not-found', class: 'code' },
  'device-unavailable': { reason: 'device-unavailable', class: 'infrastructure' },
  'isolation-unavailable': { reason: 'isolation-unavailable', class: 'infrastructure' },
  'mount-unavailable': { reason: 'dataset-not-found', class: 'data' },
}

/** The conclusion when an engine could not run the command at all, or was lost with it; `kept` is what is there all the same. */
export function engineFailure(error: EngineError, mask: Mask, kept: Partial<Outputs> = {}): Conclusion<Definition> {
  const { reason, class: failureClass } = MEANINGS[error.reason]
  return {
    verdict: failureClass === 'infrastructure' ? 'inconclusive' : 'fail',
    reason,
    message: mask(error.message),
    outputs: { ...kept, 'failure-class': failureClass },
  }
}
