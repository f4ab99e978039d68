import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  type Digest,
  fallbackTag,
  isRegistryError,
  MediaType,
  openRepository,
  type RepositoryClient,
  type RepositoryOptions,
  sha256,
} from '../../packages/registry/src/index.ts'
import { type SandboxRegistry, startRegistry } from '../../packages/sandbox/src/registry/index.ts'

const CREDENTIALS = { username: 'ci', password: 'secret' }
let dir: string
let registry: SandboxRegistry

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fallback-'))
  registry = await startRegistry({ dir, ...CREDENTIALS, referrers: 'none' })
})
afterAll(async () => {
  await registry.stop()
  await rm(dir, { recursive: true })
})

const open = (name: string, options: RepositoryOptions) =>
  openRepository({ registry: registry.host, name }, { credentials: CREDENTIALS, ...options })

async function subjectIn(client: RepositoryClient): Promise<Digest> {
  const config = { mediaType: MediaType.ociConfig, ...(await client.putBlob(Buffer.from('{}'))) }
  const image = { schemaVersion: 2, mediaType: MediaType.ociManifest, config, layers: [] }
  return (await client.putManifest(image, MediaType.ociManifest)).digest
}

async function attachNote(client: RepositoryClient, subject: Digest, text: string): Promise<Digest> {
  const note = {
    schemaVersion: 2,
    mediaType: MediaType.ociManifest,
    artifactType: 'application/x.note',
    config: { mediaType: MediaType.empty, digest: sha256('{}'), size: 2 },
    layers: [],
    subject: { mediaType: MediaType.ociManifest, digest: subject, size: 1 },
    annotations: { text },
  }
  return (await client.putManifest(note, MediaType.ociManifest)).digest
}

const noted = async (client: RepositoryClient, subject: Digest) =>
  (await client.referrers(subject)).map((found) => found.annotations?.['text'] ?? '').sort()

function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}

const writesList = (url: unknown, init: RequestInit | undefined) =>
  init?.method === 'PUT' && String(url).includes('/manifests/sha256-')

describe('the list of referrers, where a registry has none of its own', () => {
  test('an entry that another job overwrote is put back by the one that lost it', async () => {
    const [firstWaits, secondHasRead, secondWrote] = [gate(), gate(), gate()]
    const lines: string[] = []
    const first = open('healed', {
      log: (line) => lines.push(line),
      wait: async () => {
        firstWaits.open()
        await secondWrote.opened
      },
    })
    // Reads the list before the first writes it, and writes it after.
    const second = open('healed', {
      fetch: async (url, init) => {
        if (!writesList(url, init)) return fetch(url, init)
        secondHasRead.open()
        await firstWaits.opened
        const answer = await fetch(url, init)
        secondWrote.open()
        return answer
      },
      wait: async () => {},
    })
    const subject = await subjectIn(first)
    const others = attachNote(second, subject, 'second')
    await secondHasRead.opened
    await attachNote(first, subject, 'first')
    await others
    expect(await noted(first, subject)).toEqual(['first', 'second'])
    expect(lines).toEqual([`another job overwrote the list of referrers ${fallbackTag(subject)}; written again`])
  })

  test('one that is overwritten every time is given up, after growing waits', async () => {
    const waits: number[] = []
    // From one wait to the next: no shorter than the reading and the writing between them.
    const betweenMs: number[] = []
    let since = performance.now()
    const empty = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: MediaType.ociIndex, manifests: [] }))
    const other = open('fought-over', {})
    let subject: Digest = sha256('')
    const client = open('fought-over', {
      wait: async (milliseconds) => {
        waits.push(milliseconds)
        betweenMs.push(performance.now() - since)
        await other.putManifest(empty, MediaType.ociIndex, fallbackTag(subject))
        since = performance.now()
      },
    })
    subject = await subjectIn(client)
    since = performance.now()
    const error: unknown = await attachNote(client, subject, 'mine').catch((thrown: unknown) => thrown)
    expect(isRegistryError(error, 'unavailable') && error.message).toBe(
      `other jobs overwrote the list of referrers ${fallbackTag(subject)} 5 times; run this again`,
    )
    expect(waits).toHaveLength(5)
    waits.forEach((wait, index) => {
      expect(wait).toBeGreaterThanOrEqual(500 * 2 ** index)
      expect(wait).toBeLessThanOrEqual(1.5 * Math.max(500 * 2 ** index, 4 * (betweenMs[index] ?? 0)))
    })
  })

  test('where reading and writing take long, they are waited for longer: those of others do too', async () => {
    const waits: number[] = []
    const client = open('slow', {
      fetch: async (url, init) => {
        if (writesList(url, init)) await pause(300)
        return fetch(url, init)
      },
      wait: async (milliseconds) => void waits.push(milliseconds),
    })
    await attachNote(client, await subjectIn(client), 'mine')
    expect(waits).toEqual([expect.any(Number)])
    expect(waits[0]).toBeGreaterThanOrEqual(4 * 290)
  })

  test('a write that failed is not repeated with the list that was read before it', async () => {
    const other = open('stale', { wait: async () => {} })
    const subject = await subjectIn(other)
    let writes = 0
    const client = open('stale', {
      fetch: async (url, init) => {
        if (!writesList(url, init)) return fetch(url, init)
        writes += 1
        if (writes > 1) return fetch(url, init)
        await attachNote(other, subject, 'other')
        return new Response(null, { status: 503 })
      },
      wait: async () => {},
    })
    await attachNote(client, subject, 'mine')
    expect(await noted(client, subject)).toEqual(['mine', 'other'])
    expect(writes).toBe(2)
  })

  test('an entry whose manifest somebody deleted does not stand in the way of others', async () => {
    const client = open('dangling', { wait: async () => {} })
    const subject = await subjectIn(client)
    const deleted = await attachNote(client, subject, 'deleted')
    await deleteOnly(client, deleted)
    expect(await noted(client, subject)).toEqual(['deleted'])
    await attachNote(client, subject, 'later')
    expect(await noted(client, subject)).toEqual(['later'])
  })
})

/** Deletes a manifest and leaves the list as it is. */
async function deleteOnly({ repository }: RepositoryClient, digest: Digest): Promise<void> {
  const token = await fetch(`${registry.url}/token?scope=repository:${repository.name}:delete`, {
    headers: { authorization: `Basic ${btoa(`${CREDENTIALS.username}:${CREDENTIALS.password}`)}` },
  })
  const body: unknown = await token.json()
  const bearer = typeof body === 'object' && body !== null && 'token' in body ? String(body.token) : ''
  const answer = await fetch(`${registry.url}/v2/${repository.name}/manifests/${digest}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${bearer}` },
  })
  expect(answer.status).toBe(202)
}
