import { isRecord, type JsonRecord, toText } from '../json.ts'
import type { Json } from '../types.ts'
import type { Step } from './model.ts'

/** Keys of steps that this runner does not know how to run. */
const BEYOND = ['background', 'wait', 'wait-all', 'cancel', 'parallel']

/** Steps as the runner works with them. */
export function readSteps(list: readonly Json[]): readonly Step[] {
  return list.filter(isRecord).map(readStep)
}

/** What in these steps can't be run here, in words. */
export function stepsBeyond(list: readonly Json[]): readonly string[] {
  return list
    .filter(isRecord)
    .flatMap((raw, i) => BEYOND.filter((key) => raw[key] !== undefined).map((key) => `step ${i + 1} uses \`${key}\``))
}

function readStep(raw: JsonRecord): Step {
  const common = {
    ...(raw['id'] === undefined ? {} : { id: toText(raw['id']) }),
    ...present({
      name: raw['name'],
      if: raw['if'],
      env: raw['env'],
      continueOnError: raw['continue-on-error'],
      timeoutMinutes: raw['timeout-minutes'],
    }),
  }
  if (raw['uses'] !== undefined) {
    return { kind: 'uses', uses: toText(raw['uses']), ...common, ...present({ with: raw['with'] }) }
  }
  const more = present({ shell: raw['shell'], workingDirectory: raw['working-directory'] })
  return { kind: 'run', run: raw['run'] ?? '', ...common, ...more }
}

/** The properties that have a value. */
export function present<K extends string>(values: Readonly<Record<K, Json | undefined>>): { [P in K]?: Json } {
  const result: { [P in K]?: Json } = {}
  for (const key in values) {
    const value = values[key]
    if (value !== undefined) result[key] = value
  }
  return result
}
