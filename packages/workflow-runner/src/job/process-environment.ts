import { isRecord, type JsonRecord, toText } from '../json.ts'
import { TRACKING_VARIABLE } from '../processes/kill.ts'
import type { CommandFiles } from './command-files.ts'
import type { RunState } from './run-state.ts'

/** Keys of the `github` context that processes see as GITHUB_* (actions/runner, `GitHubContext.cs`); never the token. */
const GITHUB_KEYS = [
  'action',
  'action_path',
  'action_ref',
  'action_repository',
  'actor',
  'actor_id',
  'api_url',
  'base_ref',
  'event_name',
  'event_path',
  'graphql_url',
  'head_ref',
  'job',
  'ref',
  'ref_name',
  'ref_protected',
  'ref_type',
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'retention_days',
  'run_attempt',
  'run_id',
  'run_number',
  'server_url',
  'sha',
  'triggering_actor',
  'workflow',
  'workflow_ref',
  'workflow_sha',
  'workspace',
]

/**
 * The environment of a step's process: the runner's own, the `env` context, and on top what no step can change.
 * `github` and `env` are the contexts as the step sees them.
 */
export function processEnvironment(
  state: RunState,
  contexts: { readonly github: JsonRecord; readonly env: Readonly<Record<string, string>> },
  files: CommandFiles,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const environment: Record<string, string> = {
    CI: 'true',
    ...state.request.env,
    ...contexts.env,
    ...extra,
    ...prefixed('GITHUB_', githubValues(contexts.github)),
    ...prefixed('RUNNER_', state.runner()),
    ...files.variables,
    GITHUB_ACTIONS: 'true',
    [TRACKING_VARIABLE]: state.request.trackingId,
  }
  environment['PATH'] = state.searchPath(environment['PATH'])
  delete environment['NODE_ICU_DATA']
  return environment
}

function githubValues(github: JsonRecord): JsonRecord {
  const known = GITHUB_KEYS.filter((key) => github[key] !== undefined && !isRecord(github[key]))
  return Object.fromEntries(known.map((key) => [key, github[key] ?? null]))
}

function prefixed(prefix: string, values: JsonRecord): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key.toUpperCase(), toText(value)]))
}
