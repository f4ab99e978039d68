/** A piece of a text: literal, or the inside of `${{ }}`. */
export type Segment = { readonly literal: string } | { readonly expression: string }

/**
 * Splits a text at its `${{ }}`. A quoted string inside an expression hides `}}`.
 * An unclosed `${{` is literal text, as GitHub's parser has refused it before anything runs.
 */
export function segments(text: string): readonly Segment[] {
  const found: Segment[] = []
  let at = 0
  for (let open = text.indexOf('${{'); open >= 0; open = text.indexOf('${{', at)) {
    const close = endOfExpression(text, open + 3)
    if (close === undefined) break
    if (open > at) found.push({ literal: text.slice(at, open) })
    found.push({ expression: text.slice(open + 3, close).trim() })
    at = close + 2
  }
  if (at < text.length) found.push({ literal: text.slice(at) })
  return found
}

function endOfExpression(text: string, from: number): number | undefined {
  let quoted = false
  for (let i = from; i < text.length; i++) {
    if (text[i] === "'") quoted = !quoted
    else if (!quoted && text.startsWith('}}', i)) return i
  }
  return undefined
}
