import { appendFile, readFile, rm } from 'node:fs/promises'
import { formatDuration, formatSize, type Services } from '@ml-actions/action'
import { endProcess, parseUsage, release } from '@ml-actions/gpu'
import { renderSummary } from '@ml-actions/report'
import { readHeld } from './state.ts'

/** Gives back what the job held, and tells how it was used. */
export async function post(services: Services): Promise<void> {
  const held = readHeld(services)
  if (held === undefined) return
  const { grant, grantedAt, samples, sampler } = held
  if (sampler !== undefined) await endProcess(sampler)
  const released = await release(grant, services.env)
  const seconds = Math.round((services.clock.now() - grantedAt) / 1_000)
  if (released.length === 0) return
  services.log.info(`Gave back ${released.join(', ')} after ${formatDuration(seconds * 1_000)}.`)
  const use = samples === undefined ? '' : await readFile(samples, 'utf8').catch(() => '')
  if (samples !== undefined) await rm(samples, { force: true })
  const rows = released.map((device) => usageOf(device, use))
  for (const { device, text } of rows) services.log.info(`${device}: ${text}`)
  const file = services.env['GITHUB_STEP_SUMMARY']
  if (file === undefined || file === '') return
  const page = renderSummary({
    title: 'GPU use',
    sections: [
      {
        kind: 'facts',
        rows: [
          ['Held', [formatDuration(seconds * 1_000)]],
          ...rows.map(({ device, text }) => [device, [text]] as const),
        ],
      },
    ],
  })
  await appendFile(file, `${page}\n`)
}

function usageOf(device: string, csv: string): { readonly device: string; readonly text: string } {
  const looks = parseUsage(csv).filter((look) => look.device === device)
  const memory = looks.flatMap(({ memoryUsedBytes }) => memoryUsedBytes ?? [])
  const utilization = looks.flatMap(({ utilizationPercent }) => utilizationPercent ?? [])
  const parts = [
    memory.length === 0 ? 'peak memory not readable' : `peak memory ${formatSize(Math.max(...memory))}`,
    utilization.length === 0
      ? 'utilisation not readable'
      : `mean utilisation ${Math.round(utilization.reduce((sum, each) => sum + each, 0) / utilization.length)} %`,
  ]
  return { device, text: `${parts.join(', ')} (${looks.length} looks)` }
}
