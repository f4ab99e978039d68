import { execFileSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import {
  attach,
  buildProvenance,
  type Chain,
  type ChainWalk,
  copyTo,
  type Expectation,
  evaluationProvenance,
  fetchByDigest,
  generateKeyPair,
  isBuildProvenance,
  isEvaluationProvenance,
  isPromotion,
  isRelease,
  isTestResult,
  isTrainingProvenance,
  isVerificationSummary,
  keyIdOf,
  list,
  type PolicyOverride,
  PredicateType,
  parseTrustPolicy,
  preAuthenticationEncoding,
  promotion,
  type Run,
  release,
  type Signing,
  type Statement,
  type StoredAttestation,
  signingKeyProblem,
  type TestResult,
  type TrustPolicy,
  testResult,
  trainingProvenance,
  type Validation,
  verificationSummary,
  verify,
  walkChain,
} from '../../packages/attestation/src/index.ts'
import {
  appendLayer,
  copyBlob,
  type Digest,
  MediaType,
  modelLayer,
  openRepository,
  pushModel,
  type RepositoryClient,
  sha256,
} from '../../packages/registry/src/index.ts'
import { type SandboxRegistry, startRegistry } from '../../packages/sandbox/src/registry/index.ts'

const CREDENTIALS = { username: 'ci', password: 'p' }
const NOW = new Date('2030-01-15T12:00:00Z')
const ours = generateKeyPair()
const foreign = generateKeyPair()
const signing: Signing = { kind: 'key', privateKeyPem: ours.privateKeyPem }
const forging: Signing = { kind: 'key', privateKeyPem: foreign.privateKeyPem }
const TRUST: TrustPolicy = {
  signers: [{ name: 'the pipeline', publicKeyPem: ours.publicKeyPem, keyId: ours.keyId }],
  overrides: [],
}
const RUN: Run = {
  builder: 'https://github.com/o/r/.github/workflows/x.yml@refs/heads/main',
  invocation: 'https://github.com/o/r/actions/runs/1',
  startedOn: '2030-01-15T11:00:00Z',
  finishedOn: '2030-01-15T11:30:00Z',
}

let scratch: string
let registry: SandboxRegistry
let counter = 0

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'attestation-test-'))
  registry = await startRegistry({ dir: join(scratch, 'registry'), ...CREDENTIALS })
})
afterAll(async () => {
  await registry.stop()
  await rm(scratch, { recursive: true })
})

const open = (name: string) =>
  openRepository({ registry: registry.host, name }, { credentials: CREDENTIALS, wait: async () => {} })
const fresh = () => open(`repository-${++counter}`)

async function pushSubject(client: RepositoryClient, text = 'subject'): Promise<Digest> {
  const config = await client.putBlob(Buffer.from(JSON.stringify({ text, rootfs: { type: 'layers', diff_ids: [] } })))
  const manifest = {
    schemaVersion: 2,
    mediaType: MediaType.ociManifest,
    config: { mediaType: MediaType.ociConfig, ...config },
    layers: [],
  }
  return (await client.putManifest(manifest, MediaType.ociManifest)).digest
}

const validation = (changes: Partial<Validation> = {}): Validation => ({
  challenger: sha256('model'),
  challengerName: 'digits',
  result: 'PASSED',
  reason: 'better',
  policy: sha256('policy'),
  labels: sha256('labels'),
  challengerPredictions: sha256('predictions'),
  champion: { model: sha256('champion'), predictions: sha256('champion predictions') },
  passed: ['accuracy >= 0.9'],
  warned: [],
  failed: [],
  finishedOn: '2030-01-15T11:30:00Z',
  ...changes,
})

const expected: Expectation<TestResult> = {
  policy: TRUST,
  subject: sha256('model'),
  predicateType: PredicateType.testResult,
  guard: isTestResult,
  now: NOW,
}

/** An attestation as it would be read from a registry, of an envelope made by hand. */
function stored(envelope: Uint8Array | string): StoredAttestation {
  const bytes = Buffer.from(envelope)
  return {
    manifest: { mediaType: MediaType.ociManifest, digest: sha256('manifest'), size: 1 },
    attachedTo: sha256('model'),
    predicateType: undefined,
    content: { kind: 'envelope', bytes },
  }
}

