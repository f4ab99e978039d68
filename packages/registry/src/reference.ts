import { type Digest, isDigest } from './digest.ts'
import { RegistryError } from './error.ts'

/** Where images are kept: a registry's host (with port) and a name inside it. */
export interface Repository {
  readonly registry: string
  readonly name: string
}

/** An image as people write it, taken apart. A digest, where there is one, decides; the tag is only its name. */
export interface Reference {
  readonly repository: Repository
  readonly tag: string | undefined
  readonly digest: Digest | undefined
}

const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const NAME = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`)
const HOST = /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)(?::[0-9]{1,5})?$/
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/
const MAX_NAME = 255

/** Whether a text is a tag that every registry takes. */
export function isTag(text: string): boolean {
  return TAG.test(text)
}

/**
 * `host[:port]/a/b` as a repository. A first part that is no host name (no dot, no port, not `localhost`) means Docker Hub,
 * as Docker reads it: `python` is `docker.io/library/python`. Throws `RegistryError` `invalid-reference`.
 */
export function parseRepository(text: string): Repository {
  const reference = parseReference(text)
  if (reference.tag !== undefined || reference.digest !== undefined) {
    throw invalid(text, 'a repository has neither tag nor digest')
  }
  return reference.repository
}

/** `repository[:tag][@digest]`, taken apart. Throws `RegistryError` `invalid-reference`. */
export function parseReference(text: string): Reference {
  const at = text.indexOf('@')
  const digest = at === -1 ? undefined : text.slice(at + 1)
  if (digest !== undefined && !isDigest(digest)) throw invalid(text, 'what follows @ is not a sha256 digest')
  const named = at === -1 ? text : text.slice(0, at)
  const colon = named.lastIndexOf(':')
  const hasTag = colon > named.lastIndexOf('/')
  const tag = hasTag ? named.slice(colon + 1) : undefined
  if (tag !== undefined && !isTag(tag)) throw invalid(text, 'the tag is not valid')
  return { repository: repositoryOf(hasTag ? named.slice(0, colon) : named, text), tag, digest }
}

function repositoryOf(named: string, whole: string): Repository {
  const slash = named.indexOf('/')
  const first = slash === -1 ? '' : named.slice(0, slash)
  const isHost = first.includes('.') || first.includes(':') || first === 'localhost'
  const registry = isHost ? first : 'docker.io'
  const rest = isHost ? named.slice(slash + 1) : named
  const name = registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest
  if (!HOST.test(registry)) throw invalid(whole, `${JSON.stringify(registry)} is not a host name`)
  if (!NAME.test(name) || name.length > MAX_NAME) {
    throw invalid(whole, 'names are lower-case letters, numbers and . _ - between slashes')
  }
  return { registry, name }
}

function invalid(text: string, why: string): RegistryError {
  return new RegistryError(
    'invalid-reference',
    `${JSON.stringify(text.slice(0, 200))} is not an image reference: ${why}`,
  )
}

/** The repository as people write it. */
export function formatRepository(repository: Repository): string {
  return `${repository.registry}/${repository.name}`
}

/** Whether a host (with or without port) is this very machine, where plain http leaves nothing to overhear. */
export function isLoopback(host: string): boolean {
  const name = /^\[(.*)\](?::[0-9]+)?$/.exec(host)?.[1] ?? (host === '::1' ? host : host.replace(/:[0-9]+$/, ''))
  return name === 'localhost' || name === '::1' || /^127(?:\.[0-9]{1,3}){3}$/.test(name)
}

/** The origin that answers a registry's requests; on loopback it may turn out to want https. Docker Hub's API lives on another host than its name says. */
export function originOf(registry: string): string {
  const host = registry === 'docker.io' || registry === 'index.docker.io' ? 'registry-1.docker.io' : registry
  return `${isLoopback(host) ? 'http' : 'https'}://${host}`
}
