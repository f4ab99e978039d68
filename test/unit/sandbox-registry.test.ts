import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type SandboxRegistry, startRegistry } from '../../packages/sandbox/src/registry/index.ts'
import { isRecord } from '../../packages/sandbox/src/registry/json.ts'
import { answersOf, recordedAnswers } from '../support/registry/answers.ts'
import { CHALLENGES, challengesOf, tokenFrom } from '../support/registry/challenges.ts'

const OCI = 'application/vnd.oci.image.manifest.v1+json'
const sha = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`

let dir: string
let registry: SandboxRegistry

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'embedded-registry-'))
  registry = await startRegistry({ dir, username: 'ci', password: 'open sesame' })
})

afterEach(async () => {
  await registry.stop()
  await rm(dir, { recursive: true })
})

const bearer = async (scopes: string[]): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await tokenFrom(`${registry.url}/token`, 'ci:open sesame', scopes)}`,
})

describe('a script of requests is answered', () => {
  test('without referrers, as CNCF distribution answers it', async () => {
    await registry.stop()
    registry = await startRegistry({ dir, username: 'ci', password: 'open sesame', referrers: 'none' })
    expect(await answersOf(registry.url, bearer)).toEqual(await recordedAnswers('distribution 3.1.2'))
  })

  test('with referrers, as the specification says where distribution has none', async () => {
    const answers = await answersOf(registry.url, bearer)
    const real = await recordedAnswers('distribution 3.1.2')
    const differing = Object.keys(real).filter((name) => JSON.stringify(answers[name]) !== JSON.stringify(real[name]))
    expect(differing).toEqual([
      'a referrer',
      'referrers',
      'referrers of another type',
      'referrers of nothing',
      'referrers after the removal',
    ])
    const subject = answers['a manifest']?.headers['docker-content-digest']
    const referrer = answers['a referrer']?.headers['docker-content-digest']
    expect(answers['a referrer']?.headers['oci-subject']).toBe(subject)
    const type = 'application/vnd.oci.image.index.v1+json'
    const none = { schemaVersion: 2, mediaType: type, manifests: [] }
    const entry = {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: referrer,
      size: 621,
      artifactType: 'application/x.note',
      annotations: { note: 'one' },
    }
    expect(answers['referrers']).toMatchObject({
      status: 200,
      headers: { 'content-type': type },
      body: { ...none, manifests: [entry] },
    })
    expect(answers['referrers of another type']?.headers['oci-filters-applied']).toBe('artifactType')
    for (const name of ['referrers of another type', 'referrers of nothing', 'referrers after the removal'])
      expect(answers[name]).toMatchObject({ status: 200, body: none })
  })
})

describe('authorization', () => {
  const status = async (headers: Record<string, string>, path = '/v2/a/tags/list', method = 'GET') => {
    const response = await fetch(registry.url + path, { method, headers })
    await response.arrayBuffer()
    return response.status
  }

  test('who has no token that does is told which, as CNCF distribution tells it', async () => {
    expect(await challengesOf(registry.url, `${registry.url}/token`, 'ci:open sesame')).toEqual(CHALLENGES)
  })

  test('a wrong password gets no token', async () => {
    const response = await fetch(`${registry.url}/token`, { headers: { authorization: `Basic ${btoa('ci:guess')}` } })
    expect([response.status, await response.json()]).toEqual([
      401,
      { errors: [{ code: 'UNAUTHORIZED', message: 'incorrect username or password' }] },
    ])
  })

  test('a token does what it was given for, in its repository, until it ends', async () => {
    const pull = await bearer(['repository:a:pull'])
    expect(await status(pull)).toBe(404)
    expect(await status(pull, '/v2/b/tags/list')).toBe(401)
    expect(await status(pull, '/v2/a/blobs/uploads/', 'POST')).toBe(401)
    await registry.stop()
    registry = await startRegistry({ dir, username: 'ci', password: 'open sesame', tokenSeconds: 0 })
    expect(await status(await bearer(['repository:a:pull']))).toBe(401)
  })

  test('a blob is not taken over from a repository the token may not read', async () => {
    const digest = await putBlob('secret', 'a', await bearer(['repository:a:pull,push']))
    const response = await fetch(`${registry.url}/v2/b/blobs/uploads/?mount=${digest}&from=a`, {
      method: 'POST',
      headers: await bearer(['repository:b:pull,push']),
    })
    expect(response.status).toBe(401)
  })
})

test('what is not served is refused by name', async () => {
  const headers = await bearer(['repository:a:pull,push,delete'])
  const message = async (method: string, path: string) => {
    const response = await fetch(registry.url + path, { method, headers })
    return [response.status, await response.json()]
  }
  const refused = (text: unknown) => [405, { errors: [{ code: 'UNSUPPORTED', message: text }] }]
  expect(await message('GET', '/v2/_catalog')).toEqual(
    refused('GET /v2/_catalog is not served by the embedded registry'),
  )
  expect(await message('DELETE', `/v2/a/blobs/${sha('x')}`)).toEqual(refused(expect.stringMatching(/^DELETE \/v2\/a/)))
  expect(await message('DELETE', '/v2/a/manifests/v1')).toEqual(
    refused('deleting a tag is not served here; delete by digest'),
  )
})

test('pushes at the same time lose nothing, and a restart finds it all', async () => {
  const headers = await bearer(['repository:a:pull,push'])
  const config = await putBlob('{}', 'a', headers)
  const subject = { mediaType: OCI, digest: sha('subject'), size: 7 }
  const put = async (index: number) => {
    const body = JSON.stringify({
      schemaVersion: 2,
      config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: config, size: 2 },
      layers: [],
      subject,
      annotations: { index: String(index) },
    })
    for (const reference of [sha(body), 'latest']) {
      const response = await fetch(`${registry.url}/v2/a/manifests/${reference}`, {
        method: 'PUT',
        headers: { ...headers, 'content-type': OCI },
        body,
      })
      expect(response.status).toBe(201)
    }
  }
  await Promise.all(Array.from({ length: 20 }, (_, index) => put(index)))
  await registry.stop()
  registry = await startRegistry({ dir, username: 'ci', password: 'open sesame' })
  const again = { headers: await bearer(['repository:a:pull']) }
  const list: unknown = await (await fetch(`${registry.url}/v2/a/referrers/${subject.digest}`, again)).json()
  expect(isRecord(list) && list['manifests']).toHaveLength(20)
  const latest = await fetch(`${registry.url}/v2/a/manifests/latest`, {
    headers: { ...again.headers, accept: OCI },
  })
  expect(sha(await latest.text())).toBe(latest.headers.get('docker-content-digest'))
})

async function putBlob(text: string, name: string, headers: Record<string, string>): Promise<string> {
  const opened = await fetch(`${registry.url}/v2/${name}/blobs/uploads/`, { method: 'POST', headers })
  const stored = await fetch(`${opened.headers.get('location')}&digest=${sha(text)}`, {
    method: 'PUT',
    headers,
    body: text,
  })
  expect(stored.status).toBe(201)
  return sha(text)
}
