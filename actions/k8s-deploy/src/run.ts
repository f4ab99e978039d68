import { type Services, UserError } from '@ml-actions/action'
import { explainClusterError } from './cluster-errors.ts'
import type { Conclusion, Inputs } from './definition.ts'
import { deploy } from './deploy.ts'
import { type Job, withJob } from './job.ts'
import { preview } from './preview.ts'
import { rollback } from './rollback.ts'
import { status } from './status.ts'

/** Does what `mode` asks for. Throws `UserError` for everything that a user can do something about. */
export async function run(inputs: Inputs, services: Services): Promise<Conclusion> {
  const { signingProblem } = await import('@ml-actions/attestation')
  const problem = signingProblem(inputs)
  if (problem !== undefined) throw new UserError({ reason: 'invalid-input', what: problem })
  try {
    return await withJob(inputs, services, (job) => inMode(job))
  } catch (error) {
    throw explainClusterError(error)
  }
}

function inMode(job: Job): Promise<Conclusion> {
  const { mode } = job.inputs
  switch (mode) {
    case 'deploy':
      return deploy(job)
    case 'plan':
    case 'observe':
      return preview(job, mode)
    case 'status':
      return status(job)
    case 'rollback':
      return rollback(job)
  }
}
