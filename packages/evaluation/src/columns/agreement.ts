import { EvaluationError } from '../errors.ts'
import type { CategoryColumn } from './category.ts'
import type { Column } from './column.ts'
import { type NumberColumn, parseNumber } from './number.ts'

/** A label column inside a predictions file: every row must say what the labels say, else the test sets differ. */
export class Agreement implements Column {
  readonly name: string
  readonly #labels: CategoryColumn | NumberColumn

  constructor(labels: CategoryColumn | NumberColumn) {
    this.name = labels.name
    this.#labels = labels
  }

  put(row: number, bytes: Uint8Array, start: number, end: number): void {
    const labels = this.#labels
    const same =
      'codes' in labels
        ? labels.categories.code(bytes, start, end) === labels.codes[row]
        : parseNumber(bytes, start, end) === labels.values[row]
    if (same) return
    const text = Buffer.from(bytes.slice(start, Math.min(end, start + 40))).toString()
    throw new EvaluationError(
      'labels-differ',
      `data row ${row + 1} is labelled ${JSON.stringify(text)} here, and otherwise in the labels`,
    )
  }

  finish(): void {}
}
