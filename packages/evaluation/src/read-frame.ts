import { Categories, CategoryColumn } from './columns/category.ts'
import type { Column } from './columns/column.ts'
import { ById, IdIndex, InOrder, type Placement } from './columns/ids.ts'
import { NumberColumn } from './columns/number.ts'
import { EvaluationError } from './errors.ts'
import { missingColumn } from './filler.ts'
import type { Frame, ModelRows } from './frame.ts'
import { type FrameOptions, ModelColumns, type Truth } from './model-columns.ts'
import { readTable } from './table.ts'

/** Where the data is. */
export interface FrameFiles {
  readonly labels: string
  readonly challenger: string
  readonly champion: string | undefined
}

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
    signal: options.signal,
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
  const index = new LazyIndex(files.labels, rows, options)
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

/** The labels' ids in a hash table, made at the first need by a second pass over the file. */
class LazyIndex {
  wasSearched = false
  #index: IdIndex | undefined
  readonly #path: string
  readonly #rows: number
  readonly #options: FrameOptions

  constructor(path: string, rows: number, options: FrameOptions) {
    this.#path = path
    this.#rows = rows
    this.#options = options
  }

  async get(): Promise<IdIndex> {
    if (this.#index !== undefined) return this.#index
    const index = new IdIndex(this.#rows)
    const placement: Placement = { row: (bytes, start, end) => index.add(bytes, start, end) }
    const { columns, signal } = this.#options
    await readTable(this.#path, { idColumn: columns.id, placement, signal, columns: () => [] })
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
