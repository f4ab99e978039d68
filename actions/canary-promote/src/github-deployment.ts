import type { Services } from '@ml-actions/action'
import { type DeploymentState, tellDeployment } from '@ml-actions/github'
import type { Result } from './conclude.ts'
import type { Inputs } from './definition.ts'

/** How the deployment on GitHub ends. */
export interface DeploymentEnd {
  readonly state: DeploymentState
  readonly description: string
}

/** The deployment on GitHub that k8s-deploy opened. Whatever becomes of it, the verdict stands. */
export interface GitHubDeployment {
  /** What the post step says of it where this run doesn't come to say it. */
  leave(end: DeploymentEnd): void
  end(end: DeploymentEnd): Promise<void>
}

const STATE = 'deployment'

export function followDeployment(inputs: Inputs, services: Services): GitHubDeployment {
  // Who only looks on ends nothing.
  const follows = inputs.deployment !== undefined && (inputs.mode === 'run' || inputs.mode === 'abort')
  return {
    leave({ state, description }) {
      if (follows) services.saveState(STATE, `${state} ${description}`)
    },
    async end(end) {
      if (!follows) return
      await writeEnd(inputs, services, end)
      services.saveState(STATE, '')
    },
  }
}

/** Says what main left to say, or `instead` where the post step knows better. */
export async function endLeft(inputs: Inputs, services: Services, instead: DeploymentState | undefined): Promise<void> {
  const [, state, description = ''] =
    /^(error|failure|success|in_progress) ([\s\S]*)$/.exec(services.readState(STATE)) ?? []
  if (isEnd(state)) await writeEnd(inputs, services, { state: instead ?? state, description })
}

function isEnd(state: string | undefined): state is DeploymentState {
  return state !== undefined
}

/** A canary that is held is still on trial; one about which nothing could be found out has neither succeeded nor failed. */
export function endOf({ verdict, reason, message, outcome }: Omit<Result, 'serving' | 'weight'>): DeploymentEnd {
  const undecided = outcome === undefined && (reason === 'metrics-unavailable' || reason === 'superseded')
  const held = verdict === 'inconclusive' && outcome === 'held'
  const state = verdict === 'pass' ? 'success' : held ? 'in_progress' : undecided ? 'error' : 'failure'
  return { state, description: `${reason}: ${message}` }
}

function writeEnd(inputs: Inputs, services: Services, end: DeploymentEnd): Promise<void> {
  const { 'github-token': token, deployment, url } = inputs
  return tellDeployment(services, token, Number(deployment), { ...end, environmentUrl: url })
}
