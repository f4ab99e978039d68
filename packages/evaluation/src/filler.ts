import type { Column } from './columns/column.ts'
import type { Placement } from './columns/ids.ts'
import type { Cells } from './csv/cells.ts'
import { EvaluationError } from './errors.ts'

/** Chooses the columns to fill once the header is known. */
export interface TablePlan {
  readonly idColumn: string
  readonly placement: Placement
  /** Ends the reading between two chunks. */
  readonly signal: AbortSignal | undefined
  /** Called with the file's column names; throws where a needed one is missing. */
  readonly columns: (names: readonly string[]) => readonly Column[]
}

/** Routes a record's cells into their columns; the first record is the header. */
export class Filler {
  readonly #path: string
  readonly #plan: TablePlan
  #columns: readonly Column[] = []
  #at: Int32Array = new Int32Array(0)
  #id = -1
  #rows = 0

  constructor(path: string, plan: TablePlan) {
    this.#path = path
    this.#plan = plan
  }

  take(cells: Cells): void {
    if (this.#id < 0) {
      const { bytes, starts, ends, count } = cells
      this.header(Array.from({ length: count }, (_, i) => Buffer.from(bytes.slice(starts[i], ends[i])).toString()))
      return
    }
    const { bytes, starts, ends } = cells
    const row = this.#plan.placement.row(bytes, starts[this.#id] ?? 0, ends[this.#id] ?? 0)
    for (let i = 0; i < this.#columns.length; i++) {
      const at = this.#at[i] ?? 0
      this.#columns[i]?.put(row, bytes, starts[at] ?? 0, ends[at] ?? 0)
    }
    this.#rows++
  }

  /** Sets the columns' names; refuses a name that stands twice. */
  header(names: readonly string[]): void {
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice !== undefined)
      throw new EvaluationError('malformed-file', `two columns are named ${JSON.stringify(twice)}`)
    this.#id = names.indexOf(this.#plan.idColumn)
    if (this.#id < 0) throw missingColumn(this.#path, this.#plan.idColumn, names)
    this.#columns = this.#plan.columns(names)
    this.#at = Int32Array.from(this.#columns, ({ name }) => names.indexOf(name))
  }

  finish(): number {
    if (this.#rows === 0) throw new EvaluationError('empty-data', `${this.#path} has no data rows`)
    for (const column of this.#columns) column.finish(this.#rows)
    return this.#rows
  }
}

/** The error for a column that a file should have. */
export function missingColumn(path: string, name: string, names: readonly string[]): EvaluationError {
  const found = names.slice(0, 20).map((known) => JSON.stringify(known))
  return new EvaluationError(
    'missing-column',
    `${path} has no column ${JSON.stringify(name)}; it has ${found.join(', ')}`,
  )
}
