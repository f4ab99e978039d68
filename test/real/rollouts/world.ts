/** The real cluster as these tests use it: a namespace for each, and the action with no more rights than its README asks for. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Cluster,
  isKubernetesObject,
  isService,
  type KubernetesObject,
  loadConnection,
  type ObjectReference,
  openCluster,
  referenceTo,
  valueAt,
} from '@ml-actions/kubernetes'
import { parse } from 'yaml'
import { command } from '../../services/command.ts'
import { endpoints } from '../../services/endpoints.ts'
import { restrictedToken } from '../../services/kubernetes/accounts.ts'
import { writeKubeconfig } from '../../services/kubernetes/kubeconfig.ts'
import { ROOT } from '../../support/bundle.ts'
import { until, within } from '../../support/within.ts'
import { type Image, type Images, pushImages } from './images.ts'
import { type Change, manifests } from './manifests.ts'

/** So long may a namespace take to go. */
const GONE_MS = 5 * 60_000

/** A line of the action's output, and when it came. */
export interface Line {
  readonly text: string
  readonly at: number
}

/** A run of the action, as its runner sees it. */
export interface Run {
  readonly exitCode: number | null
  readonly outputs: Readonly<Record<string, string>>
  readonly lines: readonly Line[]
}

/** A namespace of its own. */
export interface Stage {
  readonly namespace: string
  /** What the action does its work with: the account of its README. */
  readonly kubeconfig: string
  /** Into the namespace, as the cluster's admin. */
  apply(object: KubernetesObject): Promise<KubernetesObject>
  /** What lives in no namespace, for as long as the tests run. */
  applyToCluster(object: KubernetesObject): Promise<KubernetesObject>
  /** Lets the action see the capacity of the cluster, as its README says. */
  allowCapacity(): Promise<void>
  /** Of the Deployment: it grows with whatever is sent. */
  generation(): Promise<number>
  /** Releases an image with these manifests. */
  release(image: Image, change?: Change, inputs?: Readonly<Record<string, string>>): Promise<Run>
  /** Waits until the Service answers so: kube-proxy comes a little after the pods. Throws its last answer where it does not. */
  serves(answer: string): Promise<void>
  /** Asks the Service all the time until told to stop; what it answered is returned, errors as their text. */
  watchTraffic(): () => Promise<ReadonlySet<string>>
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** The cluster, with the images pushed. */
export async function openWorld() {
  const { kubeconfig, kubectl, ca, node } = await endpoints('kubernetes')
  const cluster = openCluster(await loadConnection({ kubeconfig, env: process.env }))
  const scratch = await mkdtemp(join(tmpdir(), 'rollouts-'))
  const images = await pushImages()
  const lasting: ObjectReference[] = []
  let stages = 0

  async function stage(name: string): Promise<Stage> {
    stages += 1
    const namespace = `rollouts-${name}-${process.pid}-${stages}`
    const folder = join(scratch, namespace)
    await mkdir(folder)
    lasting.push(
      referenceTo(await cluster.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })),
    )
    const token = await restrictedToken({ kubectl, kubeconfig }, ROOT, namespace, ['k8s-deploy'])
    const restricted = join(folder, 'kubeconfig')
    await writeKubeconfig(restricted, await readFile(ca, 'utf8'), 'ml-actions', { token }, namespace)
    const ask = () => askService(cluster, namespace)
    const applyToCluster: Stage['applyToCluster'] = (object) => {
      lasting.push(referenceTo(object))
      return cluster.apply(object, AS_ADMIN)
    }
    return {
      namespace,
      kubeconfig: restricted,
      apply: (object) => cluster.apply(inNamespace(object, namespace), AS_ADMIN),
      applyToCluster,
      async allowCapacity() {
        for (const object of await capacityRole(namespace)) await applyToCluster(object)
      },
      async generation() {
        const found = await cluster.get({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'app', namespace })
        return found?.metadata.generation ?? 0
      },
      async release(image, change = {}, inputs = {}) {
        await writeFile(join(folder, 'app.json'), manifests(change))
        return runAction(folder, {
          kubeconfig: restricted,
          manifests: 'app.json',
          image: image.repository,
          digest: image.digest,
          require: 'none',
          timeout: '2m',
          ...inputs,
        })
      },
      serves: (answer) => serves(ask, answer),
      watchTraffic: () => watchTraffic(ask),
    }
  }

  /** Removes everything and waits until the last is gone. */
  async function close(): Promise<void> {
    for (const reference of lasting) await cluster.delete(reference)
    for (const reference of lasting) await until(async () => (await cluster.get(reference)) === undefined, GONE_MS)
    cluster.close()
    await rm(scratch, { recursive: true, force: true })
  }

  /**
   * Says of the node's disk that it is full, and waits until no pod finds a place on it. That lasts until the kubelet looks
   * itself, every ten seconds: it has just done so.
   */
  async function pressNode(): Promise<void> {
    const reference = { apiVersion: 'v1', kind: 'Node', name: node }
    const isTainted = async (): Promise<boolean> => {
      const taints = valueAt(await cluster.get(reference), 'spec', 'taints')
      return (
        Array.isArray(taints) && taints.some((taint) => valueAt(taint, 'key') === 'node.kubernetes.io/disk-pressure')
      )
    }
    const type = 'DiskPressure'
    const condition = { type, status: 'True', reason: 'KubeletHasDiskPressure', message: 'said by a test' }
    const patch = JSON.stringify({ status: { conditions: [condition] } })
    const say = () =>
      command([kubectl, `--kubeconfig=${kubeconfig}`, 'patch', 'node', node, '--subresource=status', '-p', patch])
    await say()
    await until(isTainted)
    await until(async () => !(await isTainted()))
    await say()
    await until(isTainted)
  }

  return { cluster, images: images satisfies Images, stage, pressNode, close }
}

