import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type BundleRun, foreignCommands, runBundle } from '../support/bundle.ts'
import { endProcess, processesWith, startHanging } from '../support/hanging.ts'
import { type Refusing, startRefusing } from '../support/refusing.ts'
import { manifestOf, SECRET, type Wait } from './cases/case.ts'
import { ACTIONS } from './cases/index.ts'

// How every bundle in dist/ ends: its exact words, without the tools it needs, and by signals.

let refusing: Refusing
beforeAll(async () => {
  refusing = await startRefusing()
})
afterAll(() => refusing.stop())

describe("a key that can't sign", () => {
  const signing = ACTIONS.filter(([, { definition }]) => 'signing-key' in definition.inputs)
  test.each(signing)('%s refuses it before anything starts', async (name, action) => {
    const { inputs, ...start } = action.right(refusing.host)
    const key = `-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----`
    const beside = { 'model-repository': `${refusing.host}/octo/model` }
    const known = Object.entries(beside).filter(([input]) => input in action.definition.inputs)
    const run = await runBundle(name, {
      ...start,
      inputs: { ...Object.fromEntries(known), ...inputs, sign: 'key', 'signing-key': key },
    })
    expect(run.outputs['reason']).toBe('invalid-input')
    expect(run.annotations[0]?.message).toContain("`signing-key` can't be used: it is no private key in PEM")
    expect(run.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(SECRET)
  })
})

/** From SIGINT to SIGTERM (actions/runner, `ProcessInvoker.cs`). */
const SIGINT_LIMIT_MS = 7_500

/** What differs from run to run, made the same. */
function steady(run: BundleRun, text: string): string {
  return text
    .replaceAll(run.folder, '$RUNNER_TEMP')
    .replaceAll(refusing.host, 'HOST')
    .replaceAll(/(ml-actions-output|[a-z-]+-report|validate-model)-[A-Za-z0-9]{6}\b/g, '$1-XXXXXX')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UUID')
    .replaceAll(/Isolation \|.*\|/g, 'Isolation | as the kernel allows |')
    .replaceAll(/\b\d+(\.\d+)? ?(ms|s|min)\b/g, 'TIME')
    .replaceAll(/sha256:(?!a{64})[0-9a-f]{64}/g, 'sha256:…')
}

interface Interrupted {
  readonly run: BundleRun
  /** From the signal to the end. */
  readonly tookMs: number
  /** Processes that this run started and left behind. */
  readonly left: readonly { readonly tracked: boolean }[]
}

/** Starts a run that waits in vain, and sends a signal as soon as it waits. */
async function interrupt(action: string, wait: Wait, signal: NodeJS.Signals): Promise<Interrupted> {
  const hanging = await startHanging(wait.tools)
  try {
    const { env, ...start } = wait.start(hanging.host)
    let sentAt = Number.NaN
    const run = await runBundle(action, {
      ...start,
      env: { PATH: `${hanging.tools}:${process.env['PATH']}`, ...env },
      onStart: ({ kill }) => {
        void hanging.awaited.then(() => {
          sentAt = performance.now()
          kill(signal)
        })
      },
      limitMs: 20_000,
    })
    const tookMs = performance.now() - sentAt
    const left = await processesWith(hanging.tools)
    for (const { pid } of left) endProcess(pid)
    return {
      run,
      tookMs,
      left: left.map(({ environment }) => ({ tracked: environment.includes('RUNNER_TRACKING_ID=github_') })),
    }
  } finally {
    await hanging.stop()
  }
}

describe.each(ACTIONS)('%s', (action, of) => {
  test('says exactly this', async () => {
    const run = await runBundle(action, of.golden(refusing.host))
    const outputs = Object.entries(run.outputs).map(([name, value]) => `${name}=${value}`)
    const annotations = run.annotations.map(({ level, message }) => `${level}: ${message}`)
    expect(steady(run, [...outputs, ...annotations, run.summary].join('\n'))).toMatchSnapshot()
    expect(Object.keys(run.outputs).filter((name) => !manifestOf(action).outputs.includes(name))).toEqual([])
    expect([run.exitCode, run.stderr]).toEqual([run.outputs['verdict'] === 'pass' ? 0 : 1, ''])
  })

  test.each(of.refusals)('$what: it says so', async ({ start, reason, says }) => {
    const run = await runBundle(action, start(refusing.host))
    expect(run).toMatchObject({ exitCode: 1, stderr: '', outputs: { reason } })
    expect(run.annotations.map(({ level }) => level)).toEqual(['error'])
    for (const words of says) expect(run.annotations[0]?.message).toContain(words)
    expect(run.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(SECRET)
  })

  test('post has nothing to do after wrong inputs, and says nothing', async () => {
    const { exitCode, annotations, outputs } = await runBundle(action, { state: { 'ml-actions-stage': 'main' } })
    expect({ exitCode, annotations, outputs }).toEqual({ exitCode: 0, annotations: [], outputs: {} })
  })

  test.each(of.waits)('SIGINT ends the wait for $what in order', async (wait) => {
    const { run, tookMs, left } = await interrupt(action, wait, 'SIGINT')
    expect(run).toMatchObject({ exitCode: 1, signal: null, stderr: '' })
    expect(run.outputs['verdict']).not.toBe('pass')
    expect(run.outputs['reason']).toBe('cancelled')
    expect(run.annotations.filter(({ level }) => level === 'error')).toHaveLength(1)
    expect(foreignCommands(run.stdout)).toEqual([])
    expect(run.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(SECRET)
    expect(tookMs).toBeLessThan(SIGINT_LIMIT_MS)
    expect(left).toEqual([])
  })

  test.each(of.waits)('SIGKILL during the wait for $what leaves only what the runner finds', async (wait) => {
    const { run, left } = await interrupt(action, wait, 'SIGKILL')
    expect(run.signal).toBe('SIGKILL')
    expect(run.outputs).toEqual({})
    // Nobody can tidy up after SIGKILL; the runner ends what carries its RUNNER_TRACKING_ID when the job ends.
    expect(left.filter(({ tracked }) => !tracked)).toEqual([])
  })
})
