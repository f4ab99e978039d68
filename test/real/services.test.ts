import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { down, type Here, status, up } from '../services/commands.ts'
import { endpoints, environment } from '../services/endpoints.ts'
import { SERVICES } from '../services/list.ts'
import { ROOT } from '../support/bundle.ts'
import { type Traces, traces } from './traces.ts'

// All services go down first, and again at the end: `npm run test:real` runs this suite before the others.

const LIMIT_MS = 20 * 60_000
const names = SERVICES.map(({ name }) => name)
const lines: string[] = []
const here: Here = { clone: ROOT, log: (line) => lines.push(line) }
let before: Traces

beforeAll(async () => {
  await down(here, [])
  before = traces()
}, LIMIT_MS)

describe('the services', () => {
  test(
    'come up, each with its version',
    async () => {
      const found = await up(here, [])
      process.stdout.write(`${lines.join('\n')}\n`)
      expect(found.map(({ name }) => name)).toEqual(names)
      for (const { version } of found) expect(version).toMatch(/\d+\.\d+/)
      expect(await status(here)).toMatchObject(names.map((name) => ({ name, running: true })))
    },
    LIMIT_MS,
  )

  test(
    'are left as they are by a second `up`',
    async () => {
      const pids = traces().processes
      await up(here, [])
      const now = traces().processes
      expect(pids.filter((process) => !now.includes(process))).toEqual([])
    },
    LIMIT_MS,
  )

  test('belong to one clone; another is told which', async () => {
    const other = mkdtempSync(join(tmpdir(), 'ml-actions-clone-'))
    await expect(up({ ...here, clone: other }, ['registry'])).rejects.toThrow(`belong to the clone in ${ROOT}`)
    await expect(down({ ...here, clone: other }, [])).rejects.toThrow(`belong to the clone in ${ROOT}`)
    rmSync(other, { recursive: true })
  })

  test(
    'leave nothing behind, even when they were killed while containers ran',
    async () => {
      const { image } = await endpoints('base-image')
      const env = await environment('docker', 'podman')
      for (const engine of ['docker', 'podman']) {
        execFileSync(engine, ['network', 'create', 'left'], { env })
        execFileSync(engine, ['run', '--detach', '--network', 'left', image, 'sleep', '1000'], { env })
      }
      const engines = traces().processes.filter((each) => / (dockerd|containerd)$/.test(each))
      expect(engines.length).toBeGreaterThanOrEqual(2)
      for (const each of engines) process.kill(Number.parseInt(each, 10), 'SIGKILL')
      await down(here, [])
      expect(traces()).toEqual(before)
      expect(await status(here)).toMatchObject(names.map((name) => ({ name, running: false })))
    },
    LIMIT_MS,
  )

  test('are refused to somebody who is not root', () => {
    const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
    const result = spawnSync(process.execPath, [join(ROOT, 'test/services/main.ts'), 'up'], {
      uid: id('-u'),
      gid: id('-g'),
      encoding: 'utf8',
    })
    expect(result).toMatchObject({ status: 1, stderr: expect.stringContaining('root is needed') })
  })
})
