import { OciError } from './oci-error.ts'
import type { Storage } from './storage.ts'

/** GET of a repository's tags, in pages where `n` asks for them. A repository without tags is none. */
export async function listTags(storage: Storage, request: Request, name: string): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const last = searchParams.get('last')
  const n = searchParams.get('n')
  if (n !== null && !/^[0-9]{1,6}$/.test(n)) {
    throw new OciError('PAGINATION_NUMBER_INVALID', 'invalid number of results requested')
  }
  if (n === '0') return Response.json({ name, tags: [] })
  const known = await storage.tags(name)
  if (known.length === 0) throw new OciError('NAME_UNKNOWN', 'repository name not known to registry')
  const all = known.filter((tag) => last === null || tag > last)
  const tags = n === null ? all : all.slice(0, Number(n))
  const next = `/v2/${name}/tags/list?last=${encodeURIComponent(tags.at(-1) ?? '')}&n=${n}`
  return Response.json({ name, tags }, { headers: tags.length < all.length ? { link: `<${next}>; rel="next"` } : {} })
}

/** GET of the manifests whose subject is this one; an unknown subject has none. */
export async function listReferrers(storage: Storage, request: Request, name: string, hex: string): Promise<Response> {
  const type = new URL(request.url).searchParams.get('artifactType')
  const all = await storage.referrers(name, hex)
  const manifests = type === null ? all : all.filter((descriptor) => descriptor['artifactType'] === type)
  return new Response(
    JSON.stringify({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests }),
    {
      headers: {
        'content-type': 'application/vnd.oci.image.index.v1+json',
        ...(type === null ? {} : { 'oci-filters-applied': 'artifactType' }),
      },
    },
  )
}
