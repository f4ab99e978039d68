import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type RunEvent, type RunResult, runWorkflow, type StepResult } from '@ml-actions/workflow-runner'
import { attack } from './attack.ts'
import { canaryHasTraffic } from './cluster.ts'
import type { Scenario } from './options.ts'
import type { Progress } from './progress.ts'
import type { Project } from './project.ts'
import type { Stack } from './stack.ts'
import type { Variables } from './variables.ts'

/** What both releases share. */
export interface ReleaseSetting {
  readonly root: string
  readonly out: string
  readonly cache: string
  readonly project: Project
  readonly stack: Stack
  readonly variables: Variables
  readonly env: Readonly<Record<string, string | undefined>>
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** Runs the template on one commit, as a push to main would. */
export async function runRelease(
  setting: ReleaseSetting,
  release: { readonly name: string; readonly number: number; readonly commit: string },
  around: Pick<Mishaps, 'onEvent' | 'reviewed'> = { onEvent: () => undefined, reviewed: async () => undefined },
): Promise<RunResult> {
  const { project, variables, env, stack, signal } = setting
  await mkdir(setting.cache, { recursive: true })
  const follow = setting.progress.follow(release.name)
  return runWorkflow({
    file: project.workflow,
    repository: project.path,
    repositoryName: 'newcomer/digits',
    eventName: 'push',
    ref: 'refs/heads/main',
    sha: release.commit,
    vars: variables.vars,
    secrets: {},
    environments: variables.environments,
    env: { ...env, ...stack.env },
    repositories: { 'OWNER/ml-actions': setting.root },
    out: join(setting.out, 'runs', String(release.number)),
    stateDirectory: join(setting.out, 'state'),
    toolCache: setting.cache,
    runId: String(release.number),
    runNumber: release.number,
    actor: 'newcomer',
    signal,
    onEvent: (event) => {
      follow(event)
      around.onEvent(event)
    },
    reviewed: around.reviewed,
  })
}

export interface Mishaps {
  readonly onEvent: (event: RunEvent) => void
  /** A deployment waits for its reviewers, and the attacker has that time. */
  readonly reviewed: () => Promise<void>
  readonly settled: () => Promise<void>
}

/** What goes wrong around a release, from outside: nothing in it knows. */
export function mishaps(scenario: Scenario, setting: ReleaseSetting): Mishaps {
  const under: Promise<void>[] = []
  const attacks: Promise<void>[] = []
  const over = new AbortController()
  const onEvent = (event: RunEvent): void => {
    if (scenario === 'no-metrics' && isStart(event, 'canary-promote')) {
      under.push(
        canaryHasTraffic(setting.stack, over.signal).then(async (traffic) => {
          if (!traffic) return
          await setting.stack.stopMetrics()
          setting.progress.say('the metrics are gone')
        }),
      )
    }
    if ((scenario === 'unvalidated' || scenario === 'forged') && event.type === 'step-ended') {
      const target = builtImage(event.result, setting)
      if (target !== undefined) {
        attacks.push(
          attack(scenario, setting.stack, target).then(() => setting.progress.say('an attacker was at the registry')),
        )
      }
    }
  }
  return {
    onEvent,
    async reviewed() {
      await Promise.all(attacks)
    },
    async settled() {
      over.abort()
      await Promise.all([...under, ...attacks])
    },
  }
}

function isStart(event: RunEvent, action: string): boolean {
  return event.type === 'step-started' && event.stage === 'main' && (event.uses ?? '').includes(`/${action}@`)
}

function builtImage(step: StepResult, { variables }: ReleaseSetting): Parameters<typeof attack>[2] | undefined {
  const { digest, model } = step.outputs
  if (step.action !== 'build-push-image' || step.stage !== 'main' || digest === undefined || model === undefined)
    return undefined
  const registry = variables.vars['ML_REGISTRY'] ?? ''
  return { repositories: [`${registry}/serve`, `${registry}/model`], image: digest, model }
}
