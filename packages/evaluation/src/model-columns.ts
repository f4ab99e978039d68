import { Agreement } from './columns/agreement.ts'
import { type Categories, CategoryColumn } from './columns/category.ts'
import type { Column } from './columns/column.ts'
import type { InOrder, Placement } from './columns/ids.ts'
import { NumberColumn } from './columns/number.ts'
import { missingColumn } from './filler.ts'
import type { ModelRows } from './frame.ts'

/** Names of the columns in the files. */
export interface ColumnNames {
  readonly id: string
  readonly label: string
  readonly prediction: string
  readonly score: string
  readonly latency: string
}

/** What the rules look at; nothing else is read. */
export interface Needs {
  readonly classes: boolean
  readonly numbers: boolean
  readonly scores: boolean
  readonly probabilities: boolean
  readonly latency: boolean
  readonly slices: readonly string[]
}

/** How to read it. */
export interface FrameOptions {
  readonly columns: ColumnNames
  readonly needs: Needs
  readonly positiveClass: string | undefined
  /** Ends the reading between two chunks. */
  readonly signal?: AbortSignal
}

const LATENCY_UNITS = [
  ['_us', 1e-3],
  ['_ms', 1],
  ['_s', 1e3],
  ['', 1],
] as const
const PROBABILITY = /^(?:prob|proba|probability|p)_(.+)$/

/** What the labels file said, for those that follow. */
export interface Truth {
  readonly options: FrameOptions
  readonly classes: Categories
  readonly rows: number
  readonly order: InOrder
  readonly labels: CategoryColumn | NumberColumn | undefined
  readonly positive: number | undefined
}

/** The columns of a predictions file that the rules need, as far as the file has them. */
export class ModelColumns {
  readonly #path: string
  readonly #truth: Truth
  #predicted: CategoryColumn | undefined
  #values: NumberColumn | undefined
  #score: NumberColumn | undefined
  #latency: { readonly column: NumberColumn; readonly unitMs: number } | undefined
  readonly #probabilities = new Map<number, NumberColumn>()

  constructor(path: string, truth: Truth) {
    this.#path = path
    this.#truth = truth
  }

  plan(placement: Placement) {
    return {
      idColumn: this.#truth.options.columns.id,
      placement,
      signal: this.#truth.options.signal,
      columns: (names: readonly string[]) => this.#choose(names),
    }
  }

  #choose(names: readonly string[]): readonly Column[] {
    const { options, classes, rows, labels } = this.#truth
    const { columns, needs } = options
    const need = (name: string): string => {
      if (names.includes(name)) return name
      throw missingColumn(this.#path, name, names)
    }
    const chosen: Column[] = []
    const add = <C extends Column>(column: C): C => {
      chosen.push(column)
      return column
    }
    if (needs.classes) this.#predicted = add(new CategoryColumn(need(columns.prediction), classes, rows))
    if (needs.numbers) this.#values = add(new NumberColumn(need(columns.prediction), rows))
    if (needs.scores && names.includes(columns.score)) this.#score = add(new NumberColumn(columns.score, rows))
    if (needs.probabilities || (needs.scores && this.#score === undefined)) {
      for (const name of names) {
        const code = classes.find(PROBABILITY.exec(name)?.[1] ?? '')
        if (code === undefined || !PROBABILITY.test(name)) continue
        this.#probabilities.set(code, add(new NumberColumn(name, rows, [0, 1])))
      }
      if (this.#probabilities.size === 0 && this.#score === undefined) need(columns.score)
    }
    if (needs.latency) this.#latency = this.#chooseLatency(names, rows, chosen)
    if (labels !== undefined && names.includes(labels.name) && labels.name !== columns.prediction)
      add(new Agreement(labels))
    return chosen
  }

  #chooseLatency(names: readonly string[], rows: number, chosen: Column[]) {
    const wanted = this.#truth.options.columns.latency
    const name =
      names.find((candidate) => candidate === wanted) ??
      LATENCY_UNITS.map(([unit]) => `${wanted}${unit}`).find((candidate) => names.includes(candidate))
    if (name === undefined) throw missingColumn(this.#path, `${wanted}_ms`, names)
    const unitMs = LATENCY_UNITS.find(([unit]) => name.endsWith(unit))?.[1] ?? 1
    const column = new NumberColumn(name, rows, [0, Number.MAX_VALUE])
    chosen.push(column)
    return { column, unitMs }
  }

  result(): ModelRows {
    const { positive } = this.#truth
    const probabilities = new Map([...this.#probabilities].map(([code, column]) => [code, column.values]))
    const scores = this.#score?.values ?? (positive === undefined ? undefined : probabilities.get(positive))
    const { column, unitMs } = this.#latency ?? {}
    return {
      ...(this.#predicted === undefined ? {} : { predicted: this.#predicted.codes }),
      ...(this.#values === undefined ? {} : { values: this.#values.values }),
      ...(scores === undefined ? {} : { scores }),
      ...(probabilities.size === 0 ? {} : { probabilities }),
      ...(column === undefined ? {} : { latencyMs: column.values.map((value) => value * (unitMs ?? 1)) }),
    }
  }
}