function envelopeOf(
  payload: string,
  keys: { keyid: string; pem: string }[],
  payloadType = 'application/vnd.in-toto+json',
): string {
  const pae = preAuthenticationEncoding(payloadType, Buffer.from(payload))
  const signatures = keys.map(({ keyid, pem }) => ({ keyid, sig: sign('sha256', pae, pem).toString('base64') }))
  return JSON.stringify({ payloadType, payload: Buffer.from(payload).toString('base64'), signatures })
}
const key = { keyid: ours.keyId, pem: ours.privateKeyPem }
const signed = (statement: unknown) =>
  envelopeOf(typeof statement === 'string' ? statement : JSON.stringify(statement), [key])
const reasonOf = (envelope: Uint8Array | string, changes: Partial<Expectation<TestResult>> = {}) => {
  const verified = verify(stored(envelope), { ...expected, ...changes })
  return verified.ok ? 'ok' : verified.reason
}

describe('DSSE', () => {
  test('the encoding that is signed is the protocol’s own example', () => {
    // github.com/secure-systems-lab/dsse, protocol.md, "Test Vectors".
    expect(preAuthenticationEncoding('http://example.com/HelloWorld', Buffer.from('hello world')).toString()).toBe(
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    )
  })

  test('openssl verifies what we sign, and we verify what openssl signs', async () => {
    const client = fresh()
    const subject = await pushSubject(client)
    const { digest } = await attach(client, subject, testResult(validation()), signing)
    const { content } = await fetchByDigest(client, digest)
    const envelope = content.kind === 'envelope' ? Buffer.from(content.bytes).toString() : ''
    const { payload, sig } = partsOf(envelope)
    const files = {
      key: ours.publicKeyPem,
      private: ours.privateKeyPem,
      sig,
      pae: preAuthenticationEncoding('application/vnd.in-toto+json', payload),
    }
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(scratch, name), bytes)
    const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: scratch })
    expect(openssl('dgst', '-sha256', '-verify', 'key', '-signature', 'sig', 'pae').toString()).toBe('Verified OK\n')
    expect(keyIdOf(ours.publicKeyPem)).toBe(
      execFileSync('sh', ['-c', 'openssl pkey -pubin -in key -outform DER | sha256sum | cut -d" " -f1'], {
        cwd: scratch,
      })
        .toString()
        .trim(),
    )
    const theirs = openssl('dgst', '-sha256', '-sign', 'private', 'pae').toString('base64')
    const resealed = {
      payloadType: 'application/vnd.in-toto+json',
      payload: payload.toString('base64'),
      signatures: [{ keyid: '', sig: theirs }],
    }
    expect(reasonOf(JSON.stringify(resealed))).toBe('ok')
  })

  test('any text is signed and verified; any other text is not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, other) => {
        const statement = testResult(validation({ challengerName: name }))
        const envelope = signed(statement)
        expect(reasonOf(envelope)).toBe('ok')
        const changed = Buffer.from(JSON.stringify(testResult(validation({ challengerName: other }))))
        const forged = envelope.replace(/"payload":"[^"]*"/, `"payload":"${changed.toString('base64')}"`)
        expect(reasonOf(forged)).toBe(name === other ? 'ok' : 'bad-signature')
      }),
      { numRuns: 30 },
    )
  })
})

// Read without the code under test.
function partsOf(envelope: string): { payload: Buffer; sig: Buffer } {
  const [, payload = ''] = /"payload":"([^"]*)"/.exec(envelope) ?? []
  const [, sig = ''] = /"sig":"([^"]*)"/.exec(envelope) ?? []
  return { payload: Buffer.from(payload, 'base64'), sig: Buffer.from(sig, 'base64') }
}

