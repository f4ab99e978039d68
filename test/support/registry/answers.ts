// The answers to the script of requests.ts with what varies masked. Those of real registries are kept in answers.json, by name
// and version: test/real compares them with what is answered there now, and the embedded registry is held to them. To record:
// node test/support/registry/answers.ts http://host:port
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { isRecord } from '@ml-actions/registry'
import { STEPS, type Step } from './requests.ts'

export interface Answer {
  status: number
  headers: Record<string, string>
  body?: unknown
}

export type Answers = Record<string, Answer>

/** Headers that let a request through, for scopes as a token server knows them. */
export type Authorize = (scopes: string[]) => Promise<Record<string, string>>

const KEPT = [
  'accept-ranges',
  'cache-control',
  'content-length',
  'content-range',
  'content-type',
  'docker-content-digest',
  'docker-distribution-api-version',
  'docker-upload-uuid',
  'etag',
  'link',
  'location',
  'oci-filters-applied',
  'oci-subject',
  'range',
]

/** Sends the script and returns one masked answer for each step, by its name; in repositories of its own at each call. */
export async function answersOf(origin: string, authorize: Authorize = async () => ({})): Promise<Answers> {
  const run = `run-${randomUUID().slice(0, 8)}/`
  const answers: Answers = {}
  let location = ''
  for (const step of STEPS) {
    const url = new URL(pathOf(step, run, location), origin)
    const name = /^\/v2\/(.+?)\/(?:blobs|manifests|tags|referrers)\//.exec(url.pathname)?.[1]
    const from = url.searchParams.get('from')
    const named = [name, from].filter((each) => typeof each === 'string')
    const scopes = [`${run}team/nested/model`, ...named].map(
      (repository) => `repository:${repository}:pull,push,delete`,
    )
    const response = await fetch(url, {
      method: step.method,
      headers: { ...step.headers, ...(await authorize(scopes)) },
      ...(step.body === undefined ? {} : { body: step.body }),
    })
    location = response.headers.get('location') ?? location
    answers[step.name] = await masked(response, run)
  }
  return answers
}

/** The kept answers of a real registry. */
export async function recordedAnswers(registry: string): Promise<Answers> {
  const file: unknown = JSON.parse(await readFile(new URL('./answers.json', import.meta.url), 'utf8'))
  const answers = isRecord(file) ? file[registry] : undefined
  if (!isAnswers(answers)) throw new Error(`answers.json has no answers of ${registry}`)
  return answers
}

function isAnswers(value: unknown): value is Answers {
  return isRecord(value) && Object.values(value).every((answer) => isRecord(answer) && 'status' in answer)
}

function pathOf(step: Step, run: string, location: string): string {
  if (step.path === '/v2/') return step.path
  return step.path
    .replace('/v2/', `/v2/${run}`)
    .replace('from=', `from=${run}`)
    .replace('LOCATION', location)
    .replace('UPLOAD', location.split('?', 1)[0] ?? '')
}

async function masked(response: Response, run: string): Promise<Answer> {
  const headers: Record<string, string> = {}
  for (const name of KEPT) {
    const value = response.headers.get(name)
    if (value !== null) headers[name] = maskedValue(value, run)
  }
  // The length of a text varies with its wording and with the names in it.
  if (/json|text/.test(headers['content-type'] ?? '') && !headers['content-type']?.includes('vnd.')) {
    delete headers['content-length']
  }
  const text = (await response.text().catch(() => '(cut)')).replaceAll(run, '')
  return text === '' ? { status: response.status, headers } : { status: response.status, headers, body: bodyOf(text) }
}

function maskedValue(value: string, run: string): string {
  return value
    .replace(/; ?charset=utf-8$/i, '')
    .replace(/https?:\/\/[^/]+/, '')
    .replace(run, '')
    .replace(/_state=[^&]+/, '_state=…')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'UUID')
}

function bodyOf(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return text.trim()
  }
  if (!isRecord(value) || !Array.isArray(value['errors'])) return value
  // Wording differs between registries; the code is what clients go by.
  return value['errors'].map((error: unknown) => (isRecord(error) ? error['code'] : error))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const origin = process.argv[2] ?? 'http://127.0.0.1:5000'
  console.log(JSON.stringify(await answersOf(origin), null, 2))
}
