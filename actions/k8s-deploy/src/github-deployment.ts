import type { Services } from '@ml-actions/action'
import { createDeployment, type DeploymentState, type GitHubAccess, tellDeployment } from '@ml-actions/github'
import type { Inputs } from './definition.ts'

/** The deployment on GitHub that follows this release. Whatever becomes of it, the release stands. */
export interface GitHubDeployment {
  /** Its number; `undefined` where none was opened. */
  readonly id: number | undefined
  end(state: DeploymentState, description: string): Promise<void>
}

const NONE: GitHubDeployment = { id: undefined, end: () => Promise.resolve() }

/** What a deployment on GitHub is told about. */
type DeploymentInputs = Pick<Inputs, 'environment' | 'github-token' | 'url' | 'revision'>

/** Opens the deployment where `environment` asks for one. */
export async function openDeployment(inputs: DeploymentInputs, services: Services): Promise<GitHubDeployment> {
  const { environment } = inputs
  if (environment === undefined) return NONE
  const { context, log } = services
  const created = await createDeployment(access(inputs, services), {
    sha: inputs.revision ?? context.sha,
    environment,
    description: `k8s-deploy in run ${context.runId}`,
    production: /^prod/.test(environment),
  })
  if (!created.done) {
    log.info(`No deployment on GitHub: ${created.why}`)
    return NONE
  }
  services.saveState('deployment', String(created.value))
  const end = (state: DeploymentState, description: string): Promise<void> =>
    writeStatus(inputs, services, created.value, state, description)
  await end('in_progress', 'The rollout is watched')
  return {
    id: created.value,
    // `in_progress` is an end too: a canary's trial goes on without this job.
    end: async (state, description) => {
      await end(state, description)
      services.saveState('deployment', '')
    },
  }
}

/** Says on GitHub how deployment `id` stands. */
export function writeStatus(
  inputs: DeploymentInputs,
  services: Services,
  id: number,
  state: DeploymentState,
  description: string,
): Promise<void> {
  return tellDeployment(services, inputs['github-token'], id, { state, description, environmentUrl: inputs.url })
}

function access(inputs: DeploymentInputs, services: Services): GitHubAccess {
  const { repository, apiUrl } = services.context
  return { token: inputs['github-token'], repository, apiUrl, fetch: services.fetch }
}
