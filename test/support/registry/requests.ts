// One script of requests for any OCI registry; answers.ts sends it.
import { createHash } from 'node:crypto'

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

export interface Step {
  name: string
  method: string
  /** `LOCATION` is where the answer before pointed to, `UPLOAD` the same without its query. */
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
  { name: 'how far, without its state', method: 'GET', path: 'UPLOAD' },
  { name: 'a piece without its state', method: 'PATCH', path: 'UPLOAD', headers: octets, body: 'x' },
  { name: 'finished without a digest', method: 'PUT', path: 'LOCATION', headers: octets },
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
  { name: 'its middle', method: 'GET', path: `${REPOSITORY}/blobs/${sha(LAYER)}`, headers: { range: 'bytes=2-6' } },
  { name: 'its last', method: 'GET', path: `${REPOSITORY}/blobs/${sha(LAYER)}`, headers: { range: 'bytes=-3' } },
  { name: 'past its end', method: 'GET', path: `${REPOSITORY}/blobs/${sha(LAYER)}`, headers: { range: 'bytes=99-' } },
  { name: 'open one for pieces', method: 'POST', path: `${REPOSITORY}/blobs/uploads/` },
  {
    name: 'a piece out of order',
    method: 'PATCH',
    path: 'LOCATION',
    headers: { ...octets, 'content-range': '3-6' },
    body: 'xxxx',
  },
  { name: 'open another', method: 'POST', path: `${REPOSITORY}/blobs/uploads/` },
  {
    name: 'all at once, wrong digest',
    method: 'PUT',
    path: `LOCATION&digest=${ABSENT}`,
    headers: octets,
    body: CONFIG,
  },
  { name: 'what became of it', method: 'GET', path: 'LOCATION' },
  { name: 'a blob by no digest', method: 'HEAD', path: `${REPOSITORY}/blobs/sha256:12` },
  { name: 'a whole piece', method: 'POST', path: `${REPOSITORY}/blobs/uploads/` },
  {
    name: 'with its range',
    method: 'PATCH',
    path: 'LOCATION',
    headers: { ...octets, 'content-range': '0-4' },
    body: 'whole',
  },
  { name: 'ended by an empty request', method: 'PUT', path: `LOCATION&digest=${sha('whole')}` },
  {
    name: 'opened and sent at once',
    method: 'POST',
    path: `${REPOSITORY}/blobs/uploads/?digest=${sha('at once')}`,
    headers: octets,
    body: 'at once',
  },
  { name: 'open a third', method: 'POST', path: `${REPOSITORY}/blobs/uploads/` },
  { name: 'all at once', method: 'PUT', path: `LOCATION&digest=${sha(CONFIG)}`, headers: octets, body: CONFIG },
  { name: 'open to give up', method: 'POST', path: `${REPOSITORY}/blobs/uploads/` },
  { name: 'give up', method: 'DELETE', path: 'LOCATION' },
  { name: 'what was given up', method: 'GET', path: 'LOCATION' },
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
  {
    name: 'of a type that it is not',
    method: 'PUT',
    path: `${REPOSITORY}/manifests/v1`,
    headers: as(INDEX),
    body: MANIFEST,
  },
  { name: 'of no type', method: 'PUT', path: `${REPOSITORY}/manifests/v1`, headers: as(''), body: MANIFEST },
  { name: 'a web page', method: 'PUT', path: `${REPOSITORY}/manifests/v1`, headers: as('text/html'), body: MANIFEST },
  { name: 'an invalid tag', method: 'PUT', path: `${REPOSITORY}/manifests/-v1`, headers: as(OCI), body: MANIFEST },
  { name: 'the same again', method: 'PUT', path: `${REPOSITORY}/manifests/v1`, headers: as(OCI), body: MANIFEST },
  {
    name: 'a manifest that the client has',
    method: 'GET',
    path: `${REPOSITORY}/manifests/v1`,
    headers: { ...accept, 'if-none-match': `"${sha(MANIFEST)}"` },
  },
  {
    name: 'a manifest for who knows only Docker',
    method: 'GET',
    path: `${REPOSITORY}/manifests/v1`,
    headers: { accept: 'application/vnd.docker.distribution.manifest.v2+json' },
  },
  { name: 'a manifest for who says nothing', method: 'HEAD', path: `${REPOSITORY}/manifests/v1` },
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
  { name: 'tags after one', method: 'GET', path: `${REPOSITORY}/tags/list?n=5&last=all` },
  { name: 'no tag at a time', method: 'GET', path: `${REPOSITORY}/tags/list?n=0` },
  { name: 'tags by no number', method: 'GET', path: `${REPOSITORY}/tags/list?n=x` },
  {
    name: 'the index for who knows no index',
    method: 'GET',
    path: `${REPOSITORY}/manifests/all`,
    headers: { accept: OCI },
  },
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
  { name: 'take a blob over from nowhere named', method: 'POST', path: `/v2/other/blobs/uploads/?mount=${sha(LAYER)}` },
  {
    name: 'take a blob over from nobody',
    method: 'POST',
    path: `/v2/other/blobs/uploads/?mount=${sha(CONFIG)}&from=team/nobody`,
  },
  { name: 'tags where there are none', method: 'GET', path: '/v2/other/tags/list' },
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
  { name: 'the tags that are left', method: 'GET', path: `${REPOSITORY}/tags/list` },
  { name: 'the index without its image', method: 'GET', path: `${REPOSITORY}/manifests/all`, headers: accept },
]
