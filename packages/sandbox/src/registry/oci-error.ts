/** The distribution specification's error codes that this registry uses, each with its status. */
const STATUS = {
  UNAUTHORIZED: 401,
  DENIED: 403,
  NAME_UNKNOWN: 404,
  MANIFEST_UNKNOWN: 404,
  MANIFEST_INVALID: 400,
  MANIFEST_BLOB_UNKNOWN: 400,
  BLOB_UNKNOWN: 404,
  BLOB_UPLOAD_UNKNOWN: 404,
  BLOB_UPLOAD_INVALID: 404,
  DIGEST_INVALID: 400,
  SIZE_INVALID: 413,
  RANGE_INVALID: 416,
  PAGINATION_NUMBER_INVALID: 400,
  UNSUPPORTED: 405,
} as const

/** One refusal as the specification words it. */
export class OciError extends Error {
  readonly code: keyof typeof STATUS

  constructor(code: keyof typeof STATUS, message: string) {
    super(message)
    this.code = code
  }

  /** The answer that a client sees. */
  response(headers: Record<string, string> = {}): Response {
    return Response.json(
      { errors: [{ code: this.code, message: this.message }] },
      { status: STATUS[this.code], headers },
    )
  }
}

/** What a registry's router says of a path that it does not know, invalid names and tags among them. */
export function noSuchPage(): Response {
  return new Response('404 page not found\n', { status: 404 })
}