/** The ClusterRole of the README for this namespace's account. */
async function capacityRole(namespace: string): Promise<readonly KubernetesObject[]> {
  const readme = await readFile(join(ROOT, 'actions/k8s-deploy/README.md'), 'utf8')
  const block = readme.match(/```yaml\n((?:(?!```).)*?kind: ClusterRole\n.*?)```/s)?.[1] ?? ''
  const role: unknown = parse(block)
  if (!isKubernetesObject(role)) throw new Error('the README holds no ClusterRole')
  const { apiVersion } = role
  const metadata = { name: namespace }
  const binding = {
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: namespace },
    subjects: [{ kind: 'ServiceAccount', name: 'ml-actions', namespace }],
  }
  return [{ ...role, metadata }, binding]
}

const AS_ADMIN = { fieldManager: 'rollouts', force: true } as const

function inNamespace(object: KubernetesObject, namespace: string): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, namespace } }
}

/** kube-proxy serves this machine's own processes as well. */
async function askService(cluster: Cluster, namespace: string): Promise<string> {
  const service = await cluster.get({ apiVersion: 'v1', kind: 'Service', name: 'app', namespace })
  if (service === undefined || !isService(service)) throw new Error('there is no Service')
  return get(String(valueAt(service, 'spec', 'clusterIP')))
}

/** Each question on a connection of its own, as from a client that comes new. */
function get(host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request({ host, agent: false, timeout: 5000 }, (answer) => {
      text(answer).then(resolve, reject)
    })
    sent.once('timeout', () => sent.destroy(new Error('no answer in 5 s')))
    sent.once('error', reject)
    sent.end()
  })
}

async function serves(ask: () => Promise<string>, wanted: string): Promise<void> {
  let answer = ''
  const served = await within(30_000, async () => {
    answer = await ask().catch(String)
    return answer === wanted
  })
  if (!served) throw new Error(`the Service answers ${answer}, not ${wanted}`)
}

function watchTraffic(ask: () => Promise<string>): () => Promise<ReadonlySet<string>> {
  const answers = new Set<string>()
  const stop = new AbortController()
  const asking = (async () => {
    while (!stop.signal.aborted) {
      answers.add(await ask().catch((error: unknown) => String(error)))
      await sleep(100)
    }
  })()
  return async () => {
    stop.abort()
    await asking
    return answers
  }
}

async function runAction(workspace: string, inputs: Readonly<Record<string, string>>): Promise<Run> {
  const temp = await mkdtemp(join(workspace, 'run-'))
  const output = join(temp, 'output')
  const state = join(temp, 'state')
  for (const file of [output, state]) await writeFile(file, '')
  const child = spawn(process.execPath, [join(ROOT, 'actions/k8s-deploy/src/index.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: 'octo/model',
      GITHUB_RUN_ID: '7',
      GITHUB_SHA: 'c'.repeat(40),
      GITHUB_JOB: 'deploy',
      GITHUB_STATE: state,
      GITHUB_OUTPUT: output,
      RUNNER_TEMP: temp,
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    },
  })
  const closed = once(child, 'close')
  const lines: Line[] = []
  for await (const line of createInterface({ input: child.stdout })) lines.push({ text: line, at: Date.now() })
  await closed
  const values = (await readFile(output, 'utf8')).matchAll(/^(.+)<<(.+)\n([\s\S]*?)\n\2$/gm)
  const outputs = Object.fromEntries([...values].map(([, name = '', , value = '']) => [name, value]))
  return { exitCode: child.exitCode, outputs, lines }
}
