import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { actionNames } from '../../scripts/generate.ts'
import { ROOT } from '../support/bundle.ts'

interface Room {
  readonly name: string
  readonly folder: string
  readonly needs: readonly string[]
}

const rooms: readonly Room[] = ['packages', 'actions'].flatMap((kind) =>
  readdirSync(join(ROOT, kind)).map((name) => {
    const manifest: unknown = JSON.parse(readFileSync(join(ROOT, kind, name, 'package.json'), 'utf8'))
    const field = (key: string): unknown =>
      typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, key) : undefined
    const dependencies = { ...asRecord(field('dependencies')), ...asRecord(field('devDependencies')) }
    return {
      name: String(field('name')),
      folder: join(kind, name),
      needs: Object.keys(dependencies).filter((need) => need.startsWith('@ml-actions/')),
    }
  }),
)

function asRecord(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}

function sources(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file))
}

describe('the house', () => {
  test('packages form floors: no package imports an action, none imports itself over others', () => {
    const needs = new Map(rooms.map((room) => [room.name, room.needs]))
    const visit = (name: string, above: readonly string[]): void => {
      if (above.includes(name)) throw new Error(`a circle: ${[...above, name].join(' → ')}`)
      expect(name).not.toMatch(above.length > 0 ? /^@ml-actions\/action-/ : /^$/)
      for (const need of needs.get(name) ?? []) visit(need, [...above, name])
    }
    for (const room of rooms) visit(room.name, [])
  })

  test.each(['statistics', 'process'])('%s stands on the ground', (name) => {
    expect(rooms.find((room) => room.name === `@ml-actions/${name}`)?.needs).toEqual([])
  })

  test.each(['@ml-actions/sandbox', '@ml-actions/workflow-runner'])('%s is never part of an action', (name) => {
    const reach = (from: string): readonly string[] => {
      const room = rooms.find((each) => each.name === from)
      return [from, ...(room?.needs ?? []).flatMap(reach)]
    }
    for (const room of rooms.filter(({ folder }) => folder.startsWith('actions/'))) {
      expect(reach(room.name)).not.toContain(name)
    }
  })

  test('what a package keeps to itself is not reached past its index', () => {
    const past = rooms.flatMap(({ folder }) =>
      sources(folder).filter((file) => {
        const imports = readFileSync(join(ROOT, file), 'utf8').matchAll(/from '([^']+)'/g)
        return [...imports].some(([, target = '']) =>
          target.startsWith('.')
            ? !join(dirname(file), target).startsWith(`${folder}/`)
            : /^@ml-actions\/[\w-]+\//.test(target),
        )
      }),
    )
    expect(past).toEqual([])
  })

  test('only an entry reads the environment or writes to the standard output', () => {
    const offenders = rooms
      .filter(({ folder }) => !['packages/sandbox', 'packages/workflow-runner'].includes(folder))
      .flatMap(({ folder }) => sources(folder))
      .filter((file) => !/^actions\/[\w-]+\/src\/index\.ts$/.test(file))
      .filter((file) => /process\.env\b|process\.stdout\b|console\./.test(code(readFileSync(join(ROOT, file), 'utf8'))))
    expect(offenders).toEqual([])
  })
})

/** Without comments, in which such words may stand. */
function code(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}

describe('the bundles', () => {
  const bundled = actionNames().filter((name) => existsSync(join(ROOT, 'dist', name, 'index.js')))
  const files = bundled.flatMap((name) => readdirSync(join(ROOT, 'dist', name)).map((file) => join('dist', name, file)))
  test('there is one for each action, with its licences', () => {
    expect(bundled).toEqual(actionNames())
    for (const name of bundled) expect(existsSync(join(ROOT, 'dist', name, 'licenses.txt'))).toBe(true)
  })
  test('know nothing of trying them out', () => {
    const own = rooms
      .filter(({ folder }) => !['packages/sandbox', 'packages/workflow-runner'].includes(folder))
      .flatMap(({ folder }) => sources(join(folder, 'src')))
    const built = files.filter((file) => !file.startsWith(join('dist', 'ml-actions')))
    // `digits` is a name of variables in what others wrote (yaml, d3, @stdlib), so it is looked for in our sources only.
    const found = [
      ...mentions(own, /\b(?:demo|regress|digits|sandbox)\b/i),
      ...mentions(built, /\b(?:demo|regress|sandbox)\b/i),
    ]
    expect(found).toEqual([])
  })
})

function mentions(files: readonly string[], words: RegExp): readonly string[] {
  return files.flatMap((file) => {
    const word = words.exec(readFileSync(join(ROOT, file), 'utf8'))
    return word === null ? [] : [`${file}: ${word[0]}`]
  })
}
