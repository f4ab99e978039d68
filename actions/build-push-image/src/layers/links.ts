import { posix } from 'node:path'
import type { ContextEntry } from '../context/walk.ts'

const MAX_LINKS = 40

/**
 * A path of the context with all links in it followed, `''` for the context itself; `undefined` when they go in a circle. The
 * context is the root of all of them: none leads out of it.
 */
export function followLinks(path: string, entries: readonly ContextEntry[]): string | undefined {
  const links = new Map(
    entries.flatMap((entry) => (entry.type === 'symlink' ? [[entry.path, entry.target] as const] : [])),
  )
  let rest = path.split('/')
  let real = ''
  for (let followed = 0; rest.length > 0; ) {
    const [part = '', ...more] = rest
    const next = posix.normalize(posix.join('/', real, part)).slice(1)
    const target = links.get(next)
    if (target === undefined) {
      real = next
      rest = more
      continue
    }
    followed += 1
    if (followed > MAX_LINKS) return undefined
    if (target.startsWith('/')) real = ''
    rest = [...target.split('/').filter((piece) => piece !== ''), ...more]
  }
  return real
}
