import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parseInputs, readContext, type Services, systemClock } from '@ml-actions/action'
import { definition } from '../../../actions/canary-promote/src/definition.ts'
import { followInMlflow } from '../../../actions/canary-promote/src/tracking/alias.ts'
import type { MlflowForm } from './form.ts'
import { deadAddress } from './sessions.ts'

const [ONE, TWO] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]

/** The alias that follows a promotion, as MLflow tells of it. */
export function mlflowAliasSuite(name: string, start: () => Promise<MlflowForm>): void {
  describe(`${name}: the alias`, () => {
    const model = `served-${randomUUID().slice(0, 8)}`
    const lines: string[] = []
    let form: MlflowForm
    beforeAll(async () => {
      form = await start()
      for (const digest of [ONE, TWO])
        await form.witness.addVersion(model, `oci://r.example/m@${digest}`, { 'model-digest': digest })
    }, 120_000)
    afterAll(() => form.stop())

    const say = (line: string): void => void lines.push(line)
    const services: Services = {
      log: {
        ...{ info: say, debug: say, foreign: say, notice: say, warning: say, error: say, group: say },
        phase: (_, work) => work(),
      },
      ...{ clock: systemClock, env: {}, context: readContext({}), signal: new AbortController().signal, fetch },
      ...{ mask: () => {}, saveState: () => {}, readState: () => '' },
    }
    const follow = (of: string | undefined, verdict: 'pass' | 'fail', more: Readonly<Record<string, string>> = {}) => {
      const given = { 'mlflow-tracking-uri': form.url, 'mlflow-model': model, ...more }
      const all = { workload: 'app', kubeconfig: 'x', 'prometheus-url': 'http://127.0.0.1:1', ...given }
      const env = Object.entries(all).map(([key, value]): [string, string] => [`INPUT_${key.toUpperCase()}`, value])
      const serving = { image: 'r.example/app@sha256:1', ...(of === undefined ? {} : { model: of }) }
      return followInMlflow(parseInputs(definition, Object.fromEntries(env)), services, { verdict, serving })
    }
    const champions = async (): Promise<readonly string[]> =>
      Object.entries(await form.witness.versions(model)).flatMap(([version, { aliases }]) =>
        aliases.includes('champion') ? [version] : [],
      )

    test('follows what serves, never before', async () => {
      expect(await follow(ONE, 'fail')).toEqual({})
      expect(await follow(ONE, 'pass', { mode: 'observe' })).toEqual({})
      expect(await champions()).toEqual([])
      for (const [of, version] of [
        [ONE, '1'],
        [TWO, '2'],
        [TWO, '2'],
      ] as const) {
        expect(await follow(of, 'pass')).toEqual({ tracking: 'written', 'mlflow-version': version })
        expect(await champions()).toEqual([version])
      }
    })

    test('that can’t be written is said, and changes nothing', async () => {
      const before = await champions()
      const dead = await deadAddress()
      expect(await follow(`sha256:${'7'.repeat(64)}`, 'pass')).toEqual({ tracking: 'not-found' })
      expect(await follow(undefined, 'pass')).toEqual({ tracking: 'not-found' })
      expect(await follow(ONE, 'pass', { 'mlflow-tracking-uri': dead })).toEqual({ tracking: 'unavailable' })
      expect(lines.join('\n')).toContain('The promotion stands; the next run writes it.')
      expect(await champions()).toEqual(before)
    })
  })
}
