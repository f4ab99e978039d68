/** What stands after `uses:`. */
export type Uses =
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'remote'; readonly repository: string; readonly path: string; readonly ref: string }
  | { readonly kind: 'docker'; readonly image: string }
  | { readonly kind: 'unknown' }

/** Reads a `uses:` line. */
export function parseUses(text: string): Uses {
  if (text.startsWith('./') || text === '.') return { kind: 'local', path: text }
  if (text.startsWith('docker://')) return { kind: 'docker', image: text.slice('docker://'.length) }
  const match = /^(?<repository>[\w.-]+\/[\w.-]+)(?:\/(?<path>[^@]+))?@(?<ref>\S+)$/.exec(text)
  const { repository, path, ref } = match?.groups ?? {}
  if (repository === undefined || ref === undefined) return { kind: 'unknown' }
  return { kind: 'remote', repository, path: path ?? '', ref }
}

/** The path of a mapped repository, whatever the case of its name, as GitHub compares names. */
export function mappedPath(repositories: Readonly<Record<string, string>>, repository: string): string | undefined {
  const wanted = repository.toLowerCase()
  return Object.entries(repositories).find(([name]) => name.toLowerCase() === wanted)?.[1]
}
