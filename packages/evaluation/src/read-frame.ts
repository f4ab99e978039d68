import { Agreement } from './columns/agreement.ts'
import { Categories, CategoryColumn } from './columns/category.ts'
import type { Column } from './columns/column.ts'
import { ById, IdIndex, InOrder, type Placement } from './columns/ids.ts'
import { NumberColumn } from './columns/number.ts'
import { EvaluationError } from './errors.ts'
import { missingColumn } from './filler.ts'
import type { Frame, ModelRows } from './frame.ts'
import { readTable } from './table.ts'

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

/** Where the data is. */
export interface FrameFiles {
  readonly labels: string
  readonly challenger: string
  readonly champion: string | undefined
}

/** How to read it. */
export interface FrameOptions {
  readonly columns: ColumnNames
  readonly needs: Needs
  readonly positiveClass: string | undefined
}

const LATENCY_UNITS = [
  ['_us', 1e-3],
  ['_ms', 1],
  ['_s', 1e3],
  ['', 1],
] as const
const PROBABILITY = /^(?:prob|proba|probability|p)_(.+)$/

/**
 * Reads labels and predictions and matches their rows. Files in the same order are recognised by a hash of their ids; others
 * are looked up by id.
 * @throws EvaluationError with the reason for everything that would make a comparison worthless
 */
export async function readFrame(files: FrameFiles, options: FrameOptions): Promise<Frame> {
  const { columns, needs } = options
  const classes = new Categories()
  const order = new InOrder()
  const label = needs.classes ? new CategoryColumn(columns.label, classes) : undefined
  const target = needs.numbers ? new NumberColumn(columns.label) : undefined
  const slices = needs.slices.map((name) => new CategoryColumn(name, new Categories(), 1024, 'a-value'))
  const wanted: Column[] = [label, target, ...slices].filter((column) => column !== undefined)
  const rows = await readTable(files.labels, {
    idColumn: columns.id,
    placement: order,
    columns: (names) => {
      for (const { name } of wanted) {
        if (names.includes(name)) continue
        const isSlice = needs.slices.includes(name)
        throw isSlice
          ? new EvaluationError('missing-slice', `${files.labels} has no column ${JSON.stringify(name)} to slice by`)
          : missingColumn(files.labels, name, names)
      }
      return wanted
    },
  })
  const truth = { options, classes, rows, order, labels: label ?? target }
  const positive = needs.classes ? positiveClass(classes, options.positiveClass) : undefined
  const index = new LazyIndex(files.labels, columns.id, rows)
  // Ids that only rise hold no duplicate; others are looked at one by one.
  if (!order.isRising) await index.get()
  const challenger = await readModel(files.challenger, { ...truth, positive }, index)
  const champion =
    files.champion === undefined ? undefined : await readModel(files.champion, { ...truth, positive }, index)
  return {
    rows,
    matching: index.wasSearched ? 'by-id' : 'same-order',
    classes,
    positive,
    ...(label === undefined ? {} : { labels: label.codes }),
    ...(target === undefined ? {} : { targets: target.values }),
    slices: new Map(slices.map((column) => [column.name, column])),
    challenger,
    ...(champion === undefined ? {} : { champion }),
  }
}

interface Truth {
  readonly options: FrameOptions
  readonly classes: Categories
  readonly rows: number
  readonly order: InOrder
  readonly labels: CategoryColumn | NumberColumn | undefined
  readonly positive: number | undefined
}

/** The labels' ids in a hash table, made at the first need by a second pass over the file. */
class LazyIndex {
  wasSearched = false
  #index: IdIndex | undefined
  readonly #path: string
  readonly #idColumn: string
  readonly #rows: number

  constructor(path: string, idColumn: string, rows: number) {
    this.#path = path
    this.#idColumn = idColumn
    this.#rows = rows
  }

  async get(): Promise<IdIndex> {
    if (this.#index !== undefined) return this.#index
    const index = new IdIndex(this.#rows)
    const placement: Placement = { row: (bytes, start, end) => index.add(bytes, start, end) }
    await readTable(this.#path, { idColumn: this.#idColumn, placement, columns: () => [] })
    this.#index = index
    return index
  }
}

async function readModel(path: string, truth: Truth, index: LazyIndex): Promise<ModelRows> {
  const inOrder = new InOrder()
  const first = new ModelColumns(path, truth)
  // A foreign label at this place may only mean that the order differs; then the second reading tells.
  const rows = await readTable(path, first.plan(inOrder)).catch((error: unknown) => {
    if (error instanceof EvaluationError && error.reason === 'labels-differ') return -1
    throw error
  })
  if (rows === truth.rows && inOrder.sequence === truth.order.sequence) return first.result()
  const byId = new ById(await index.get())
  index.wasSearched = true
  const second = new ModelColumns(path, truth)
  const found = await readTable(path, second.plan(byId))
  if (found !== truth.rows) {
    throw new EvaluationError('rows-do-not-match', `${path} has ${found} rows where the labels have ${truth.rows}`)
  }
  return second.result()
}

/** The columns of a predictions file that the rules need, as far as the file has them. */
class ModelColumns {
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

/** The positive class of a two-class problem: as told, or 1 or true where the labels are 0 and 1 or false and true. */
function positiveClass(classes: Categories, told: string | undefined): number | undefined {
  if (told !== undefined) {
    const code = classes.find(told)
    if (code === undefined)
      throw new EvaluationError('missing-class', `no row is labelled ${JSON.stringify(told)}, the positive class`)
    return code
  }
  if (classes.names.length > 2) return undefined
  const usual = [
    ['0', '1'],
    ['false', 'true'],
    ['False', 'True'],
    ['-1', '1'],
  ]
  for (const [negative = '', positive = ''] of usual) {
    const code = classes.find(positive)
    if (code !== undefined && classes.names.every((name) => name === negative || name === positive)) return code
  }
  return undefined
}
