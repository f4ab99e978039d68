import type { TagOutcome } from './client.ts'
import type { Digest } from './digest.ts'
import { isRegistryError, RegistryError } from './error.ts'
import { readJson } from './http/body.ts'
import { settling, withRetries } from './http/retry.ts'
import { isRecord } from './manifest.ts'
import { getManifest, headManifest, type ManifestStore, manifestWrite } from './manifests.ts'
import { nextPage } from './pages.ts'

const MAX_PAGE_BYTES = 4 * 1024 * 1024
const MAX_PAGES = 1000

/**
 * Gives a manifest a name by storing the same bytes under it. An immutable tag that names another manifest is refused, also
 * when another job set it a moment ago, or when it is the registry itself that keeps it. A registry replaces a tag without
 * asking what it was, so an immutable one is looked at once more after a while: of two jobs that set it in one instant, the one
 * whose write was replaced is told so. What remains: one that takes longer between its look and its write than the other waits,
 * which is half a second at least, and four times as long as its own look and write took, with all attempts.
 */
export async function tagManifest(
  store: ManifestStore,
  target: Digest,
  tag: string,
  immutable: boolean,
): Promise<TagOutcome> {
  const { retries } = store.session
  if ((await headManifest(store, tag))?.digest === target) return 'unchanged'
  const { bytes, descriptor } = await getManifest(store, target)
  const write = manifestWrite(store, bytes, descriptor.mediaType, tag)
  const beganAt = performance.now()
  let outcomeOfFirst: TagOutcome | undefined
  // Looked at again before each attempt: a write that was lost must not be repeated over what came in between.
  const outcome = await withRetries(retries, async (): Promise<TagOutcome> => {
    const before = await headManifest(store, tag)
    if (before?.digest === target) return outcomeOfFirst ?? 'unchanged'
    if (before !== undefined && immutable) throw taken(tag, before.digest, target)
    outcomeOfFirst ??= before === undefined ? 'created' : 'moved'
    try {
      await store.session.once(write)
    } catch (error) {
      if (!isRegistryError(error, 'rejected', 'denied')) throw error
      // Some registries refuse an immutable tag even for the digest that it has.
      const kept = await headManifest(store, tag)
      if (kept === undefined) throw error
      if (kept.digest === target) return 'unchanged'
      throw taken(tag, kept.digest, target)
    }
    return outcomeOfFirst
  })
  if (!immutable || outcome === 'unchanged') return outcome
  for (const wait of [0, settling(1, performance.now() - beganAt)]) {
    if (wait > 0) await retries.wait(wait)
    const after = await headManifest(store, tag)
    if (after !== undefined && after.digest !== target) throw taken(tag, after.digest, target)
  }
  return outcome
}

/** All tags of the repository; none when the repository does not exist yet. */
export async function listTags(store: ManifestStore): Promise<string[]> {
  const tags: string[] = []
  let url: string | undefined = `/v2/${store.name}/tags/list?n=1000`
  for (let page = 0; url !== undefined; page += 1) {
    if (page === MAX_PAGES)
      throw new RegistryError('too-large', `${store.name} has more than ${MAX_PAGES} pages of tags`)
    const found: { tags: string[]; next: string | undefined } = await store.session.call({
      method: 'GET',
      url,
      scopes: store.pull,
      statuses: [200, 404],
      read: async (response, address) =>
        response.status === 404
          ? { tags: [], next: undefined }
          : { tags: tagsIn(await readJson(response, MAX_PAGE_BYTES)), next: nextPage(response, address) },
    })
    tags.push(...found.tags)
    url = found.next
  }
  return tags
}

function tagsIn(body: unknown): string[] {
  const tags: unknown = isRecord(body) ? (body['tags'] ?? []) : undefined
  if (Array.isArray(tags) && tags.every((tag) => typeof tag === 'string')) return tags
  throw new RegistryError('invalid-response', 'the registry answered something that is no list of tags')
}

function taken(tag: string, digest: Digest, wanted: Digest): RegistryError {
  return new RegistryError('immutable-tag', `the tag ${tag} already names ${digest} and may not move to ${wanted}`)
}
