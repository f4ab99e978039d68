import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { goPrograms } from '../../services/go.ts'
import { serviceContext } from '../../support/service-context.ts'

/** A registry with the referrers API, empty and gone with the test: CUE's ociregistry. */
export interface ReferrersRegistry {
  readonly host: string
  readonly stop: () => Promise<void>
}

export async function startReferrersRegistry(): Promise<ReferrersRegistry> {
  const module = join(import.meta.dirname, 'referrers')
  const folder = await goPrograms(serviceContext('registry'), {
    name: 'referrers-registry',
    module,
    programs: { 'referrers-registry': '.' },
  })
  const registry = spawn(join(folder, 'referrers-registry'), { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(registry, 'exit')
  const lines = createInterface(registry.stdout)
  const printed: readonly unknown[] = await once(lines, 'line')
  return {
    host: String(printed[0]),
    async stop() {
      registry.kill('SIGKILL')
      await ended
    },
  }
}
