import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type RunResult, runWorkflow, type StepResult } from '@ml-actions/workflow-runner'
import { makePlace, type Place, WORKFLOWS } from './workflow-runner-repository.ts'

let place: Place
let runs = 0

beforeAll(async () => {
  place = await makePlace()
})

afterAll(() => place[Symbol.asyncDispose]())

const CLI = resolve('packages/workflow-runner/src/cli.ts')

/** The command line as a process; `seen` resolves when its output contains a text. */
function cli(...args: string[]): {
  readonly child: ChildProcess
  readonly output: () => string
  readonly seen: (text: string | RegExp) => Promise<void>
  readonly ended: Promise<number | null>
} {
  const child = spawn(process.execPath, [CLI, 'run', ...args], {
    cwd: place.repository,
    env: { ...process.env, XDG_CACHE_HOME: join(place.path, 'cache') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const watchers = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      for (const watch of watchers) watch()
    })
  }
  const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)))
  const seen = (text: string | RegExp): Promise<void> =>
    new Promise((found, missed) => {
      const matches = (shown: string): boolean => (typeof text === 'string' ? shown.includes(text) : text.test(shown))
      const watch = (): void => (matches(output) ? found() : undefined)
      watchers.add(watch)
      watch()
      ended.then(() => missed(new Error(`ended without ${text}:\n${output}`)), missed)
    })
  return { child, output: () => output, seen, ended }
}

function outDirectory(): string {
  return join(place.path, `out-${runs++}`)
}

function stepOf(result: RunResult, id: string): StepResult | undefined {
  return result.jobs.flatMap(({ steps }) => steps).find((step) => step.id === id)
}

