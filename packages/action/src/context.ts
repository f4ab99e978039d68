type Environment = Readonly<Record<string, string | undefined>>

/** What the runner says about this run. Empty strings where it says nothing. */
export interface RunContext {
  readonly repository: string
  readonly sha: string
  readonly ref: string
  readonly eventName: string
  readonly eventPath: string
  readonly workflow: string
  /** `OWNER/REPO/.github/workflows/FILE@REF` of the workflow that runs. */
  readonly workflowRef: string
  readonly job: string
  readonly runId: string
  readonly runAttempt: string
  readonly actor: string
  readonly serverUrl: string
  readonly apiUrl: string
  /** The page of this run. */
  readonly runUrl: string
  readonly workspace: string
  /** Emptied by the runner at the end of each job. */
  readonly temp: string
  readonly runnerName: string
}

export function readContext(env: Environment): RunContext {
  const get = (name: string): string => env[name] ?? ''
  const serverUrl = env['GITHUB_SERVER_URL'] ?? 'https://github.com'
  return {
    repository: get('GITHUB_REPOSITORY'),
    sha: get('GITHUB_SHA'),
    ref: get('GITHUB_REF'),
    eventName: get('GITHUB_EVENT_NAME'),
    eventPath: get('GITHUB_EVENT_PATH'),
    workflow: get('GITHUB_WORKFLOW'),
    workflowRef: get('GITHUB_WORKFLOW_REF'),
    job: get('GITHUB_JOB'),
    runId: get('GITHUB_RUN_ID'),
    runAttempt: get('GITHUB_RUN_ATTEMPT'),
    actor: get('GITHUB_ACTOR'),
    serverUrl,
    apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com',
    runUrl: `${serverUrl}/${get('GITHUB_REPOSITORY')}/actions/runs/${get('GITHUB_RUN_ID')}`,
    workspace: env['GITHUB_WORKSPACE'] ?? '.',
    temp: env['RUNNER_TEMP'] ?? '/tmp',
    runnerName: get('RUNNER_NAME'),
  }
}
