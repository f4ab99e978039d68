import { basename } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Input } from '@ml-actions/action'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { sideBySide } from '../../scripts/side-by-side.ts'
import { type BundleRun, foreignCommands, runBundle } from '../support/bundle.ts'
import { type Refusing, startRefusing } from '../support/refusing.ts'
import { type ActionCase, manifestOf, SECRET, type Start, type Texts } from './cases/case.ts'
import { ACTIONS } from './cases/index.ts'

// Every bundle in dist/ as a process of its own, in the runner's environment, with each input of its action.yml.

/**
 * What an attacker would write. An environment holds no NUL and no variable of more than 128 KiB, so those two never reach a
 * bundle; `test/unit/action.test.ts` refuses them (and 1 MB) in the parser.
 */
const HOSTILE: readonly string[] = [
  'a\n::set-output name=verdict::pass',
  'a\r::error::forged',
  '##[set-env name=X]forged',
  '$(touch PWNED)',
  '; touch PWNED',
  '`touch PWNED`',
  '--upload-pack=touch PWNED',
  '<img src=x onerror=alert(1)>',
  '| a | b |',
]
const TWO = { atOnce: 2 }
const ON_ONE_LINE = HOSTILE.slice(2).join(' ')
const LONG = 'x'.repeat(100_000)
/** Linux takes two MiB of environment and arguments together. */
const LONG_AT_ONCE = 12

// Forty processes one after the other take their time where everything else is tested too.
jest.setTimeout(120_000)

let refusing: Refusing
beforeAll(async () => {
  refusing = await startRefusing()
})
afterAll(() => refusing.stop())

const textsOf = (names: readonly string[], text: (name: string) => string): Texts =>
  Object.fromEntries(names.map((name): [string, string] => [name, text(name)]))

/** As the runner does: what is not given stands with the default of action.yml. */
function start(action: string, { inputs, ...others }: Start): Promise<BundleRun> {
  const declared = manifestOf(action).inputs
  const defaults = textsOf(Object.keys(declared), (name) => declared[name]?.default ?? '')
  return runBundle(action, { ...others, inputs: { ...defaults, ...inputs } })
}

const over = (right: Start, inputs: Texts): Start => ({ ...right, inputs: { ...right.inputs, ...inputs } })

const accepts = (input: Input<unknown> | undefined, text: string): boolean =>
  input !== undefined && (input.multiline || !/[\r\n]/.test(text)) && input.parse(text).ok

/** Hostile text in the form that an input has, marked where it is a secret. */
function shaped(input: Input<unknown> | undefined, text: string): string {
  const marked = input?.secret === true ? `${text}${SECRET}` : text
  return input?.type === 'pairs' ? `NAME=${marked}` : marked
}

/** The summary as GitHub would show it, were it not to sanitise it. */
const page = (summary: string): string =>
  micromark(summary, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })

/** What holds for every run, whatever was done to it. */
function expectInOrder(run: BundleRun, action: string): void {
  const shown = run.stdout.replaceAll(/^::add-mask::.*$/gm, '')
  const { verdict } = run.outputs
  expect({
    stderr: run.stderr,
    signal: run.signal,
    exitCode: run.exitCode,
    passed: verdict === 'pass',
    errors: run.annotations.filter(({ level }) => level === 'error').length,
    foreign: foreignCommands(run.stdout),
    undeclared: Object.keys(run.outputs).filter((name) => !manifestOf(action).outputs.includes(name)),
    internal: run.outputs['reason'] === 'internal-error' ? run.stdout.slice(0, 2_000) : undefined,
    pwned: run.files.filter((name) => basename(name) === 'PWNED'),
    secret: [shown, run.summary, ...Object.values(run.outputs)].filter((text) => text.includes(SECRET)),
    html: page(run.summary).match(/<(img|script|svg|iframe|style)\b[^>]*/gi),
  }).toEqual({
    stderr: '',
    signal: null,
    exitCode: 1,
    passed: false,
    errors: 1,
    foreign: [],
    undeclared: [],
    internal: undefined,
    pwned: [],
    secret: [],
    html: null,
  })
}

const REFUSED = { verdict: 'fail', reason: 'invalid-input' }

