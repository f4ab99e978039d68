/** A release on trial at an API server, and the watch over it on a clock that the test holds. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  canaryWeight,
  type KubernetesObject,
  loadConnection,
  openCluster,
  type ReleaseState,
  readRelease,
  valueAt,
  writeRelease,
} from '@ml-actions/kubernetes'
import { startCluster } from '@ml-actions/sandbox'
import { deadMan } from '../../actions/canary-promote/src/dead-man/dead-man.ts'

const TOKEN = 'cluster-token'
const ROUTE_API = 'gateway.networking.k8s.io/v1'
const HOLDER = 'octo/model/actions/runs/1'

/** What the fetch of the watch does in place of asking; undefined where it asks. */
export type Fault = (method: string, path: string) => Response | Error | undefined

export async function openGround() {
  const scratch = await mkdtemp(join(tmpdir(), 'dead-man-'))
  const registry = { host: '127.0.0.1:1', username: '', password: '' }
  const api = await startCluster({ dir: scratch, token: TOKEN, registry, namespaces: [] })
  const cluster = openCluster(await loadConnection({ kubeconfig: api.kubeconfig, env: {} }))
  let releases = 0

  /** A canary with this weight, tried by a run that holds the Lease of epoch 5. */
  async function trial(weight: number, phase: ReleaseState['phase'] = 'canary') {
    const name = `app${++releases}`
    const target = { namespace: 'default', name }
    const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', name: `${name}-release`, namespace: 'default' }
    const route = { apiVersion: ROUTE_API, kind: 'HTTPRoute', name, namespace: 'default' }
    const metadata = { name, namespace: 'default' }
    const backendRefs = [
      { name, port: 80, weight: 100 - weight },
      { name: `${name}-canary`, port: 80, weight },
    ]
    await cluster.create(
      Object.assign({ apiVersion: ROUTE_API, kind: 'HTTPRoute', metadata }, { spec: { rules: [{ backendRefs }] } }),
    )
    const held = {
      holderIdentity: HOLDER,
      leaseDurationSeconds: 30,
      leaseTransitions: 5,
      renewTime: '2026-01-01T00:00:00.000000Z',
    }
    await cluster.create(
      Object.assign(
        { apiVersion: lease.apiVersion, kind: 'Lease', metadata: { ...metadata, name: lease.name } },
        { spec: held },
      ),
    )
    const manifest = { apiVersion: 'apps/v1', kind: 'Deployment', metadata }
    const step = { at: '2026-01-01T00:00:00.000Z', weight, decision: 'start' }
    const trialState = { schema: 1, phase, weight, steps: [step], epoch: 5 } as const
    const releaseRoute = { apiVersion: ROUTE_API, kind: 'HTTPRoute', name, service: name }
    const canary = { image: `registry.test/app@sha256:${'1'.repeat(64)}`, manifest }
    await writeRelease(
      cluster,
      target,
      phase === 'idle' ? trialState : { ...trialState, canary, route: releaseRoute },
      undefined,
    )

    const read = async (reference: typeof lease): Promise<KubernetesObject> => {
      const found = await cluster.get(reference)
      if (found === undefined) throw new Error(`${reference.kind}/${reference.name} is not there`)
      return found
    }
    return {
      target,
      releaseRoute: { ...releaseRoute, namespace: 'default' },
      /** The run gives a sign of life. */
      async renew() {
        const object = await read(lease)
        const spec = {
          ...held,
          ...specOf(object),
          renewTime: `2026-01-01T00:00:00.${String(Math.random()).slice(2, 8).padEnd(6, '0')}Z`,
        }
        await cluster.replace(Object.assign({}, object, { spec }))
      },
      lease: async () => specOf(await read(lease)),
      state: async () => (await readRelease(cluster, target))?.state,
      async write(change: Partial<ReleaseState>) {
        const stored = await readRelease(cluster, target)
        if (stored !== undefined) await writeRelease(cluster, target, { ...stored.state, ...change }, stored)
      },
      route: () => read(route),
      weight: async () => canaryWeight(await read(route), name),
      /** Runs the watch; `tick` is called with the seconds that have passed whenever it sleeps, and returns 'stop' to end it. */
      async watch(
        tick: (second: number) => Promise<'stop' | undefined> | 'stop' | undefined,
        fault: Fault = () => undefined,
        jump: (second: number) => number = () => 0,
      ) {
        const said: string[] = []
        const asked: string[] = []
        let at = 0
        let armedAt: number | undefined
        const url = new URL(api.url)
        const env = {
          KUBERNETES_SERVICE_HOST: url.hostname,
          KUBERNETES_SERVICE_PORT: url.port,
          NAMESPACE: 'default',
          RELEASE: `${name}-release`,
          ROUTE_API,
          ROUTE: name,
          SERVICE: name,
          SELF: `${name}-dead-man-5`,
        }
        const ended = await deadMan({
          env,
          async fetch(input, init) {
            const { pathname, searchParams } = new URL(typeof input === 'string' ? input : '')
            const method = init?.method ?? 'GET'
            const what = `${searchParams.has('dryRun') ? 'dry ' : ''}${method} ${pathname.split('/').at(-2)}`
            const answer = fault(what, pathname)
            if (answer instanceof Error) throw answer
            asked.push(what)
            return answer ?? fetch(input, init)
          },
          token: () => TOKEN,
          now: () => at,
          async sleep(milliseconds) {
            at += milliseconds + jump(at / 1000) * 1000
            if ((await tick(at / 1000)) === 'stop') throw new Stopped()
          },
          say: (line) => void said.push(line),
          armed: () => {
            armedAt ??= at / 1000
          },
        }).then(
          () => 'done' as const,
          (error: unknown) => {
            if (!(error instanceof Stopped)) throw error
            return 'watching' as const
          },
        )
        return { ended, said, asked, armedAt, seconds: at / 1000 }
      },
    }
  }

  return {
    cluster,
    trial,
    async stop() {
      cluster.close()
      await api.stop()
      await rm(scratch, { recursive: true, force: true })
    },
  }
}

class Stopped extends Error {}

function specOf(object: KubernetesObject): Readonly<Record<string, unknown>> {
  const spec = valueAt(object, 'spec')
  return typeof spec === 'object' && spec !== null ? { ...spec } : {}
}
