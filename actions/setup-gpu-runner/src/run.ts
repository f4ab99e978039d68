import type { Conclusion, Services } from '@ml-actions/action'
import type { Definition, Inputs } from './definition.ts'
import { Decided, type Situation } from './situation.ts'
import { tell } from './tell.ts'

/** Gets the job its devices: found, fit, leased, and told to the steps that follow. */
export async function run(inputs: Inputs, services: Services): Promise<Conclusion<Definition>> {
  return tell(inputs, services, await decide(inputs, services))
}

async function decide(inputs: Inputs, services: Services): Promise<Situation> {
  if (inputs.gpus === '0') {
    return { verdict: 'pass', reason: 'cpu-requested', message: 'No GPU was asked for; this job runs on the CPU.' }
  }
  const { discover } = await import('./discover.ts')
  const { allocate } = await import('./allocate.ts')
  try {
    return await allocate(inputs, services, await discover(inputs, services))
  } catch (error) {
    if (error instanceof Decided) return error.situation
    throw error
  }
}
