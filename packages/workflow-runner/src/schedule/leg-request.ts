import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { JobRequest } from '../job/request.ts'
import type { Leg, LegSettings } from './leg.ts'
import type { RunPlan } from './run-plan.ts'

/** All that the leg's process needs to know; its directories exist afterwards. */
export function requestFor(plan: RunPlan, leg: Leg, { name, values }: LegSettings): JobRequest {
  const { workflow, contexts } = plan
  const places = {
    work: join(plan.out, 'work', leg.key),
    log: join(plan.out, 'logs', `${leg.key}.log`),
    summaries: join(plan.out, 'summaries'),
    artifacts: join(plan.out, 'artifacts'),
  }
  for (const directory of [join(plan.out, 'logs'), places.summaries, places.artifacts]) {
    mkdirSync(directory, { recursive: true })
  }
  return {
    key: leg.key,
    name,
    job: leg.job,
    ...(workflow.env === undefined ? {} : { workflowEnv: workflow.env }),
    ...(workflow.runDefaults === undefined ? {} : { workflowRunDefaults: workflow.runDefaults }),
    contexts: {
      ...contexts,
      vars: { ...contexts.vars, ...values.vars },
      secrets: { ...contexts.secrets, ...values.secrets },
      github: { ...contexts.github, job: leg.job.id },
      needs: leg.needs,
      matrix: leg.matrix,
      strategy: leg.strategy,
    },
    places: { ...places, source: plan.source, toolCache: plan.toolCache, eventFile: plan.eventFile },
    node: plan.node,
    env: plan.env,
    repositories: plan.repositories,
    trackingId: `ml-actions_${randomUUID()}`,
    debug: plan.debug,
    keepWorkspace: plan.keepWorkspaces,
  }
}
