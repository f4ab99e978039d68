/** How long the action takes from a fact in the cluster to its verdict. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Cluster, type RolloutObjects, watchRollout } from '@ml-actions/kubernetes'

/** One line of the table at the end. */
export interface Verdict {
  readonly name: string
  readonly class: string
  readonly fact: string
  readonly ms: number
}

/** A watch of a rollout beside the action's own. */
export interface Observer {
  /** When the fact was seen first; undefined where it never was. */
  seenAt(): number | undefined
  /** The namespace as it was last seen before `at`, without what was there before the watch. */
  objectsAt(at: number): RolloutObjects | undefined
  stop(): Promise<void>
}

/** Notes when `isSeen` first holds for pods and events that come from now on. */
export async function observe(
  cluster: Cluster,
  namespace: string,
  isSeen: (objects: RolloutObjects) => boolean,
): Promise<Observer> {
  const stop = new AbortController()
  const moments: { readonly at: number; readonly objects: RolloutObjects }[] = []
  let seen: number | undefined
  const watch = watchRollout(cluster, { namespace, name: 'app' }, stop.signal)
  const first = await watch.next()
  if (first.done === true) throw new Error('the watch ended at once')
  const earlier = new Set([...first.value.pods, ...first.value.events].map(({ metadata }) => metadata.uid))
  const watching = (async () => {
    for await (const whole of watch) {
      const later = ({ metadata }: { readonly metadata: { readonly uid?: string } }) => !earlier.has(metadata.uid)
      const objects = { ...whole, pods: whole.pods.filter(later), events: whole.events.filter(later) }
      const at = Date.now()
      moments.push({ at, objects: { ...objects, pods: whole.pods } })
      if (seen === undefined && isSeen(objects)) seen = at
    }
  })()
  return {
    seenAt: () => seen,
    objectsAt: (at) => moments.findLast((moment) => moment.at <= at)?.objects,
    async stop() {
      stop.abort()
      await watching
    },
  }
}

const UNREAD: ReadonlySet<string> = new Set(['managedFields', 'ml-actions.dev/release', 'selfLink'])

/** Keeps the objects that a verdict rests on, for unit tests, where `ROLLOUTS_RECORD` names a folder. */
export async function record(name: string, at: number, objects: RolloutObjects | undefined): Promise<void> {
  const folder = process.env['ROLLOUTS_RECORD']
  if (folder === undefined || objects === undefined) return
  await mkdir(folder, { recursive: true })
  const read = (key: string, value: unknown): unknown => (UNREAD.has(key) ? undefined : value)
  const text = JSON.stringify({ at: new Date(at).toISOString(), ...objects }, read, 1)
  await writeFile(join(folder, `${name.replaceAll(' ', '-')}.json`), `${text}\n`)
}

/** The table as Markdown. */
export function table(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(
    ({ name, class: kind, fact, ms }) => `| ${name} | ${kind} | ${fact} | ${(ms / 1000).toFixed(1)} s |`,
  )
  return ['| Rollout | Class | Fact | From the fact to the verdict |', '| --- | --- | --- | ---: |', ...rows].join('\n')
}
