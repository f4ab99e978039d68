import { type Context, Hono } from 'hono'
import { type Account, authorize, giveToken, neededScopes } from './authorization.ts'
import { getBlob } from './blobs.ts'
import { listReferrers, listTags } from './lists.ts'
import { deleteManifest, getManifest, putManifest, type Referrers } from './manifests.ts'
import { noSuchPage, OciError } from './oci-error.ts'
import type { Storage } from './storage.ts'
import type { TokenIssuer } from './tokens.ts'
import { appendToUpload, cancelUpload, finishUpload, startUpload, type Uploads, uploadStatus } from './uploads.ts'

const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const NAME = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`)

/** One authorised request to a repository: its name, and what follows it. */
interface Call {
  readonly request: Request
  readonly name: string
  readonly key: string
}

/** The registry's routes. Names contain slashes; the last part of the path that fits decides. */
export function registryApp(storage: Storage, account: Account, tokens: TokenIssuer, referrers: Referrers): Hono {
  const app = new Hono()
  const handle = (work: (call: Call) => Promise<Response>) => (context: Context) => {
    const name = context.req.param('name') ?? ''
    if (!NAME.test(name)) return noSuchPage()
    const request = context.req.raw
    const challenge = authorize(account, tokens, request, neededScopes(request, name))
    return challenge ?? work({ request, name, key: context.req.param('key') ?? '' })
  }
  const uploads: Uploads = { storage, origin: account.origin }

  app.use('/v2/*', async (context, next) => {
    await next()
    context.res.headers.set('docker-distribution-api-version', 'registry/2.0')
  })
  app.get('/token', (context) => giveToken(account, tokens, context.req.raw))
  app.get('/v2/', (context) => authorize(account, tokens, context.req.raw, []) ?? Response.json({}))
  app.post(
    '/v2/:name{.+}/blobs/uploads/',
    handle((call) => startUpload(uploads, call.request, call.name)),
  )
  const upload = '/v2/:name{.+}/blobs/uploads/:key'
  app.patch(
    upload,
    handle((call) => appendToUpload(uploads, call.request, call.name, uuid(call.key))),
  )
  app.put(
    upload,
    handle((call) => finishUpload(uploads, call.request, call.name, uuid(call.key))),
  )
  app.get(
    upload,
    handle((call) => uploadStatus(uploads, call.name, uuid(call.key))),
  )
  app.delete(
    upload,
    handle((call) => cancelUpload(uploads, call.request, call.name, uuid(call.key))),
  )
  app.get(
    '/v2/:name{.+}/blobs/:key',
    handle(({ request, name, key }) => getBlob(storage, request, name, hexOf(key))),
  )
  app.get(
    '/v2/:name{.+}/manifests/:key',
    handle(({ request, name, key }) => getManifest(storage, request, name, key)),
  )
  app.put(
    '/v2/:name{.+}/manifests/:key',
    handle(({ request, name, key }) => putManifest(storage, request, name, key, referrers)),
  )
  app.delete(
    '/v2/:name{.+}/manifests/:key',
    handle(({ name, key }) => deleteManifest(storage, name, key)),
  )
  app.get(
    '/v2/:name{.+}/tags/list',
    handle(({ request, name }) => listTags(storage, request, name)),
  )
  app.get(
    '/v2/:name{.+}/referrers/:key',
    handle(async ({ request, name, key }) =>
      referrers === 'api' ? listReferrers(storage, request, name, hexOf(key)) : noSuchPage(),
    ),
  )

  app.notFound((context) => notServed(context.req.method, context.req.path))
  app.onError((error) => {
    if (error instanceof OciError) return error.response()
    return Response.json({ errors: [{ code: 'UNKNOWN', message: error.message }] }, { status: 500 })
  })
  return app
}

function notServed(method: string, path: string): Response {
  return new OciError('UNSUPPORTED', `${method} ${path} is not served by the embedded registry`).response()
}

function hexOf(digest: string): string {
  const [, hex] = /^sha256:([0-9a-f]{64})$/.exec(digest) ?? []
  if (hex === undefined) throw new OciError('DIGEST_INVALID', 'only sha256 digests are served here')
  return hex
}

function uuid(text: string): string {
  if (!/^[0-9a-f-]{36}$/.test(text)) throw new OciError('BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry')
  return text
}
