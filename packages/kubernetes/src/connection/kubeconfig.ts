import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, resolve } from 'node:path'
import { ConnectionError } from '../errors.ts'
import { isRecord, recordAt } from '../object.ts'

/** A kubeconfig as read, and where it came from. */
export interface Kubeconfig {
  readonly content: Record<string, unknown>
  /** Its text, for tools that read it themselves. */
  readonly text: string
  /** What messages call it: its path, or `kubeconfig` where its content was given. */
  readonly where: string
  /** Folder that relative paths in it start from; absent where only its content was given. */
  readonly folder?: string
}

/** The entries that one context names. */
export interface ContextEntries {
  readonly name: string
  readonly namespace?: string
  readonly cluster: Record<string, unknown>
  readonly user: Record<string, unknown>
}

/** Reads a kubeconfig given as its content or as a path. Throws `ConnectionError`. */
export async function readKubeconfig(contentOrPath: string): Promise<Kubeconfig> {
  if (isContent(contentOrPath)) {
    return { content: await parseKubeconfig(contentOrPath, 'kubeconfig'), text: contentOrPath, where: 'kubeconfig' }
  }
  const path = resolve(contentOrPath.trim())
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    // It may be a mangled kubeconfig as well as a wrong path: a secret, so it is not repeated.
    throw new ConnectionError(
      'kubeconfig is a single line, and no file of that path can be read; give the content of the file as it is (not encoded), or the path of one',
      { cause },
    )
  })
  return { content: await parseKubeconfig(text, path), text, where: path, folder: dirname(path) }
}

/** The cluster and user of a context, its `current-context` where no name is given. Throws `ConnectionError`. */
export function entriesOf(kubeconfig: Kubeconfig, contextName: string | undefined): ContextEntries {
  const { content, where } = kubeconfig
  const current = content['current-context']
  const name = contextName ?? (typeof current === 'string' ? current : '')
  if (name === '') throw new ConnectionError(`${where}: no context is given and there is no current-context`)
  const context = entry(kubeconfig, 'contexts', name, 'context')
  const clusterName = context['cluster']
  if (typeof clusterName !== 'string') throw new ConnectionError(`${where}: context ${name} names no cluster`)
  const userName = context['user']
  const { namespace } = context
  return {
    name,
    cluster: entry(kubeconfig, 'clusters', clusterName, 'cluster'),
    user: typeof userName === 'string' && userName !== '' ? entry(kubeconfig, 'users', userName, 'user') : {},
    ...(typeof namespace === 'string' && namespace !== '' ? { namespace } : {}),
  }
}

/** A field given as text, or undefined. Throws where it is something else. */
export function textField(kubeconfig: Kubeconfig, entryOf: Record<string, unknown>, field: string): string | undefined {
  const value = entryOf[field]
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'string') return value
  throw new ConnectionError(`${kubeconfig.where}: ${field} is not text`)
}

/** PEM text given inline as base64 (`NAME-data`) or as a file (`NAME`); the inline form wins, as it does in kubectl. */
export async function pemField(
  kubeconfig: Kubeconfig,
  entryOf: Record<string, unknown>,
  field: string,
): Promise<string | undefined> {
  const data = textField(kubeconfig, entryOf, `${field}-data`)
  if (data !== undefined) {
    const text = Buffer.from(data, 'base64').toString('utf8')
    if (!text.includes('-----BEGIN '))
      throw new ConnectionError(`${kubeconfig.where}: ${field}-data is not PEM in base64`)
    return text
  }
  const path = textField(kubeconfig, entryOf, field)
  return path === undefined
    ? undefined
    : readFile(filePath(kubeconfig, path, field), 'utf8').catch(unreadable(kubeconfig, field))
}

/** The absolute path of a file that a kubeconfig names. */
export function filePath(kubeconfig: Kubeconfig, path: string, field: string): string {
  if (isAbsolute(path)) return path
  if (kubeconfig.folder !== undefined) return resolve(kubeconfig.folder, path)
  throw new ConnectionError(
    `${kubeconfig.where}: ${field} names the relative path ${path}, which has no meaning in a kubeconfig given as text; ` +
      'embed it (kubectl config view --flatten --minify)',
  )
}

/** Turns a failure to read a named file into a `ConnectionError`. */
export function unreadable(kubeconfig: Kubeconfig, field: string): (cause: unknown) => never {
  return (cause) => {
    throw new ConnectionError(`${kubeconfig.where}: the file of ${field} can't be read`, { cause })
  }
}

function isContent(text: string): boolean {
  return text.trim().includes('\n') || text.trimStart().startsWith('{')
}

async function parseKubeconfig(text: string, where: string): Promise<Record<string, unknown>> {
  const { parseDocument } = await import('yaml')
  const document = parseDocument(text, { prettyErrors: false })
  const [problem] = document.errors
  // The parser's own message may quote the text, which holds credentials.
  if (problem !== undefined)
    throw new ConnectionError(`${where} is not YAML (${problem.code} at character ${problem.pos[0]})`)
  const value: unknown = document.toJS({ maxAliasCount: 100 })
  if (!isRecord(value)) throw new ConnectionError(`${where} is not a kubeconfig`)
  return value
}

function entry(kubeconfig: Kubeconfig, section: string, name: string, key: string): Record<string, unknown> {
  const list = kubeconfig.content[section]
  const entries = Array.isArray(list) ? list.filter(isRecord) : []
  const found = recordAt(
    entries.find((candidate) => candidate['name'] === name),
    key,
  )
  if (found !== undefined) return found
  const names = entries.map((candidate) => String(candidate['name'])).join(', ')
  throw new ConnectionError(`${kubeconfig.where} has no ${key} ${name}; it has: ${names === '' ? 'none' : names}`)
}
