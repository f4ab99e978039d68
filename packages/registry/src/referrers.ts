import { type Digest, hexOf } from './digest.ts'
import { isRegistryError, RegistryError } from './error.ts'
import { readJson } from './http/body.ts'
import { withRetries } from './http/retry.ts'
import { type Descriptor, type ImageIndex, type ImageManifest, isDescriptor, isIndex, isRecord } from './manifest.ts'
import { getManifest, headManifest, type ManifestStore, putManifestBytes } from './manifests.ts'
import { MediaType } from './media-types.ts'
import { nextPage } from './pages.ts'

const MAX_PAGE_BYTES = 4 * 1024 * 1024
const MAX_PAGES = 20
const MAX_REFERRERS = 1000

/** Manifests whose subject is this digest: by the referrers API, or by the fallback tag of registries that have none. */
export async function listReferrers(
  store: ManifestStore,
  digest: Digest,
  artifactType: string | undefined,
): Promise<Descriptor[]> {
  const all = (await byApi(store, digest, artifactType)) ?? (await byFallbackTag(store, digest))
  return all.filter((descriptor) => artifactType === undefined || descriptor.artifactType === artifactType)
}

async function byApi(
  store: ManifestStore,
  digest: Digest,
  artifactType: string | undefined,
): Promise<Descriptor[] | undefined> {
  const query = artifactType === undefined ? '' : `?artifactType=${encodeURIComponent(artifactType)}`
  const found: Descriptor[] = []
  let url: string | undefined = `/v2/${store.name}/referrers/${digest}${query}`
  for (let page = 0; url !== undefined; page += 1) {
    const answer: { descriptors: Descriptor[]; next: string | undefined } | undefined = await store.session.call({
      method: 'GET',
      url,
      scopes: store.pull,
      headers: { accept: MediaType.ociIndex },
      statuses: [200, 404],
      read: async (response, address) =>
        response.status === 404
          ? undefined
          : { descriptors: descriptorsIn(await readJson(response, MAX_PAGE_BYTES)), next: nextPage(response, address) },
    })
    if (answer === undefined) return page === 0 ? undefined : found
    found.push(...answer.descriptors)
    if (page === MAX_PAGES || found.length > MAX_REFERRERS) {
      throw new RegistryError('too-large', `${digest} has more than ${MAX_REFERRERS} referrers`)
    }
    url = answer.next
  }
  return found
}

function descriptorsIn(body: unknown): Descriptor[] {
  const manifests: unknown = isRecord(body) ? body['manifests'] : undefined
  if (Array.isArray(manifests) && manifests.every(isDescriptor)) return manifests
  throw new RegistryError('invalid-response', 'the registry answered something that is no list of referrers')
}

async function byFallbackTag(store: ManifestStore, digest: Digest): Promise<Descriptor[]> {
  return [...(await fallbackIndex(store, digest)).manifests]
}

async function fallbackIndex(store: ManifestStore, digest: Digest): Promise<ImageIndex> {
  try {
    const { manifest } = await getManifest(store, fallbackTag(digest))
    if (isIndex(manifest)) return manifest
    throw new RegistryError(
      'invalid-response',
      `the tag ${fallbackTag(digest)} is taken by something that lists no referrers`,
    )
  } catch (error) {
    if (!isRegistryError(error, 'not-found')) throw error
    return { schemaVersion: 2, mediaType: MediaType.ociIndex, manifests: [] }
  }
}

/** The tag under which the distribution specification keeps referrers where there is no API. */
export function fallbackTag(digest: Digest): string {
  return `sha256-${hexOf(digest)}`
}

const turns = new WeakMap<ManifestStore, Promise<unknown>>()

/** A registry replaces a tag without asking what it was, so that one client changes its lists one after the other. */
function inTurn(store: ManifestStore, change: () => Promise<void>): Promise<void> {
  const turn = (turns.get(store) ?? Promise.resolve()).then(change)
  turns.set(
    store,
    turn.catch(() => undefined),
  )
  return turn
}

/** Adds a manifest to its subject's fallback tag. Two jobs may do so at once: it looks again whether its entry stayed. */
export async function addToFallbackTag(
  store: ManifestStore,
  referrer: Descriptor,
  manifest: ImageManifest | ImageIndex,
): Promise<void> {
  const { subject } = manifest
  if (subject === undefined) return
  const entry = describeReferrer(referrer, manifest)
  const add = async (): Promise<void> => {
    const index = await fallbackIndex(store, subject.digest)
    if (index.manifests.some((other) => other.digest === entry.digest)) return
    const bytes = Buffer.from(JSON.stringify({ ...index, manifests: [...index.manifests, entry] }))
    const { descriptor } = await putManifestBytes(store, bytes, MediaType.ociIndex, fallbackTag(subject.digest))
    const now = await headManifest(store, fallbackTag(subject.digest))
    if (now?.digest === descriptor.digest) return
    const kept = (await fallbackIndex(store, subject.digest)).manifests.some((other) => other.digest === entry.digest)
    if (!kept)
      throw new RegistryError('unavailable', 'another job wrote the list of referrers at the same time', {
        transient: true,
      })
  }
  await inTurn(store, () => withRetries(store.session.retries, add))
}

/** Takes a manifest off its subject's fallback tag, where there is one. */
export function dropFromFallbackTag(store: ManifestStore, referrer: Digest, subject: Digest): Promise<void> {
  return inTurn(store, () => drop(store, referrer, subject))
}

async function drop(store: ManifestStore, referrer: Digest, subject: Digest): Promise<void> {
  if ((await headManifest(store, fallbackTag(subject))) === undefined) return
  const index = await fallbackIndex(store, subject)
  const manifests = index.manifests.filter((entry) => entry.digest !== referrer)
  if (manifests.length === index.manifests.length) return
  const bytes = Buffer.from(JSON.stringify({ ...index, manifests }))
  await putManifestBytes(store, bytes, MediaType.ociIndex, fallbackTag(subject))
}

function describeReferrer(referrer: Descriptor, manifest: ImageManifest | ImageIndex): Descriptor {
  const artifactType = manifest.artifactType ?? (isIndex(manifest) ? undefined : manifest.config.mediaType)
  return {
    ...referrer,
    ...(artifactType === undefined ? {} : { artifactType }),
    ...(manifest.annotations === undefined ? {} : { annotations: manifest.annotations }),
  }
}
