import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  attach,
  buildProvenance,
  generateKeyPair,
  isTestResult,
  keyIdOf,
  PredicateType,
  parseTrustPolicy,
  type Run,
  signingProblem,
  type TrustPolicy,
  testResult,
  walkChain,
} from '@ml-actions/attestation'
import { type Digest, MediaType, openRepository, type RepositoryClient, sha256 } from '@ml-actions/registry'
import { startRegistry } from '@ml-actions/sandbox'
import { ENVIRONMENTS, type EnvironmentName, environmentKeys, trustedKeys } from '../../scripts/demo/keys.ts'
import { ROOT } from '../../scripts/generate.ts'

// The keys that the templates' README tells people to make, and what each of them can do and can't.

const README = await readFile(join(ROOT, 'workflows-templates/README.md'), 'utf8')
const keys = environmentKeys()

/** The first code block in a language after a heading. */
function example(language: string): string {
  const section = README.slice(README.indexOf('### Environments and keys'))
  return new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(section)?.[1] ?? ''
}

let scratch: string
let registry: Awaited<ReturnType<typeof startRegistry>>
let policy: TrustPolicy
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'template-keys-'))
  registry = await startRegistry({ dir: join(scratch, 'registry'), username: 'ci', password: 'p' })
  policy = await parseTrustPolicy(trustedKeys(keys))
})
afterAll(async () => {
  await registry.stop()
  await rm(scratch, { recursive: true })
})

test('the commands make one key for each environment, which signs', async () => {
  execFileSync('sh', ['-eu'], { cwd: scratch, input: example('sh'), stdio: ['pipe', 'ignore', 'ignore'] })
  for (const name of ENVIRONMENTS) {
    const privateKey = await readFile(join(scratch, `${name}.pem`), 'utf8')
    const publicKey = await readFile(join(scratch, `${name}.pub`), 'utf8')
    expect(signingProblem({ sign: 'key', 'signing-key': privateKey })).toBeUndefined()
    expect(keyIdOf(publicKey)).toBe(keyIdOf(privateKey))
  }
})

test('the policy that is shown believes what the one that is used believes', async () => {
  const placeholder = /^ *-----BEGIN PUBLIC KEY-----\n *… ([a-z-]+)\.pub …\n *-----END PUBLIC KEY-----$/gm
  const filled = example('yaml').replaceAll(placeholder, (_, name: string) => {
    const environment = ENVIRONMENTS.find((each) => each === name)
    if (environment === undefined) throw new Error(`there is no environment ${name}`)
    return keys[environment].publicKeyPem.trim().replaceAll(/^/gm, '      ')
  })
  const shown = await parseTrustPolicy(filled)
  const told = ({ signers }: TrustPolicy) =>
    signers.map(({ name, keyId, predicateTypes }) => ({ name, keyId, predicateTypes }))
  expect(told(shown)).toEqual(told(policy))
  expect(shown.signers.map(({ name }) => name)).toEqual(['training', 'validation', 'staging', 'production'])
})

const RUN: Run = {
  builder: 'https://github.com/o/r/.github/workflows/x.yml@refs/heads/main',
  invocation: 'https://github.com/o/r/actions/runs/1',
  startedOn: '2030-01-15T11:00:00Z',
  finishedOn: '2030-01-15T11:30:00Z',
}
const model = sha256('model')
let images = 0

async function pushImage(): Promise<{ readonly client: RepositoryClient; readonly image: Digest }> {
  const credentials = { username: 'ci', password: 'p' }
  const client = openRepository({ registry: registry.host, name: `image-${++images}` }, { credentials })
  const config = await client.putBlob(Buffer.from(JSON.stringify({ rootfs: { type: 'layers', diff_ids: [] } })))
  const manifest = {
    schemaVersion: 2,
    mediaType: MediaType.ociManifest,
    config: { mediaType: MediaType.ociConfig, ...config },
    layers: [],
  }
  return { client, image: (await client.putManifest(manifest, MediaType.ociManifest)).digest }
}

describe('an image whose build and verdict are signed with the keys of', () => {
  const foreign = generateKeyPair()
  const keyOf = (name: EnvironmentName | 'a stranger') =>
    ({ kind: 'key', privateKeyPem: (name === 'a stranger' ? foreign : keys[name]).privateKeyPem }) as const

  test.each<[EnvironmentName, EnvironmentName | 'a stranger', string]>([
    ['training', 'validation', 'ok'],
    // Code that trains runs beside training's key: it must not be able to say that a model passed.
    ['training', 'training', 'signer-not-allowed'],
    ['validation', 'validation', 'signer-not-allowed'],
    ['production', 'validation', 'signer-not-allowed'],
    ['training', 'production', 'signer-not-allowed'],
    ['training', 'staging', 'signer-not-allowed'],
    ['training', 'pull-request', 'undeclared-signer'],
    ['pull-request', 'validation', 'undeclared-signer'],
    ['pull-request', 'pull-request', 'undeclared-signer'],
    ['training', 'a stranger', 'undeclared-signer'],
  ])('%s and %s: %s', async (builder, judge, outcome) => {
    const { client, image } = await pushImage()
    const build = buildProvenance({
      image,
      imageName: 'serve',
      model: { digest: model, uri: 'model' },
      bases: [],
      input: sha256('context'),
      parameters: {},
      run: RUN,
    })
    const verdict = testResult({
      challenger: model,
      challengerName: 'digits',
      result: 'PASSED',
      reason: 'passed',
      policy: sha256('policy'),
      labels: sha256('labels'),
      challengerPredictions: sha256('predictions'),
      passed: ['accuracy >= 0.9'],
      warned: [],
      failed: [],
      finishedOn: '2030-01-15T11:30:00Z',
    })
    expect([verdict.predicateType, isTestResult(verdict.predicate)]).toEqual([PredicateType.testResult, true])
    await attach(client, image, build, keyOf(builder))
    await attach(client, image, verdict, keyOf(judge))
    const chain = await walkChain({
      images: client,
      image,
      require: 'validated',
      policy,
      expected: { serving: { kind: 'nothing' } },
      now: new Date('2030-01-15T12:00:00Z'),
    })
    expect(chain.ok ? 'ok' : chain.reason).toBe(outcome)
  })
})
