import { randomInt } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { baseEnvironment } from './base-environment.ts'
import { Masker } from './commands/mask.ts'
import { eventPayload } from './event.ts'
import { githubContext } from './github-context.ts'
import type { JsonRecord } from './json.ts'
import { concurrencyLimit } from './schedule/limit.ts'
import type { RunPlan } from './schedule/run-plan.ts'
import type { Source } from './source.ts'
import type { RunOptions } from './types.ts'
import type { Dispatch } from './workflow/dispatch.ts'
import type { Job, Workflow } from './workflow/model.ts'

/** What a plan is made from, besides the options. */
export interface PlanParts {
  readonly workflow: Workflow
  readonly jobs: readonly Job[]
  readonly source: Source
  readonly started: Dispatch
  readonly node: string
}

/** Fixes everything that all jobs of a run share. */
export function planRun(options: RunOptions, parts: PlanParts): RunPlan {
  const { workflow, jobs, source, started, node } = parts
  const env = baseEnvironment(options.env)
  const masker = new Masker()
  const groups = [options.secrets, ...Object.values(options.environments ?? {}).map(({ secrets }) => secrets)]
  for (const secrets of groups) for (const secret of Object.values(secrets ?? {})) masker.add(secret)
  const state = options.stateDirectory ?? join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'ml-actions')
  mkdirSync(state, { recursive: true, mode: 0o700 })
  const eventFile = join(options.out, 'event.json')
  const github = contextOf(options, parts, eventFile)
  writeFileSync(eventFile, JSON.stringify(github['event'], undefined, 2))
  const { onEvent } = options
  return {
    workflow,
    jobs,
    contexts: {
      github,
      vars: options.vars ?? {},
      secrets: options.secrets ?? {},
      inputs: started.inputs,
    },
    environments: options.environments ?? {},
    out: options.out,
    source: source.path,
    eventFile,
    toolCache: options.toolCache ?? join(state, 'tools'),
    concurrencyDirectory: join(state, 'concurrency'),
    node,
    env,
    repositories: Object.fromEntries(
      Object.entries(options.repositories ?? {}).map(([name, path]) => [name, resolve(path)]),
    ),
    // Each job loads the same modules: compiled once, they start four times as fast.
    jobProcess: {
      ...(options.jobProcess ?? { path: ownJobProcess(), args: [] }),
      env: { NODE_COMPILE_CACHE: join(state, 'compiled') },
    },
    debug: options.debug ?? false,
    keepWorkspaces: options.keepWorkspaces ?? false,
    masker,
    cancelled: options.signal ?? new AbortController().signal,
    annotations: [],
    emit: (event) => onEvent?.(event),
    reviewed: options.reviewed ?? (() => Promise.resolve()),
    limit: concurrencyLimit(options.parallel ?? Math.max(4, 2 * availableParallelism())),
  }
}

function contextOf(options: RunOptions, { workflow, source, started }: PlanParts, eventFile: string): JsonRecord {
  const serverUrl = options.serverUrl ?? 'https://github.com'
  const actor = options.actor ?? 'local'
  return githubContext({
    source,
    eventName: started.eventName,
    event: eventPayload(started.eventName, options.event ?? {}, { source, inputs: started.inputs, actor, serverUrl }),
    eventFile,
    workflowName: workflow.name,
    file: options.file,
    actor,
    token: options.secrets?.['GITHUB_TOKEN'] ?? '',
    runId: options.runId ?? `${Date.now()}${randomInt(10, 100)}`,
    runNumber: options.runNumber ?? 1,
    runAttempt: options.runAttempt ?? 1,
    serverUrl,
    apiUrl: options.apiUrl ?? 'https://api.github.com',
  })
}

/** The entry beside this file, in TypeScript or compiled. */
function ownJobProcess(): string {
  const here = fileURLToPath(import.meta.url)
  return join(here, '..', `job-process${here.endsWith('.ts') ? '.ts' : '.js'}`)
}
