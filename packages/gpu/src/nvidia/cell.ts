/**
 * One cell of nvidia-smi's output, with its many words for nothing made one of four.
 * `absent`: this device has no such thing. `hidden`: it can't be read here. `error`: reading it failed.
 */
export type Cell =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'hidden'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }

const ABSENT = /^(?:\[?N\/A\]?|\[?Not Supported\]?|\[?Not Active\]?|\[?Not Found\]?|)$/i
const HIDDEN = /^\[?(?:Insufficient Permissions|Requested functionality has been deprecated|No Permission)\]?$/i
const ERROR = /^(?:\[?Unknown Error\]?|ERR!|\[?GPU requires reset\]?|\[?GPU is lost\]?|\[?GPU access blocked.*)$/i

export function readCell(text: string): Cell {
  const trimmed = text.trim()
  if (ABSENT.test(trimmed)) return { kind: 'absent' }
  if (HIDDEN.test(trimmed)) return { kind: 'hidden', text: trimmed }
  if (ERROR.test(trimmed)) return { kind: 'error', text: trimmed }
  return { kind: 'value', text: trimmed }
}

/** The number of `77.71 W`, `143771 MiB`, `28`, `0x0000000000000001`. */
export function numberOf(cell: Cell | undefined): number | undefined {
  if (cell?.kind !== 'value') return undefined
  const [, amount] = /^(0x[0-9a-f]+|-?\d+(?:\.\d+)?)(?: ?\S+)?$/i.exec(cell.text) ?? []
  return amount === undefined ? undefined : Number(amount)
}

/** Bytes of a cell in MiB, which is all that nvidia-smi writes. */
export function bytesOf(cell: Cell | undefined): number | undefined {
  const mebibytes = numberOf(cell)
  return mebibytes === undefined ? undefined : mebibytes * 2 ** 20
}

/** The text of a cell that holds one. */
export function textOf(cell: Cell | undefined): string | undefined {
  return cell?.kind === 'value' ? cell.text : undefined
}
