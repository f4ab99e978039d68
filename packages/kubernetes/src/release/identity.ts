import { type Deployment, isRecord, nameOf } from '../object.ts'
import { ANNOTATION } from './names.ts'
import type { ReleaseIdentity, ReleaseRecord } from './state.ts'
import { ReleaseStateError } from './state-error.ts'

/** The annotations that say which release an object carries. */
export function identityAnnotations(identity: ReleaseIdentity): Record<string, string> {
  return {
    [ANNOTATION.image]: identity.image,
    ...(identity.model === undefined ? {} : { [ANNOTATION.model]: identity.model }),
    ...(identity.revision === undefined ? {} : { [ANNOTATION.revision]: identity.revision }),
  }
}

/** The release that the annotations of `deployment` name, or undefined where this action never deployed it. */
export function readIdentity(deployment: Deployment): ReleaseIdentity | undefined {
  const annotations = deployment.metadata.annotations ?? {}
  const image = annotations[ANNOTATION.image]
  if (image === undefined) return undefined
  return identity(image, annotations[ANNOTATION.model], annotations[ANNOTATION.revision])
}

/**
 * The last good release as the annotations of `deployment` record it; undefined where none is recorded. Throws
 * `ReleaseStateError` where it can't be read: what serves is then unknown, which is something else than nothing.
 */
export function readLastGood(deployment: Deployment): ReleaseRecord | undefined {
  const text = deployment.metadata.annotations?.[ANNOTATION.release]
  if (text === undefined) return undefined
  const record = parseReleaseRecord(parseJson(text))
  if (record === undefined)
    throw new ReleaseStateError(`Annotation ${ANNOTATION.release} of ${nameOf(deployment)} can't be read`)
  return record
}

/** `deployment` with `record` as its last good release; undefined leaves out an older one. */
export function withLastGood(deployment: Deployment, record: ReleaseRecord | undefined): Deployment {
  const { [ANNOTATION.release]: _old, ...annotations } = deployment.metadata.annotations ?? {}
  const added = record === undefined ? {} : { [ANNOTATION.release]: JSON.stringify(record) }
  return { ...deployment, metadata: { ...deployment.metadata, annotations: { ...annotations, ...added } } }
}

/** True where both name the same bytes: image and model by digest. The revision may differ: the same build can come from two commits. */
export function isSameRelease(one: ReleaseIdentity, other: ReleaseIdentity): boolean {
  return one.image === other.image && one.model === other.model
}

/** `value` as a release identity, or undefined where it isn't one. */
export function parseIdentity(value: unknown): ReleaseIdentity | undefined {
  if (!isRecord(value) || typeof value['image'] !== 'string') return undefined
  return identity(value['image'], optionalText(value['model']), optionalText(value['revision']))
}

/** `value` as the record of a good release, or undefined where it isn't one. */
export function parseReleaseRecord(value: unknown): ReleaseRecord | undefined {
  const parsed = parseIdentity(value)
  if (parsed === undefined || !isRecord(value)) return undefined
  const { at, run } = value
  return typeof at === 'string' && typeof run === 'string' ? { ...parsed, at, run } : undefined
}

function identity(image: string, model: string | undefined, revision: string | undefined): ReleaseIdentity {
  return { image, ...(model === undefined ? {} : { model }), ...(revision === undefined ? {} : { revision }) }
}

function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
