import type { Digest } from './digest.ts'
import { RegistryError } from './error.ts'
import { fallbackList } from './fallback-list.ts'
import { readJson } from './http/body.ts'
import { type Descriptor, isDescriptor, isRecord } from './manifest.ts'
import type { ManifestStore } from './manifests.ts'
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
  const all = (await byApi(store, digest, artifactType)) ?? (await fallbackList(store, digest)).manifests
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
