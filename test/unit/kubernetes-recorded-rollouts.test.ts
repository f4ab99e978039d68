import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import {
  type Deployment,
  diagnose,
  isDeployment,
  isEvent,
  isKubernetesObject,
  isPod,
  isRecord,
  isReplicaSet,
  type RolloutObjects,
  withLog,
} from '@ml-actions/kubernetes'

// Objects of Kubernetes 1.34.4, as test/real/rollouts.test.ts records them (ROLLOUTS_RECORD) at the moment of the verdict.

const FOLDER = join(import.meta.dirname, '../fixtures/cluster/rollouts')

function recorded(name: string): { readonly at: number; readonly objects: RolloutObjects } {
  const value: unknown = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'))
  if (!isRecord(value)) throw new Error(`${name} is no record`)
  const listOf = (key: string) => {
    const list: unknown = value[key]
    return Array.isArray(list) ? list.filter(isKubernetesObject) : []
  }
  const { deployment } = value
  if (!isKubernetesObject(deployment) || !isDeployment(deployment)) throw new Error(`${name} has no Deployment`)
  const objects = {
    deployment: deployment satisfies Deployment,
    replicaSets: listOf('replicaSets').filter(isReplicaSet),
    pods: listOf('pods').filter(isPod),
    events: listOf('events').filter(isEvent),
  }
  return { at: Date.parse(String(value['at'])), objects }
}

describe('a rollout as a real cluster recorded it', () => {
  test.each([
    ['a-claim-that-is-not-there', 'config', undefined],
    ['a-crash-of-an-init-container', 'crash', 'fetch'],
    ['a-program-for-another-processor', 'crash', 'model'],
    ['a-service-account-that-is-not-there', 'config', undefined],
    ['denied-by-admission', 'admission', undefined],
    ['killed-by-its-liveness-probe', 'probe', 'model'],
    ['no-permission-to-pull', 'image', 'model'],
    ['out-of-memory', 'crash', 'model'],
    ['over-the-quota', 'quota', undefined],
    ['past-the-deadline', 'deadline', undefined],
  ])('%s is %s', (name, kind, container) => {
    const { at, objects } = recorded(name)
    const state = diagnose(objects, { now: at })
    const doom = state.phase === 'doomed' ? state.doom : undefined
    expect([state.phase, doom?.class, doom?.container]).toEqual(['doomed', kind, container])
  })

  test('a claim is waited for as long as the objects of other waves take', () => {
    const { at, objects } = recorded('a-claim-that-is-not-there')
    expect(diagnose(objects, { now: at - 55_000 }).phase).toBe('progressing')
  })
})

describe("the log of a program that the processor can't run", () => {
  const { at, objects } = recorded('a-program-for-another-processor')
  const state = diagnose(objects, { now: at })
  if (state.phase !== 'doomed') throw new Error('it is doomed')
  const { doom } = state

  test('makes it a mistake of the image', () => {
    expect(withLog(doom, ['exec /serve: exec format error'])).toMatchObject({
      class: 'config',
      container: 'model',
      exitCode: 1,
      message: "Container model can't be started: exec /serve: exec format error",
      advice: expect.stringContaining('another processor'),
    })
  })

  test.each([
    [[]],
    [['OSError: [Errno 8] Exec format error: helper']],
    [['exec /serve: exec format error', 'and then this']],
  ])('says nothing by %j', (lines) => {
    expect(withLog(doom, lines)).toBe(doom)
  })
})
