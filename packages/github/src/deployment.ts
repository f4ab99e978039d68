import { type Courtesy, type GitHubAccess, withGitHub } from './access.ts'

export interface DeploymentRequest {
  /** The commit that is deployed. */
  readonly sha: string
  readonly environment: string
  readonly description: string
  readonly production: boolean
}

export type DeploymentState = 'in_progress' | 'success' | 'failure' | 'error' | 'inactive'

export interface DeploymentStatus {
  readonly state: DeploymentState
  readonly description: string
  /** Where the run can be read. */
  readonly logUrl: string
  /** Where what was deployed answers. */
  readonly environmentUrl?: string
}

/** GitHub keeps 140 characters of a status's description. */
const MAX_DESCRIPTION_LENGTH = 140

/** Opens a deployment and returns its number. No merge, no required checks: this job has run after them. */
export function createDeployment(access: GitHubAccess, request: DeploymentRequest): Promise<Courtesy<number>> {
  return withGitHub(access, 'deployment', async (octokit, repository) => {
    const { data } = await octokit.request('POST /repos/{owner}/{repo}/deployments', {
      ...repository,
      ref: request.sha,
      environment: request.environment,
      description: request.description.slice(0, MAX_DESCRIPTION_LENGTH),
      production_environment: request.production,
      auto_merge: false,
      required_contexts: [],
    })
    if (!('id' in data)) throw new Error(data.message ?? 'no deployment was created')
    return Number(data.id)
  })
}

/** Says how a deployment stands. */
export function setDeploymentStatus(
  access: GitHubAccess,
  deployment: number,
  status: DeploymentStatus,
): Promise<Courtesy<void>> {
  return withGitHub(access, 'deployment status', async (octokit, repository) => {
    await octokit.request('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
      ...repository,
      deployment_id: deployment,
      state: status.state,
      description: status.description.slice(0, MAX_DESCRIPTION_LENGTH),
      log_url: status.logUrl,
      ...(status.environmentUrl === undefined ? {} : { environment_url: status.environmentUrl }),
    })
  })
}

/** What a run knows of itself that follows a deployment. */
export interface FollowingRun {
  readonly context: { readonly repository: string; readonly apiUrl: string; readonly runUrl: string }
  readonly fetch: GitHubAccess['fetch']
  readonly log: { info(line: string): void }
}

/** Says for a run how its deployment stands, with where the run can be read. A refusal is only told: whatever was released stands. */
export async function tellDeployment(
  { context, fetch, log }: FollowingRun,
  token: GitHubAccess['token'],
  deployment: number,
  status: {
    readonly state: DeploymentState
    readonly description: string
    readonly environmentUrl: string | undefined
  },
): Promise<void> {
  const { repository, apiUrl, runUrl: logUrl } = context
  const { environmentUrl, ...said } = status
  const written = await setDeploymentStatus({ token, repository, apiUrl, fetch }, deployment, {
    ...said,
    logUrl,
    ...(environmentUrl === undefined ? {} : { environmentUrl }),
  })
  if (!written.done) log.info(`The deployment's status on GitHub is not written: ${written.why}`)
}
