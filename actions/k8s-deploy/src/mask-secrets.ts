import type { Services } from '@ml-actions/action'
import { type KubernetesObject, recordAt } from '@ml-actions/kubernetes'

/** Shorter values would blank out half of the log and protect nothing. */
const MIN_LENGTH = 6

/** Hides the values of all Secrets among `objects` in the log, as they stand and decoded. */
export function maskSecrets(objects: readonly KubernetesObject[], services: Pick<Services, 'mask'>): void {
  for (const object of objects.filter(({ kind }) => kind === 'Secret')) {
    for (const value of Object.values(recordAt(object, 'data') ?? {})) {
      if (typeof value === 'string') hide(value, Buffer.from(value, 'base64').toString('utf8'))
    }
    for (const value of Object.values(recordAt(object, 'stringData') ?? {})) {
      if (typeof value === 'string') hide(value, Buffer.from(value).toString('base64'))
    }
  }
  function hide(...texts: readonly string[]): void {
    for (const text of texts) if (text.length >= MIN_LENGTH) services.mask(text)
  }
}
