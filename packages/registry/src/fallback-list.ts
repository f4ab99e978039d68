import { type Digest, hexOf } from './digest.ts'
import { isRegistryError, RegistryError } from './error.ts'
import { settling, withRetries } from './http/retry.ts'
import { type Descriptor, type ImageIndex, type ImageManifest, isIndex } from './manifest.ts'
import { getManifest, headManifest, type ManifestStore, manifestWrite } from './manifests.ts'
import { MediaType } from './media-types.ts'

/** How often a list may be overwritten by others before it is given up: with the waits, a quarter of a minute. */
const MAX_OVERWRITTEN = 5

/** The tag under which the distribution specification keeps referrers where there is no API. */
export function fallbackTag(digest: Digest): string {
  return `sha256-${hexOf(digest)}`
}

/** The list under the fallback tag; one without entries where there is no such tag. */
export async function fallbackList(store: ManifestStore, subject: Digest): Promise<ImageIndex> {
  try {
    const { manifest } = await getManifest(store, fallbackTag(subject))
    if (isIndex(manifest)) return manifest
    throw new RegistryError(
      'invalid-response',
      `the tag ${fallbackTag(subject)} is taken by something that lists no referrers`,
    )
  } catch (error) {
    if (!isRegistryError(error, 'not-found')) throw error
    return { schemaVersion: 2, mediaType: MediaType.ociIndex, manifests: [] }
  }
}

/** Adds a manifest to its subject's list, and looks again until the entry stays. Throws `unavailable` when it never does. */
export async function addToFallbackList(
  store: ManifestStore,
  referrer: Descriptor,
  manifest: ImageManifest | ImageIndex,
): Promise<void> {
  if (manifest.subject === undefined) return
  const entry = describeReferrer(referrer, manifest)
  await change(store, manifest.subject.digest, (entries) =>
    entries.some((other) => other.digest === entry.digest) ? undefined : [...entries, entry],
  )
}

/** Takes a manifest off its subject's list, where there is one. */
export function dropFromFallbackList(store: ManifestStore, referrer: Digest, subject: Digest): Promise<void> {
  return change(store, subject, (entries) => {
    const kept = entries.filter((entry) => entry.digest !== referrer)
    return kept.length === entries.length ? undefined : kept
  })
}

type Edit = (entries: readonly Descriptor[]) => readonly Descriptor[] | undefined

/**
 * Changes a list until it needs no change. A registry replaces a tag without asking what it was, so that a job which read the
 * list before our write and writes after it takes our entry away. After each write we wait (half a second, doubling, or four
 * times as long as our reading and writing took, and up to half of that more at random, so that two jobs part), read again, and
 * repeat the change where it is gone: who loses an entry puts it back. What remains: an entry is lost when another job takes
 * longer between its reading and its writing than we wait, when this job is killed while it waits, or when the other writer is a
 * client that looks for its own entry only and comes last. A lost entry makes a gate refuse, never pass.
 */
async function change(store: ManifestStore, subject: Digest, edit: Edit): Promise<void> {
  const { retries } = store.session
  for (let overwritten = 0; ; overwritten += 1) {
    const write = await inTurn(store, () => withRetries(retries, () => writeOnce(store, subject, edit)))
    if (write === 'as it must be') return
    if (overwritten === MAX_OVERWRITTEN) {
      throw new RegistryError(
        'unavailable',
        `other jobs overwrote the list of referrers ${fallbackTag(subject)} ${overwritten} times; run this again`,
      )
    }
    if (overwritten > 0)
      retries.log(`another job overwrote the list of referrers ${fallbackTag(subject)}; written again`)
    await retries.wait(settling(overwritten + 1, write.tookMs))
  }
}

/** Reads and writes once: a write that failed must not be repeated with a list that was read before it. */
async function writeOnce(
  store: ManifestStore,
  subject: Digest,
  edit: Edit,
): Promise<'as it must be' | { readonly tookMs: number }> {
  const beganAt = performance.now()
  const list = await fallbackList(store, subject)
  const manifests = edit(list.manifests)
  if (manifests === undefined) return 'as it must be'
  const write = async (entries: readonly Descriptor[]): Promise<void> => {
    const bytes = Buffer.from(JSON.stringify({ ...list, manifests: entries }))
    await store.session.once(manifestWrite(store, bytes, MediaType.ociIndex, fallbackTag(subject)))
  }
  try {
    await write(manifests)
  } catch (error) {
    // Registries refuse a list with a manifest that was deleted, which would end all attaching.
    if (!isRegistryError(error, 'rejected')) throw error
    const there = await Promise.all(manifests.map((entry) => headManifest(store, entry.digest)))
    const kept = manifests.filter((_, index) => there[index] !== undefined)
    if (kept.length === manifests.length) throw error
    await write(kept)
  }
  return { tookMs: performance.now() - beganAt }
}

const turns = new WeakMap<ManifestStore, Promise<unknown>>()

/** One client changes its lists one after the other. */
function inTurn<T>(store: ManifestStore, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(store) ?? Promise.resolve()).then(work)
  turns.set(
    store,
    turn.catch(() => undefined),
  )
  return turn
}

function describeReferrer(referrer: Descriptor, manifest: ImageManifest | ImageIndex): Descriptor {
  const artifactType = manifest.artifactType ?? (isIndex(manifest) ? undefined : manifest.config.mediaType)
  return {
    ...referrer,
    ...(artifactType === undefined ? {} : { artifactType }),
    ...(manifest.annotations === undefined ? {} : { annotations: manifest.annotations }),
  }
}
