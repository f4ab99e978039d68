import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parseUses } from '../../packages/workflow-runner/src/actions/uses.ts'
import { baseEnvironment } from '../../packages/workflow-runner/src/base-environment.ts'
import { parseEntries, parsePaths } from '../../packages/workflow-runner/src/commands/entries.ts'
import { Masker } from '../../packages/workflow-runner/src/commands/mask.ts'
import { parseCommand } from '../../packages/workflow-runner/src/commands/parse.ts'
import { CommandRelay } from '../../packages/workflow-runner/src/commands/relay.ts'
import { takeTurn } from '../../packages/workflow-runner/src/concurrency/group.ts'
import {
  evaluateCondition,
  evaluateTemplate,
  type Status,
} from '../../packages/workflow-runner/src/expressions/evaluate.ts'
import { segments } from '../../packages/workflow-runner/src/expressions/segments.ts'
import { shellCommand } from '../../packages/workflow-runner/src/job/shell.ts'
import { satisfies } from '../../packages/workflow-runner/src/served/setup-python.ts'
import type { Annotation, LineKind } from '../../packages/workflow-runner/src/types.ts'
import { ancestors, selectJobs } from '../../packages/workflow-runner/src/workflow/graph.ts'
import { expandMatrix } from '../../packages/workflow-runner/src/workflow/matrix.ts'

