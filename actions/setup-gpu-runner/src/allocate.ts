import type { Services } from '@ml-actions/action'
import type { Device } from '@ml-actions/gpu'
import type { Inputs } from './definition.ts'
import { missing } from './discover.ts'
import { readAllocation, visibleDevices } from './inherited.ts'
import { leaseDevices } from './lease.ts'
import { Decided, type Dropped, type Found, type Situation } from './situation.ts'
import { unfit } from './unfit.ts'
import { useDevices } from './verify.ts'

/** Chooses fit devices and makes them this job's own. */
export async function allocate(inputs: Inputs, services: Services, found: Found): Promise<Situation> {
  const allocation = readAllocation(services.env)
  const inherited = inputs.allocator === 'inherited' || (inputs.allocator === 'auto' && allocation !== undefined)
  if (inherited) return checkInherited(inputs, services, found, visibleDevices(found, allocation))
  const { devices, missingOnBus } = found
  const wanted = inputs.gpus === 'all' ? Math.max(1, devices.length) : Number(inputs.gpus)
  if (devices.length < wanted && (devices.length + missingOnBus < wanted || inputs.gpus === 'all')) {
    throw missing(inputs, {
      reason: 'too-few-devices',
      why: `This host has ${devices.length} device(s).`,
      discovery: found,
    })
  }
  const { fit, dropped } = sort(inputs, devices)
  const count = inputs.gpus === 'all' ? Math.max(1, fit.length) : wanted
  for (const { device, why } of dropped) services.log.warning(`${device.id} is left out: ${why}`)
  return leaseDevices(inputs, services, { found, fit, dropped, count })
}

/** What a scheduler has allocated is checked, and never allocated again. */
async function checkInherited(
  inputs: Inputs,
  services: Services,
  found: Found,
  allocated: readonly Device[] | string,
): Promise<Situation> {
  const mismatch = (message: string): Decided =>
    new Decided({ verdict: 'fail', reason: 'allocation-mismatch', message, discovery: found, allocator: 'inherited' })
  if (typeof allocated === 'string') throw mismatch(allocated)
  const wanted = inputs.gpus === 'all' ? Math.max(1, allocated.length) : Number(inputs.gpus)
  if (allocated.length < wanted) {
    throw mismatch(
      `${wanted} GPU(s) were asked for, and the scheduler has allocated ${allocated.length}. Ask it for as many.`,
    )
  }
  const chosen = allocated.slice(0, wanted)
  const { fit, dropped } = sort(inputs, chosen)
  if (fit.length < chosen.length) throw unfit(found, dropped, 'inherited')
  const used = await useDevices(inputs, services, found, fit, { strangers: false })
  if (used.dropped.length > 0) throw unfit(found, used.dropped, 'inherited')
  return {
    verdict: 'pass',
    reason: 'inherited',
    message: `${fit.length} device(s), allocated by the scheduler, are fit: ${fit.map(({ id }) => id).join(', ')}.`,
    discovery: found,
    granted: fit,
    allocator: 'inherited',
    cuda: used.cuda,
    notes:
      allocated.length > wanted
        ? [`The scheduler has allocated ${allocated.length} devices; ${wanted} were asked for.`]
        : [],
  }
}

function sort(
  inputs: Inputs,
  devices: readonly Device[],
): { readonly fit: readonly Device[]; readonly dropped: readonly Dropped[] } {
  const dropped: Dropped[] = []
  const fit = devices.filter((device) => {
    if (device.health === 'ok' || (device.health === 'unknown' && inputs['unknown-health'] === 'accept')) return true
    const told = device.findings.filter(({ value, coveredBy }) => value === device.health && coveredBy === undefined)
    const why = told.map(({ evidence }) => evidence).join(' ') || 'Nothing of its health can be read.'
    dropped.push({ device, why, cause: device.health === 'bad' ? 'bad' : 'unknown' })
    return false
  })
  return { fit, dropped }
}
