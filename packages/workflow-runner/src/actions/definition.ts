import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { isJson, type JsonRecord, listOf, recordOf, toText } from '../json.ts'
import type { Json } from '../types.ts'
import type { Step } from '../workflow/model.ts'
import { readSteps } from '../workflow/steps.ts'

/** An input of an action. `required` is documentation only: the runner does not enforce it. */
export interface ActionInput {
  readonly default?: Json
  readonly deprecationMessage?: string
}

/** A script that Node runs. */
export interface JavaScriptRuns {
  readonly kind: 'javascript'
  readonly main: string
  readonly pre?: string
  readonly preIf: string
  readonly post?: string
  readonly postIf: string
}

/** Steps in place of a script. */
export interface CompositeRuns {
  readonly kind: 'composite'
  readonly steps: readonly Step[]
}

/** An `action.yml`. */
export interface ActionDefinition {
  readonly name: string
  /** By the name as declared. */
  readonly inputs: Readonly<Record<string, ActionInput>>
  readonly outputs: Readonly<Record<string, Json>>
  readonly runs: JavaScriptRuns | CompositeRuns
}

/** There is no action there, or one of a kind that can't be run here. */
export class ActionError extends Error {
  override readonly name = 'ActionError'
}

/** The text of the `action.yml` or `action.yaml` of a directory, with its path. */
function findActionFile(directory: string): { readonly path: string; readonly text: string } | undefined {
  const path = ['action.yml', 'action.yaml'].map((name) => join(directory, name)).find((file) => existsSync(file))
  return path === undefined ? undefined : { path, text: readFileSync(path, 'utf8') }
}

/** Reads the action of a directory. Throws ActionError when there is none that can be run here. */
export function readAction(directory: string): ActionDefinition {
  const file = findActionFile(directory)
  if (file === undefined) {
    throw new ActionError(`Can't find 'action.yml', 'action.yaml' or 'Dockerfile' under '${directory}'.`)
  }
  return parseAction(file.path, file.text)
}

/** Reads the text of an action file. Throws ActionError when it can't be run here. */
export function parseAction(path: string, text: string): ActionDefinition {
  const parsed: unknown = parse(text)
  const document = isJson(parsed) ? recordOf(parsed) : {}
  return {
    name: toText(document['name']),
    inputs: mapValues(document['inputs'], (raw) => ({
      ...(raw['default'] === undefined ? {} : { default: raw['default'] }),
      ...(raw['deprecationMessage'] === undefined ? {} : { deprecationMessage: toText(raw['deprecationMessage']) }),
    })),
    outputs: mapValues(document['outputs'], (raw) => raw['value'] ?? ''),
    runs: readRuns(path, recordOf(document['runs'])),
  }
}

function readRuns(path: string, runs: JsonRecord): ActionDefinition['runs'] {
  const using = toText(runs['using'])
  if (using === 'composite') return { kind: 'composite', steps: readSteps(listOf(runs['steps'])) }
  if (using === 'docker') throw new ActionError(`${path} is a container action, which this runner can't run.`)
  if (!/^node\d+$/.test(using)) throw new ActionError(`${path}: 'using: ${using}' is not known to this runner.`)
  return {
    kind: 'javascript',
    main: toText(runs['main']),
    ...(runs['pre'] === undefined ? {} : { pre: toText(runs['pre']) }),
    preIf: runs['pre-if'] === undefined ? 'always()' : toText(runs['pre-if']),
    ...(runs['post'] === undefined ? {} : { post: toText(runs['post']) }),
    postIf: runs['post-if'] === undefined ? 'always()' : toText(runs['post-if']),
  }
}

function mapValues<T>(value: Json | undefined, read: (raw: JsonRecord) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(recordOf(value)).map(([name, raw]) => [name, read(recordOf(raw))]))
}