describe.each(ACTIONS)('%s', (action, of) => {
  const names = Object.keys(manifestOf(action).inputs)
  const inputOf = (name: string): Input<unknown> | undefined => of.definition.inputs[name]

  test('each input of action.yml has a case', () => {
    expect(Object.keys(of.wrong).sort()).toEqual([...names].sort())
  })

  test('its right inputs are right, and end as they must', async () => {
    const run = await start(action, of.right(refusing.host))
    expectInOrder(run, action)
    expect(run.outputs).toMatchObject({ reason: of.reason })
  })

  test('no input at all', async () => {
    const run = await start(action, { env: { PATH: '/nonexistent' } })
    if (of.needs.length > 0) expect(run.outputs).toEqual(REFUSED)
    for (const name of of.needs) expect(run.annotations[0]?.message).toContain(`\`${name}\``)
    expectInOrder(run, action)
  })

  test('all that is wrong is told in one message, before anything starts', async () => {
    const wrongs = Object.entries(of.wrong).flatMap(([name, wrong]) => (wrong === 'free' ? [] : [{ name, wrong }]))
    // What several inputs say together is looked at when each is right by itself.
    const alone = wrongs.filter(({ name, wrong: [value] }) => !accepts(inputOf(name), value))
    const together = wrongs.filter((wrong) => !alone.includes(wrong))
    const free = textsOf(
      names.filter((name) => of.wrong[name] === 'free'),
      () => SECRET,
    )
    for (const [group, right] of [
      [alone, { inputs: free }],
      [together, of.right(refusing.host)],
    ] as const) {
      if (group.length === 0) continue
      const given = group.flatMap(({ name, wrong: [value, , beside] }): [string, string][] => [
        ...Object.entries(beside ?? {}),
        [name, value],
      ])
      const before = refusing.asked()
      const run = await start(action, over(right, Object.fromEntries(given)))
      expect(refusing.asked()).toBe(before)
      expectInOrder(run, action)
      expect([run.outputs, run.summary]).toEqual([REFUSED, ''])
      const message = run.annotations[0]?.message ?? ''
      for (const {
        name,
        wrong: [, says],
      } of group) {
        expect(message).toContain(`\`${name}\``)
        expect(
          run.stdout.split(/\n|%0A/).filter((line) => line.includes(`\`${name}\``) && line.includes(says)),
        ).not.toEqual([])
      }
    }
  })

  test('what one annotation can’t hold stands in the log', async () => {
    const text = '?'.repeat(100)
    const run = await start(action, { inputs: textsOf(names, () => text) })
    expectInOrder(run, action)
    const refused = names.filter((name) => !accepts(inputOf(name), text))
    expect(refused.filter((name) => !run.stdout.includes(`\`${name}\`: `))).toEqual([])
  })

  test('hostile text in all inputs at once', async () => {
    await sideBySide(HOSTILE, TWO, async (text) => {
      const all = textsOf(names, (name) => shaped(inputOf(name), text))
      expectInOrder(await start(action, { inputs: all }), action)
    })
    const groups = names.flatMap((_, at) => (at % LONG_AT_ONCE === 0 ? [names.slice(at, at + LONG_AT_ONCE)] : []))
    await sideBySide(groups, TWO, async (group) => {
      const all = textsOf(group, (name) => shaped(inputOf(name), LONG))
      expectInOrder(await start(action, { inputs: all }), action)
    })
  })

  test('hostile text in every input that takes it, the others being right', async () => {
    await sideBySide([...HOSTILE, LONG], TWO, async (text) => {
      const taking = names.filter((name) => accepts(inputOf(name), shaped(inputOf(name), text)) && !isProgram(of, name))
      for (let at = 0; at < taking.length; at += LONG_AT_ONCE) {
        const given = textsOf(taking.slice(at, at + LONG_AT_ONCE), (name) => shaped(inputOf(name), text))
        expectInOrder(await start(action, over(of.right(refusing.host), given)), action)
      }
    })
  })

  test('hostile text in one input at a time', async () => {
    const written = names.filter((name) => !isProgram(of, name))
    await sideBySide(written, TWO, async (name) => {
      const input = inputOf(name)
      const text = shaped(input, input?.multiline === true ? HOSTILE.join('\n') : ON_ONE_LINE)
      expectInOrder(await start(action, over(of.right(refusing.host), { [name]: text })), action)
    })
  })

  test('hostile text from outside', async () => {
    for (const text of [HOSTILE.join('\n'), LONG]) {
      refusing.say(text)
      expectInOrder(await start(action, of.foreign(text, refusing.host)), action)
    }
    refusing.say('no')
  })
})

const isProgram = (of: ActionCase, name: string): boolean => of.programs?.includes(name) === true