describe('each way to break a statement is refused with its own reason', () => {
  const good = testResult(validation())
  const text = JSON.stringify(good)
  const override = { reason: 'hotfix', by: 'ada', until: '2030-02-01T00:00:00Z' }

  test.each<[string, string, string]>([
    ['nothing', signed(good), 'ok'],
    ['no signature', envelopeOf(text, []), 'unsigned'],
    [
      'a key that nobody declared',
      envelopeOf(text, [{ keyid: foreign.keyId, pem: foreign.privateKeyPem }]),
      'undeclared-signer',
    ],
    [
      'a declared name over a foreign signature',
      envelopeOf(text, [{ keyid: ours.keyId, pem: foreign.privateKeyPem }]),
      'bad-signature',
    ],
    [
      'no name and a foreign signature',
      envelopeOf(text, [{ keyid: '', pem: foreign.privateKeyPem }]),
      'undeclared-signer',
    ],
    ['another subject', signed(testResult(validation({ challenger: sha256('another') }))), 'subject-mismatch'],
    ['another predicate', signed({ ...good, predicateType: PredicateType.provenance }), 'wrong-predicate'],
    ['a predicate that says something else', signed({ ...good, predicate: { result: 'PASSED' } }), 'malformed'],
    [
      'an override that ended',
      signed(testResult(validation({ override: { ...override, until: '2030-01-01T00:00:00Z' } }))),
      'override-expired',
    ],
    [
      'an override without an author',
      signed(testResult(validation({ override: { ...override, by: '' } }))),
      'malformed',
    ],
    ['an override that holds', signed(testResult(validation({ override }))), 'ok'],
    ['a subject twice', signed({ ...good, subject: [...good.subject, ...good.subject] }), 'duplicate'],
    ['a key twice', signed(text.replace('"result":', '"result":"PASSED","\\u0072esult":')), 'duplicate'],
    ['a signature twice', envelopeOf(text, [key, key]), 'duplicate'],
    ['no subject', signed({ ...good, subject: [] }), 'malformed'],
    ['no JSON inside', signed('{'), 'malformed'],
    ['no JSON outside', '{', 'malformed'],
    ['nested without end', signed(`${'['.repeat(100)}${']'.repeat(100)}`), 'malformed'],
    ['another payload type', envelopeOf(text, [key], 'application/json'), 'malformed'],
    ['a field more', signed(good).replace('{', '{"more":1,'), 'malformed'],
    ['a sloppy base64', signed(good).replace(/"payload":"[^"]*/, '$&\\n'), 'malformed'],
    ['an older statement type', signed({ ...good, _type: 'https://in-toto.io/Statement/v0.1' }), 'malformed'],
    [
      'an upper-case digest',
      signed({ ...good, subject: [{ name: 'x', digest: { sha256: 'A'.repeat(64) } }] }),
      'malformed',
    ],
  ])('%s', (_, envelope, reason) => {
    expect(reasonOf(envelope)).toBe(reason)
  })

  test('one flipped bit, wherever it is', () => {
    const bytes = Buffer.from(signed(good))
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const flipped = Buffer.from(bytes)
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit)
        expect(reasonOf(flipped)).toMatch(/^(?:bad-signature|undeclared-signer|malformed|duplicate)$/)
      }),
      { numRuns: 500 },
    )
  })

  test('a signer that may not, and one whose time is over', () => {
    const [signer] = TRUST.signers
    if (signer === undefined) throw new Error('no signer')
    const trusting = (changes: object) => ({ policy: { signers: [{ ...signer, ...changes }], overrides: [] } })
    expect(reasonOf(signed(good), trusting({ predicateTypes: [PredicateType.provenance] }))).toBe('signer-not-allowed')
    expect(reasonOf(signed(good), trusting({ predicateTypes: [PredicateType.testResult] }))).toBe('ok')
    expect(reasonOf(signed(good), trusting({ until: '2030-01-15T11:59:59Z' }))).toBe('signer-expired')
  })

  test('recorded: unsigned will do, a broken signature will not', () => {
    const recorded = { require: 'recorded' } as const
    expect(reasonOf(envelopeOf(text, []), recorded)).toBe('ok')
    expect(reasonOf(envelopeOf(text, [{ keyid: foreign.keyId, pem: foreign.privateKeyPem }]), recorded)).toBe('ok')
    expect(reasonOf(envelopeOf(text, [{ keyid: ours.keyId, pem: foreign.privateKeyPem }]), recorded)).toBe(
      'bad-signature',
    )
    expect(reasonOf(signed({ ...good, subject: [] }), recorded)).toBe('malformed')
  })
})

