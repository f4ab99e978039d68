import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  type EndedRun,
  type MetricPoint,
  MlflowError,
  pointAlias,
  registerVersion,
  tagVersion,
  versionOfAlias,
  versionOfDigest,
  writeRun,
} from '@ml-actions/mlflow'
import type { MlflowForm } from './form.ts'
import { endingAfter, losing, open } from './sessions.ts'

const digest = (of: string): string => `sha256:${of.repeat(64).slice(0, 64)}`
const unique = (name: string): string => `${name}-${randomUUID().slice(0, 8)}`
const points = (name: string, values: readonly number[]): MetricPoint[] =>
  values.map((value, step) => ({ name, value, step, timestampMs: 1_790_000_000_000 }))

function runOf(experiment: string, more: Partial<EndedRun> = {}): EndedRun {
  return {
    ...{ experiment, key: randomUUID().replaceAll('-', ''), name: 'train 1234567, run 7.1', status: 'FINISHED' },
    ...{ startedAtMs: 1_789_999_990_000, endedAtMs: 1_790_000_000_000 },
    params: new Map([['epochs', '3']]),
    tags: new Map([['run-url', 'https://github.com/o/r/actions/runs/7']]),
    metrics: points('loss', [0.5, 0.25, 0.125]),
    artifacts: [{ name: 'report.json', content: Buffer.from('{"schema":1}') }],
    ...more,
  }
}

