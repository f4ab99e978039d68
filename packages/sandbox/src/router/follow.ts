import { setTimeout as delay } from 'node:timers/promises'

/** An object of the cluster as it came over the wire. */
export interface Followed {
  readonly metadata: {
    readonly name: string
    readonly namespace: string
    readonly uid: string
    readonly generation: number
    readonly labels: Readonly<Record<string, string>>
    readonly annotations: Readonly<Record<string, string>>
  }
  /** The whole object, to be read with `at`, `texts` and their like. */
  readonly body: Readonly<Record<string, unknown>>
}

export interface FollowOptions {
  readonly clusterUrl: string
  readonly token: string
  /** Path of the list, for example `/api/v1/pods`. */
  readonly path: string
  readonly signal: AbortSignal
  /** Called with all objects after each change. */
  readonly onChange: (objects: readonly Followed[]) => void
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a path of keys, or undefined. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value)
}

/** The items of a list at a path; empty where there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

/** The text at a path; empty where there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : ''
}

/** The number at a path, or undefined. */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path)
  return typeof found === 'number' ? found : undefined
}

function texts(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {}
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

function followed(body: Record<string, unknown>): Followed {
  return {
    metadata: {
      name: textAt(body, 'metadata', 'name'),
      namespace: textAt(body, 'metadata', 'namespace'),
      uid: textAt(body, 'metadata', 'uid'),
      generation: numberAt(body, 'metadata', 'generation') ?? 0,
      labels: texts(at(body, 'metadata', 'labels')),
      annotations: texts(at(body, 'metadata', 'annotations')),
    },
    body,
  }
}

/** Lists, then watches, as controllers do, until the signal aborts: lists again on 410 and after every lost connection. */
export async function follow(options: FollowOptions): Promise<void> {
  for (let failures = 0; !options.signal.aborted; ) {
    try {
      await listAndWatch(options, () => {
        failures = 0
      })
    } catch {
      failures++
    }
    await delay(Math.min(2000, 50 * 2 ** failures), undefined, { signal: options.signal }).catch(() => undefined)
  }
}

async function listAndWatch({ clusterUrl, token, path, signal, onChange }: FollowOptions, alive: () => void) {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  const response = await fetch(new URL(path, clusterUrl), { headers, signal })
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`)
  const listing: unknown = await response.json()
  const objects = new Map(
    listAt(listing, 'items')
      .filter(isRecord)
      .map((body) => [key(body), followed(body)] as const),
  )
  alive()
  onChange([...objects.values()])
  const watch = new URL(path, clusterUrl)
  watch.search = String(
    new URLSearchParams({
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: textAt(listing, 'metadata', 'resourceVersion'),
    }),
  )
  const stream = await fetch(watch, { headers, signal })
  if (!stream.ok || stream.body === null) throw new Error(`${path}: HTTP ${stream.status}`)
  for await (const event of lines(stream.body)) {
    const object = at(event, 'object')
    const kind = textAt(event, 'type')
    if (kind === 'ERROR' || !isRecord(object)) return
    if (kind === 'BOOKMARK') continue
    if (kind === 'DELETED') objects.delete(key(object))
    else objects.set(key(object), followed(object))
    onChange([...objects.values()])
  }
}

function key(body: Record<string, unknown>): string {
  return `${textAt(body, 'metadata', 'namespace')}/${textAt(body, 'metadata', 'name')}`
}

async function* lines(body: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) continue
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) if (line.trim() !== '') yield parse(line)
  }
}

function parse(line: string): unknown {
  return JSON.parse(line)
}
