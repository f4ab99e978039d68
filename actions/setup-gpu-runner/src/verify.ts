import type { Services } from '@ml-actions/action'
import { checkCuda, computeProcesses, type Device } from '@ml-actions/gpu'
import type { Inputs } from './definition.ts'
import { toolsOf } from './discover.ts'
import type { CudaLine, Dropped, Found } from './situation.ts'

export interface Used {
  readonly dropped: readonly Dropped[]
  readonly cuda: readonly CudaLine[]
}

/** Tries devices that this job has for itself: nobody else computes on them, and CUDA really works. */
export async function useDevices(
  inputs: Inputs,
  services: Services,
  found: Found,
  devices: readonly Device[],
  { strangers }: { readonly strangers: boolean },
): Promise<Used> {
  const tools = toolsOf(inputs, services)
  const dropped: Dropped[] = []
  const cuda: CudaLine[] = []
  const processes = strangers && found.vendor === 'nvidia' ? await computeProcesses(tools) : []
  for (const device of devices) {
    // The processes of a MIG device are told under its GPU, and may be those of another part.
    const others = device.kind === 'mig' ? [] : processes.filter((each) => each.device === device.id)
    if (others.length > 0) {
      const who = others.map(({ pid, name }) => `${name} (pid ${pid})`).join(', ')
      dropped.push({ device, cause: 'stranger', why: `In use, without a lease, by ${who}.` })
      continue
    }
    const check =
      found.vendor === 'amd'
        ? ({ kind: 'not-run', why: 'it is an AMD device' } as const)
        : await checkCuda(device.id, tools)
    cuda.push({ device: device.id, text: check.kind === 'not-run' ? `not run: ${check.why}` : check.evidence })
    if (check.kind === 'bad')
      dropped.push({ device, cause: 'cuda-bad', why: `The CUDA check failed: ${check.evidence}` })
    if (check.kind === 'not-run') {
      services.log.info(`CUDA check of ${device.id} not run: ${check.why}.`)
      if (inputs['cuda-check'] === 'required')
        dropped.push({ device, cause: 'cuda-not-run', why: `The CUDA check was not run: ${check.why}.` })
    }
  }
  return { dropped, cuda }
}
