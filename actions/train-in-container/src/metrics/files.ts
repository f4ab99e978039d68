import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readDictionary, readNumber } from './dictionary.ts'
import { type MetricRecord, toRecord } from './record.ts'

/** What one file says. */
export interface MetricFile {
  readonly path: string
  readonly records: readonly MetricRecord[]
  /** Whether its values are those of the finished training, not a course. */
  readonly final: boolean
}

const MAX_BYTES = 64 * 2 ** 20
const MAX_DEPTH = 4
const LINES = /^(?:metrics|training|validation|train|eval|history|log)\.jsonl$|\.metrics\.jsonl$/
const FINAL = /^(?:metrics|all_results|train_results|eval_results|test_results|results|scores)\.json$/

/** Files with metrics below some directories that were written since a moment, and one more if it is named. */
export async function readMetricFiles(
  directories: readonly string[],
  sinceMs: number,
  named?: string,
): Promise<readonly MetricFile[]> {
  const paths = new Set<string>(named === undefined ? [] : [named])
  for (const directory of directories) await collect(directory, 1, paths)
  const files: MetricFile[] = []
  for (const path of [...paths].toSorted()) {
    const info = await stat(path).catch(() => undefined)
    if (info === undefined || info.size > MAX_BYTES || (info.mtimeMs < sinceMs && path !== named)) continue
    const file = readMetricText(path, await readFile(path, 'utf8'))
    if (file.records.length > 0) files.push(file)
  }
  return files
}

/** The records in a file's text, by the kind that its name tells. */
export function readMetricText(path: string, text: string): MetricFile {
  const name = basename(path)
  if (name.endsWith('.jsonl')) return { path, final: false, records: text.split('\n').flatMap(recordIn) }
  if (name.endsWith('.csv')) return { path, final: false, records: readCsv(text) }
  if (name === 'trainer_state.json') return { path, final: false, records: readHistory(text, 'log_history') }
  const history = readHistory(text, undefined)
  return history.length > 0
    ? { path, final: false, records: history }
    : { path, final: true, records: finalValues(text) }
}

/** In a file of final values every number counts, whatever its name. */
function finalValues(text: string): readonly MetricRecord[] {
  const numbers = readDictionary(text)
  if (numbers === undefined || numbers.size === 0) return []
  const { epoch, step, ...rest } = Object.fromEntries(numbers)
  return [{ epoch, step, values: new Map(Object.entries(rest)) }]
}

function recordIn(text: string): readonly MetricRecord[] {
  const numbers = readDictionary(text)
  const record = numbers === undefined ? undefined : toRecord(numbers)
  return record === undefined ? [] : [record]
}

/** A list of records: the whole file, or one of its fields. */
function readHistory(text: string, field: 'log_history' | undefined): readonly MetricRecord[] {
  try {
    const value: unknown = JSON.parse(text)
    const list =
      field === undefined
        ? value
        : typeof value === 'object' && value !== null && field in value
          ? value[field]
          : undefined
    return Array.isArray(list) ? list.flatMap((entry: unknown) => recordIn(JSON.stringify(entry))) : []
  } catch {
    return []
  }
}

/** Lightning's CSVLogger: plain numbers, many cells empty. */
function readCsv(text: string): readonly MetricRecord[] {
  const [head, ...rows] = text.split(/\r?\n/)
  const names = head?.split(',') ?? []
  return rows.flatMap((row) => {
    const numbers = new Map<string, number>()
    row.split(',').forEach((cell, index) => {
      const name = names[index]
      const number = readNumber(cell.trim())
      if (name !== undefined && number !== undefined) numbers.set(name, number)
    })
    const record = toRecord(numbers)
    return record === undefined ? [] : [record]
  })
}

async function collect(directory: string, depth: number, paths: Set<string>): Promise<void> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => [])
  const states: string[] = []
  for (const entry of entries) {
    const path = join(directory, entry.name)
    if (entry.isDirectory() && depth < MAX_DEPTH && !/^(?:\.git|node_modules|\.venv|venv)$/.test(entry.name)) {
      await collect(path, depth + 1, paths)
    } else if (entry.isFile()) {
      if (LINES.test(entry.name) || FINAL.test(entry.name) || entry.name === 'metrics.csv') paths.add(path)
      if (entry.name === 'trainer_state.json') states.push(path)
    }
  }
  for (const path of states) paths.add(path)
}
