/** Flagger's controller as a process of this machine, for one namespace, and the objects that it works by. */
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type StartedProcess, start } from '@ml-actions/process'
import type { Example } from '../../test/real/load/example.ts'
import { APP, type Stage } from '../../test/real/load/stage.ts'
import { command } from '../../test/services/command.ts'
import { endpoints } from '../../test/services/endpoints.ts'
import { flaggerProgram } from './services.ts'

const API = 'flagger.app/v1beta1'
/** The shortest that it takes. */
const INTERVAL = '10s'
/** So many failed checks send a canary back; its documentation's examples have five. */
const THRESHOLD = 3

/** How it is set, for people. */
export const FLAGGER = `Flagger 1.36.1, interval ${INTERVAL}, threshold ${THRESHOLD}`

export interface Flagger {
  /** Has it put a release on trial; resolves when it has given the traffic back. Throws where it promotes. */
  tryOut(digest: Example['first']): Promise<void>
  /** Ends the controller; its objects go with the namespace. */
  stop(): Promise<void>
}

/** Starts it in the stage's namespace and waits until it has taken the first release over. */
export async function startFlagger(stage: Stage, example: Example): Promise<Flagger> {
  const { program, definitions } = await flaggerProgram()
  const { kubeconfig } = await endpoints('kubernetes')
  const { url: prometheus } = await endpoints('prometheus')
  const kubectl = (args: readonly string[], objects: readonly string[] = []): Promise<string> =>
    command([...stage.kubectl, ...args], { input: objects.join('\n') })
  await kubectl(['apply', '--server-side', '--force-conflicts', '-f', definitions])
  await kubectl(['wait', '--for=condition=Established', '--timeout=60s', 'crd/canaries.flagger.app'])
  const args = [
    ...['-kubeconfig', kubeconfig, '-namespace', stage.namespace, '-mesh-provider', 'gatewayapi:v1'],
    ...['-metrics-server', prometheus, '-port', String(await freePort()), '-enable-leader-election=false'],
  ]
  const controller: StartedProcess = await start(program, args, { env: process.env })
  const phase = async (): Promise<string> =>
    kubectl(['get', `canaries.flagger.app/${APP}`, '-o', 'jsonpath={.status.phase}']).catch(() => '')
  const until = async (wanted: string, never: string): Promise<void> => {
    const deadline = Date.now() + 5 * 60_000
    for (;;) {
      const found = await phase()
      if (found === wanted) return
      if (found === never || Date.now() > deadline) throw new Error(`Flagger: ${found}, where ${wanted} was expected`)
      await sleep(500)
    }
  }
  const stop = async (): Promise<void> => {
    controller.kill('SIGTERM')
    await controller.done
    await kubectl(['delete', '--ignore-not-found', '--timeout=60s', '-f', definitions])
  }
  try {
    await kubectl(
      ['apply', '--server-side', '-f', '-'],
      [
        deployment(stage, `${example.repository}@${example.first}`),
        JSON.stringify(metricTemplate(prometheus)),
        JSON.stringify(await canary(stage)),
      ],
    )
    await until('Initialized', 'Failed')
  } catch (error) {
    await stop()
    throw error
  }
  return {
    async tryOut(digest) {
      await kubectl(['set', 'image', `deployment/${APP}`, `${APP}=${example.repository}@${digest}`])
      await until('Failed', 'Succeeded')
    },
    stop,
  }
}

/** That of the example. Flagger's copy of it would lose a pause that its version of the API does not know. */
function deployment(stage: Stage, image: string): string {
  const found = stage.objects.find(({ kind }) => kind === 'Deployment')
  const preStop = { exec: { command: ['sleep', '5'] } }
  return JSON.stringify(found, (key, value: unknown) => (key === 'preStop' ? preStop : value)).replaceAll(
    '"image":"digits"',
    `"image":"${image}"`,
  )
}

/** The share of the canary's requests that did not fail, as the router counts them. */
function metricTemplate(address: string): object {
  const selector = 'service=~"{{ namespace }}-{{ target }}-canary-http-80.*"'
  const rate = (more: string): string => `sum(rate(traefik_service_requests_total{${selector}${more}}[{{ interval }}]))`
  return {
    apiVersion: API,
    kind: 'MetricTemplate',
    metadata: { name: 'success-rate' },
    spec: { provider: { type: 'prometheus', address }, query: `${rate(',code!~"5.."')} / ${rate('')} * 100` },
  }
}

async function canary(stage: Stage): Promise<object> {
  const { gateway, namespace } = await endpoints('gateway')
  const metric = { templateRef: { name: 'success-rate' }, thresholdRange: { min: 99 }, interval: INTERVAL }
  return {
    apiVersion: API,
    kind: 'Canary',
    metadata: { name: APP },
    spec: {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: APP },
      progressDeadlineSeconds: 120,
      service: { port: 80, targetPort: 'http', hosts: [stage.host], gatewayRefs: [{ name: gateway, namespace }] },
      analysis: {
        ...{ interval: INTERVAL, threshold: THRESHOLD, stepWeight: 10, maxWeight: 50 },
        metrics: [{ name: 'success-rate', ...metric }],
      },
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
