import { basename, resolve } from 'node:path'
import { type ActionDefinition, ActionError, readAction } from '../actions/definition.ts'
import { mappedPath, parseUses } from '../actions/uses.ts'
import { type ServedAction, servedAction } from '../served/index.ts'
import type { UsesStep } from '../workflow/model.ts'
import type { RunState } from './run-state.ts'
import type { StepRecord } from './step-report.ts'

/** Where the action of a step comes from. */
export type Located =
  | { readonly kind: 'served'; readonly name: string; readonly action: ServedAction }
  | {
      readonly kind: 'files'
      readonly name: string
      readonly directory: string
      readonly definition: ActionDefinition
      /** OWNER/NAME and ref, for an action that is not of this repository's workspace. */
      readonly remote?: { readonly repository: string; readonly ref: string }
    }

/** One use of an action, over all its stages. */
export interface ActionUse {
  readonly step: UsesStep
  readonly located: Located
  readonly record: StepRecord
  postRegistered: boolean
}

/** Finds the action of a step. Throws ActionError when it isn't there or can't be run here. */
export function locateAction(state: RunState, step: UsesStep): ActionUse {
  return {
    step,
    located: locate(state, step),
    record: { outputs: {}, state: {}, failed: false },
    postRegistered: false,
  }
}

function locate(state: RunState, step: UsesStep): Located {
  const uses = parseUses(step.uses)
  switch (uses.kind) {
    case 'local': {
      const directory = resolve(state.workspace, uses.path)
      return { kind: 'files', name: basename(directory), directory, definition: readAction(directory) }
    }
    case 'remote': {
      const { repository, path, ref } = uses
      const name = basename(path === '' ? repository : path)
      const mapped = mappedPath(state.request.repositories, repository)
      if (mapped !== undefined) {
        const directory = resolve(mapped, path)
        return { kind: 'files', name, directory, definition: readAction(directory), remote: { repository, ref } }
      }
      const action = servedAction(repository, path)
      if (action !== undefined) return { kind: 'served', name, action }
      throw new ActionError(`${step.uses} is not on this machine: name its files by --repository ${repository}=PATH.`)
    }
    case 'docker':
    case 'unknown':
      throw new ActionError(`${step.uses} can't be run by this runner.`)
  }
}
