import { isList, isRecord, type JsonRecord, listOf, sameJson, toText } from '../json.ts'
import type { Json } from '../types.ts'

/** GitHub starts no more (github/docs, workflow limits). */
const MAX_LEGS = 256

/**
 * The combinations of a matrix, its expressions computed: axes multiplied, `exclude` taken out, `include` merged into
 * every combination whose original values it does not change, or added as one of its own.
 * Throws an Error in GitHub's words for a matrix that has no or too many legs.
 */
export function expandMatrix(matrix: Json | undefined): readonly JsonRecord[] {
  if (matrix === undefined || matrix === null) return [{}]
  if (!isRecord(matrix)) throw new Error('The matrix must be a mapping.')
  const { include, exclude, ...axes } = matrix
  const combinations = Object.keys(axes).length === 0 ? [] : multiply(axes)
  const originals = combinations.filter(
    (leg) =>
      !listOf(exclude)
        .filter(isRecord)
        .some((pattern) => matches(leg, pattern)),
  )
  const legs = addIncluded(originals, listOf(include).filter(isRecord))
  if (legs.length === 0) throw new Error('Matrix must define at least one vector')
  if (legs.length > MAX_LEGS) throw new Error(`The matrix has ${legs.length} jobs; GitHub starts at most ${MAX_LEGS}.`)
  return legs
}

/** What GitHub puts in brackets behind the job's name. */
export function legLabel(leg: JsonRecord): string {
  return Object.values(leg).map(label).join(', ')
}

function label(value: Json): string {
  if (isRecord(value)) return legLabel(value)
  return isList(value) ? value.map(label).join(', ') : toText(value)
}

function multiply(axes: JsonRecord): readonly JsonRecord[] {
  let legs: readonly JsonRecord[] = [{}]
  for (const [axis, values] of Object.entries(axes)) {
    if (!isList(values) || values.length === 0) throw new Error(`Matrix vector '${axis}' does not contain any values`)
    legs = legs.flatMap((leg) => values.map((value) => ({ ...leg, [axis]: value })))
  }
  return legs
}

function addIncluded(originals: readonly JsonRecord[], included: readonly JsonRecord[]): readonly JsonRecord[] {
  const legs = originals.map((leg) => ({ ...leg }))
  const added: JsonRecord[] = []
  for (const include of included) {
    const fits = originals.map((leg) =>
      Object.entries(include).every(([key, value]) => !(key in leg) || sameJson(leg[key], value)),
    )
    for (const [i, leg] of legs.entries()) if (fits[i] === true) Object.assign(leg, include)
    if (!fits.includes(true)) added.push(include)
  }
  return [...legs, ...added]
}

/** An exclusion may name nested values in part. */
function matches(value: Json | undefined, pattern: Json): boolean {
  if (!isRecord(pattern)) return sameJson(value, pattern)
  return isRecord(value) && Object.entries(pattern).every(([key, wanted]) => matches(value[key], wanted))
}
