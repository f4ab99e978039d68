import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type SandboxRegistry, startRegistry } from '@ml-actions/sandbox'
import { type StageResult, Step } from '../../unit/train-in-container-step.ts'
import { openStep, world } from '../../unit/validate-model-step.ts'
import type { MlflowForm } from './form.ts'
import { deadAddress } from './sessions.ts'

const ACCOUNT = { username: 'ci', password: 'registry-password' }
const TRAINING = `
for step in 1 2 3; do echo "step=$step loss=0.$((5 - step)) accuracy=0.$((5 + step))"; done
echo "{\\"f1\\": 0.75}" > "$ML_ACTIONS_OUTPUT_DIR/scores.json"
echo "$SEED" > "$ML_ACTIONS_MODEL_DIR/weights"
test "$SEED" != 13
`

/** A model's way through the actions, as MLflow tells of it. */
export function mlflowActionsSuite(name: string, start: () => Promise<MlflowForm>): void {
  describe(`${name}: what the actions write and read`, () => {
    const suffix = randomUUID().slice(0, 8)
    const experiment = `octo/fraud ${suffix}`
    const model = `fraud-${suffix}`
    const scratch = mkdtempSync(join(tmpdir(), 'mlflow-actions-'))
    const steps: Step[] = []
    const { folder, write, validate } = openStep()
    let form: MlflowForm
    let registry: SandboxRegistry
    let dead: string
    let first: StageResult
    let failed: StageResult
    let alone: StageResult
    let second: StageResult
    let again: StageResult

    const access = () => ({
      'model-repository': `${registry.host}/octo/models`,
      'registry-username': ACCOUNT.username,
      'registry-password': ACCOUNT.password,
    })
    const tracking = () => ({ 'mlflow-tracking-uri': form.url, 'mlflow-model': model })
    const train = (seed: string, more: Readonly<Record<string, string>> = {}): Promise<StageResult> => {
      const step = new Step()
      steps.push(step)
      step.write('train.sh', TRAINING)
      step.write('train.csv', 'id,x\n1,2\n')
      return step.run('main', {
        ...{ engine: 'host', isolation: 'best-effort', 'metrics-file': 'scores.json' },
        ...{ ...access(), ...tracking(), 'mlflow-experiment': experiment },
        command: 'sh train.sh --epochs 3 --learning-rate=0.1 --shuffle --token s3cr3t-value',
        env: `SEED=${seed}`,
        secrets: 'TOKEN=s3cr3t-value',
        datasets: 'train=train.csv',
        ...more,
      })
    }

    beforeAll(async () => {
      ;[form, registry, dead] = await Promise.all([
        start(),
        startRegistry({ dir: join(scratch, 'registry'), ...ACCOUNT }),
        deadAddress(),
      ])
      ;[first, failed, alone] = await Promise.all([
        train('1'),
        train('13'),
        train('1', { 'mlflow-tracking-uri': dead }),
      ])
      ;[second, again] = await Promise.all([train('2'), train('1')])
    }, 300_000)
    afterAll(async () => {
      for (const step of steps) step.clean()
      for (const path of [scratch, folder]) rmSync(path, { recursive: true, force: true })
      await Promise.all([form.stop(), registry.stop()])
    })

    test('a training is a run and a version', async () => {
      expect(first.outputs).toMatchObject({ verdict: 'pass', tracking: 'written', 'mlflow-version': '1' })
      const seen = (await form.witness.runs(experiment))[first.outputs['mlflow-run'] ?? '']
      expect(seen).toMatchObject({
        status: 'FINISHED',
        params: {
          ...{ epochs: '3', 'learning-rate': '0.1', shuffle: 'true', token: '***', 'env.SEED': '1' },
          'dataset.train': expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        },
        tags: {
          ...{ verdict: 'pass', reason: 'trained', purpose: 'train', engine: 'host' },
          'mlflow.source.git.commit': 'c'.repeat(40),
          'run-url': 'https://github.com/octo/model/actions/runs/7',
          'model-digest': first.outputs['model'],
          attestation: first.outputs['attestation'],
        },
        metrics: { loss: '0.2', accuracy: '0.8', f1: '0.75' },
        history: {
          loss: [
            [1, '0.4'],
            [2, '0.3'],
            [3, '0.2'],
          ],
          accuracy: [
            [1, '0.6'],
            [2, '0.7'],
            [3, '0.8'],
          ],
        },
      })
      expect(Object.keys(seen?.artifacts ?? {}).toSorted()).toEqual([
        'metrics-history.jsonl',
        'report.json',
        'statement.json',
      ])
      expect(JSON.parse(seen?.artifacts['report.json'] ?? '')).toMatchObject({ verdict: 'pass', reason: 'trained' })
      expect(await form.witness.versions(model)).toMatchObject({
        1: {
          source: `oci://${registry.host}/octo/models@${first.outputs['model']}`,
          runId: first.outputs['mlflow-run'],
          tags: { 'model-digest': first.outputs['model'], attestation: first.outputs['attestation'] },
        },
        2: { tags: { 'model-digest': second.outputs['model'] } },
      })
    })

    test('the same attempt again doubles nothing', async () => {
      expect(again.outputs).toMatchObject({
        ...{ model: first.outputs['model'], 'mlflow-run': first.outputs['mlflow-run'], 'mlflow-version': '1' },
      })
      const runs = [first, second, failed].map(({ outputs }) => outputs['mlflow-run'] ?? '')
      expect(Object.keys(await form.witness.runs(experiment)).toSorted()).toEqual(runs.toSorted())
      expect(Object.keys(await form.witness.versions(model))).toEqual(['1', '2'])
    })

    test('a failed one is a failed run without a version', async () => {
      expect(failed.outputs).toMatchObject({ verdict: 'fail', tracking: 'written' })
      expect(failed.outputs['mlflow-version']).toBeUndefined()
      const seen = (await form.witness.runs(experiment))[failed.outputs['mlflow-run'] ?? '']
      expect(seen).toMatchObject({ status: 'FAILED', tags: { reason: 'command-failed' }, metrics: { loss: '0.2' } })
    })

    test('without MLflow a training stands, and says so', () => {
      expect(alone.exitCode).toBe(0)
      expect(alone.outputs).toMatchObject({ verdict: 'pass', tracking: 'unavailable', model: first.outputs['model'] })
      expect(alone.stdout).toContain('::warning::MLflow has not got this run, or not all of it (unavailable)')
    })

    describe('validate-model', () => {
      const { csv } = world(500, 0.05)
      const judged = (more: Readonly<Record<string, string>>) =>
        validate({
          ...{ ...access(), ...tracking(), model: second.outputs['model'] ?? '', champion: `models:/${model}@stable` },
          ...{ labels: write('labels.csv', csv('label')), rules: 'accuracy >= champion - 0.1' },
          predictions: write('p.csv', csv('challenger')),
          'champion-predictions': write('c.csv', csv('champion')),
          ...more,
        })

      test('an alias that nobody has set is no first release', async () => {
        const run = await judged({ champion: `models:/${model}@nobody` })
        expect(run).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail', reason: 'champion-not-found' } })
        expect(run.message).toContain('`champion: none`')
        expect(run.outputs).not.toHaveProperty('attestation')
      })

      test('the champion is the model behind the alias, and the verdict is copied to the challenger', async () => {
        await form.witness.setAlias(model, 'stable', '1')
        const run = await judged({})
        expect(run.outputs).toMatchObject({
          ...{ verdict: 'pass', reason: 'passed', tracking: 'written', champion: first.outputs['model'] },
        })
        expect(JSON.stringify(run.statement)).toContain(first.outputs['model']?.slice('sha256:'.length))
        const versions = await form.witness.versions(model)
        expect(versions['1']?.tags).not.toHaveProperty('validation-result')
        expect(versions['2']?.tags).toMatchObject({
          'validation-result': 'PASSED',
          'validation-verdict': 'pass',
          'validation-reason': 'passed',
          'validation-attestation': run.outputs['attestation'],
          'validation-policy': run.outputs['policy-digest'],
        })
      })

      test('a version that names no model, or one that is not there, is no champion', async () => {
        const other = `other-${suffix}`
        const digest = `sha256:${'9'.repeat(64)}`
        const cases = [
          [{}, 's3://models/m', 'champion-without-digest', 'has no tag model-digest'],
          [{ 'model-digest': 'latest' }, 's3://models/m', 'champion-without-digest', '"latest"'],
          [
            { 'model-digest': digest },
            `oci://r/m@${first.outputs['model']}`,
            'champion-without-digest',
            'its source is',
          ],
          [{ 'model-digest': digest }, `oci://r/m@${digest}`, 'champion-not-in-registry', digest],
        ] as const
        for (const [tags, source, reason, says] of cases) {
          await form.witness.setAlias(other, 'stable', await form.witness.addVersion(other, source, tags))
          const run = await judged({ champion: `models:/${other}@stable` })
          expect(run).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail', reason } })
          expect(run.message).toContain(says)
        }
      })

      test('without MLflow nobody knows the champion, and a verdict that needs none stands', async () => {
        const [blind, first] = await Promise.all([
          judged({ 'mlflow-tracking-uri': dead }),
          validate({
            ...{ ...access(), ...tracking(), 'mlflow-tracking-uri': dead, model: second.outputs['model'] ?? '' },
            ...{ metrics: write('m.json', '{"accuracy": 0.9}'), rules: 'accuracy >= 0.8', champion: 'none' },
          }),
        ])
        expect(blind.outputs).toMatchObject({ verdict: 'fail', reason: 'mlflow-unreadable', tracking: 'unavailable' })
        expect(first).toMatchObject({ exitCode: 0, outputs: { reason: 'first-release', tracking: 'unavailable' } })
        expect(first.log).toContain('The verdict is not copied to MLflow (unavailable)')
      })
    })
  })
}
