import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { fallbackTag, parseDigest } from '@ml-actions/registry'
import { type Attested, attestedBases } from './images/attested.ts'
import { at, bare, listAt, opened } from './images/bare.ts'
import { type Life, live } from './images/life.ts'
import { type OnReferrers, onReferrers } from './images/on-referrers.ts'
import { type Secretive, secretive } from './images/secretive.ts'
import { layersOf, tidy } from './images/world.ts'

jest.setTimeout(600_000)

let life: Life
let secrets: Secretive
let referrers: OnReferrers
let attested: Attested
beforeAll(async () => {
  const all = await Promise.all([live(), secretive(), onReferrers(), attestedBases()])
  ;[life, secrets, referrers, attested] = all
})
afterAll(async () => {
  await referrers?.stop()
  await tidy()
})

describe('an image with Docker, buildx, a registry and the Debian base', () => {
  test('is built, signed and tagged', () => {
    expect(life.built.outputs).toMatchObject({
      verdict: 'pass',
      reason: 'built',
      builder: 'buildx',
      tags: 'main',
      changes: '',
    })
    expect(life.built.annotations.filter(({ level }) => level === 'error')).toEqual([])
  })

  test('is not built again from the same inputs: the registry was sent nothing', () => {
    const { built, again, againRequests } = life
    expect(again.outputs).toMatchObject({
      reason: 'reused',
      reused: 'true',
      digest: built.outputs['digest'],
      changes: '',
    })
    expect(again.stdout).not.toContain('Build with')
    expect(againRequests).toContainEqual(expect.stringMatching(/^HEAD .*\/manifests\/in-/))
    // The right to push is asked for by opening an upload, which is given up.
    const wrote = againRequests.filter((request) => /^(?:PUT|PATCH|POST)/.test(request))
    expect(wrote).toEqual([expect.stringMatching(/^POST .*\/blobs\/uploads\/$/)])
    console.info(`built in ${built.seconds} s, reused in ${again.seconds} s`)
  })

  test('is built on a machine that never built it with the layers of the cache, and says what changed', async () => {
    const { images, built, elsewhere } = life
    expect(elsewhere.outputs).toMatchObject({ reason: 'built', changes: "1 of the context's files changed: app.py" })
    const [before, now] = [await layersOf(images, built), await layersOf(images, elsewhere)]
    expect(now).toHaveLength(3)
    // What RUN made is random: only the cache can give the same again.
    expect(now.slice(0, 2)).toEqual(before.slice(0, 2))
    expect(now[2]).not.toBe(before[2])
    expect(
      elsewhere.annotations
        .filter(({ level }) => level === 'warning' || level === 'error')
        .map(({ message }) => message),
    ).not.toContainEqual(expect.stringContaining('cache'))
  })

  test('is built again when the base moved under its tag, which is said before and after', async () => {
    const { images, bases, observed, observedRequests, moved, elsewhere } = life
    expect(bases.second).not.toBe(bases.first)
    for (const run of [observed, moved]) {
      expect(run.outputs['changes']).toMatch(new RegExp(`^the base .*:12 is ${bases.second}, it was ${bases.first}$`))
    }
    expect(observed.outputs).toMatchObject({ reason: 'would-build', digest: '' })
    expect(observedRequests.filter((request) => !/^(?:GET|HEAD) /.test(request))).toEqual([])
    expect(moved.outputs['reason']).toBe('built')
    const { manifest } = await images.getManifest(parseDigest(moved.outputs['digest'] ?? ''))
    expect(manifest.annotations).toMatchObject({ 'org.opencontainers.image.base.digest': bases.second })
    expect(moved.outputs['digest']).not.toBe(elsewhere.outputs['digest'])
  })

  test('is built again for another `refresh`, with nothing that the builder kept', async () => {
    const { images, built, refreshed } = referrers
    expect(refreshed.outputs['reason']).toBe('built')
    expect(refreshed.outputs['changes']).toBe('`refresh` changed from nothing to "next week"')
    const [before, now] = [await layersOf(images, built), await layersOf(images, refreshed)]
    expect(now[0]).toBe(before[0])
    expect(now[1]).not.toBe(before[1])
  })

  test('gets a model without being built', async () => {
    const { images, moved, withModel, model } = life
    expect(withModel.outputs).toMatchObject({ reason: 'model-appended', model })
    expect(withModel.outputs['changes']).toBe(`the model is ${model}, it was not there`)
    expect((await layersOf(images, withModel)).slice(0, 3)).toEqual(await layersOf(images, moved))
  })
})

