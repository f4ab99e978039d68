/** What to run: a list of arguments, or text for a shell. */
export type Command =
  | { readonly kind: 'arguments'; readonly words: readonly string[] }
  | { readonly kind: 'shell'; readonly text: string }

export type ParsedCommand =
  | { readonly ok: true; readonly words: readonly string[] }
  | { readonly ok: false; readonly problem: string }

const MEANT_FOR_A_SHELL = /[$`|;&<>*?(){}#~!\\]/

/**
 * The words of a command: a JSON list of texts, or words separated by blanks with quotes around those that hold blanks.
 * A character that only a shell would understand is refused outside quotes, since no shell sees it.
 */
export function parseCommand(text: string): ParsedCommand {
  const trimmed = text.trim()
  if (trimmed.startsWith('[')) return parseList(trimmed)
  const words: string[] = []
  let word: string | undefined
  let quote: '"' | "'" | undefined
  for (const character of trimmed) {
    if (quote !== undefined) {
      if (character === quote) quote = undefined
      else word = `${word ?? ''}${character}`
    } else if (character === '"' || character === "'") {
      quote = character
      word ??= ''
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (MEANT_FOR_A_SHELL.test(character)) {
      return {
        ok: false,
        problem: `"${character}" means something to a shell, but no shell sees \`command\`. Put quotes around it, give a JSON list, or use \`run\`.`,
      }
    } else word = `${word ?? ''}${character}`
  }
  if (quote !== undefined) return { ok: false, problem: `a quote (${quote}) is not closed.` }
  if (word !== undefined) words.push(word)
  return words[0] === undefined || words[0] === '' ? { ok: false, problem: 'it is empty.' } : { ok: true, words }
}

function parseList(text: string): ParsedCommand {
  const problem = 'it starts with `[` but is no JSON list of texts. Example: ["python", "-m", "project.train"].'
  try {
    const value: unknown = JSON.parse(text)
    const isList = Array.isArray(value) && value.every((word): word is string => typeof word === 'string')
    if (!isList || value[0] === undefined || value[0] === '') return { ok: false, problem }
    return { ok: true, words: value }
  } catch {
    return { ok: false, problem }
  }
}
