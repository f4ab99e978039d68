// One script of requests for any OCI registry, and its answers with what varies masked. The embedded registry is held to
// the answers in fixtures/registry-answers.json; to see a real registry's: node test/unit/registry-requests.ts http://host:port
import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'

const sha = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`

const LAYER = 'a layer of no meaning'
const CONFIG = '{}'
const ABSENT = `sha256:${'0'.repeat(64)}`
const OCI = 'application/vnd.oci.image.manifest.v1+json'
const INDEX = 'application/vnd.oci.image.index.v1+json'
const descriptor = (mediaType: string, text: string) => ({ mediaType, digest: sha(text), size: text.length })
const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  mediaType: OCI,
  config: descriptor('application/vnd.oci.image.config.v1+json', CONFIG),
  layers: [descriptor('application/vnd.oci.image.layer.v1.tar', LAYER)],
})
const REFERRER = JSON.stringify({
  ...JSON.parse(MANIFEST),
  artifactType: 'application/x.note',
  subject: { mediaType: OCI, digest: sha(MANIFEST), size: MANIFEST.length },
  annotations: { note: 'one' },
})
const LIST = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [descriptor(OCI, MANIFEST)] })
const DANGLING = JSON.stringify({
  schemaVersion: 2,
  mediaType: OCI,
  config: { ...descriptor('application/vnd.oci.image.config.v1+json', CONFIG), digest: ABSENT },
  layers: [],
})

interface Step {
  name: string
  method: string
  /** `LOCATION` is where the answer before pointed to. */
  path: string
  headers?: Record<string, string>
  body?: string
}

const REPOSITORY = '/v2/team/nested/model'
const octets = { 'content-type': 'application/octet-stream' }
const as = (type: string) => ({ 'content-type': type })
const accept = { accept: `${OCI}, ${INDEX}` }

export const STEPS: readonly Step[] = [
  { name: 'version', method: 'GET', path: '/v2/' },
  { name: 'tags of nothing', method: 'GET', path: `${REPOSITORY}/tags/list` },
  { name: 'an invalid name', method: 'GET', path: '/v2/Team/model/tags/list' },
  { name: 'an absent blob', method: 'HEAD', path: `${REPOSITORY}/blobs/${ABSENT}` },
  { name: 'open an upload', method: 'POST', path: `${REPOSITORY}/blobs/uploads/` },
  { name: 'a first piece', method: 'PATCH', path: 'LOCATION', headers: octets, body: LAYER.slice(0, 7) },
  { name: 'how far', method: 'GET', path: 'LOCATION' },
  {
    name: 'the last piece',
    method: 'PUT',
    path: `LOCATION&digest=${sha(LAYER)}`,
    headers: octets,
    body: LAYER.slice(7),
  },
  { name: 'the blob is there', method: 'HEAD', path: `${REPOSITORY}/blobs/${sha(LAYER)}` },
  { name: 'the blob itself', method: 'GET', path: `${REPOSITORY}/blobs/${sha(LAYER)}` },
  { name: 'its end', method: 'GET', path: `${REPOSITORY}/blobs/${sha(LAYER)}`, headers: { range: 'bytes=8-' } },
  { name: 'past its end', method: 'GET', path: `${REPOSITORY}/blobs/${sha(LAYER)}`, headers: { range: 'bytes=99-' } },
  { name: 'open another', method: 'POST', path: `${REPOSITORY}/blobs/uploads/` },
  {
    name: 'all at once, wrong digest',
    method: 'PUT',
    path: `LOCATION&digest=${ABSENT}`,
    headers: octets,
    body: CONFIG,
  },
  { name: 'open a third', method: 'POST', path: `${REPOSITORY}/blobs/uploads/` },
  { name: 'all at once', method: 'PUT', path: `LOCATION&digest=${sha(CONFIG)}`, headers: octets, body: CONFIG },
  { name: 'open to give up', method: 'POST', path: `${REPOSITORY}/blobs/uploads/` },
  { name: 'give up', method: 'DELETE', path: 'LOCATION' },
  { name: 'an absent manifest', method: 'HEAD', path: `${REPOSITORY}/manifests/v1`, headers: accept },
  {
    name: 'a manifest of absent blobs',
    method: 'PUT',
    path: `${REPOSITORY}/manifests/v1`,
    headers: as(OCI),
    body: DANGLING,
  },
  {
    name: 'a manifest that is not JSON',
    method: 'PUT',
    path: `${REPOSITORY}/manifests/v1`,
    headers: as(OCI),
    body: '{',
  },
  { name: 'a manifest', method: 'PUT', path: `${REPOSITORY}/manifests/v1`, headers: as(OCI), body: MANIFEST },
  {
    name: 'under a wrong digest',
    method: 'PUT',
    path: `${REPOSITORY}/manifests/${ABSENT}`,
    headers: as(OCI),
    body: MANIFEST,
  },
  { name: 'a manifest by tag', method: 'GET', path: `${REPOSITORY}/manifests/v1`, headers: accept },
  { name: 'a manifest by digest', method: 'HEAD', path: `${REPOSITORY}/manifests/${sha(MANIFEST)}`, headers: accept },
  { name: 'an index', method: 'PUT', path: `${REPOSITORY}/manifests/all`, headers: as(INDEX), body: LIST },
  { name: 'the index', method: 'HEAD', path: `${REPOSITORY}/manifests/all`, headers: accept },
  {
    name: 'an index in a repository without its members',
    method: 'PUT',
    path: '/v2/other/manifests/all',
    headers: as(INDEX),
    body: LIST,
  },
  { name: 'tags', method: 'GET', path: `${REPOSITORY}/tags/list` },
  { name: 'one tag at a time', method: 'GET', path: `${REPOSITORY}/tags/list?n=1` },
  {
    name: 'take a blob over',
    method: 'POST',
    path: `/v2/other/blobs/uploads/?mount=${sha(LAYER)}&from=team/nested/model`,
  },
  { name: 'the blob taken over', method: 'HEAD', path: `/v2/other/blobs/${sha(LAYER)}` },
  {
    name: 'take an absent blob over',
    method: 'POST',
    path: `/v2/other/blobs/uploads/?mount=${ABSENT}&from=team/nested/model`,
  },
  {
    name: 'a referrer',
    method: 'PUT',
    path: `${REPOSITORY}/manifests/${sha(REFERRER)}`,
    headers: as(OCI),
    body: REFERRER,
  },
  { name: 'referrers', method: 'GET', path: `${REPOSITORY}/referrers/${sha(MANIFEST)}` },
  {
    name: 'referrers of another type',
    method: 'GET',
    path: `${REPOSITORY}/referrers/${sha(MANIFEST)}?artifactType=x/y`,
  },
  { name: 'referrers of nothing', method: 'GET', path: `${REPOSITORY}/referrers/${ABSENT}` },
  { name: 'remove the referrer', method: 'DELETE', path: `${REPOSITORY}/manifests/${sha(REFERRER)}` },
  { name: 'remove it again', method: 'DELETE', path: `${REPOSITORY}/manifests/${sha(REFERRER)}` },
  { name: 'the removed one', method: 'GET', path: `${REPOSITORY}/manifests/${sha(REFERRER)}`, headers: accept },
  { name: 'referrers after the removal', method: 'GET', path: `${REPOSITORY}/referrers/${sha(MANIFEST)}` },
  { name: 'remove the manifest with its tag', method: 'DELETE', path: `${REPOSITORY}/manifests/${sha(MANIFEST)}` },
  { name: 'its tag', method: 'HEAD', path: `${REPOSITORY}/manifests/v1`, headers: accept },
]

export interface Answer {
  status: number
  headers: Record<string, string>
  body?: unknown
}

const KEPT = [
  'content-type',
  'content-range',
  'docker-content-digest',
  'range',
  'oci-subject',
  'oci-filters-applied',
  'link',
  'location',
]

/** Sends the script and returns one masked answer for each step, by its name. */
export async function answersOf(
  origin: string,
  authorize: (scopes: string[]) => Promise<Record<string, string>>,
): Promise<Record<string, Answer>> {
  const answers: Record<string, Answer> = {}
  let location = ''
  for (const step of STEPS) {
    const url = new URL(step.path.replace('LOCATION', location), origin)
    const name = /^\/v2\/(.+?)\/(?:blobs|manifests|tags|referrers)\//.exec(url.pathname)?.[1]
    const scopes = ['team/nested/model', ...(name === undefined ? [] : [name])].map(
      (repository) => `repository:${repository}:pull,push,delete`,
    )
    const response = await fetch(url, {
      method: step.method,
      headers: { ...step.headers, ...(await authorize(scopes)) },
      ...(step.body === undefined ? {} : { body: step.body }),
    })
    location = response.headers.get('location') ?? location
    answers[step.name] = await masked(response)
  }
  return answers
}

async function masked(response: Response): Promise<Answer> {
  const headers: Record<string, string> = {}
  for (const name of KEPT) {
    const value = response.headers.get(name)
    if (value === null) continue
    headers[name] = value
      .replace(/; charset=utf-8$/, '')
      .replace(/https?:\/\/[^/]+/, '')
      .replace(/_state=[^&]+/, '_state=…')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'UUID')
  }
  const text = await response.text().catch(() => '(cut)')
  return text === '' ? { status: response.status, headers } : { status: response.status, headers, body: bodyOf(text) }
}

function bodyOf(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return text.trim()
  }
  if (typeof value !== 'object' || value === null || !('errors' in value) || !Array.isArray(value.errors)) return value
  // Wording differs between registries; the code is what clients go by.
  return value.errors.map((error: { code: string }) => error.code)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const origin = process.argv[2] ?? 'http://127.0.0.1:5000'
  console.log(JSON.stringify(await answersOf(origin, async () => ({})), null, 2))
}