describe('provenance as pushed', () => {
  test('speaks of the digest that the registry serves, and is found by the fallback tag', async () => {
    const { images, withModel, publicKeyPem, bases, model } = life
    const { registry, name } = images.repository
    const image = await bare(registry, `${name}/manifests/main`)
    expect(image.digest).toBe(withModel.outputs['digest'])
    expect((await bare(registry, `${name}/referrers/${image.digest}`)).status).toBe(404)
    const list = await bare(registry, `${name}/manifests/${fallbackTag(parseDigest(image.digest))}`)
    const statement = await provenanceIn(registry, name, list.value, publicKeyPem)
    expect(at(statement, 'subject', 0, 'digest', 'sha256')).toBe(image.digest.slice(7))
    const dependencies = listAt(statement, 'predicate', 'buildDefinition', 'resolvedDependencies')
    const digests = dependencies.map((each) => `sha256:${String(at(each, 'digest', 'sha256'))}`)
    expect(digests).toEqual(expect.arrayContaining([bases.second, model]))
    expect(at(statement, 'predicate', 'buildDefinition', 'externalParameters', 'cacheFrom')).toEqual([
      expect.stringContaining('-cache:{branch}'),
    ])
  })

  test('is found by the referrers API where the registry has it', async () => {
    const { host, name, built, again, publicKeyPem } = referrers
    expect(built.outputs['reason']).toBe('built')
    expect(again.outputs).toMatchObject({ reason: 'reused', digest: built.outputs['digest'] })
    const digest = built.outputs['digest'] ?? ''
    const answer = await bare(host, `${name}/referrers/${digest}`)
    expect(answer.status).toBe(200)
    const statement = await provenanceIn(host, name, answer.value, publicKeyPem)
    expect(at(statement, 'subject', 0, 'digest', 'sha256')).toBe(digest.slice(7))
  })

  test('names the index of a base that carries BuildKit’s own provenance, which stays readable', async () => {
    const { host, base, baseName, runs } = attested
    const index = await bare(host, `${baseName}/manifests/${base}`)
    const [image, attestation] = listAt(index.value, 'manifests')
    expect(at(attestation, 'annotations', 'vnd.docker.reference.digest')).toBe(at(image, 'digest'))
    const manifest = await bare(host, `${baseName}/manifests/${String(at(attestation, 'digest'))}`)
    const blob = await bare(host, `${baseName}/blobs/${String(at(manifest.value, 'layers', 0, 'digest'))}`)
    expect(at(blob.value, 'predicateType')).toMatch(/^https:\/\/slsa\.dev\/provenance\//)
    expect(`sha256:${String(at(blob.value, 'subject', 0, 'digest', 'sha256'))}`).toBe(at(image, 'digest'))
    for (const { ran, images } of runs) {
      expect(ran.outputs['reason']).toBe('built')
      const made = await images.getManifest(parseDigest(ran.outputs['digest'] ?? ''))
      expect(made.manifest.annotations).toMatchObject({ 'org.opencontainers.image.base.digest': base })
    }
    expect(runs.map(({ ran }) => ran.outputs['builder'])).toEqual(['buildx', 'layers'])
  })
})

describe('what a build must not tell', () => {
  test('reached it: the secret was there, and the credentials let it in', () => {
    expect(secrets.ran.outputs['reason']).toBe('built')
    expect(secrets.ran.stdout).toContain('its length is 22')
  })

  test('stands in no argument list, no log line, no summary and no file that is left', () => {
    const { ran, secret, password, seen } = secrets
    expect(seen.join('\n')).toContain('buildx build')
    const shown = ran.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'))
    for (const value of [secret, password]) {
      expect(ran.masks).toContain(value)
      for (const text of [...seen, shown.join('\n'), ran.stderr, ran.summary, JSON.stringify(ran.outputs)])
        expect(text).not.toContain(value)
    }
    expect(secrets.kept).toEqual([])
  })

  test('leaves no image in the engine’s store, which nobody would ever empty', () => {
    expect(secrets.stored).toEqual([])
  })

  test('stands in nothing that was pushed, and in nothing that Docker tells of the image', () => {
    const { pushed, inspected, secret, password } = secrets
    expect(pushed.map(({ what }) => what)).toEqual(expect.arrayContaining(['manifest', 'config', 'layer', 'statement']))
    for (const { bytes } of pushed) {
      expect(bytes.includes(secret)).toBe(false)
      expect(bytes.includes(password)).toBe(false)
    }
    for (const value of [secret, password]) expect(inspected).not.toContain(value)
  })
})

/** The build statement among the manifests of a list of referrers, opened with the key that signed it. */
async function provenanceIn(host: string, name: string, list: unknown, key: string): Promise<unknown> {
  const entries = listAt(list, 'manifests')
  const entry = entries.find(
    (each) => at(each, 'annotations', 'in-toto.io/predicate-type') === 'https://slsa.dev/provenance/v1',
  )
  const manifest = await bare(host, `${name}/manifests/${String(at(entry, 'digest'))}`)
  const envelope = await bare(host, `${name}/blobs/${String(at(manifest.value, 'layers', 0, 'digest'))}`)
  const statement = opened(envelope.value, key)
  expect(at(statement, '_type')).toBe('https://in-toto.io/Statement/v1')
  return statement
}
