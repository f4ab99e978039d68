import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from '@jest/globals'
import { startCluster } from '@ml-actions/sandbox'
import { testScript } from '../support/cluster/script.ts'

describe('the embedded cluster', () => {
  testScript(async () => {
    const dir = mkdtempSync(join(tmpdir(), 'cluster-'))
    const registry = { host: '127.0.0.1:1', username: '', password: '' }
    const cluster = await startCluster({ dir, token: 'right', registry, watchHistory: 8 })
    return {
      url: cluster.url,
      token: 'right',
      async stop() {
        await cluster.stop()
        rmSync(dir, { recursive: true, force: true })
      },
    }
  }, 60_000)
})