/** What holds for every MLflow: what is written is what its own client reads, however often and with whatever trouble. */
export function mlflowSuite(name: string, start: () => Promise<MlflowForm>): void {
  describe(name, () => {
    let form: MlflowForm
    beforeAll(async () => {
      form = await start()
    }, 120_000)
    afterAll(() => form.stop())

    test('a run is read as it was written', async () => {
      const experiment = unique('octo/fraud')
      const run = runOf(experiment, {
        params: new Map([
          ['epochs', '3'],
          ['learning@rate', '0.1'],
          ['long', 'x'.repeat(7_000)],
        ]),
        metrics: [
          ...points('loss', [0.5, 0.25, Number.NaN]),
          ...points('val/acc@1', [0.5, Number.POSITIVE_INFINITY]),
          { name: 'loss', value: 0.125, step: 2, timestampMs: 1_790_000_000_001 },
        ],
      })
      const { id, hasArtifacts } = await writeRun(open(form.url), run)
      const seen = await form.witness.runs(experiment)
      expect(hasArtifacts).toBe(true)
      expect(Object.keys(seen)).toEqual([id])
      expect(seen[id]).toMatchObject({
        status: 'FINISHED',
        params: { epochs: '3', learning_rate: '0.1' },
        tags: { 'mlflow.runName': run.name, 'run-url': 'https://github.com/o/r/actions/runs/7' },
        metrics: { loss: '0.125', 'val/acc_1': '1.7976931348623157e+308' },
        artifacts: { 'report.json': '{"schema":1}' },
      })
      expect(seen[id]?.params['long']).toHaveLength(6_000)
      expect(seen[id]?.history['val/acc_1']).toEqual([
        [0, '0.5'],
        [1, '1.7976931348623157e+308'],
      ])
      expect(seen[id]?.history['loss']).toEqual([
        [0, '0.5'],
        [1, '0.25'],
        [2, 'NaN'],
        [2, '0.125'],
      ])
    })

    test('more than one request holds arrives whole', async () => {
      const experiment = unique('many')
      const params = Array.from({ length: 250 }, (_, at) => [`p${at}`, 'ä'.repeat(5_999)] as const)
      const values = Array.from({ length: 2_500 }, (_, step) => 1 / (step + 1))
      await writeRun(open(form.url), runOf(experiment, { params: new Map(params), metrics: points('loss', values) }))
      const [seen] = Object.values(await form.witness.runs(experiment))
      expect(Object.keys(seen?.params ?? {})).toHaveLength(250)
      expect(seen?.history['loss']).toEqual(values.map((value, step) => [step, String(value)]))
    })

    test('written again it is found, and nothing is doubled', async () => {
      const experiment = unique('again')
      const run = runOf(experiment)
      const first = await writeRun(open(form.url), run)
      const before = await form.witness.runs(experiment)
      expect(await writeRun(open(form.url), { ...run, endedAtMs: run.endedAtMs + 60_000 })).toEqual(first)
      expect(await form.witness.runs(experiment)).toEqual(before)
    })

    test('left half-way it is completed, and nothing is doubled', async () => {
      const experiment = unique('half')
      const values = Array.from({ length: 1_500 }, (_, step) => (step % 7 === 0 ? Number.NaN : step))
      const later = points('loss', values).map((point) => ({ ...point, timestampMs: point.timestampMs + 60_000 }))
      const run = runOf(experiment, { metrics: points('loss', values) })
      // One request with parameters, one with tags, and the first of two with metrics.
      const broken = writeRun(open(form.url, endingAfter(3, '/runs/log-batch')), run)
      await expect(broken).rejects.toMatchObject({ reason: 'denied' })
      const half = Object.values(await form.witness.runs(experiment))[0]
      expect(half).toMatchObject({ status: 'RUNNING', artifacts: {} })
      expect(half?.history['loss']).toHaveLength(1_000)
      await writeRun(open(form.url), { ...run, metrics: later })
      const runs = Object.values(await form.witness.runs(experiment))
      expect(runs).toHaveLength(1)
      expect(runs[0]).toMatchObject({ status: 'FINISHED', artifacts: { 'report.json': '{"schema":1}' } })
      expect(runs[0]?.history['loss']).toEqual(values.map((value, step) => [step, String(value)]))
    })

    test.each(['experiments/create', 'runs/create', 'runs/log-batch', 'runs/update'])(
      'an answer to %s that is lost doubles nothing',
      async (path) => {
        const experiment = unique('lost')
        await writeRun(open(form.url, losing(path)), runOf(experiment))
        const runs = Object.values(await form.witness.runs(experiment))
        expect(runs).toMatchObject([{ status: 'FINISHED', params: { epochs: '3' } }])
        expect(runs[0]?.history['loss']).toEqual([
          [0, '0.5'],
          [1, '0.25'],
          [2, '0.125'],
        ])
      },
    )

    test('two that begin together share their experiment', async () => {
      const experiment = unique('together')
      await Promise.all([1, 2, 3].map(() => writeRun(open(form.url), runOf(experiment))))
      expect(Object.keys(await form.witness.runs(experiment))).toHaveLength(3)
    })

    test('a deleted experiment says what to do', async () => {
      const experiment = unique('deleted')
      await writeRun(open(form.url), runOf(experiment))
      await form.witness.deleteExperiment(experiment)
      await expect(writeRun(open(form.url), runOf(experiment))).rejects.toThrow('restore it, or name another one')
    })

    test.each(['none', 'registered-models/create', 'model-versions/create'])(
      'one digest is one version, with the answer to %s lost',
      async (path) => {
        const mlflow = open(form.url, losing(path))
        const model = unique('fraud')
        const { id: runId } = await writeRun(mlflow, runOf(unique('versions')))
        const wanted = { model, runId, tags: new Map([['revision', 'abc']]) }
        const register = (of: string) =>
          registerVersion(mlflow, { ...wanted, digest: digest(of), source: `oci://r.example/m@${digest(of)}` })
        expect([await register('a'), await register('a'), await register('b'), await register('a')]).toEqual([
          '1',
          '1',
          '2',
          '1',
        ])
        const versions = await form.witness.versions(model)
        expect(Object.keys(versions)).toEqual(['1', '2'])
        expect(versions['2']).toMatchObject({
          source: `oci://r.example/m@${digest('b')}`,
          runId,
          tags: { 'model-digest': digest('b'), revision: 'abc' },
        })
      },
    )

    test('an alias is read that another client has set, and set for it to read', async () => {
      const mlflow = open(form.url)
      const model = unique('alias')
      for (const each of ['a', 'b'])
        await form.witness.addVersion(model, `oci://r.example/m@${digest(each)}`, { 'model-digest': digest(each) })
      await form.witness.setAlias(model, 'champion', '1')
      const champion = await versionOfAlias(mlflow, model, 'champion')
      expect(champion).toMatchObject({
        version: '1',
        source: `oci://r.example/m@${digest('a')}`,
        aliases: ['champion'],
      })
      expect(champion?.tags.get('model-digest')).toBe(digest('a'))
      expect(await pointAlias(mlflow, { model, alias: 'champion', digest: digest('b') })).toBe('2')
      expect(await pointAlias(mlflow, { model, alias: 'champion', digest: digest('b') })).toBe('2')
      expect(await form.witness.versions(model)).toMatchObject({ 1: { aliases: [] }, 2: { aliases: ['champion'] } })
      await tagVersion(
        mlflow,
        model,
        '2',
        new Map([
          ['validation-result', 'PASSED'],
          ['validation-reason', ''],
        ]),
      )
      await tagVersion(mlflow, model, '2', new Map([['validation-result', 'FAILED']]))
      expect((await form.witness.versions(model))['2']?.tags).toMatchObject({ 'validation-result': 'FAILED' })
    })

    test('what is not there is told apart from what can’t be read', async () => {
      const mlflow = open(form.url)
      const model = unique('missing')
      expect(await versionOfAlias(mlflow, model, 'champion')).toBeUndefined()
      expect(await versionOfDigest(mlflow, model, digest('a'))).toBeUndefined()
      await form.witness.addVersion(model, 'oci://r.example/m', {})
      expect(await versionOfAlias(mlflow, model, 'champion')).toBeUndefined()
      expect(await versionOfDigest(mlflow, model, digest('a'))).toBeUndefined()
      const pointed = pointAlias(mlflow, { model, alias: 'champion', digest: digest('a') })
      await expect(pointed).rejects.toMatchObject({ reason: 'not-found' })
      await expect(tagVersion(mlflow, model, '9', new Map([['a', 'b']]))).rejects.toMatchObject({ reason: 'not-found' })
      const elsewhere = versionOfAlias(open(`${form.url}/elsewhere`), model, 'champion')
      await expect(elsewhere).rejects.toBeInstanceOf(MlflowError)
    })
  })
}
