/** The real cluster, router and metrics; each lane has a namespace, a way to the API server and users of its own. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, loadConnection, type ObjectReference, openCluster, referenceTo } from '@ml-actions/kubernetes'
import { stringify } from 'yaml'
import { endpoints } from '../../services/endpoints.ts'
import { deadManAccount, restrictedToken } from '../../services/kubernetes/accounts.ts'
import { ROOT } from '../../support/bundle.ts'
import { type ApiProxy, startApiProxy } from '../../support/cluster/api-proxy.ts'
import { until, within } from '../../support/within.ts'
import { type Image, pushImages } from '../rollouts/images.ts'
import { type ActionName, type Running, startAction } from './action.ts'
import { failuresOf, type Load, type Seen, startLoad } from './load.ts'
import { manifests } from './service.ts'

type Inputs = Readonly<Record<string, string>>

/** An image, and what its pods answer. */
export interface Release extends Image {
  readonly answers: string
}

/** A namespace of its own with one release in it. */
export interface Lane {
  readonly namespace: string
  readonly cluster: Cluster
  /** What stands between the action and the API server. */
  readonly proxy: ApiProxy
  readonly load: Load
  /** Creates the account of the dead man's switch, as canary-promote's README asks for. */
  arm(): Promise<void>
  /** Starts k8s-deploy for this image. */
  deploy(image: Image, inputs?: Inputs, attempt?: number): Promise<Running>
  /** Starts canary-promote for this image. */
  promote(image: Image, inputs?: Inputs, attempt?: number): Promise<Running>
  /** Waits until the users see only this release. */
  serves(release: string): Promise<void>
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** So long may a route take to change hands, and a namespace to go. */
const SERVES_MS = 120_000
const GONE_MS = 5 * 60_000

/** Long enough for a slow machine to say that it lives, short enough to wait for a dead run. */
const LEASE = '6s'

export async function openWorld(name: string) {
  const { kubeconfig, kubectl, ca, server } = await endpoints('kubernetes')
  const { routes, gateway, namespace: gatewayNamespace } = await endpoints('gateway')
  const { url: prometheus } = await endpoints('prometheus')
  const cluster = openCluster(await loadConnection({ kubeconfig, env: process.env }))
  const scratch = await mkdtemp(join(tmpdir(), `${name}-`))
  const { first, second } = await pushImages()
  const releases: { readonly first: Release; readonly second: Release } = {
    first: { ...first, answers: 'first' },
    second: { ...second, answers: 'second' },
  }
  const namespaces: ObjectReference[] = []
  /** What ends all that was opened, the last first. */
  const ends: (() => Promise<void>)[] = []

  // A few at a time: a machine that starts them all at once does nothing else.
  const turns: Promise<unknown>[] = Array.from({ length: 3 }, () => Promise.resolve())
  let lanes = 0
  function lane(rate: number, replicas = 1): Promise<Lane> {
    const turn = lanes++ % turns.length
    const opened = (turns[turn] ?? Promise.resolve()).then(() => openLane(rate, replicas))
    turns[turn] = opened.catch(() => undefined)
    return opened
  }

  async function openLane(rate: number, replicas: number): Promise<Lane> {
    const namespace = `${name}-${process.pid}-${namespaces.length}`
    const reference = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }
    namespaces.push(referenceTo(reference))
    await cluster.create(reference)
    const token = await restrictedToken({ kubectl, kubeconfig }, ROOT, namespace)
    const proxy = await startApiProxy({ url: server, ca: await readFile(ca, 'utf8') })
    ends.push(() => proxy.stop())
    const host = `${namespace}.example`
    const folder = join(scratch, namespace)
    await mkdir(folder)
    await writeFile(join(folder, 'kubeconfig'), kubeconfigOf(proxy.url, token, namespace))
    const parent = { name: gateway, namespace: gatewayNamespace }
    await writeFile(join(folder, 'app.json'), manifests(host, parent, replicas))
    const start = (action: ActionName, inputs: Inputs, attempt: number): Promise<Running> =>
      startAction(
        action,
        folder,
        { kubeconfig: join(folder, 'kubeconfig'), namespace, 'lease-duration': LEASE, ...inputs },
        attempt,
      )
    const deploy: Lane['deploy'] = ({ repository: image, digest }, inputs = {}, attempt = 1) =>
      start('k8s-deploy', { manifests: 'app.json', image, digest, require: 'none', timeout: '2m', ...inputs }, attempt)
    const begun = await (await deploy(releases.first)).ended
    if (begun.exitCode !== 0) throw new Error(begun.lines.map(({ text }) => text).join('\n'))
    await answers(routes, host)
    const load = startLoad(routes, host, rate)
    ends.push(() => load.stop())
    return {
      namespace,
      cluster,
      proxy,
      load,
      arm: () => deadManAccount({ kubectl, kubeconfig }, ROOT, namespace, { name: 'app', route: 'app' }),
      deploy,
      promote: ({ digest }, inputs = {}, attempt = 1) =>
        start('canary-promote', { workload: 'app', digest, 'prometheus-url': prometheus, ...PACE, ...inputs }, attempt),
      async serves(release) {
        const sinceMs = Date.now()
        const isOf = ({ text }: Seen): boolean => text === release
        const last = (): readonly Seen[] => load.seen.slice(-rate)
        const served = await within(SERVES_MS, () => {
          const seen = last()
          return (seen[0]?.atMs ?? 0) > sinceMs && seen.every(isOf)
        })
        if (!served) throw new Error(`the route answers ${last().at(-1)?.text}, not ${release} alone`)
      },
    }
  }

  /** Removes everything and waits until the last is gone. */
  async function close(): Promise<void> {
    for (const end of ends.toReversed()) await end()
    for (const reference of namespaces) await cluster.delete(reference)
    for (const reference of namespaces) await until(async () => (await cluster.get(reference)) === undefined, GONE_MS)
    cluster.close()
    await rm(scratch, { recursive: true, force: true })
  }

  return { cluster, ...releases, lane, close, prometheus }
}

/** As fast as a canary may go on this router, whose weights are in force two seconds after it says so. */
const PACE: Inputs = {
  steps: '50, 100',
  interval: '2s',
  'step-min': '2s',
  'step-requests': '10',
  judge: 'errors',
  'error-tolerance': '30',
  'blind-budget': '1m',
  timeout: '4m',
  'rollout-timeout': '2m',
  // It writes beside the run; its own tests are elsewhere.
  'dead-man': 'off',
}

function kubeconfigOf(server: string, token: string, namespace: string): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server } }],
    users: [{ name: 'ml-actions', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'ml-actions', namespace } }],
    'current-context': 'test',
  })
}

/** Waits until the router knows the route. */
async function answers(routes: string, host: string): Promise<void> {
  const probe = startLoad(routes, host, 10)
  const last = (): readonly Seen[] => probe.seen.slice(-3)
  const known = await within(SERVES_MS, () => last().length === 3 && failuresOf(last()).length === 0)
  await probe.stop()
  if (!known) throw new Error(`the router does not know ${host}: ${failuresOf(last())[0]}`)
}
