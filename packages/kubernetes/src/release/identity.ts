import { type Deployment, isRecord } from '../object.ts'
import { ANNOTATION } from './names.ts'
import type { ReleaseIdentity, ReleaseRecord } from './state.ts'

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

/** The last good release as the annotations of `deployment` record it; undefined where none is recorded or it can't be read. */
export function readLastGood(deployment: Deployment): ReleaseRecord | undefined {
  const text = deployment.metadata.annotations?.[ANNOTATION.release]
  if (text === undefined) return undefined
  return parseReleaseRecord(parseJson(text))
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
