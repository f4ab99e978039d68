import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { OciError } from './oci-error.ts'
import type { Storage } from './storage.ts'

/** HEAD and GET of a blob; one range of bytes is served, so that a cut download can go on. */
export async function getBlob(storage: Storage, request: Request, name: string, hex: string): Promise<Response> {
  const size = await storage.blobSize(name, hex)
  if (size === undefined) throw new OciError('BLOB_UNKNOWN', 'blob unknown to registry')
  const headers = new Headers({
    'content-type': 'application/octet-stream',
    'docker-content-digest': `sha256:${hex}`,
    'accept-ranges': 'bytes',
  })
  const range = parseRange(request.headers.get('range'), size)
  headers.set('content-length', String(range === undefined ? size : range.end - range.start + 1))
  if (range !== undefined) headers.set('content-range', `bytes ${range.start}-${range.end}/${size}`)
  const status = range === undefined ? 200 : 206
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  return new Response(Readable.toWeb(createReadStream(storage.blobPath(hex), range)), { status, headers })
}

function parseRange(header: string | null, size: number): { start: number; end: number } | undefined {
  if (header === null) return undefined
  const [, from, to] = /^bytes=([0-9]+)-([0-9]*)$/.exec(header) ?? []
  if (from === undefined) throw new OciError('RANGE_INVALID', `range ${header} is not served here`)
  const start = Number(from)
  const end = to === undefined || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (start > end) throw new OciError('RANGE_INVALID', `range ${header} is past the end`)
  return { start, end }
}