/** Resolves once a process is gone. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0)
    } catch {
      return
    }
    await new Promise((next) => setTimeout(next, 20))
  }
}

describe('cancellation', () => {
  test('SIGINT, 7.5 s, SIGTERM, 2.5 s, the tree; conditions and posts still count; always() jobs go on', async () => {
    const cancel = new AbortController()
    const ready = new Set<string>()
    const lines: { readonly at: number; readonly text: string }[] = []
    let cancelledAt = 0
    const result = await runWorkflow({
      file: join(WORKFLOWS, 'cancelled.yml'),
      repository: place.repository,
      env: process.env,
      out: outDirectory(),
      stateDirectory: join(place.path, 'state'),
      signal: cancel.signal,
      onEvent(event) {
        if (event.type !== 'line' || event.kind !== 'plain') return
        lines.push({ at: performance.now(), text: event.text })
        if (event.text === 'ready') ready.add(event.job)
        if (ready.size < 3 || cancelledAt > 0) return
        cancelledAt = performance.now()
        cancel.abort()
      },
    })
    const sinceCancel = (text: string): number => (lines.find((line) => line.text === text)?.at ?? 0) - cancelledAt
    // Between two signals; what a busy machine adds is not what is looked at.
    expect(sinceCancel('GOT INT')).toBeLessThan(3_000)
    expect(sinceCancel('GOT TERM')).toBeGreaterThan(7_400)
    expect(sinceCancel('GOT TERM')).toBeLessThan(10_000)
    expect(stepOf(result, 'stubborn')?.outcome).toBe('cancelled')
    expect(stepOf(result, 'normal')?.outcome).toBe('skipped')
    expect(stepOf(result, 'on-cancel')?.outcome).toBe('success')
    expect(stepOf(result, 'on-always')?.outcome).toBe('success')
    expect(lines.map(({ text }) => text)).toContain('cancelled')
    expect(result.jobs.find(({ id }) => id === 'stubborn')?.steps.at(-1)).toMatchObject({
      stage: 'post',
      outcome: 'success',
    })
    expect(stepOf(result, 'polite')?.seconds).toBeLessThan(5)
    expect(lines.map(({ text }) => text)).toContain('kept going')
    expect(Object.fromEntries(result.jobs.map(({ id, conclusion }) => [id, conclusion]))).toEqual({
      stubborn: 'cancelled',
      polite: 'cancelled',
      determined: 'success',
      next: 'cancelled',
      report: 'success',
    })
    expect(result.conclusion).toBe('cancelled')
  })

  test.each(['SIGKILL', 'twice SIGINT'])('after %s nothing that a job started lives on', async (how) => {
    const run = cli(join(WORKFLOWS, 'orphans.yml'), '--out', outDirectory())
    await run.seen(/(?: pid \d+\n[\s\S]*){3}/)
    const pids = (run.output().match(/ pid \d+/g) ?? []).map((found) => Number(found.slice(5)))
    if (how === 'SIGKILL') {
      run.child.kill('SIGKILL')
    } else {
      run.child.kill('SIGINT')
      await run.seen('Once more')
      run.child.kill('SIGINT')
      expect(await run.ended).toBe(130)
    }
    await Promise.all(pids.map(gone))
    await run.ended
  })
})

describe('concurrency groups of several runs', () => {
  const group = (name: string, cancel: 'yes' | 'no', groupName: string): ReturnType<typeof cli> => {
    const vars = {
      GROUP: groupName,
      NAME: name,
      CANCEL: cancel,
      TRACE: join(place.path, `${groupName}.trace`),
      HOLD: join(place.path, `${groupName}.hold`),
    }
    return cli(
      join(WORKFLOWS, 'group.yml'),
      '--out',
      outDirectory(),
      ...Object.entries(vars).flatMap(([key, value]) => ['--var', `${key}=${value}`]),
    )
  }

  test('the second waits for the first', async () => {
    const hold = join(place.path, 'queue.hold')
    await writeFile(hold, '')
    const first = group('first', 'no', 'queue')
    await first.seen('    started')
    const second = group('second', 'no', 'queue')
    await second.seen('waits for the concurrency group')
    await rm(hold)
    expect(await Promise.all([first.ended, second.ended])).toEqual([0, 0])
    expect(await readFile(join(place.path, 'queue.trace'), 'utf8')).toBe(
      'start first\nend first\nstart second\nend second\n',
    )
  })

  test('cancel-in-progress ends the first', async () => {
    const hold = join(place.path, 'race.hold')
    await writeFile(hold, '')
    const first = group('first', 'yes', 'race')
    await first.seen('    started')
    const second = group('second', 'yes', 'race')
    expect(await first.ended).toBe(130)
    expect(first.output()).toContain("a higher priority waiting request for 'g-race' exists")
    await rm(hold)
    expect(await second.ended).toBe(0)
  })
})

describe('command line', () => {
  test('exit codes and what is shown', async () => {
    const file = join(place.path, 'w.yml')
    await writeFile(
      file,
      `on: { workflow_dispatch: { inputs: { code: { type: number, required: true } } } }
jobs:
  j:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - { name: End, run: 'echo "::warning file=a.txt,line=2::look \${{ secrets.KEY }}"; echo "\${{ vars.A }}-\${{ vars.B }}-\${{ vars.C }}"; exit \${{ inputs.code }}' }
`,
    )
    await writeFile(join(place.path, 'vars.env'), '# of this machine\nA=from file\nB=from file\n')
    const out = outDirectory()
    const production = join(place.path, 'production.json')
    await writeFile(production, JSON.stringify({ vars: { C: 'of production' } }))
    const options = [
      '--environment',
      `production=${production}`,
      '--var-file',
      join(place.path, 'vars.env'),
      '--var',
      'B=given',
      '--secret',
      'KEY=hidden-value',
    ]
    const [good, bad, refused, unknown] = [
      cli(file, '--input', 'code=0', '--out', out, ...options),
      cli(file, '--input', 'code=3', '--out', outDirectory(), '--quiet'),
      cli(file, '--out', outDirectory()),
      cli(file, '--no-such-option'),
    ]
    expect(await Promise.all([good, bad, refused, unknown].map(({ ended }) => ended))).toEqual([0, 1, 2, 2])
    expect(good.output()).toContain('from file-given-of production')
    expect(good.output()).toContain('warning a.txt:2 (j › End): look ***')
    expect(good.output()).not.toContain('hidden-value')
    expect(good.output()).toMatch(/✓ success in [\d.]+ s/)
    expect(existsSync(join(out, 'result.json'))).toBe(true)
    expect(bad.output()).toContain('Process completed with exit code 3.')
    expect(refused.output()).toContain('refused: The input code is required.')
  })
})
