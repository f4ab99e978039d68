/** The suites that run against real services, and what their files say of them. */
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ServiceError, type ServiceName } from '../services/service.ts'
import { needed } from './needed.ts'

export interface Suite {
  readonly name: string
  readonly file: string
  readonly needs: readonly ServiceName[]
  /**
   * With whom it can be: `@calm` and why, in a comment of its file, where users of a release are served, whom others would
   * take the processor from, or where it leaves that to them; `@alone` and why where it disturbs what all others use.
   */
  readonly company: 'any' | 'calm' | 'none'
  /** About how long it takes, so that long ones begin first: `@seconds 120` in a comment of its file. */
  readonly seconds: number
}

const REAL = import.meta.dirname
const UNKNOWN_SECONDS = 30

/** All suites, or those that are named; those that are not excepted. Throws which there are when one is not. */
export function suitesFor(names: readonly string[], except: readonly string[] = []): readonly Suite[] {
  const all = globSync('**/*.test.ts', { cwd: REAL })
    .toSorted()
    .map((file) => suiteOf(join(REAL, file)))
  const unknown = [...names, ...except].filter((name) => !all.some((suite) => suite.name === name))
  if (unknown.length > 0) {
    const known = all.map(({ name }) => name).join(', ')
    throw new ServiceError(`There is no suite ${unknown.join(', ')}; there are ${known}.`)
  }
  return all.filter(({ name }) => (names.length === 0 || names.includes(name)) && !except.includes(name))
}

function suiteOf(file: string): Suite {
  const text = readFileSync(file, 'utf8')
  const tagged = (name: string): string[] =>
    [...text.matchAll(/^(?:\/\/|\/\*\*| \*) @(\w+)(?: (\w+))?/gm)].flatMap(([, tag, value = '']) =>
      tag === name ? [value] : [],
    )
  return {
    name: basename(file, '.test.ts'),
    file,
    needs: needed(file),
    company: tagged('alone').length > 0 ? 'none' : tagged('calm').length > 0 ? 'calm' : 'any',
    seconds: Number(tagged('seconds')[0] ?? UNKNOWN_SECONDS),
  }
}
