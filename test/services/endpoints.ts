/**
 * Where the services answer. A service that is up leaves its addresses in `running.json` in its state folder; the suites
 * read them here.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ENDPOINTS, type Endpoints, type Running, ServiceError, type ServiceName } from './service.ts'

/** On a real disk, since the kubelet and overlay mounts refuse a memory file system; one for the whole machine. */
export const STATE = '/var/lib/ml-actions-services'

export const SERVICE_NAMES = Object.keys(ENDPOINTS).filter((name): name is ServiceName => name in ENDPOINTS)

/** The folder of one service's data, logs and sockets. */
export function stateOf(name: ServiceName): string {
  return join(STATE, name)
}

/** What a service that is up hands out; undefined while it is down. */
export async function running<Name extends ServiceName>(name: Name): Promise<Running<Name> | undefined> {
  const text = await readFile(join(stateOf(name), 'running.json'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const value: unknown = JSON.parse(text)
  if (!isRunning(name, value)) throw new ServiceError(`${stateOf(name)}/running.json is of another version`)
  return value
}

/** Where a service answers. Throws what to do when it is down. */
export async function endpoints<Name extends ServiceName>(name: Name): Promise<Endpoints<Name>> {
  const found = await running(name)
  if (found === undefined)
    throw new ServiceError(`${name} is not up.`, { fix: `Run \`npm run services -- up ${name}\`.` })
  return found.endpoints
}

/** The environment of this process with what the clients of these services need; all that are up when none is named. */
export async function environment(...names: readonly ServiceName[]): Promise<Record<string, string | undefined>> {
  const found = await Promise.all((names.length > 0 ? names : SERVICE_NAMES).map((name) => running(name)))
  const folders = found.flatMap((each) => (each?.bin === undefined ? [] : [each.bin]))
  const together: Record<string, string | undefined> = { ...process.env }
  for (const each of found) for (const [name, value] of Object.entries(each?.env ?? {})) together[name] = value
  together['PATH'] = [...folders, process.env['PATH']].join(':')
  return together
}

function isRunning<Name extends ServiceName>(name: Name, value: unknown): value is Running<Name> {
  if (!isTexts(value, 'endpoints') || !isTexts(value, 'env')) return false
  return ENDPOINTS[name].every((key) => key in value.endpoints)
}

function isTexts<Key extends string>(value: unknown, key: Key): value is Record<Key, Record<string, string>> {
  if (typeof value !== 'object' || value === null) return false
  const texts: unknown = Reflect.get(value, key)
  return typeof texts === 'object' && texts !== null && Object.values(texts).every((text) => typeof text === 'string')
}
