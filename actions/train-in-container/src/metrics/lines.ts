import { readDictionary, readNumber } from './dictionary.ts'
import { type MetricRecord, toRecord } from './record.ts'

/** What a line of output says about the training. */
export type Said =
  | { readonly kind: 'record'; readonly record: MetricRecord }
  /** Keras announces an epoch before the line with its values. */
  | { readonly kind: 'epoch'; readonly epoch: number }

/** Longer lines hold no metrics that a person would print. */
const MAX_LENGTH = 4_096
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, 'g')
const NUMBER = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[-+]?\\d+)?|[-+]?(?:nan|inf(?:inity)?)'
const PAIR = new RegExp(`([A-Za-z_][\\w./@\\[\\]=-]*?)\\s*[=:]\\s*(${NUMBER})(?=[\\s,;|\\])}%(]|$)`, 'gi')
const CELL = new RegExp(`^([A-Za-z_][\\w./]*) +(${NUMBER})(?:\\s.*|\\(.*)?$`, 'i')

/** Reads one line of output: a dictionary (JSON, Hugging Face), cells between bars (Automodel), or pairs (Lightning, Keras). */
export function readLine(line: string): Said | undefined {
  if (line.length > MAX_LENGTH) return undefined
  const text = line.replaceAll(COLOUR, '').trim()
  const epoch = /^Epoch (\d+)\/\d+$/.exec(text)?.[1]
  if (epoch !== undefined) return { kind: 'epoch', epoch: Number(epoch) }
  const record = readDictionaryLine(text) ?? readCells(text) ?? readPairs(text)
  return record === undefined ? undefined : { kind: 'record', record }
}

function readDictionaryLine(text: string): MetricRecord | undefined {
  const start = text.indexOf('{')
  if (start === -1 || !text.endsWith('}')) return undefined
  const numbers = readDictionary(text.slice(start))
  return numbers === undefined ? undefined : toRecord(numbers)
}

function readCells(text: string): MetricRecord | undefined {
  const cells = text.split(' | ')
  if (cells.length < 2) return undefined
  const numbers = new Map<string, number>()
  for (const cell of cells) {
    const [, name, value] = CELL.exec(cell.replace(/^\[\w+\] /, '').trim()) ?? []
    const number = value === undefined ? undefined : readNumber(value)
    if (name !== undefined && number !== undefined) numbers.set(name, number)
  }
  return toRecord(numbers)
}

function readPairs(text: string): MetricRecord | undefined {
  const numbers = new Map<string, number>()
  for (const [, name, value] of text.matchAll(PAIR)) {
    const number = value === undefined ? undefined : readNumber(value)
    if (name !== undefined && number !== undefined) numbers.set(name.toLowerCase() === 'epoch' ? 'epoch' : name, number)
  }
  // Lightning's bar: `Epoch 3:  50%|…| 5/10 [00:01<00:01, 4.9it/s, v_num=0, train_loss=0.31]`.
  const bar = /^Epoch (\d+):\s+\d+%/.exec(text)?.[1]
  if (bar !== undefined) numbers.set('epoch', Number(bar))
  return toRecord(numbers)
}
