import { isObject, type Json, parseJson } from '../json.ts'
import type { ListSchema } from '../schema/schema.ts'

/**
 * One step of a field path in the notation of `managedFields`: `f:name` (a field), `k:{"name":"app"}` (an item of a
 * list by its keys), `v:"x"` (an item of a set).
 */
export type Step = string

/** The step to an item of a list that tells its items apart; throws when a key is missing. */
export function stepTo(item: Json, schema: ListSchema): Step {
  if (schema.identity.by !== 'keys') return `v:${JSON.stringify(item)}`
  const { keys } = schema.identity
  if (!isObject(item)) throw new Error('associative list with keys may not have non-map elements')
  const of = schema.of
  const named = [...keys].sort().map((key) => {
    const value = item[key] ?? (of.type === 'struct' ? of.fields.get(key)?.default : undefined)
    if (value === undefined) {
      throw new Error(
        `associative list with keys has an element that omits key field ${JSON.stringify(key)} (and doesn't have default value)`,
      )
    }
    return `${JSON.stringify(key)}:${JSON.stringify(value)}`
  })
  return `k:{${named.join(',')}}`
}

/** A path as conflicts name it: `.spec.template.spec.containers[name="app"].image`. */
export function pathText(path: readonly Step[]): string {
  return path.map(stepText).join('')
}

function stepText(step: Step): string {
  if (step.startsWith('f:')) return `.${step.slice(2)}`
  if (step.startsWith('v:')) return `[=${step.slice(2)}]`
  const keys = parseJson(step.slice(2))
  if (!isObject(keys)) return `[${step}]`
  return `[${Object.entries(keys)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join(',')}]`
}
