import { isRecord, type JsonRecord, recordOf, toText } from './json.ts'
import type { Source } from './source.ts'
import type { Json } from './types.ts'

const NO_COMMIT = '0'.repeat(40)

/** `github.event`: what was given, and what GitHub always sends with an event of this name. */
export function eventPayload(
  eventName: string,
  given: JsonRecord,
  run: {
    readonly source: Source
    readonly inputs: Readonly<Record<string, Json>>
    readonly actor: string
    readonly serverUrl: string
  },
): JsonRecord {
  const { source, actor, serverUrl } = run
  const [owner = '', name = ''] = source.repository.split('/')
  const common: JsonRecord = {
    repository: {
      name,
      full_name: source.repository,
      owner: { login: owner, name: owner },
      html_url: `${serverUrl}/${source.repository}`,
      default_branch: 'main',
      private: true,
    },
    sender: { login: actor },
  }
  return { ...common, ...specific(eventName, run), ...given }
}

function specific(
  eventName: string,
  {
    source,
    inputs,
    actor,
  }: { readonly source: Source; readonly inputs: Readonly<Record<string, Json>>; readonly actor: string },
): JsonRecord {
  const commit = { id: source.sha, message: source.message, author: { name: actor } }
  switch (eventName) {
    case 'push':
      return {
        ref: source.ref,
        before: NO_COMMIT,
        after: source.sha,
        created: false,
        deleted: false,
        forced: false,
        head_commit: commit,
        commits: [commit],
        pusher: { name: actor },
      }
    case 'workflow_dispatch':
      return {
        ref: source.ref,
        inputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, toText(value)])),
      }
    case 'schedule':
      return { schedule: '' }
    default:
      return {}
  }
}

/** `github.head_ref` and `base_ref`, which only pull requests have. */
export function pullRequestRefs(event: JsonRecord): { readonly head_ref: string; readonly base_ref: string } {
  const pull = event['pull_request']
  if (!isRecord(pull)) return { head_ref: '', base_ref: '' }
  return { head_ref: toText(recordOf(pull['head'])['ref']), base_ref: toText(recordOf(pull['base'])['ref']) }
}
