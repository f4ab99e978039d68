import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Credentials } from './credentials.ts'
import { RegistryError } from './error.ts'
import { isRecord } from './manifest.ts'

/** Runs `docker-credential-NAME get` with a server's address on its input, and gives back what it prints. */
export type CredentialHelper = (name: string, server: string) => Promise<string>

/** Where Docker keeps credentials, and how its helpers are run; without `runHelper` they are refused by name. */
export interface DockerConfigOptions {
  /** The directory of `config.json`: `DOCKER_CONFIG`, or `~/.docker`. */
  readonly directory: string
  readonly runHelper?: CredentialHelper
}

const HUB = 'https://index.docker.io/v1/'

/**
 * What `docker login` left for a registry; `undefined` when it left nothing. Throws `unsupported` when a helper would have to
 * be asked that can't be, and `invalid-response` when the file can't be read.
 */
export async function dockerCredentials(
  registry: string,
  options: DockerConfigOptions,
): Promise<Credentials | undefined> {
  const config = await readConfig(join(options.directory, 'config.json'))
  const servers = serversOf(registry)
  const helpers = isRecord(config['credHelpers']) ? config['credHelpers'] : {}
  const named = servers.map((server) => helpers[server]).find((name) => typeof name === 'string')
  if (named !== undefined) return ask(named, servers, options)
  const auths = isRecord(config['auths']) ? config['auths'] : {}
  for (const server of servers) {
    const found = isRecord(auths[server]) ? stored(auths[server]) : undefined
    if (found !== undefined) return found
  }
  const store = config['credsStore']
  return typeof store === 'string' && store !== '' ? ask(store, servers, options) : undefined
}

function serversOf(registry: string): string[] {
  if (registry === 'docker.io') return [HUB, 'docker.io', 'index.docker.io', 'registry-1.docker.io']
  return [registry, `https://${registry}`, `http://${registry}`, `https://${registry}/v1/`, `https://${registry}/v2/`]
}

async function readConfig(path: string): Promise<Record<string, unknown>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isRecord(error) && error['code'] === 'ENOENT') return '{}'
    throw error
  })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // No cause: the parser's message would quote the file, and the file holds passwords.
  }
  if (isRecord(value)) return value
  throw new RegistryError('invalid-response', `${path} is not a JSON object`)
}

function stored(entry: Record<string, unknown>): Credentials | undefined {
  if (typeof entry['identitytoken'] === 'string' && entry['identitytoken'] !== '')
    return { identityToken: entry['identitytoken'] }
  if (typeof entry['registrytoken'] === 'string' && entry['registrytoken'] !== '')
    return { token: entry['registrytoken'] }
  if (typeof entry['auth'] === 'string' && entry['auth'] !== '') {
    const text = Buffer.from(entry['auth'], 'base64').toString('utf8')
    const colon = text.indexOf(':')
    return colon > 0
      ? { username: text.slice(0, colon), password: text.slice(colon + 1).replace(/\0+$/, '') }
      : undefined
  }
  const { username, password } = { username: entry['username'], password: entry['password'] }
  return typeof username === 'string' && typeof password === 'string' && username !== ''
    ? { username, password }
    : undefined
}

async function ask(
  name: string,
  servers: readonly string[],
  options: DockerConfigOptions,
): Promise<Credentials | undefined> {
  if (options.runHelper === undefined || !/^[A-Za-z0-9._-]+$/.test(name)) {
    throw new RegistryError(
      'unsupported',
      `the credentials are with docker-credential-${name.slice(0, 50)}, which is not asked here`,
    )
  }
  for (const server of servers) {
    const answer = credentialsIn(await options.runHelper(name, server))
    if (answer !== undefined) return answer
  }
  return undefined
}

function credentialsIn(output: string): Credentials | undefined {
  let value: unknown
  try {
    value = JSON.parse(output)
  } catch {
    return undefined
  }
  if (!isRecord(value)) return undefined
  const { username, password } = { username: value['Username'], password: value['Secret'] }
  if (typeof username !== 'string' || typeof password !== 'string' || password === '') return undefined
  // The helpers' sign for a token that is to be exchanged.
  return username === '<token>' ? { identityToken: password } : { username, password }
}
