/** A namespace in which the example's service is released and asked. */
import { randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import type { Digest } from '@ml-actions/registry'
import { parse } from 'yaml'
import { type Load, startLoad } from '../../../scripts/demo/load.ts'
import { command } from '../../services/command.ts'
import { endpoints } from '../../services/endpoints.ts'
import { applyObjects, deadManAccount, restrictedToken } from '../../services/kubernetes/accounts.ts'
import { writeKubeconfig } from '../../services/kubernetes/kubeconfig.ts'
import { type BundleRun, ROOT, runBundle } from '../../support/bundle.ts'
import { until } from '../../support/within.ts'
import { nodeImage } from '../node-image.ts'
import type { Example } from './example.ts'

/** The name of the example's Deployment, Service and route. */
export const APP = 'digits'

/** How a canary goes in these runs: a whole promotion takes less than a minute. */
const PACE = {
  steps: '20, 50',
  interval: '2s',
  'step-min': '4s',
  'error-tolerance': '3',
  'latency-tolerance': '15',
  timeout: '5m',
}

export interface Stage {
  readonly namespace: string
  /** The name that its route listens to. */
  readonly host: string
  readonly kubectl: readonly [string, ...string[]]
  /** Releases an image with k8s-deploy; beside what serves, where it is a canary. */
  deploy(digest: Digest, inputs?: Readonly<Record<string, string>>): Promise<BundleRun>
  /** Runs canary-promote. */
  promote(digest: Digest, inputs?: Readonly<Record<string, string>>): Promise<BundleRun>
  /** The manifests of the example, as this stage sends them. */
  readonly objects: readonly Manifest[]
  load(rate: number): Load
  /** Waits until the route answers with 200. */
  answers(): Promise<void>
  close(): Promise<void>
}

interface Manifest {
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly spec: Readonly<Record<string, unknown>>
}

/** Opens one. */
export async function openStage(folder: string, example: Example): Promise<Stage> {
  const { kubeconfig, kubectl, ca } = await endpoints('kubernetes')
  const { routes, gateway, namespace: edge } = await endpoints('gateway')
  const { url: prometheus } = await endpoints('prometheus')
  const admin = { kubectl, kubeconfig }
  const namespace = `load-${randomUUID().slice(0, 8)}`
  const host = `${namespace}.example`
  await applyObjects(admin, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }])
  const token = await restrictedToken(admin, ROOT, namespace)
  await deadManAccount(admin, ROOT, namespace, { name: APP, route: APP })
  const deadMan = { 'dead-man': 'on', 'dead-man-image': await nodeImage() }
  const workspace = join(folder, namespace)
  await mkdir(workspace)
  const account = join(workspace, 'kubeconfig')
  await writeKubeconfig(account, await readFile(ca, 'utf8'), 'ml-actions', { token }, namespace)
  const parentRefs = [{ name: gateway, namespace: edge }]
  const objects = await manifests({ parentRefs, hostnames: [host] })
  await writeFile(join(workspace, 'app.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }))

  const run = (action: string, inputs: Readonly<Record<string, string>>): Promise<BundleRun> =>
    runBundle(action, {
      cwd: workspace,
      limitMs: 10 * 60_000,
      inputs: { kubeconfig: account, namespace, ...inputs },
    })
  let loads = 0
  return {
    namespace,
    host,
    objects,
    kubectl: [kubectl, `--kubeconfig=${kubeconfig}`, `--namespace=${namespace}`],
    deploy: (digest, inputs = {}) =>
      run('k8s-deploy', { manifests: 'app.json', image: example.repository, digest, require: 'none', ...inputs }),
    promote: (digest, inputs = {}) =>
      run('canary-promote', { workload: APP, digest, 'prometheus-url': prometheus, ...deadMan, ...PACE, ...inputs }),
    load(rate) {
      loads += 1
      const log = join(workspace, `load-${loads}.jsonl`)
      return startLoad({ url: routes, host, rate, bodies: example.bodies, log })
    },
    answers: () => untilAnswered(routes, host, example.bodies),
    async close() {
      await command([kubectl, `--kubeconfig=${kubeconfig}`, 'delete', 'namespace', namespace, '--timeout=120s'])
    },
  }
}

/** Those of the example, with its route on the gateway of this cluster. */
async function manifests(route: Readonly<Record<string, unknown>>): Promise<readonly Manifest[]> {
  const read = async (name: string): Promise<Manifest> => {
    const object: unknown = parse(await readFile(join(ROOT, 'examples/digits/k8s', `${name}.yaml`), 'utf8'))
    if (!isManifest(object)) throw new Error(`${name}.yaml is no object`)
    return object
  }
  const [service, deployment, httpRoute] = await Promise.all([read('service'), read('deployment'), read('httproute')])
  return [service, serving(deployment), { ...httpRoute, spec: { ...httpRoute.spec, ...route } }]
}

/** These images are made of layers alone: what their Dockerfile would say of the command stands here. */
function serving(deployment: Manifest): Manifest {
  const command = ['python', '-m', 'digits.serve']
  const text = JSON.stringify(deployment, (key, value: unknown) =>
    key === 'containers' && Array.isArray(value) ? value.map((each: object) => ({ ...each, command })) : value,
  )
  const changed: unknown = JSON.parse(text)
  return isManifest(changed) ? changed : deployment
}

function isManifest(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && 'kind' in value && 'metadata' in value && 'spec' in value
}

async function untilAnswered(url: string, host: string, bodies: string): Promise<void> {
  const [question = ''] = (await readFile(bodies, 'utf8')).split('\n')
  await until(async () => (await ask(new URL('/predict', url), host, question)) === 200)
}

/** The status of an answer. `fetch` sends no host of one's own. */
function ask(url: URL, host: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { host, 'content-type': 'application/json' }
    const sent = request(url, { method: 'POST', headers, agent: false }, (response) => {
      response.resume().once('close', () => resolve(response.statusCode ?? 0))
    })
    sent.once('error', reject)
    sent.end(body)
  })
}
