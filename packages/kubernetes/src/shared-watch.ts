import type { Cluster, Snapshot } from './cluster.ts'

/** One watch and those who follow it. */
interface Stream {
  readonly stop: AbortController
  followers: number
  latest: Snapshot | undefined
  ended: { readonly error: unknown } | undefined
  /** Called, once, when any of the above has changed. */
  readonly waiting: Set<() => void>
}

/**
 * The same cluster, where watches of the same kind and selection are one: fifty rollouts in a namespace follow its pods by one
 * connection. Who is slow misses snapshots between, as each holds everything.
 */
export function sharingWatches(cluster: Cluster): Cluster {
  const streams = new Map<string, Stream>()

  const join = (kind: Parameters<Cluster['watch']>[0], selection: Parameters<Cluster['watch']>[1]): Stream => {
    const key = JSON.stringify([kind.apiVersion, kind.kind, selection])
    const known = streams.get(key)
    if (known !== undefined && known.ended === undefined && !known.stop.signal.aborted) return known
    const stream: Stream = {
      stop: new AbortController(),
      followers: 0,
      latest: undefined,
      ended: undefined,
      waiting: new Set(),
    }
    streams.set(key, stream)
    const tell = (): void => {
      for (const wake of [...stream.waiting]) wake()
    }
    const follow = async (): Promise<void> => {
      for await (const snapshot of cluster.watch(kind, selection, stream.stop.signal)) {
        stream.latest = snapshot
        tell()
      }
    }
    void follow()
      .then(
        () => ({ error: undefined }),
        (error: unknown) => ({ error }),
      )
      .then((ended) => {
        stream.ended = ended
        tell()
      })
    return stream
  }

  return {
    ...cluster,
    async *watch(kind, selection, signal) {
      const stream = join(kind, selection)
      stream.followers += 1
      let isFollowing = true
      const leave = (): void => {
        if (!isFollowing) return
        isFollowing = false
        stream.followers -= 1
        if (stream.followers === 0) stream.stop.abort()
      }
      // Also where nobody asks for another snapshot any more.
      signal.addEventListener('abort', leave, { once: true })
      let seen: Snapshot | undefined
      try {
        while (!signal.aborted) {
          if (stream.latest !== undefined && stream.latest !== seen) {
            seen = stream.latest
            yield seen
            continue
          }
          if (stream.ended !== undefined) {
            if (stream.ended.error !== undefined) throw stream.ended.error
            return
          }
          await changed(stream, signal)
        }
      } finally {
        signal.removeEventListener('abort', leave)
        leave()
      }
    },
  }
}

function changed(stream: Stream, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      stream.waiting.delete(wake)
      signal.removeEventListener('abort', wake)
      resolve()
    }
    stream.waiting.add(wake)
    signal.addEventListener('abort', wake, { once: true })
  })
}
