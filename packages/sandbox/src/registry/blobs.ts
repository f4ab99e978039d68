import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { OciError } from './oci-error.ts'
import type { Storage } from './storage.ts'

/** HEAD and GET of a blob; one range of bytes is served, so that a cut download can go on. */
export async function getBlob(storage: Storage, request: Request, name: string, hex: string): Promise<Response> {
  const size = await storage.blobSize(name, hex)
  if (size === undefined) throw new OciError('BLOB_UNKNOWN', 'blob unknown to registry')
  const headers = new Headers({ 'docker-content-digest': `sha256:${hex}` })
  const range = parseRange(request.headers.get('range'), size)
  if (range === 'past the end') {
    headers.set('content-range', `bytes */${size}`)
    return new Response('invalid range: failed to overlap\n', { status: 416, headers })
  }
  headers.set('accept-ranges', 'bytes')
  headers.set('cache-control', 'max-age=31536000')
  headers.set('content-type', 'application/octet-stream')
  headers.set('etag', `"sha256:${hex}"`)
  headers.set('content-length', String(range === undefined ? size : range.end - range.start + 1))
  if (range !== undefined) headers.set('content-range', `bytes ${range.start}-${range.end}/${size}`)
  const status = range === undefined ? 200 : 206
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  return new Response(Readable.toWeb(createReadStream(storage.blobPath(hex), range)), { status, headers })
}

function parseRange(header: string | null, size: number): { start: number; end: number } | 'past the end' | undefined {
  if (header === null) return undefined
  const [, from, to = ''] = /^bytes=([0-9]*)-([0-9]*)$/.exec(header) ?? []
  if (from === undefined || (from === '' && to === '')) {
    throw new OciError('UNSUPPORTED', `the range ${JSON.stringify(header)} is not served by the embedded registry`)
  }
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start > end ? 'past the end' : { start, end }
}
