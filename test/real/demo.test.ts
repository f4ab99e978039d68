/**
 * The demo on real services, in each of its forms: the verdict and the reason are the stand-ins' (scripts/demo/forms.ts), what
 * serves in the end is the digest that was released, and nothing is left behind.
 * @calm Canaries are judged by how fast they answer.
 * @seconds 430
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { valueAt } from '@ml-actions/kubernetes'
import { FORMS, type Form } from '../../scripts/demo/forms.ts'
import { brokenPromises } from '../../scripts/demo/promises.ts'
import { sideBySide } from '../../scripts/side-by-side.ts'
import { endpoints } from '../services/endpoints.ts'
import { kubectl } from '../services/kubernetes/accounts.ts'
import { ROOT } from '../support/bundle.ts'
import { whenSpare } from './spare.ts'

/** More of them would take the processor from each other's users, unless it has time to spare. */
const PLACES = { atOnce: 2, atMost: 3, spare: whenSpare }
const LIMIT_MS = 40 * 60_000

interface Ended {
  readonly problems: readonly string[]
  readonly log: string
  /** Name of the run's namespace and of the folder of its repositories. */
  readonly name: string
  readonly result: unknown
  readonly cluster: unknown
  readonly champion: unknown
}

let folder: string
const ended = new Map<Form, Ended>()

beforeAll(async () => {
  // Says what to do where one is down.
  await endpoints('docker')
  await endpoints('base-image')
  await endpoints('gateway')
  await endpoints('prometheus')
  await endpoints('mlflow')
  folder = mkdtempSync(join(tmpdir(), 'real-demo-'))
  await sideBySide(FORMS, PLACES, async (form) => ended.set(form, await carriedOut(form)))
}, LIMIT_MS)
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

async function carriedOut(form: Form): Promise<Ended> {
  const out = join(folder, form.name)
  const startedAt = performance.now()
  const demo = join(ROOT, 'scripts/demo.ts')
  const child = spawn(process.execPath, [demo, '--real', '--out', out, ...form.arguments], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text
    })
  await once(child, 'close')
  const problems = await brokenPromises(form, out, child.exitCode)
  process.stdout.write(`${form.name}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`)
  const read = (file: string): unknown => JSON.parse(readFileSync(join(out, 'latest', file), 'utf8'))
  const started = !problems.includes('there is no result.json')
  return {
    problems,
    log,
    name: started ? `demo-${readlinkSync(join(out, 'latest')).toLowerCase()}` : '',
    result: started ? read('result.json') : undefined,
    cluster: started ? read('cluster.json') : undefined,
    champion: started ? read('champion.json') : undefined,
  }
}

describe.each(FORMS)('the demo on real services: $name', (form) => {
  const of = (): Ended => {
    const found = ended.get(form)
    if (found === undefined) throw new Error('it was not carried out')
    return found
  }

  test(`ends as on the stand-ins: ${form.action} says ${form.reason}`, () => {
    const { problems, log } = of()
    expect([problems, problems.length === 0 ? '' : log]).toEqual([[], ''])
  })

  /** What that action put out in the release that serves in the end. */
  const released = (action: string): unknown => {
    const release = items(valueAt(of().result, 'releases'))[form.exitCode === 0 ? 1 : 0]
    const steps = items(valueAt(release, 'jobs')).flatMap((job) => items(valueAt(job, 'steps')))
    return valueAt(
      steps.find((step) => valueAt(step, 'action') === action),
      'outputs',
    )
  }

  test('the nodes run the digest that was released, and nothing else', () => {
    const { cluster } = of()
    const digest = String(valueAt(released('build-push-image'), 'digest'))
    const images = items(valueAt(cluster, 'pods')).map((pod) => String(valueAt(pod, 'image')))
    expect(images).toHaveLength(2)
    for (const image of images) expect(image.split('@').at(-1)).toBe(digest)
  })

  test('the champion in MLflow is the model that serves', () => {
    const trained = released('train-in-container')
    expect(of().champion).toEqual({ version: form.exitCode === 0 ? '2' : '1', digest: valueAt(trained, 'model') })
  })

  test('leaves no namespace, no repository and no model behind', async () => {
    const { name } = of()
    const admin = await endpoints('kubernetes')
    const namespaces = await kubectl(admin, ['get', 'namespaces', '--output=name'])
    expect(namespaces).not.toContain(name)
    const mlflow = await endpoints('mlflow')
    const models = `${mlflow.url}/api/2.0/mlflow/registered-models/get?name=${name}`
    expect((await fetch(models)).status).toBe(404)
    const { basic, username, password } = await endpoints('registry')
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
    for (const repository of ['serve', 'model']) {
      const address = `http://${basic}/v2/demo/${name}/${repository}/tags/list`
      expect((await fetch(address, { headers: { authorization } })).status).toBe(404)
    }
  })
})

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
