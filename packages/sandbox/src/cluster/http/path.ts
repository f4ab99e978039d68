import { findResource, RESOURCES, type Resource } from '../schema/resources.ts'
import { ApiError, refused } from '../storage/status.ts'
import { unserved } from './unserved.ts'

/** What a request's path names. */
export interface Target {
  readonly resource: Resource
  readonly namespace: string | undefined
  readonly name: string | undefined
  readonly subresource: '' | 'status' | 'log'
}

const UNSERVED = new Set([
  'exec',
  'attach',
  'portforward',
  'proxy',
  'scale',
  'eviction',
  'binding',
  'ephemeralcontainers',
  'resize',
  'token',
  'finalize',
])

function unknown(): ApiError {
  return new ApiError(404, 'NotFound', 'the server could not find the requested resource', {})
}

/** Reads `/api/v1/…` and `/apis/GROUP/VERSION/…`; throws a 404 for what no API server knows here. */
export function parsePath(pathname: string): Target {
  const segments = pathname
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeURIComponent)
  const core = segments[0] === 'api'
  if (segments[0] === 'openapi') throw refused('OpenAPI documents (/openapi)')
  if (segments.length === 1 && (core || segments[0] === 'apis')) throw refused(`discovery (/${segments[0]})`)
  if (!core && segments[0] !== 'apis') throw unknown()
  const apiVersion = core ? `${segments[1]}` : `${segments[1]}/${segments[2]}`
  const rest = segments.slice(core ? 2 : 3)
  if (rest[0] === 'watch') throw refused('deprecated watch paths (/watch/)')
  const namespaced =
    rest[0] === 'namespaces' && rest.length > 2 && !(core && rest.length === 3 && isNamespacePart(rest[2]))
  const namespace = namespaced ? rest[1] : undefined
  const [plural, name, subresource = '', ...more] = namespaced ? rest.slice(2) : rest
  const resource = plural === undefined ? undefined : findResource(apiVersion, plural)
  const real = unserved(apiVersion, plural ?? '')
  if (real !== undefined) throw refused(real)
  if (resource === undefined || more.length > 0) throw unknown()
  if (resource.namespaced !== namespaced && (name !== undefined || namespaced)) throw unknown()
  return { resource, namespace, name, subresource: subresourceOf(resource, subresource) }
}

/** `/api/v1/namespaces/NAME/status` is the namespace's own. */
function isNamespacePart(segment: string | undefined): boolean {
  return segment === 'status' || segment === 'finalize'
}

function subresourceOf(resource: Resource, subresource: string): Target['subresource'] {
  if (subresource === '') return ''
  if (subresource === 'status' && resource.status) return 'status'
  if (subresource === 'log' && resource === RESOURCES.pods) return 'log'
  if (UNSERVED.has(subresource)) throw refused(`${resource.plural}/${subresource}`)
  throw unknown()
}