describe('the guards take what the builders make, and nothing of another type', () => {
  const digest = sha256('x')
  const environment = { name: 'python', digest: { sha256: 'a'.repeat(64) } }
  const code = { uri: 'git+https://github.com/o/r', commit: 'c'.repeat(40) }
  const target = { cluster: 'c', namespace: 'n', workload: 'w' }
  const made: [string, Statement, (value: unknown) => boolean][] = [
    [
      'training',
      trainingProvenance({
        model: digest,
        modelName: 'm',
        code,
        environment,
        datasets: [{ name: 'train', digest }],
        parameters: { epochs: 3 },
        circumstances: { isolation: 'best-effort' },
        run: RUN,
      }),
      isTrainingProvenance,
    ],
    [
      'evaluation',
      evaluationProvenance({
        predictions: digest,
        predictionsName: 'p',
        model: digest,
        features: digest,
        code,
        environment,
        parameters: {},
        run: RUN,
      }),
      isEvaluationProvenance,
    ],
    [
      'build',
      buildProvenance({
        image: digest,
        imageName: 'i',
        model: { digest, uri: 'r/m' },
        bases: [{ uri: 'b', digest }],
        input: digest,
        parameters: {},
        run: RUN,
      }),
      isBuildProvenance,
    ],
    ['validation', testResult(validation()), isTestResult],
    [
      'summary',
      verificationSummary({
        image: digest,
        imageUri: 'r/i',
        verifier: 'v',
        timeVerified: RUN.finishedOn,
        policy: { uri: 'p', digest },
        attestations: [digest],
        require: 'validated',
        passed: { reason: 'r' },
      }),
      isVerificationSummary,
    ],
    [
      'release',
      release({ digest, uri: 'r/i' }, { target, track: 'canary', verdict: 'pass', reason: 'r', run: RUN }),
      isRelease,
    ],
    [
      'promotion',
      promotion(
        { digest, uri: 'r/i' },
        { target, outcome: 'promoted', verdict: 'pass', reason: 'r', evidence: {}, run: RUN },
      ),
      isPromotion,
    ],
  ]

  test.each(made)('%s', (name, statement) => {
    const predicate: unknown = JSON.parse(JSON.stringify(statement.predicate))
    expect(made.filter(([, , guard]) => guard(predicate)).map(([taker]) => taker)).toEqual([name])
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(statement.predicate ?? {})), (missing) => {
        const lacking = Object.fromEntries(
          Object.entries(statement.predicate ?? {}).filter(([field]) => field !== missing),
        )
        // What may be left out is what tells a person more, never what is decided by.
        const optional =
          ['annotations', 'url', 'passedTests', 'warnedTests', 'failedTests'].includes(missing) && name !== 'validation'
        if (!optional && !['passedTests', 'warnedTests', 'failedTests'].includes(missing)) {
          expect(made.some(([, , guard]) => guard(lacking))).toBe(false)
        }
      }),
    )
  })

  test('a first release has no champion, and only a first release has none', () => {
    const { champion: _, ...first } = validation()
    const alone = testResult(first)
    expect(alone.predicate.annotations['first-release']).toBe(true)
    expect(isTestResult(alone.predicate)).toBe(true)
    expect(isTestResult({ ...alone.predicate, annotations: { reason: 'r', finishedOn: RUN.finishedOn } })).toBe(false)
    const { predicate } = testResult(validation())
    expect(isTestResult({ ...predicate, annotations: { ...predicate.annotations, 'first-release': true } })).toBe(false)
  })
})

describe('trust policies', () => {
  test('keys one after the other, with and without names', async () => {
    const policy = await parseTrustPolicy(`# train\n${ours.publicKeyPem}\n${foreign.publicKeyPem}`)
    expect(policy).toEqual({
      signers: [
        { name: 'train', publicKeyPem: ours.publicKeyPem.trim(), keyId: ours.keyId },
        { name: 'key 2', publicKeyPem: foreign.publicKeyPem.trim(), keyId: foreign.keyId },
      ],
      overrides: [],
    })
    expect(await parseTrustPolicy('')).toEqual({ signers: [], overrides: [] })
  })

  test('YAML with all there is', async () => {
    const indented = ours.publicKeyPem.trim().replaceAll('\n', '\n      ')
    const policy = await parseTrustPolicy(`
signers:
  - name: train
    key: |
      ${indented}
    predicateTypes: [${PredicateType.provenance}]
    until: 2031-01-01T00:00:00Z
overrides:
  - image: ${sha256('image')}
    accepts: [warned-not-passed]
    reason: hotfix 42
    by: ada@example.org
    until: 2030-02-01T00:00:00Z
`)
    expect(policy.signers).toMatchObject([{ name: 'train', keyId: ours.keyId, until: '2031-01-01T00:00:00Z' }])
    expect(policy.overrides).toEqual([
      {
        image: sha256('image'),
        accepts: ['warned-not-passed'],
        reason: 'hotfix 42',
        by: 'ada@example.org',
        until: '2030-02-01T00:00:00Z',
      },
    ])
  })

  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString()
  test.each([
    ['a private key', ours.privateKeyPem, 'the key is not a public key in PEM'],
    ['a key of another kind', rsa, 'the key is not an ECDSA P-256 public key'],
    ['a key twice', `${ours.publicKeyPem}${ours.publicKeyPem}`, 'two signers have the same keyId'],
    ['a part that is not known', 'signer: []', 'has no part named "signer"'],
    ['a text', 'trust everybody', 'neither PEM keys nor an object'],
    ['no YAML', '{', 'is no YAML'],
    [
      'an override of a forgery',
      JSON.stringify({
        overrides: [{ image: sha256('i'), accepts: ['bad-signature'], reason: 'r', by: 'b', until: RUN.finishedOn }],
      }),
      '`accepts` is not a list of',
    ],
    [
      'an override without end',
      JSON.stringify({ overrides: [{ image: sha256('i'), accepts: ['warned-not-passed'], reason: 'r', by: 'b' }] }),
      'its end `until`',
    ],
  ])('%s is refused', async (_, text, message) => {
    await expect(parseTrustPolicy(text)).rejects.toThrow(message)
  })

  test('a signing key is looked at before anything starts, and never repeated', () => {
    expect(signingKeyProblem(ours.privateKeyPem)).toBeUndefined()
    expect(signingKeyProblem('hunter2')).toBe('it is no private key in PEM')
    expect(signingKeyProblem('-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----')).toContain('encrypted')
    const rsaKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString()
    expect(signingKeyProblem(rsaKey)).toBe('a key of type rsa is not an ECDSA P-256 key')
    expect(createPublicKey(ours.privateKeyPem).asymmetricKeyType).toBe('ec')
  })
})

