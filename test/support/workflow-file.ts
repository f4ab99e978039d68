import { parse } from 'yaml'

export interface Step {
  readonly id: string
  readonly name: string
  readonly uses: string
  readonly run: string
  readonly with: Readonly<Record<string, string>>
}

export interface Job {
  readonly id: string
  readonly needs: readonly string[]
  readonly condition: string
  readonly timeoutMinutes: unknown
  readonly environment: unknown
  readonly permissions: Readonly<Record<string, unknown>> | undefined
  /** The block as it is written, comments included. */
  readonly permissionsText: string | undefined
  readonly outputs: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
  /** The job as it is written. */
  readonly text: string
}

export interface WorkflowFile {
  readonly name: unknown
  readonly permissions: unknown
  readonly concurrency: unknown
  readonly jobs: readonly Job[]
  readonly text: string
  /** The text without its comments. */
  readonly body: string
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const fields = (value: unknown): Fields => (isFields(value) ? value : {})
const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
const texts = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(fields(value)).map(([key, item]) => [key, text(item)]))
const items = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]

/** A workflow as the checks of these tests look at it: values, and the text that people read. */
export function readWorkflow(file: string, content: string): WorkflowFile {
  const document = fields(parse(content))
  const concurrency = document['concurrency']
  const body = content.replaceAll(/(^|\s)#.*$/gm, '$1')
  const written = blocks(content.slice(content.search(/^jobs:$/m)), 2)
  if (written.size === 0) throw new Error(`${file} has no jobs`)
  return {
    name: document['name'],
    permissions: document['permissions'],
    concurrency: isFields(concurrency) ? concurrency['group'] : concurrency,
    jobs: Object.entries(fields(document['jobs'])).map(([id, job]) => readJob(id, fields(job), written.get(id) ?? '')),
    text: content,
    body,
  }
}

function readJob(id: string, job: Fields, written: string): Job {
  return {
    id,
    needs: items(job['needs']).map(text),
    condition: text(job['if']),
    timeoutMinutes: job['timeout-minutes'],
    environment: job['environment'],
    permissions: isFields(job['permissions']) ? job['permissions'] : undefined,
    permissionsText: blocks(written, 4).get('permissions'),
    outputs: texts(job['outputs']),
    steps: items(job['steps']).map((step) => readStep(fields(step))),
    text: written,
  }
}

function readStep(step: Fields): Step {
  return {
    id: text(step['id']),
    name: text(step['name']),
    uses: text(step['uses']),
    run: text(step['run']),
    with: texts(step['with']),
  }
}

/** The blocks that start at a depth, by their key. */
function blocks(content: string, depth: number): ReadonlyMap<string, string> {
  const start = new RegExp(`^ {${depth}}(?=[\\w-]+:)`, 'm')
  return new Map(
    content
      .split(start)
      .slice(1)
      .map((block) => [block.slice(0, block.indexOf(':')), block]),
  )
}