// Vectors checked against the rules of actions/runner v2.336.0: FileCommandManager.cs, ActionCommand.cs.
describe('entries of command files', () => {
  test.each([
    ['A=', [['A', '']]],
    ['A==<<x', [['A', '=<<x']]],
    ['=x', [['', 'x']]],
    ['A<<E\n1\n2\nE\n', [['A', '1\n2']]],
    ['A<<E\nE\n', [['A', '']]],
    ['A<<E\n1\nE', [['A', '1']]],
    ['A<<E\n1\r\nE\n', [['A', '1\r']]],
    ['A=1\r\n', [['A', '1\r']]],
    ['A<<E=1\nv\nE=1\n', [['A', 'v']]],
    ['A<<E\n\n\nE\n', [['A', '\n']]],
    [
      '\n\nA=1\n\nB=2',
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    ['', []],
  ])('%j', (text, entries) => {
    expect(parseEntries(text)).toEqual(entries)
  })

  test.each(['A<<E\n1', 'A<<E\n1\n', '<<E\nE\n', 'A<<\n', 'plain', 'A=1\nplain'])('%j is malformed', (text) => {
    expect(() => parseEntries(text)).toThrow(/Invalid (format|value)/)
  })

  test('paths are lines', () => {
    expect(parsePaths('/a\r\n\n/b c\n')).toEqual(['/a', '/b c'])
  })
})

describe('commands in a line', () => {
  const registered = new Set(['warning', 'set-output', 'add-mask'])
  test.each([
    ['  ::warning file=a,line=1::m', { name: 'warning', properties: { file: 'a', line: '1' }, data: 'm' }],
    ['::WARNING::m', { name: 'warning', properties: {}, data: 'm' }],
    ['abc ##[warning]x', { name: 'warning', properties: {}, data: 'x' }],
    ['##[warning file=a%3Bb;line=2]x%5D', { name: 'warning', properties: { file: 'a;b', line: '2' }, data: 'x]' }],
    ['::warning file=a%2Cb,title=::m%0An%25', { name: 'warning', properties: { file: 'a,b' }, data: 'm\nn%' }],
    ['::warning::%250A', { name: 'warning', properties: {}, data: '%0A' }],
    ['::set-output name=a=b::v', { name: 'set-output', properties: { name: 'a=b' }, data: 'v' }],
    ['::add-mask::a::b', { name: 'add-mask', properties: {}, data: 'a::b' }],
    ['abc ::warning::x', undefined],
    ['::unknown::x', undefined],
    ['::warning', undefined],
    ['##[warning', undefined],
  ])('%s', (line, command) => {
    expect(parseCommand(line, registered)).toEqual(command)
  })
})

interface Heard {
  readonly lines: string[]
  readonly annotations: Annotation[]
  readonly failures: string[]
  readonly outputs: Record<string, string>
  readonly masks: string[]
}

function relay(text: readonly string[], debug = false): Heard {
  const heard: Heard = { lines: [], annotations: [], failures: [], outputs: {}, masks: [] }
  const target = {
    line: (kind: LineKind, line: string) => void heard.lines.push(`${kind}|${line}`),
    annotate: (annotation: Annotation) => void heard.annotations.push(annotation),
    setOutput: (name: string, value: string) => {
      heard.outputs[name] = value
    },
    saveState: () => undefined,
    addMask: (value: string) => void heard.masks.push(value),
    fail: (message: string) => void heard.failures.push(message),
  }
  const commands = new CommandRelay(target, { debug })
  for (const line of text) commands.line(line)
  return heard
}

describe('commands obeyed', () => {
  test('ten annotations of a kind count, all stay in the log', () => {
    const heard = relay(Array.from({ length: 12 }, (_, i) => `::error::${i}`).concat('::warning::w'))
    expect(heard.annotations.map(({ level }) => level)).toEqual([
      ...Array.from({ length: 10 }, () => 'error'),
      'warning',
    ])
    expect(heard.lines).toHaveLength(13)
  })

  test.each([
    ['::error line=3,endLine=2::m', {}],
    ['::error endLine=2::m', {}],
    ['::error line=3,endLine=4,col=2::m', { line: 3, endLine: 4 }],
    ['::error line=3,col=2,endColumn=1::m', { line: 3 }],
    ['::error line=3,col=2,endColumn=5::m', { line: 3, column: 2, endColumn: 5 }],
    ['::error col=2::m', {}],
  ])('%s', (line, place) => {
    expect(relay([line]).annotations).toEqual([{ level: 'error', message: 'm', ...place }])
  })

  test('messages are cut at 4096 characters', () => {
    expect(relay([`::error::${'x'.repeat(5000)}`]).annotations[0]?.message).toHaveLength(4096)
  })

  test('stop-commands: its token ends it and is masked when longer than six', () => {
    const heard = relay([
      '::stop-commands::Token-1',
      '::error::a',
      '##[error]b',
      '::token-1::',
      '::set-output name=a::1',
    ])
    expect(heard).toMatchObject({ annotations: [], masks: ['Token-1'], outputs: { a: '1' } })
    expect(relay(['::stop-commands::abc']).masks).toEqual([])
  })

  test.each([
    '::stop-commands::',
    '::stop-commands::error',
    '::stop-commands::pause-logging',
    '::set-env name=A::1',
    '::add-path::/x',
    '::set-output::v',
    '::echo::maybe',
  ])('%s fails the step', (line) => {
    expect(relay([line]).failures).toHaveLength(1)
  })

  test('debug lines only on demand; an empty mask is a warning; groups are lines of their own', () => {
    expect(relay(['::debug::d']).lines).toEqual([])
    expect(relay(['::debug::d'], true).lines).toEqual(['debug|d'])
    expect(relay(['::add-mask:: ']).lines[0]).toMatch(/^warning\|Can't add secret mask/)
    expect(relay(['::group::G', 'x', '::endgroup::']).lines).toEqual(['group|G', 'plain|x', 'endgroup|'])
  })
})

describe('masking', () => {
  const secret = `p"a'ss&word<1>/2+3`
  const masker = new Masker()
  masker.add(secret)
  masker.add('first line\nsecond line')
  const base64 = (text: string): string => Buffer.from(text).toString('base64')
  test.each([
    ['itself', secret],
    ['base64', base64(secret)],
    ['base64 inside a longer text, offset 1', base64(secret.slice(1))],
    ['base64 inside a longer text, offset 2', base64(secret.slice(2))],
    ['JSON', JSON.stringify(secret).slice(1, -1)],
    ['expression string', secret.replaceAll("'", "''")],
    ['URI', encodeURIComponent(secret).replaceAll("'", '%27')],
    ['XML', 'p&quot;a&apos;ss&amp;word&lt;1&gt;/2+3'],
    ['the part after the ampersand', 'word<1>/2+3'],
    ['each line', 'second line'],
  ])('%s', (_, form) => {
    expect(masker.mask(`<${form}>`)).toBe('<***>')
  })

  test('overlapping and adjacent hits become one', () => {
    const two = new Masker()
    two.add('abcabc')
    two.add('cabx')
    expect(two.mask('-abcabcabx-')).toBe('-***-')
    expect(two.mask('-abcabcabcabc-')).toBe('-***-')
    expect(two.mask('nothing')).toBe('nothing')
    two.add('  ')
    expect(two.mask('a  b')).toBe('a  b')
  })
})

describe('expressions', () => {
  const around = (status: Status = 'success') => ({
    status,
    contexts: {
      github: { ref: 'refs/heads/main', event: { n: 3 } },
      matrix: { x: [1, 2], y: 0.1 },
      env: { A: 'a' },
      steps: { s: { outputs: { o: "it's }} here" } } },
    },
  })

  test.each([
    ['${{ matrix.x }}', [1, 2]],
    ['${{ matrix.y }}', 0.1],
    ['v${{ matrix.y }} ${{ matrix.x }} ${{ github.event }}', 'v0.1 Array Object'],
    ["${{ format('{0} }}', 'a') }}", 'a }'],
    ['${{ steps.s.outputs.o }}!', "it's }} here!"],
    ['${{ missing.x }}', undefined],
    ['${{ env.NONE }}', null],
    ['plain', 'plain'],
    ["${{ fromJSON('{\"a\":1}').a == 1 && 'yes' || 'no' }}", 'yes'],
  ])('%s', async (template, value) => {
    const result = evaluateTemplate(template, around())
    await (value === undefined ? expect(result).rejects.toThrow() : expect(result).resolves.toEqual(value))
  })

  test.each<[string | boolean | undefined, Status, boolean]>([
    [undefined, 'success', true],
    [undefined, 'failure', false],
    [undefined, 'cancelled', false],
    ['always()', 'cancelled', true],
    ['${{ always() }}', 'failure', true],
    ['failure()', 'failure', true],
    ['failure()', 'success', false],
    ['cancelled()', 'cancelled', true],
    ['success() || failure()', 'cancelled', false],
    ["github.ref == 'refs/heads/main'", 'success', true],
    ["github.ref == 'refs/heads/main'", 'failure', false],
    ["!cancelled() && env.A == 'a'", 'failure', true],
    ["'always()'", 'failure', false],
    [false, 'success', false],
    ["${{ github.ref }} == 'x'", 'success', true],
    ['matrix.x[5]', 'success', false],
  ])('if: %s with %s', async (condition, status, holds) => {
    expect(await evaluateCondition(condition, around(status))).toBe(holds)
  })

  test('a quoted end does not end the expression', () => {
    expect(segments("a${{ 'x}}' }}b${{ c")).toEqual([{ literal: 'a' }, { expression: "'x}}'" }, { literal: 'b${{ c' }])
  })
})

describe('matrix', () => {
  // The example of GitHub's documentation ("Expanding or adding matrix configurations").
  test('include extends, overwrites what was added, and adds', () => {
    const legs = expandMatrix({
      fruit: ['apple', 'pear'],
      animal: ['cat', 'dog'],
      include: [
        { color: 'green' },
        { color: 'pink', animal: 'cat' },
        { fruit: 'apple', shape: 'circle' },
        { fruit: 'banana' },
        { fruit: 'banana', animal: 'cat' },
      ],
    })
    expect(legs).toEqual([
      { fruit: 'apple', animal: 'cat', color: 'pink', shape: 'circle' },
      { fruit: 'apple', animal: 'dog', color: 'green', shape: 'circle' },
      { fruit: 'pear', animal: 'cat', color: 'pink' },
      { fruit: 'pear', animal: 'dog', color: 'green' },
      { fruit: 'banana' },
      { fruit: 'banana', animal: 'cat' },
    ])
  })

  test('exclude, nested values, include alone, none', () => {
    expect(expandMatrix({ os: ['a', 'b'], v: [1, 2], exclude: [{ os: 'a', v: 1 }, { os: 'b' }] })).toEqual([
      { os: 'a', v: 2 },
    ])
    expect(
      expandMatrix({
        m: [
          { n: 'x', k: 1 },
          { n: 'y', k: 2 },
        ],
        exclude: [{ m: { n: 'x' } }],
      }),
    ).toEqual([{ m: { n: 'y', k: 2 } }])
    expect(expandMatrix({ include: [{ a: 1 }, { a: 2 }] })).toEqual([{ a: 1 }, { a: 2 }])
    expect(expandMatrix(undefined)).toEqual([{}])
  })

  test('no values and too many legs are errors', () => {
    expect(() => expandMatrix({ a: [] })).toThrow("Matrix vector 'a' does not contain any values")
    const many = Array.from({ length: 17 }, (_, i) => i)
    expect(() => expandMatrix({ a: many, b: many })).toThrow('at most 256')
  })
})

test('jobs are selected with what they need', () => {
  const job = (id: string, ...needs: string[]) => ({ id, needs, steps: [], beyond: [] })
  const jobs = [job('a'), job('b', 'a'), job('c', 'b'), job('d')]
  expect([...ancestors(jobs, 'c')]).toEqual(['b', 'a'])
  expect(selectJobs(jobs, ['c']).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(selectJobs(jobs, [])).toHaveLength(4)
})

test.each([
  ['./actions/x', { kind: 'local', path: './actions/x' }],
  ['OWNER/ml-actions/actions/x@v1', { kind: 'remote', repository: 'OWNER/ml-actions', path: 'actions/x', ref: 'v1' }],
  ['actions/checkout@v7', { kind: 'remote', repository: 'actions/checkout', path: '', ref: 'v7' }],
  ['docker://alpine:3', { kind: 'docker', image: 'alpine:3' }],
  ['nonsense', { kind: 'unknown' }],
])('uses: %s', (text, uses) => {
  expect(parseUses(text)).toEqual(uses)
})

test.each<[string, string, boolean]>([
  ['3.11.7', '3.11', true],
  ['3.11.7', '3.x', true],
  ['3.11.7', '>=3.9 <3.12', true],
  ['3.11.7', '3.12', false],
  ['3.11.7', '3.9 - 3.10', false],
  ['3.11.7', '~=3.9', true],
  ['3.11.7', '3.11.7', true],
  ['3.13.0rc1', '>=3.13', true],
])('Python %s is %s: %s', (version, spec, is) => {
  expect(satisfies(version, spec)).toBe(is)
})

test('shells', () => {
  const path = '/usr/bin:/bin'
  expect(shellCommand('', path).args).toEqual(['-e', '{0}'])
  expect(shellCommand('bash', path).args).toEqual(['--noprofile', '--norc', '-e', '-o', 'pipefail', '{0}'])
  expect(shellCommand('', '/nowhere').file).toBe('sh')
  expect(shellCommand('perl -w {0}', path)).toMatchObject({ file: 'perl', args: ['-w', '{0}'] })
  expect(() => shellCommand('perl', path)).toThrow("containing '{0}'")
})

test('jobs do not inherit what belongs to the one that starts them', () => {
  const env = {
    HOME: '/h',
    GITHUB_TOKEN: 't',
    INPUT_X: '1',
    npm_config_x: '1',
    NODE_OPTIONS: '-r x',
    GIT_DIR: '/x',
    CI: 'yes',
  }
  expect(baseEnvironment(env)).toEqual({ HOME: '/h', CI: 'yes' })
})

describe('turns in a concurrency group', () => {
  test('one runs, one waits, the newest takes the place of the waiting one', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'turns-'))
    try {
      const never = new AbortController().signal
      const ask = (onWait: () => void, cancelInProgress = false, signal = never) =>
        takeTurn(directory, 'G', { cancelInProgress, signal, onWait })
      const first = await ask(() => undefined)
      if (typeof first === 'string') throw new Error(first)
      const second = await waiting(ask)
      const third = await waiting(ask)
      expect(await second.answer).toBe('superseded')
      const gaveUp = new AbortController()
      const fourth = await waiting((onWait) => ask(onWait, false, gaveUp.signal))
      expect(await third.answer).toBe('superseded')
      gaveUp.abort()
      expect(await fourth.answer).toBe('cancelled')
      const fifth = await waiting((onWait) => ask(onWait, true))
      await new Promise((resolve) => first.superseded.addEventListener('abort', resolve))
      await first.release()
      const last = await fifth.answer
      if (typeof last === 'string') throw new Error(last)
      expect(last.superseded.aborted).toBe(false)
      await last.release()
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  })
})

/** Asks for a turn and resolves once it waits. */
async function waiting<T>(ask: (onWait: () => void) => Promise<T>): Promise<{ readonly answer: Promise<T> }> {
  return new Promise((resolve) => {
    const answer = ask(() => queueMicrotask(() => resolve({ answer })))
  })
}