describe('attached in a registry', () => {
  test('found by type, copied byte for byte, and gone when removed', async () => {
    const [models, images] = [fresh(), fresh()]
    const model = await pushSubject(models)
    const image = await pushSubject(images, 'image')
    const statement = testResult(validation())
    const { digest } = await attach(models, model, statement, signing)
    await attach(
      models,
      model,
      buildProvenance({ image, imageName: 'i', bases: [], input: image, parameters: {}, run: RUN }),
      { kind: 'none' },
    )
    const [found, ...others] = await list(models, model, PredicateType.testResult)
    expect([found?.manifest.digest, found?.predicateType, others]).toEqual([digest, PredicateType.testResult, []])
    expect(await list(models, model)).toHaveLength(2)
    const copied = await copyTo(models, images, digest, image)
    expect((await fetchByDigest(images, copied.digest)).content).toEqual(found?.content)
    await models.deleteManifest(digest)
    expect(await list(models, model, PredicateType.testResult)).toEqual([])
    await expect(fetchByDigest(models, digest)).rejects.toThrow('404')
    await expect(attach(models, sha256('absent'), statement, signing)).rejects.toThrow('is not in the repository')
  })

  test('an envelope too large, no envelope, and one that hangs elsewhere', async () => {
    const client = fresh()
    const model = await pushSubject(client)
    const { digest } = await attach(client, model, testResult(validation()), signing)
    const [good] = await list(client, model)
    if (good === undefined) throw new Error('nothing is attached')
    const { manifest } = await client.getManifest(digest)
    const [layer] = 'layers' in manifest ? manifest.layers : []
    const reasons: string[] = []
    for (const layers of [
      [{ ...layer, size: 17 * 1024 * 1024 }],
      [{ ...layer, mediaType: 'text/plain' }],
      [layer, layer],
    ]) {
      await client.deleteManifest((await client.putManifest({ ...manifest, layers }, MediaType.ociManifest)).digest)
      const { digest: bad } = await client.putManifest({ ...manifest, layers }, MediaType.ociManifest)
      const verified = verify(await fetchByDigest(client, bad), expected)
      reasons.push(verified.ok ? 'ok' : verified.reason)
    }
    expect(reasons).toEqual(['too-large', 'malformed', 'malformed'])
  })
})

