import { join } from 'node:path'
import type { RunContext } from '@ml-actions/action'
import { type ContainerEngine, dockerEngine, hostEngine, podmanEngine } from '@ml-actions/container-engine'

/** The value of the input `engine`. */
export type EngineName = ContainerEngine['name']

export function isEngineName(text: unknown): text is EngineName {
  return text === 'docker' || text === 'podman' || text === 'host'
}

/** Where the engine keeps what it knows of its runs: outside every directory that a run may write. */
export function engineDirectory(context: Pick<RunContext, 'temp'>): string {
  return join(context.temp, 'ml-actions-engine')
}

/** The engine by its name. */
export function openEngine(
  name: EngineName,
  env: Readonly<Record<string, string | undefined>>,
  directory: string,
): ContainerEngine {
  switch (name) {
    case 'docker':
      return dockerEngine({ env: withoutInputs(env), directory })
    case 'podman':
      return podmanEngine({ env: withoutInputs(env), directory })
    case 'host':
      return hostEngine({ env, directory })
  }
}

/** A command line needs no input of this action, and hands none to its plugins. */
function withoutInputs(env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([key]) => !/^(?:INPUT_|STATE_|ACTIONS_)/.test(key)))
}

/** By these labels a run is found again, and told from those of other jobs on this machine. */
export function runLabels(context: RunContext, purpose: string): Readonly<Record<string, string>> {
  return {
    'dev.ml-actions.repository': context.repository,
    'dev.ml-actions.run': context.runId,
    'dev.ml-actions.attempt': context.runAttempt,
    'dev.ml-actions.job': context.job,
    'dev.ml-actions.purpose': purpose,
  }
}

/** Labels of the same job in attempts before this one: whatever still runs of them has nobody waiting for it. */
export function earlierLabels(context: RunContext): readonly Readonly<Record<string, string>>[] {
  const attempt = Number(context.runAttempt)
  if (!Number.isSafeInteger(attempt) || context.runId === '') return []
  return Array.from({ length: Math.min(Math.max(attempt - 1, 0), 5) }, (_, index) => ({
    'dev.ml-actions.repository': context.repository,
    'dev.ml-actions.run': context.runId,
    'dev.ml-actions.attempt': String(attempt - 1 - index),
    'dev.ml-actions.job': context.job,
  }))
}
