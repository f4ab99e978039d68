import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import {
  attach,
  evaluationProvenance,
  generateKeyPair,
  list,
  PredicateType,
  parseTrustPolicy,
  verify,
} from '@ml-actions/attestation'
import { type Digest, openRepository, parseRepository, pushModel, sha256 } from '@ml-actions/registry'
import { startRegistry } from '@ml-actions/sandbox'
import { runBundle } from '../support/bundle.ts'

// The committed bundle as a process of its own, in the runner's environment. What holds for all actions is in matrix.test.ts and
// endings.test.ts.

const folder = mkdtempSync(join(tmpdir(), 'ml-actions-contract-validate-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const write = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const table = (head: string, of: (row: number) => number | string) =>
  `${head}\n${Array.from({ length: 2000 }, (_, row) => `${row},${of(row)}`).join('\n')}\n`

const RIGHT: Readonly<Record<string, string>> = {
  rules: 'accuracy >= 0.8\naccuracy >= champion - 0.01',
  labels: write(
    'labels.csv',
    table('id,label', (row) => row % 2),
  ),
  predictions: write(
    'challenger.csv',
    table('id,prediction', (row) => (row % 20 === 0 ? 1 - (row % 2) : row % 2)),
  ),
  'champion-predictions': write(
    'champion.csv',
    table('id,prediction', (row) => (row % 10 === 0 ? 1 - (row % 2) : row % 2)),
  ),
  model: `sha256:${'a'.repeat(64)}`,
  champion: `sha256:${'b'.repeat(64)}`,
}

describe('a run', () => {
  test('sets every output that it has', async () => {
    const run = await runBundle('validate-model', { inputs: RIGHT, env: { RUNNER_TEMP: folder } })
    expect(run).toMatchObject({ exitCode: 0, stderr: '', annotations: [] })
    expect(run.outputs).toEqual({
      verdict: 'pass',
      reason: 'passed',
      metrics: '{"accuracy":0.95}',
      champion: RIGHT['champion'],
      report: expect.stringMatching(/report\.json$/),
      statement: expect.stringMatching(/statement\.json$/),
      'policy-digest': expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      'labels-digest': expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    })
    expect(run.summary).toContain('Confusion matrix of the challenger')
  })

  test('attaches a signed statement to the model, which a verifier accepts', async () => {
    const registry = await startRegistry({ dir: join(folder, 'registry'), username: 'u', password: 'the-password' })
    try {
      const name = `${registry.host}/octo/model`
      const client = openRepository(parseRepository(name), { credentials: { username: 'u', password: 'the-password' } })
      const source = mkdtempSync(join(folder, 'model-'))
      writeFileSync(join(source, 'weights.bin'), 'w')
      const { digest } = await pushModel(client, source, { annotations: {} })
      const keys = generateKeyPair()
      const { champion: _, 'champion-predictions': __, ...first } = RIGHT
      const inputs = {
        ...{ ...first, model: digest, champion: 'none', 'model-repository': name, sign: 'key' },
        ...{ 'signing-key': keys.privateKeyPem, 'registry-username': 'u', 'registry-password': 'the-password' },
      }
      const run = await runBundle('validate-model', { inputs })
      expect(run.outputs).toMatchObject({
        verdict: 'pass',
        reason: 'first-release',
        attestation: expect.stringMatching(/^sha256:/),
      })
      expect(run.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('the-password')
      const [stored] = await list(client, digest, PredicateType.testResult)
      if (stored === undefined) throw new Error('nothing is attached')
      expect(stored.manifest.digest).toBe(run.outputs['attestation'])
      const verified = verify(stored, {
        policy: await parseTrustPolicy(keys.publicKeyPem),
        subject: digest,
        predicateType: PredicateType.testResult,
        guard: (value): value is object => typeof value === 'object',
        now: new Date(),
      })
      expect(verified).toMatchObject({
        ok: true,
        statement: { predicate: { result: 'PASSED', annotations: { 'first-release': true } } },
      })
      const attested = await runBundle('validate-model', { inputs: { ...inputs, 'predictions-origin': 'attested' } })
      expect(attested.outputs).toMatchObject({ verdict: 'fail', reason: 'unattested-predictions' })
    } finally {
      await registry.stop()
    }
  })

  test('predictions count only with the evaluation of the model that they are said to come from', async () => {
    const registry = await startRegistry({ dir: join(folder, 'evaluated'), username: 'u', password: 'the-password' })
    try {
      const name = `${registry.host}/octo/model`
      const client = openRepository(parseRepository(name), { credentials: { username: 'u', password: 'the-password' } })
      const push = async (weights: string) => {
        const source = mkdtempSync(join(folder, 'model-'))
        writeFileSync(join(source, 'weights.bin'), weights)
        return (await pushModel(client, source, { annotations: {} })).digest
      }
      const [keys, foreign] = [generateKeyPair(), generateKeyPair()]
      const evaluated = (model: Digest, path: string, privateKeyPem: string, features = 'features') => {
        const run = {
          builder: 'b',
          invocation: 'i',
          startedOn: '2026-01-01T00:00:00Z',
          finishedOn: '2026-01-01T00:00:01Z',
        }
        const statement = evaluationProvenance({
          predictions: sha256(readFileSync(path)),
          predictionsName: 'predictions.csv',
          model,
          features: sha256(features),
          code: { uri: 'git+https://github.com/octo/model', commit: 'c'.repeat(40) },
          environment: { name: 'image', digest: { sha256: 'd'.repeat(64) } },
          parameters: {},
          run,
        })
        return attach(client, model, statement, { kind: 'key', privateKeyPem })
      }
      const [challenger, champion, retired] = [await push('new'), await push('old'), await push('older')]
      const { predictions = '', 'champion-predictions': theirs = '' } = RIGHT
      await evaluated(challenger, predictions, foreign.privateKeyPem)
      await evaluated(retired, theirs, keys.privateKeyPem)
      const judge = () =>
        runBundle('validate-model', {
          inputs: {
            ...{ ...RIGHT, model: challenger, champion, 'predictions-origin': 'attested', 'model-repository': name },
            ...{
              sign: 'key',
              'signing-key': keys.privateKeyPem,
              'registry-username': 'u',
              'registry-password': 'the-password',
            },
          },
        })
      expect((await judge()).outputs).toMatchObject({ verdict: 'fail', reason: 'unattested-predictions' })
      await evaluated(challenger, predictions, keys.privateKeyPem)
      // The champion's predictions were made by a model that serves no more.
      expect((await judge()).outputs).toMatchObject({ verdict: 'fail', reason: 'stale-champion' })
      // So they were by what serves, long ago, from other features.
      await evaluated(champion, theirs, keys.privateKeyPem, 'features of before')
      expect((await judge()).outputs).toMatchObject({ verdict: 'fail', reason: 'stale-champion' })
      await evaluated(champion, theirs, keys.privateKeyPem)
      expect((await judge()).outputs).toMatchObject({ verdict: 'pass', reason: 'passed' })
    } finally {
      await registry.stop()
    }
  })

  test('SIGINT ends the reading', async () => {
    const run = await runBundle('validate-model', {
      inputs: RIGHT,
      onLine: (line, kill) => {
        if (line.includes('Read labels')) kill('SIGINT')
      },
    })
    // So few rows may be read before the signal arrives.
    expect(['cancelled', 'passed']).toContain(run.outputs['reason'])
  })

  test('a registry that does not answer is told, and the report stands', async () => {
    const run = await runBundle('validate-model', {
      inputs: { ...RIGHT, 'model-repository': '127.0.0.1:9/octo/model' },
    })
    const report = expect.stringMatching(/report\.json$/)
    expect(run).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail', reason: 'push-failed', report } })
    expect(run.annotations.map(({ message }) => message).join('\n')).toContain(
      'The verdict, which is not recorded, was pass (passed)',
    )
    expect(run.summary).toContain('Confusion matrix of the challenger')
  })

  test('its statement file is the statement', async () => {
    const run = await runBundle('validate-model', { inputs: RIGHT, env: { RUNNER_TEMP: folder } })
    const statement: unknown = JSON.parse(readFileSync(run.outputs['statement'] ?? '', 'utf8'))
    expect(statement).toMatchObject({ predicateType: PredicateType.testResult, predicate: { result: 'PASSED' } })
  })
})
