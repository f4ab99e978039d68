import type { IncomingMessage } from 'node:http'
import { StringDecoder } from 'node:string_decoder'
import { setTimeout as delay } from 'node:timers/promises'
import type { Snapshot } from './cluster.ts'
import { KubernetesError } from './errors.ts'
import { parseList } from './list.ts'
import { isKubernetesObject, isRecord, type Kind, type KubernetesObject, valueAt } from './object.ts'
import { errorOfStatus, parseAnswer } from './transport/answer.ts'
import type { Transport } from './transport/transport.ts'

interface Collection {
  readonly kind: Kind
  readonly path: string
  readonly query: Readonly<Record<string, string | undefined>>
}

/** After this the server ends the watch by itself; a connection silent for longer is dead without saying so. */
const WATCH_SECONDS = 240
const SILENCE_MS = (WATCH_SECONDS + 15) * 1000
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000
/** A server that can't be reached for this long is reported; until then a watch goes on. */
const PATIENCE_MS = 60_000

/** List-then-watch: see `Cluster.watch`. */
export async function* watchCollection(
  transport: Transport,
  collection: Collection,
  signal: AbortSignal,
): AsyncGenerator<Snapshot> {
  const patience = createPatience(signal)
  let version: string | undefined
  let objects = new Map<string, KubernetesObject>()
  while (!signal.aborted) {
    try {
      if (version === undefined) {
        const { path, query, kind } = collection
        const snapshot = parseList(kind, await transport.text({ method: 'GET', path, query, signal }))
        objects = new Map(snapshot.items.map((item) => [keyOf(item), item]))
        version = snapshot.resourceVersion
        patience.reset()
        yield snapshot
      }
      for await (const change of changes(transport, collection, version, signal)) {
        patience.reset()
        version = change.version
        if (change.kind === 'bookmark') continue
        if (change.kind === 'gone') objects.delete(keyOf(change.object))
        else objects.set(keyOf(change.object), change.object)
        yield { items: [...objects.values()], resourceVersion: version }
      }
      // The server ended it, as it does after its time; one that does so at once is not asked in a tight loop.
      await delay(FIRST_PAUSE_MS, undefined, { signal }).catch(() => undefined)
    } catch (error) {
      if (signal.aborted) return
      const fate = fateOf(error)
      if (fate === 'fatal') throw error
      if (fate === 'list-again') version = undefined
      await patience.pause(error)
    }
  }
}

type Change =
  | { readonly kind: 'there' | 'gone'; readonly object: KubernetesObject; readonly version: string }
  | { readonly kind: 'bookmark'; readonly version: string }

async function* changes(
  transport: Transport,
  collection: Collection,
  version: string,
  signal: AbortSignal,
): AsyncGenerator<Change> {
  const response = await transport.stream({
    method: 'GET',
    path: collection.path,
    query: {
      ...collection.query,
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: version,
      timeoutSeconds: String(WATCH_SECONDS),
    },
    idleMs: SILENCE_MS,
    signal,
  })
  try {
    for await (const line of linesOf(response)) if (line !== '') yield parseChange(collection.kind, line)
  } finally {
    response.destroy()
  }
}

async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  // Only whole lines count: what a cut connection left behind is sent again.
  let rest = ''
  try {
    for await (const chunk of response) {
      const lines = (rest + (Buffer.isBuffer(chunk) ? decoder.write(chunk) : String(chunk))).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (cause) {
    throw new KubernetesError({ status: 0, reason: 'Unreachable', message: 'The watch was cut off', cause })
  }
}

function parseChange(kind: Kind, line: string): Change {
  const event = parseAnswer(line)
  const type = valueAt(event, 'type')
  const object = valueAt(event, 'object')
  if (type === 'ERROR') throw errorOfStatus(object)
  const version = valueAt(object, 'metadata', 'resourceVersion')
  if (typeof version !== 'string') throw malformed(kind)
  if (type === 'BOOKMARK') return { kind: 'bookmark', version }
  const named: unknown = isRecord(object) ? { ...object, apiVersion: kind.apiVersion, kind: kind.kind } : undefined
  if (!isKubernetesObject(named) || typeof type !== 'string') throw malformed(kind)
  return { kind: type === 'DELETED' ? 'gone' : 'there', object: named, version }
}

function malformed(kind: Kind): KubernetesError {
  return new KubernetesError({
    status: 0,
    reason: 'Malformed',
    message: `The watch of ${kind.kind} sent an event without an object`,
  })
}

/** What to do after an error: read on from the last version, list again, or give up. */
function fateOf(error: unknown): 'read-on' | 'list-again' | 'fatal' {
  if (!(error instanceof KubernetesError)) return 'fatal'
  if (error.reason === 'Unreachable' || error.reason === 'Timeout') return 'read-on'
  // A half-written line of a cut connection; what it said is found again by listing.
  if (error.reason === 'Malformed') return 'list-again'
  // 410 comes as an answer or as an event; a version that the server can't read is answered with a 500.
  return error.status === 410 || error.status === 429 || error.status >= 500 ? 'list-again' : 'fatal'
}

function createPatience(signal: AbortSignal): { reset(): void; pause(error: unknown): Promise<void> } {
  let lastGood = performance.now()
  let pauseMs = FIRST_PAUSE_MS
  return {
    reset() {
      lastGood = performance.now()
      pauseMs = FIRST_PAUSE_MS
    },
    async pause(error) {
      if (performance.now() - lastGood > PATIENCE_MS) throw error
      await delay(pauseMs, undefined, { signal }).catch(() => undefined)
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)
    },
  }
}

function keyOf(object: KubernetesObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`
}
