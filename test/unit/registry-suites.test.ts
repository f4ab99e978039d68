import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRegistry } from '../../packages/sandbox/src/registry/index.ts'
import type { RegistryForm } from '../support/registry/form.ts'
import { registrySuites } from '../support/registry/suites/index.ts'

const credentials = { username: 'ci', password: 'pass:word with spaces' }

async function embedded(referrers: 'api' | 'none'): Promise<RegistryForm> {
  const dir = await mkdtemp(join(tmpdir(), 'embedded-registry-'))
  const registry = await startRegistry({ dir, referrers, ...credentials })
  return {
    host: registry.host,
    credentials,
    referrers: referrers === 'api' ? 'api' : 'fallback tag',
    stop: async () => {
      await registry.stop()
      await rm(dir, { recursive: true })
    },
  }
}

// test/real/registry.test.ts has the same for real ones.
registrySuites('the embedded registry', () => embedded('api'))
registrySuites('the embedded registry without referrers', () => embedded('none'))
