import { readFile } from 'node:fs/promises'

/** GitHub's own payloads stay below this (webhooks are capped at 25 MB). */
const MAX_EVENT_BYTES = 25 * 1024 * 1024

/** The number of the pull request that an event is about; `undefined` for other events and unreadable files. */
export async function pullRequestNumber(eventPath: string): Promise<number | undefined> {
  const event = await readEvent(eventPath)
  if (!isRecord(event)) return undefined
  const pull = event['pull_request']
  const number = isRecord(pull) ? pull['number'] : undefined
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
}

async function readEvent(path: string): Promise<unknown> {
  if (path === '') return undefined
  try {
    const text = await readFile(path, 'utf8')
    return text.length > MAX_EVENT_BYTES ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
