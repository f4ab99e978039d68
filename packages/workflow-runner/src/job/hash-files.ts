import { resolve } from 'node:path'

/** GitHub's own algorithm: the digests of the matching files below the workspace, hashed; empty when none match. */
export async function hashFiles(patterns: readonly string[], workspace: string): Promise<string> {
  // Loaded on first use: it brings an HTTP client that most jobs never need.
  const { hashFiles: digest } = await import('@actions/glob')
  const absolute = patterns.flatMap((pattern) => pattern.split('\n')).map((line) => absolutePattern(line, workspace))
  return digest(absolute.join('\n'), workspace, { followSymbolicLinks: false })
}

/** A pattern seen from the workspace; `!` excludes. */
export function absolutePattern(pattern: string, workspace: string): string {
  const excluded = pattern.startsWith('!')
  const path = resolve(workspace, (excluded ? pattern.slice(1) : pattern).trim())
  return excluded ? `!${path}` : path
}
