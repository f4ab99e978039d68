import type { Services } from '@ml-actions/action'
import type { Grant, ProcessIdentity } from '@ml-actions/gpu'

/** What post has to give back and to report. */
export interface Held {
  readonly grant: Grant
  readonly grantedAt: number
  readonly samples?: string
  readonly sampler?: ProcessIdentity
}

const NAME = 'ml-actions-gpu-lease'

export function saveHeld(services: Services, held: Held): void {
  services.saveState(NAME, JSON.stringify(held))
}

export function readHeld(services: Services): Held | undefined {
  const text = services.readState(NAME)
  if (text === '') return undefined
  const value: unknown = JSON.parse(text)
  return isHeld(value) ? value : undefined
}

/** Only this action writes this state; the runner keeps it between main and post. */
function isHeld(value: unknown): value is Held {
  return typeof value === 'object' && value !== null && 'grant' in value && 'grantedAt' in value
}
