import { basename } from 'node:path'
import { pullRequestRefs } from './event.ts'
import type { JsonRecord } from './json.ts'
import type { Source } from './source.ts'

/** What the `github` context is made of. */
export interface RunFacts {
  readonly source: Source
  readonly eventName: string
  readonly event: JsonRecord
  readonly eventFile: string
  readonly workflowName: string
  readonly file: string
  readonly actor: string
  readonly token: string
  readonly runId: string
  readonly runNumber: number
  readonly runAttempt: number
  readonly serverUrl: string
  readonly apiUrl: string
}

/** The `github` context, without what each job and step adds to it. */
export function githubContext(run: RunFacts): JsonRecord {
  const { source, serverUrl, apiUrl, actor } = run
  const [owner = ''] = source.repository.split('/')
  return {
    token: run.token,
    event: run.event,
    event_name: run.eventName,
    event_path: run.eventFile,
    ...pullRequestRefs(run.event),
    actor,
    actor_id: '0',
    triggering_actor: actor,
    repository: source.repository,
    repository_id: '0',
    repository_owner: owner,
    repository_owner_id: '0',
    repositoryUrl: `git://${serverUrl.replace(/^https?:\/\//, '')}/${source.repository}.git`,
    ref: source.ref,
    ref_name: source.ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
    ref_type: source.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ref_protected: false,
    sha: source.sha,
    run_id: run.runId,
    run_number: String(run.runNumber),
    run_attempt: String(run.runAttempt),
    retention_days: '90',
    secret_source: 'Actions',
    workflow: run.workflowName,
    workflow_ref: `${source.repository}/.github/workflows/${basename(run.file)}@${source.ref}`,
    workflow_sha: source.sha,
    server_url: serverUrl,
    api_url: apiUrl,
    graphql_url: `${apiUrl}/graphql`,
  }
}
