/** A source of COPY as a pattern over paths: `*`, `?` and `[…]` as in Go's filepath.Match, none of which crosses a slash. */
export function globToRegExp(glob: string): RegExp {
  const source = glob.replace(/\\(.)|\[[^\]]+\]|[*?]|[.+^${}()|\\/]/g, (token, literal: string | undefined) => {
    if (literal !== undefined) return literal.replace(/[.*+?^${}()|[\]\\/]/, '\\$&')
    if (token === '*') return '[^/]*'
    if (token === '?') return '[^/]'
    return token.startsWith('[') ? token : `\\${token}`
  })
  return new RegExp(`^${source}$`, 's')
}

/** Whether a source holds a pattern. */
export function isGlob(source: string): boolean {
  return /[*?[]/.test(source)
}
