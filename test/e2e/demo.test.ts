import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { ROOT } from '../support/bundle.ts'
import { within } from '../support/within.ts'

const DEMO = join(ROOT, 'scripts/demo.ts')
const MINUTE = 60_000

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

/** Processes that carry a mark in their environment, as Linux shows them. */
function marked(mark: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(mark)
      } catch {
        return false
      }
    })
    .map(Number)
}

// What it ends with in each of its forms is held to its promises by `npm run demos`.

describe('the demo', () => {
  test.each([['there is no `python3` on PATH', ['node', 'git']]])('says first when %s', (_, tools) => {
    for (const tool of tools) {
      const found = spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim()
      symlinkSync(found, join(folder, tool))
    }
    const run = spawnSync(process.execPath, [DEMO, '--out', join(folder, 'out')], {
      encoding: 'utf8',
      env: { PATH: folder },
    })
    expect(run.status).toBe(2)
    expect(run.stderr).toContain('There is no `python3` on PATH.')
    expect(run.stderr).toContain('Python ≥ 3.9 with venv')
  })

  test(
    'ends every process it started when it is interrupted',
    async () => {
      const mark = `MARK_${randomUUID().replaceAll('-', '')}`
      const child = spawn(process.execPath, [DEMO, '--out', join(folder, 'out')], {
        env: { ...process.env, [mark]: '1' },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let text = ''
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
        if (text.includes('first · Train …')) child.kill('SIGINT')
      })
      await once(child, 'exit')
      expect(child.exitCode).toBe(130)
      // What was killed needs the processor once more to be gone.
      await within(10_000, () => marked(mark).length === 0)
      expect(marked(mark)).toEqual([])
    },
    5 * MINUTE,
  )
})
