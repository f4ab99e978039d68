/** The real cluster as these tests use it: a namespace for each, and the action with no more rights than its README asks for. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Cluster,
  isService,
  type KubernetesObject,
  loadConnection,
  type ObjectReference,
  openCluster,
  referenceTo,
  valueAt,
} from '@ml-actions/kubernetes'
import { endpoints } from '../../services/endpoints.ts'
import { restrictedToken } from '../../services/kubernetes/accounts.ts'
import { writeKubeconfig } from '../../services/kubernetes/kubeconfig.ts'
import { ROOT } from '../../support/bundle.ts'
import { type Image, type Images, pushImages } from './images.ts'
import { type Change, manifests } from './manifests.ts'

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
  /** Releases an image with these manifests. */
  release(image: Image, change?: Change, inputs?: Readonly<Record<string, string>>): Promise<Run>
  /** What the Service answers; throws where nobody does. */
  ask(): Promise<string>
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

  async function stage(name: string): Promise<Stage> {
    const namespace = `rollouts-${name}-${process.pid}`
    const folder = join(scratch, namespace)
    await mkdir(folder)
    lasting.push(
      referenceTo(await cluster.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })),
    )
    const token = await restrictedToken({ kubectl, kubeconfig }, ROOT, namespace, ['k8s-deploy'])
    const restricted = join(folder, 'kubeconfig')
    await writeKubeconfig(restricted, await readFile(ca, 'utf8'), 'ml-actions', { token }, namespace)
    const ask = () => askService(cluster, namespace)
    return {
      namespace,
      kubeconfig: restricted,
      apply: (object) => cluster.apply(inNamespace(object, namespace), AS_ADMIN),
      applyToCluster: (object) => {
        lasting.push(referenceTo(object))
        return cluster.apply(object, AS_ADMIN)
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
      ask,
      watchTraffic: () => watchTraffic(ask),
    }
  }

  /** Removes everything and waits until the last is gone. */
  async function close(): Promise<void> {
    for (const reference of lasting) await cluster.delete(reference)
    for (const reference of lasting) while ((await cluster.get(reference)) !== undefined) await sleep(200)
    cluster.close()
    await rm(scratch, { recursive: true, force: true })
  }

  return { cluster, images: images satisfies Images, node, stage, close }
}

const AS_ADMIN = { fieldManager: 'rollouts', force: true } as const

function inNamespace(object: KubernetesObject, namespace: string): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, namespace } }
}

/** kube-proxy serves this machine's own processes as well. */
async function askService(cluster: Cluster, namespace: string): Promise<string> {
  const service = await cluster.get({ apiVersion: 'v1', kind: 'Service', name: 'app', namespace })
  if (service === undefined || !isService(service)) throw new Error('there is no Service')
  const answer = await fetch(`http://${String(valueAt(service, 'spec', 'clusterIP'))}/`, {
    signal: AbortSignal.timeout(5000),
    headers: { connection: 'close' },
  })
  return answer.text()
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
  for await (const text of createInterface({ input: child.stdout })) lines.push({ text, at: Date.now() })
  await closed
  const values = (await readFile(output, 'utf8')).matchAll(/^(.+)<<(.+)\n([\s\S]*?)\n\2$/gm)
  const outputs = Object.fromEntries([...values].map(([, name = '', , value = '']) => [name, value]))
  return { exitCode: child.exitCode, outputs, lines }
}