describe('the chain', () => {
  interface World {
    walk: ChainWalk
    images: RepositoryClient
    models: RepositoryClient
    image: Digest
    model: Digest
  }

  /** An image with a model inside, as a build would leave it; statements are attached by each test. */
  async function world(): Promise<World> {
    const [images, models] = [fresh(), fresh()]
    const directory = await mkdtemp(join(scratch, 'model-'))
    await writeFile(join(directory, 'weights'), `weights ${counter}`)
    const { digest: model } = await pushModel(models, directory)
    const layer = await modelLayer(models, model, { maxBytes: 1e6 })
    await copyBlob(models, images, layer.descriptor)
    const { digest: image } = await appendLayer(images, await pushSubject(images), layer)
    const expectation = {
      policy: sha256('policy'),
      labels: [sha256('labels')],
      serving: { kind: 'model', digest: sha256('champion') },
    } as const
    const walk: ChainWalk = {
      images,
      image,
      models,
      require: 'validated',
      policy: TRUST,
      expected: expectation,
      now: NOW,
    }
    return { walk, images, models, image, model }
  }

  const build = ({ image, model }: World) =>
    buildProvenance({
      image,
      imageName: 'i',
      model: { digest: model, uri: 'r/m' },
      bases: [],
      input: image,
      parameters: {},
      run: RUN,
    })
  const judged = ({ model }: World, changes: Partial<Validation> = {}) =>
    testResult(validation({ challenger: model, ...changes }))

  async function attachAll(at: World, changes: Partial<Validation> = {}, how = signing): Promise<Digest> {
    await attach(at.images, at.image, build(at), how)
    const { digest } = await attach(at.models, at.model, judged(at, changes), how)
    await copyTo(at.models, at.images, digest, at.image)
    return digest
  }
  const outcome = (chain: Chain) => (chain.ok ? 'ok' : chain.reason)

  test('holds, and says by whom and where', async () => {
    const at = await world()
    await attachAll(at)
    const chain = await walkChain(at.walk)
    expect(chain).toMatchObject({ ok: true, model: at.model, override: undefined })
    expect(chain.steps.map(({ what, found, signer, message }) => [what, found, signer, message])).toEqual([
      ['build', true, 'the pipeline', `built with the model ${at.model}`],
      ['validation', true, 'the pipeline', 'PASSED (better)'],
    ])
  })

  test('holds by the copy on the image alone', async () => {
    const at = await world()
    await attachAll(at)
    const { models: _, ...walk } = at.walk
    expect(outcome(await walkChain(walk))).toBe('ok')
  })

  test.each<[string, Partial<Validation>, string]>([
    ['FAILED', { result: 'FAILED' }, 'failed-not-passed'],
    ['WARNED', { result: 'WARNED' }, 'warned-not-passed'],
    [
      'WARNED and overridden',
      { result: 'WARNED', override: { reason: 'r', by: 'b', until: '2030-01-16T00:00:00Z' } },
      'ok',
    ],
    [
      'WARNED and overridden too long ago',
      { result: 'WARNED', override: { reason: 'r', by: 'b', until: '2030-01-14T00:00:00Z' } },
      'override-expired',
    ],
    ['another policy', { policy: sha256('lax') }, 'policy-mismatch'],
    ['other labels', { labels: sha256('easy') }, 'dataset-mismatch'],
    ['another champion', { champion: { model: sha256('straw man'), predictions: sha256('p') } }, 'champion-mismatch'],
    ['another model', { challenger: sha256('another') }, 'subject-mismatch'],
  ])('%s', async (_, changes, reason) => {
    const at = await world()
    await attachAll(at, changes)
    expect(outcome(await walkChain(at.walk))).toBe(reason)
  })

  test('a first release when something serves, and a champion when nothing does', async () => {
    const [first, second] = [await world(), await world()]
    await attach(first.images, first.image, build(first), signing)
    const { champion: _, ...alone } = validation({ challenger: first.model })
    await attach(first.images, first.image, testResult(alone), signing)
    const nothing = { serving: { kind: 'nothing' } } as const
    expect(outcome(await walkChain({ ...first.walk, expected: nothing }))).toBe('ok')
    expect(outcome(await walkChain(first.walk))).toBe('champion-mismatch')
    await attachAll(second)
    expect(outcome(await walkChain({ ...second.walk, expected: nothing }))).toBe('champion-mismatch')
    const again = { serving: { kind: 'model', digest: second.model } } as const
    expect(outcome(await walkChain({ ...second.walk, expected: again }))).toBe('ok')
  })

  test('an attacker removes, replaces, adds', async () => {
    const at = await world()
    expect(outcome(await walkChain(at.walk))).toBe('not-attested')
    await attach(at.images, at.image, build(at), signing)
    expect(outcome(await walkChain(at.walk))).toBe('not-validated')
    await attach(at.images, at.image, judged(at), forging)
    expect(outcome(await walkChain(at.walk))).toBe('undeclared-signer')
    await attach(at.images, at.image, judged(at), { kind: 'none' })
    expect(outcome(await walkChain(at.walk))).toBe('undeclared-signer')
    // What is forged does not harm what is true.
    await attach(at.images, at.image, judged(at), signing)
    expect(outcome(await walkChain(at.walk))).toBe('ok')
    const other = await world()
    await attach(other.images, other.image, build(other), forging)
    expect(outcome(await walkChain(other.walk))).toBe('undeclared-signer')
  })

  test('a later failure is not hidden behind an earlier pass', async () => {
    const at = await world()
    await attachAll(at)
    await attach(at.images, at.image, judged(at, { result: 'FAILED', finishedOn: '2030-01-15T11:31:00Z' }), signing)
    expect(outcome(await walkChain(at.walk))).toBe('failed-not-passed')
  })

  test('a model that is gone can not be compared with what is in the image', async () => {
    const at = await world()
    const { digest } = await attach(at.models, at.model, judged(at), signing)
    await attach(at.images, at.image, build(at), signing)
    await copyTo(at.models, at.images, digest, at.image)
    await at.models.deleteManifest(at.model)
    expect(outcome(await walkChain(at.walk))).toBe('model-gone')
    expect(outcome(await walkChain({ ...at.walk, require: 'recorded' }))).toBe('model-gone')
    const { models: _, ...without } = at.walk
    expect(outcome(await walkChain(without))).toBe('ok')
  })

  test('what serves with an unknown model is no first release, and nothing was compared with it', async () => {
    const [first, second] = [await world(), await world()]
    const unknown = { serving: { kind: 'unknown', image: 'r/i@sha256:old' } } as const
    const { champion: _, ...alone } = validation({ challenger: first.model })
    await attach(first.images, first.image, build(first), signing)
    await attach(first.images, first.image, testResult(alone), signing)
    await attachAll(second)
    for (const at of [first, second]) {
      expect(outcome(await walkChain({ ...at.walk, expected: unknown }))).toBe('champion-unknown')
      const until = '2030-01-16T00:00:00Z'
      const policy = await parseTrustPolicy(
        JSON.stringify({
          signers: [{ name: 'the pipeline', key: ours.publicKeyPem }],
          overrides: [{ image: at.image, accepts: ['champion-unknown'], reason: 'r', by: 'ada', until }],
        }),
      )
      expect(outcome(await walkChain({ ...at.walk, policy, expected: unknown }))).toBe('ok')
    }
  })

  describe('a validation that is asked for by its digest', () => {
    const later = { result: 'FAILED', finishedOn: '2030-01-15T11:31:00Z' } as const
    const asked = (at: World, validation: Digest) => ({ ...at.walk, expected: { ...at.walk.expected, validation } })

    test('decides, by whichever copy it is found', async () => {
      const at = await world()
      const own = await attachAll(at)
      expect(await walkChain(asked(at, own))).toMatchObject({ ok: true })
      const other = await world()
      await attach(other.images, other.image, build(other), signing)
      const { digest } = await attach(other.models, other.model, judged(other), signing)
      expect(await walkChain(asked(other, digest))).toMatchObject({ ok: true, validation: { attestation: digest } })
    })

    test('removed, it leaves no earlier pass behind', async () => {
      const at = await world()
      await attachAll(at)
      const { digest: failed } = await attach(at.models, at.model, judged(at, later), signing)
      expect(outcome(await walkChain(asked(at, failed)))).toBe('failed-not-passed')
      await at.models.deleteManifest(failed)
      expect(outcome(await walkChain(at.walk))).toBe('ok')
      expect(outcome(await walkChain(asked(at, failed)))).toBe('validation-gone')
      const { models: _, ...without } = asked(at, failed)
      expect(outcome(await walkChain(without))).toBe('validation-gone')
    })

    test('an earlier one, something that is no validation, and one that does not hold', async () => {
      const [at, other] = [await world(), await world()]
      const earlier = await attachAll(at)
      expect(outcome(await walkChain(asked(at, at.model)))).toBe('validation-mismatch')
      const { digest: foreignOne } = await attach(at.models, at.model, judged(other), signing)
      expect(outcome(await walkChain(asked(at, foreignOne)))).toBe('subject-mismatch')
      const { digest: forged } = await attach(at.models, at.model, judged(at), forging)
      expect(outcome(await walkChain(asked(at, forged)))).toBe('undeclared-signer')
      const { digest: wrong } = await attach(at.models, at.model, build(at), signing)
      expect(outcome(await walkChain(asked(at, wrong)))).toBe('wrong-predicate')
      const { digest: lax } = await attach(
        at.models,
        at.model,
        judged(at, { policy: sha256('lax'), finishedOn: '2030-01-15T11:32:00Z' }),
        signing,
      )
      expect(outcome(await walkChain(asked(at, lax)))).toBe('validation-mismatch')
      await attach(at.models, at.model, judged(at, { finishedOn: '2030-01-15T11:33:00Z' }), signing)
      expect(outcome(await walkChain(at.walk))).toBe('ok')
      expect(outcome(await walkChain(asked(at, earlier)))).toBe('validation-mismatch')
    })

    test('judged by another policy says which', async () => {
      const at = await world()
      const own = await attachAll(at, { policy: sha256('lax') })
      expect(outcome(await walkChain(asked(at, own)))).toBe('policy-mismatch')
    })
  })

  test('two builds that disagree, a build without a model, a model that is not inside', async () => {
    const [one, two, three] = [await world(), await world(), await world()]
    await attachAll(one)
    await attach(one.images, one.image, build({ ...one, model: two.model }), signing)
    expect(outcome(await walkChain(one.walk))).toBe('ambiguous')
    await attach(
      two.images,
      two.image,
      buildProvenance({ image: two.image, imageName: 'i', bases: [], input: two.image, parameters: {}, run: RUN }),
      signing,
    )
    expect(outcome(await walkChain(two.walk))).toBe('no-model')
    const directory = await mkdtemp(join(scratch, 'model-'))
    await writeFile(join(directory, 'weights'), 'others')
    const { digest } = await pushModel(three.models, directory)
    await attachAll({ ...three, model: digest })
    expect(outcome(await walkChain(three.walk))).toBe('model-not-in-image')
  })

  test('a layer on top of the model’s could hold other weights of the same names', async () => {
    const at = await world()
    const directory = await mkdtemp(join(scratch, 'model-'))
    await writeFile(join(directory, 'weights'), 'others of the same name')
    const layer = await modelLayer(at.models, (await pushModel(at.models, directory)).digest, { maxBytes: 1e6 })
    await copyBlob(at.models, at.images, layer.descriptor)
    const { digest: image } = await appendLayer(at.images, at.image, layer)
    const covered = { ...at, image, walk: { ...at.walk, image } }
    await attachAll(covered)
    expect(outcome(await walkChain(covered.walk))).toBe('model-not-in-image')
  })

  test('recorded takes unsigned statements, validated does not', async () => {
    const at = await world()
    await attachAll(at, {}, { kind: 'none' })
    expect(outcome(await walkChain(at.walk))).toBe('unsigned')
    expect(outcome(await walkChain({ ...at.walk, require: 'recorded' }))).toBe('ok')
  })

  test('an override lets a verdict pass, by name and until its day', async () => {
    const at = await world()
    await attachAll(at, { result: 'WARNED' })
    const override: PolicyOverride = {
      image: at.image,
      accepts: ['warned-not-passed'],
      reason: 'hotfix',
      by: 'ada',
      until: '2030-01-16T00:00:00Z',
    }
    const walk = (changes: Partial<PolicyOverride>, now = NOW) =>
      walkChain({ ...at.walk, now, policy: { ...TRUST, overrides: [{ ...override, ...changes }] } })
    expect(await walk({})).toMatchObject({ ok: true, override })
    expect(outcome(await walk({}, new Date('2030-01-17T00:00:00Z')))).toBe('override-expired')
    expect(outcome(await walk({ image: sha256('another') }))).toBe('warned-not-passed')
    expect(outcome(await walk({ accepts: ['champion-mismatch'] }))).toBe('warned-not-passed')
  })

  test('an override forgives what it names, and nothing that stands behind it', async () => {
    const at = await world()
    const { champion: _, ...others } = validation({ challenger: at.model, policy: sha256('lax'), result: 'FAILED' })
    await attach(at.images, at.image, build(at), signing)
    await attach(at.models, at.model, testResult(others), signing)
    const all = ['policy-mismatch', 'champion-mismatch', 'failed-not-passed'] as const
    const walk = (accepts: PolicyOverride['accepts']) => {
      const override = { image: at.image, accepts, reason: 'hotfix', by: 'ada', until: '2030-01-16T00:00:00Z' }
      return walkChain({ ...at.walk, policy: { ...TRUST, overrides: [override] } })
    }
    expect(outcome(await walk(all))).toBe('ok')
    for (const left of all) {
      expect(outcome(await walk(all.filter((reason) => reason !== left)))).toBe('policy-mismatch')
    }
  })
})
