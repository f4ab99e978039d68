import { formatDuration, type Services } from '@ml-actions/action'
import { type Discovery, discoverAmd, discoverNvidia, type Tools } from '@ml-actions/gpu'
import type { Inputs } from './definition.ts'
import { Decided, type Found } from './situation.ts'

export function toolsOf(inputs: Inputs, { env, signal }: Services): Tools {
  return { env, signal, timeoutMs: inputs['probe-timeout'] }
}

/** The devices of this host, fit or not. @throws Decided when there are none, or the driver does not answer. */
export async function discover(inputs: Inputs, services: Services): Promise<Found> {
  const tools = toolsOf(inputs, services)
  const [nvidia, discovery] = await services.log.phase('Find GPUs', async () => {
    const first = await discoverNvidia(tools)
    return [first, first.kind === 'none' ? await discoverAmd(tools) : first] as const
  })
  switch (discovery.kind) {
    case 'found':
      return withLog(discovery, services)
    case 'none': {
      const why = [nvidia.kind === 'none' ? nvidia.why : '', discovery.why].join(' ')
      throw missing(inputs, { reason: 'no-driver', why, discovery })
    }
    case 'hung': {
      const stuck = discovery.unkillable
        ? ' It can’t be killed either: it waits in the kernel, and only a reboot helps.'
        : ''
      throw new Decided({
        verdict: 'fail',
        reason: 'probe-hung',
        discovery,
        message: `\`${discovery.command}\` did not answer within ${formatDuration(discovery.limitMs)}: the driver or a device hangs.${stuck} Take this host out of service.`,
      })
    }
    case 'failed':
      throw new Decided({
        verdict: 'fail',
        reason: 'probe-failed',
        discovery,
        message: `\`${discovery.command}\` failed with exit code ${discovery.exitCode}. ${discovery.why}\n${discovery.text.slice(0, 500)}`,
      })
  }
}

/** The host has not what was asked for: a CPU job where that is allowed, said plainly. */
export function missing(
  inputs: Inputs,
  { reason, why, discovery }: { reason: 'no-driver' | 'too-few-devices'; why: string; discovery: Discovery },
): Decided {
  if (inputs['on-missing'] === 'cpu') {
    return new Decided({
      verdict: 'pass',
      reason: 'cpu-instead',
      discovery,
      message: `${why} \`on-missing: cpu\` allows it: this job runs on the CPU.`,
    })
  }
  return new Decided({
    verdict: 'fail',
    reason,
    discovery,
    message: `${why} ${inputs.gpus === 'all' ? 'GPUs were' : `${inputs.gpus} GPU(s) were`} asked for. Choose another runner by its labels, or set \`on-missing: cpu\`.`,
  })
}

function withLog(found: Found, { log }: Services): Found {
  const cuda = found.cudaVersion === undefined ? '' : `, CUDA up to ${found.cudaVersion}`
  log.info(`${found.vendor}, driver ${found.driverVersion ?? 'of unknown version'}${cuda}`)
  for (const { id, name, health, findings } of found.devices) {
    const worth = findings.filter(({ value, warning }) => value !== 'ok' || warning)
    const details = worth.map(
      ({ check, evidence, coveredBy }) =>
        ` · ${check}: ${evidence}${coveredBy === undefined ? '' : ` (covered by ${coveredBy})`}`,
    )
    log.info(`${id} (${name}): ${health}${details.join('')}`)
  }
  for (const note of found.notes) log.info(note)
  return found
}
