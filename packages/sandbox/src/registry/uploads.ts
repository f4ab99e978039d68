import { createHash } from 'node:crypto'
import { OciError } from './oci-error.ts'
import type { Storage } from './storage.ts'

/** What the routes of uploads share. */
export interface Uploads {
  readonly storage: Storage
  readonly origin: string
}

/** POST: takes a blob over from another repository where asked and possible, else opens an upload. */
export async function startUpload(uploads: Uploads, request: Request, name: string): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const [, mount] = /^sha256:([0-9a-f]{64})$/.exec(searchParams.get('mount') ?? '') ?? []
  const from = searchParams.get('from')
  if (mount !== undefined && from !== null) {
    if ((await uploads.storage.blobSize(from, mount)) !== undefined) {
      await uploads.storage.linkBlob(name, mount)
      return created(uploads, name, mount)
    }
  }
  return progress(uploads, name, await uploads.storage.startUpload(name), 0, 202)
}

/** PATCH: adds bytes; a range that does not begin where the upload ends is refused. */
export async function appendToUpload(uploads: Uploads, request: Request, name: string, id: string): Promise<Response> {
  const size = await known(uploads, request, name, id)
  const [, start] = /^(?:bytes )?([0-9]+)-[0-9]+/.exec(request.headers.get('content-range') ?? '') ?? []
  if (start !== undefined && Number(start) !== size) throw new OciError('RANGE_INVALID', 'invalid content range')
  return progress(uploads, name, id, await uploads.storage.append(name, id, request.body), 202)
}

/** PUT: adds what is left, checks the digest, and keeps the blob. */
export async function finishUpload(uploads: Uploads, request: Request, name: string, id: string): Promise<Response> {
  await known(uploads, request, name, id)
  const [, hex] = /^sha256:([0-9a-f]{64})$/.exec(new URL(request.url).searchParams.get('digest') ?? '') ?? []
  if (hex === undefined) throw new OciError('DIGEST_INVALID', 'digest missing')
  await uploads.storage.append(name, id, request.body)
  if (!(await uploads.storage.finishUpload(name, id, hex))) {
    throw new OciError('DIGEST_INVALID', 'provided digest did not match uploaded content')
  }
  return created(uploads, name, hex)
}

/** GET: how far an upload is; this alone is answered without the location's state. */
export async function uploadStatus(uploads: Uploads, name: string, id: string): Promise<Response> {
  return progress(uploads, name, id, await sizeOf(uploads, name, id), 204)
}

/** DELETE: gives an upload up. */
export async function cancelUpload(uploads: Uploads, request: Request, name: string, id: string): Promise<Response> {
  await known(uploads, request, name, id)
  await uploads.storage.dropUpload(name, id)
  return new Response(null, { status: 204, headers: { 'docker-upload-uuid': id } })
}

// Registries add a state to the location and refuse a request without it; so does this one, to keep its clients honest.
function stateOf(name: string, id: string): string {
  return createHash('sha256').update(`${name} ${id}`).digest('base64url').slice(0, 16)
}

async function known(uploads: Uploads, request: Request, name: string, id: string): Promise<number> {
  const size = await sizeOf(uploads, name, id)
  if (new URL(request.url).searchParams.get('_state') !== stateOf(name, id)) {
    throw new OciError('BLOB_UPLOAD_INVALID', 'blob upload invalid')
  }
  return size
}

async function sizeOf(uploads: Uploads, name: string, id: string): Promise<number> {
  const size = await uploads.storage.uploadSize(name, id)
  if (size === undefined) throw new OciError('BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry')
  return size
}

function progress(uploads: Uploads, name: string, id: string, size: number, status: 202 | 204): Response {
  return new Response(null, {
    status,
    headers: {
      location: `${uploads.origin}/v2/${name}/blobs/uploads/${id}?_state=${stateOf(name, id)}`,
      range: `0-${Math.max(0, size - 1)}`,
      'docker-upload-uuid': id,
      ...(status === 204 ? {} : { 'content-length': '0' }),
    },
  })
}

function created(uploads: Uploads, name: string, hex: string): Response {
  return new Response(null, {
    status: 201,
    headers: {
      location: `${uploads.origin}/v2/${name}/blobs/sha256:${hex}`,
      'docker-content-digest': `sha256:${hex}`,
      'content-length': '0',
    },
  })
}
