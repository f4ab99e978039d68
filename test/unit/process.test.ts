import { describe, expect, test } from '@jest/globals'
import { harmless, run, StartError, splitLines, start } from '@ml-actions/process'
import fc from 'fast-check'

const env = { PATH: process.env['PATH'] }
const gone = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}

describe('run', () => {
  test('hands arguments over as they are, without a shell', async () => {
    const hostile = ['$(id)', '; echo x', '*', 'a\nb', '']
    const result = await run('node', ['-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...hostile], {
      env,
    })
    expect(JSON.parse(result.stdout)).toEqual(hostile)
    expect(result).toMatchObject({ ending: 'exited', exitCode: 0, signal: null, truncated: false })
  })

  test('gives the child the named environment and nothing else', async () => {
    const result = await run('env', [], { env: { ...env, ONLY: '1', ABSENT: undefined } })
    const names = result.stdout.split('\n').flatMap((line) => line.split('=', 1))
    expect(names.filter((name) => name !== '')).toEqual(['PATH', 'ONLY'])
  })

  test('a program that does not exist is named', async () => {
    await expect(run('no-such-program', [], { env })).rejects.toThrow(StartError)
    await expect(run('no-such-program', [], { env })).rejects.toThrow('no-such-program could not be started: ENOENT')
  })

  test('keeps the start of a flood, reads all of it, and says that something is missing', async () => {
    let lines = 0
    const result = await run('seq', ['200000'], { env, maxOutputBytes: 10, onLine: () => lines++ })
    expect(result.stdout).toBe('1\n2\n3\n4\n5\n')
    expect(result.truncated).toBe(true)
    expect(lines).toBe(200_000)
  })

  test('writes the input, and a child that does not read it still ends by its own exit code', async () => {
    expect((await run('cat', [], { env, input: 'hello' })).stdout).toBe('hello')
    expect((await run('sh', ['-c', 'exit 3'], { env, input: Buffer.alloc(1_000_000) })).exitCode).toBe(3)
  })
})

describe('ending', () => {
  test('the time limit ends the whole group, also a child that ignores SIGTERM', async () => {
    const pids: number[] = []
    const script = 'trap "" TERM; sleep 60 & echo $!; echo $$; wait; wait'
    const result = await run('sh', ['-c', script], {
      env,
      timeoutMs: 200,
      graceMs: 100,
      onLine: (line) => pids.push(Number(line)),
    })
    expect(result).toMatchObject({ ending: 'timed-out', exitCode: null, signal: 'SIGKILL' })
    expect(pids).toHaveLength(2)
    await until(() => pids.every(gone))
  })

  test('a grandchild that keeps the pipe open is neither waited for nor left behind', async () => {
    const result = await run('sh', ['-c', 'sleep 60 & echo $!'], { env })
    expect(result.exitCode).toBe(0)
    expect(result.durationMs).toBeLessThan(30_000)
    await until(() => gone(Number(result.stdout)))
  })

  test('an aborted run ends as aborted, also when it was aborted before it began', async () => {
    const controller = new AbortController()
    const started = await start('sleep', ['60'], { env, signal: controller.signal })
    controller.abort()
    expect((await started.done).ending).toBe('aborted')
    expect((await run('sleep', ['60'], { env, signal: controller.signal })).ending).toBe('aborted')
  })

  test('when the parent exits its children go with it', async () => {
    const index = new URL('../../packages/process/src/index.ts', import.meta.url).href
    const script = `import { start } from ${JSON.stringify(index)}
      const child = await start('sleep', ['60'], { env: process.env })
      process.stdout.write(String(child.pid), () => process.exit(0))`
    const result = await run(process.execPath, ['--input-type=module', '-e', script], { env })
    expect(result.exitCode).toBe(0)
    await until(() => gone(Number(result.stdout)))
  })
})

describe('lines', () => {
  test('end at LF, CR and CRLF, wherever the chunks are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'é', '\n', '\r', '\r\n', '😀')),
        fc.integer({ min: 1, max: 7 }),
        (parts, step) => {
          const bytes = Buffer.from(parts.join(''))
          const lines: string[] = []
          const splitter = splitLines((line) => lines.push(line))
          for (let at = 0; at < bytes.length; at += step) splitter.push(bytes.subarray(at, at + step))
          splitter.end()
          const expected = parts.join('').split(/\r\n|\n|\r/)
          if (expected.at(-1) === '') expected.pop()
          expect(lines).toEqual(expected)
        },
      ),
    )
  })

  test('a line without an end is cut and counted', () => {
    const lines: string[] = []
    const splitter = splitLines((line) => lines.push(line))
    splitter.push(Buffer.from('x'.repeat(70_000)))
    splitter.end()
    expect(lines).toHaveLength(1)
    expect(lines[0]?.slice(-22)).toContain('4464 more')
  })
})

describe('harmless', () => {
  // The runner's own matching: `::name …::` after leading blanks, `##[name …]` anywhere (ActionCommand.cs).
  const speaks = (line: string): boolean => line.trimStart().startsWith('::') || line.includes('##[')
  test.each([
    '::error::x',
    '  ::set-output name=a::b',
    '\t::add-mask::x',
    'abc ##[error]x',
    '\uFEFF::x::',
    '\u0000::x::',
    ':::x::',
  ])('%j can no longer speak to the runner', (line) => expect(speaks(harmless(line))).toBe(false))
  test('no text at all can', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(':', '#', '[', ' ', 'a', '\t', '\u0000', '\u00a0') }),
        (line) => !speaks(harmless(line)),
      ),
    )
  })
  test('what is no command stays as it is, colours included', () => {
    const line = `epoch 1: loss=0.3 :: done ${String.fromCharCode(27)}[32mok${String.fromCharCode(27)}[0m`
    expect(harmless(line)).toBe(line)
  })
})
