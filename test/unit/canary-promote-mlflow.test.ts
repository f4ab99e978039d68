import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type FakeMlflow, startMlflow } from '../support/mlflow/server.ts'
import { deadAddress } from '../support/mlflow/sessions.ts'
import { startLoad, startWorld, type World } from './canary-promote-world.ts'

// The alias in MLflow follows a promotion, and only that; what could not be written then is healed by the next run.

const [ONE, TWO] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]
let world: World
let mlflow: FakeMlflow
let load: ReturnType<typeof startLoad>

beforeAll(async () => {
  ;[world, mlflow] = await Promise.all([startWorld(), startMlflow()])
  for (const digest of [ONE, TWO]) await mlflow.witness.addVersion('app', 's3://models', { 'model-digest': digest })
  await mlflow.witness.setAlias('app', 'champion', '1')
  await world.deploy(await world.image('release 0', 'ok'), false, ONE)
  load = startLoad(world.router.url, 150)
}, 120_000)
afterAll(async () => {
  await load.stop()
  await Promise.all([world.stop(), mlflow.stop()])
})

const champion = () => mlflow.witness.model('app').aliases.get('champion')

test('going back leaves the alias; a promotion stands without MLflow, and the next run writes it', async () => {
  const tracking = { 'mlflow-tracking-uri': mlflow.url, 'mlflow-model': 'app', timeout: '150s' }
  await world.deploy(await world.image('release 1', 'errors'), true, TWO)
  const harmful = await world.promote(tracking)
  expect(harmful).toMatchObject({ verdict: 'fail', reason: 'errors-harm' })
  expect(harmful.outputs).not.toHaveProperty('tracking')
  expect(mlflow.requests).toEqual([])

  const digest = await world.image('release 2', 'ok')
  await world.deploy(digest, true, TWO)
  const promoted = await world.promote({ ...tracking, digest, 'mlflow-tracking-uri': await deadAddress() })
  expect(promoted).toMatchObject({ verdict: 'pass', reason: 'promoted', outputs: { tracking: 'unavailable' } })
  expect(promoted.log).toContain('warning: "champion" of app in MLflow does not follow what serves (unavailable)')
  expect(champion()).toBe('1')

  const healed = await world.promote({ ...tracking, digest })
  expect(healed).toMatchObject({ verdict: 'pass', reason: 'nothing-to-promote' })
  expect(healed.outputs).toMatchObject({ tracking: 'written', 'mlflow-version': '2', model: TWO })
  expect(champion()).toBe('2')
}, 240_000)
