/** Applies many objects and waits for them, beside kubectl. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { command } from '../../test/services/command.ts'
import { endpoints } from '../../test/services/endpoints.ts'
import { applyObjects } from '../../test/services/kubernetes/accounts.ts'
import { runBundle } from '../../test/support/bundle.ts'
import { median, type Row } from '../measure.ts'

const CONFIG_MAPS = 200
const SERVICES = 50
const DEPLOYMENTS = 50
const RUNS = 1
const AGAIN = 3
const LIMIT_MS = 5 * 60_000

/** All new, then all again as they are; each contestant in a namespace of its own, one after the other: a node has room for 110 pods. */
export async function benchApply(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-apply-'))
  try {
    const file = join(folder, 'objects.json')
    await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: await objects() }))
    const ours: Times[] = []
    const theirs: Times[] = []
    for (let turn = 0; turn < RUNS; turn++) {
      ours.push(await inNamespace((namespace) => timesOf(() => deploy(folder, namespace))))
      theirs.push(await inNamespace((namespace) => timesOf(() => kubectlApply(file, namespace))))
    }
    const what = `${CONFIG_MAPS} ConfigMaps, ${SERVICES} Services, ${DEPLOYMENTS} Deployments`
    const name = '`kubectl apply` and `kubectl rollout status`'
    const row = (suffix: string, of: (times: Times) => number, runs: number): Row => ({
      ...{ group: 'Apply and judge', what: `${what}, ${suffix}`, unit: 's', runs },
      ours: median(ours.map(of)),
      other: { name, value: median(theirs.map(of)) },
    })
    return [
      row('all new, until all pods run', ({ first }) => first, RUNS),
      row('again as they are', ({ again }) => again, RUNS * AGAIN),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** In seconds. */
interface Times {
  readonly first: number
  readonly again: number
}

async function timesOf(work: () => Promise<void>): Promise<Times> {
  const seconds = async (): Promise<number> => {
    const startedAt = performance.now()
    await work()
    return (performance.now() - startedAt) / 1000
  }
  const first = await seconds()
  const again: number[] = []
  for (let turn = 0; turn < AGAIN; turn++) again.push(await seconds())
  return { first, again: median(again) }
}

async function inNamespace(work: (namespace: string) => Promise<Times>): Promise<Times> {
  const { kubectl, kubeconfig } = await endpoints('kubernetes')
  const namespace = `bench-apply-${randomUUID().slice(0, 8)}`
  const admin = { kubectl, kubeconfig }
  await applyObjects(admin, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }])
  try {
    return await work(namespace)
  } finally {
    await command([kubectl, `--kubeconfig=${kubeconfig}`, 'delete', 'namespace', namespace, '--timeout=180s'])
  }
}

async function deploy(folder: string, namespace: string): Promise<void> {
  const { kubeconfig } = await endpoints('kubernetes')
  const run = await runBundle('k8s-deploy', {
    cwd: folder,
    limitMs: LIMIT_MS,
    inputs: {
      ...{ kubeconfig, namespace, manifests: 'objects.json', workload: 'app-0', require: 'none' },
      'policy-exceptions': 'probes',
    },
  })
  if (run.exitCode !== 0) throw new Error(run.stdout)
}

async function kubectlApply(file: string, namespace: string): Promise<void> {
  const { kubectl, kubeconfig } = await endpoints('kubernetes')
  const call = (...args: readonly string[]) =>
    command([kubectl, `--kubeconfig=${kubeconfig}`, `--namespace=${namespace}`, ...args])
  await call('apply', '--server-side', '-f', file)
  await call('rollout', 'status', 'deployment', '--timeout=300s')
}

async function objects(): Promise<readonly object[]> {
  const { image, digest } = await endpoints('base-image')
  const named = (count: number, make: (name: string) => object): object[] =>
    Array.from({ length: count }, (_, index) => make(`app-${index}`))
  return [
    ...named(CONFIG_MAPS, (name) => configMap(name)),
    ...named(SERVICES, (name) => service(name)),
    ...named(DEPLOYMENTS, (name) => deployment(name, `${image.replace(/:[^:/]*$/, '')}@${digest}`)),
  ]
}

function configMap(name: string): object {
  const data = Object.fromEntries(Array.from({ length: 10 }, (_, line) => [`key-${line}`, `value ${line} of ${name}`]))
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data }
}

function service(name: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { selector: { app: name }, ports: [{ port: 80 }] },
  }
}

/** Its pod runs as soon as it was started. */
function deployment(name: string, image: string): object {
  const container = {
    ...{ name: 'app', image, command: ['sleep', 'infinity'] },
    resources: { requests: { cpu: '1m', memory: '4Mi' }, limits: { memory: '32Mi' } },
  }
  const spec = {
    terminationGracePeriodSeconds: 0,
    securityContext: { runAsNonRoot: true, runAsUser: 65532 },
    containers: [container],
  }
  const template = { metadata: { labels: { app: name } }, spec }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { replicas: 1, selector: { matchLabels: { app: name } }, template },
  }
}
