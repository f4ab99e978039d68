/** Traefik as a process of this machine, which routes what Gateway API objects in the cluster say. */
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { cached, contents } from '../cache.ts'
import { command } from '../command.ts'
import { answers, answersHttp, end, isAlive, start } from '../daemon.ts'
import { goModuleFolder, goPrograms } from '../go.ts'
import { type Context, type Running, type Service, ServiceError, type Status } from '../service.ts'

const VERSION = '3.6.12'
const MODULE = join(import.meta.dirname, 'traefik')
const GATEWAY_API = 'sigs.k8s.io/gateway-api'
/** Class, Gateway and its namespace, as the suites' routes name them. */
const CLASS = 'traefik'
const GATEWAY = 'edge'
const NAMESPACE = 'default'
const ROUTES_PORT = 18080
const METRICS_PORT = 18082
const METRICS_URL = `http://127.0.0.1:${METRICS_PORT}/metrics`
/** Seconds, as in the sandbox. Traefik's own begin at 0.1, where a service that answers in milliseconds has all of its requests. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

export const gateway: Service<'gateway'> = {
  name: 'gateway',
  about: `Traefik ${VERSION} as a Gateway API router, built from the Go module; needs kubernetes`,
  after: ['kubernetes'],

  async version(context) {
    const text = await command([await program(context), 'version'])
    return `Traefik ${/^Version:\s*(\S+)/m.exec(text)?.[1] ?? VERSION}`
  },

  async install(context) {
    await program(context)
    await definitions(context)
  },

  async up(context) {
    const admin = await kubectlOf(context)
    if (!(await isUp(context))) {
      await admin(['apply', '--server-side', '--force-conflicts', '-f', await definitions(context)])
      await admin(['apply', '--server-side', '--force-conflicts', '-f', '-'], [gatewayClass, gatewayObject])
      await start(daemon(context), {
        argv: [await program(context), ...flags()],
        env: { KUBECONFIG: admin.kubeconfig },
      })
      await answers(daemon(context), () => answersHttp(METRICS_URL, 200))
    }
    await admin(['wait', '--for=condition=Programmed', `gateway/${GATEWAY}`, `-n${NAMESPACE}`, '--timeout=60s'])
    return describe()
  },

  async down(context) {
    await end(daemon(context), { graceMs: 2_000 })
  },

  async status(context): Promise<Status> {
    return (await isUp(context))
      ? { running: true, detail: `routes http://127.0.0.1:${ROUTES_PORT}, metrics ${METRICS_URL}` }
      : { running: false, detail: `does not answer; see ${context.state}` }
  },
}

const daemon = ({ state }: Context) => ({ state, name: 'traefik' })

async function isUp(context: Context): Promise<boolean> {
  return (await isAlive(daemon(context))) && answersHttp(METRICS_URL, 200).catch(() => false)
}

function describe(): Running<'gateway'> {
  const routes = `http://127.0.0.1:${ROUTES_PORT}`
  return { endpoints: { routes, metrics: METRICS_URL, gateway: GATEWAY, namespace: NAMESPACE }, env: {} }
}

function flags(): string[] {
  return [
    `--entrypoints.web.address=127.0.0.1:${ROUTES_PORT}`,
    '--providers.kubernetesgateway=true',
    '--providers.kubernetescrd=false',
    `--entrypoints.metrics.address=127.0.0.1:${METRICS_PORT}`,
    '--metrics.prometheus=true',
    '--metrics.prometheus.entrypoint=metrics',
    '--metrics.prometheus.addServicesLabels=true',
    `--metrics.prometheus.buckets=${BUCKETS.join()}`,
    '--global.checknewversion=false',
    '--global.sendanonymoususage=false',
  ]
}

const gatewayClass = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'GatewayClass',
  metadata: { name: CLASS },
  spec: { controllerName: 'traefik.io/gateway-controller' },
}

const gatewayObject = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: GATEWAY, namespace: NAMESPACE },
  spec: {
    gatewayClassName: CLASS,
    listeners: [{ name: 'web', protocol: 'HTTP', port: ROUTES_PORT, allowedRoutes: { namespaces: { from: 'All' } } }],
  },
}

async function program(context: Context): Promise<string> {
  const folder = await goPrograms(context, {
    name: 'traefik',
    module: MODULE,
    programs: { traefik: 'github.com/traefik/traefik/v3/cmd/traefik' },
    flags: [`-ldflags=-s -w -X github.com/traefik/traefik/v3/pkg/version.Version=${VERSION}`],
    instead: {
      of: 'github.com/go-acme/lego/v4',
      file: 'providers/dns/zz_gen_dns_providers.go',
      by: 'no-dns-providers.go',
    },
  })
  return join(folder, 'traefik')
}

/** The folder with the Gateway API's resource definitions, of the version that Traefik was built with. */
async function definitions(context: Context): Promise<string> {
  return cached(context, 'gateway-api', await contents(join(MODULE, 'go.mod')), async (folder) => {
    const module = await goModuleFolder(context, MODULE, GATEWAY_API)
    await cp(join(module, 'config/crd/standard'), folder, { recursive: true })
  })
}

async function kubectlOf(context: Context) {
  const cluster = await context.running('kubernetes')
  if (cluster === undefined) throw new ServiceError('gateway needs kubernetes, which is not up.')
  const { kubectl, kubeconfig } = cluster.endpoints
  const call = (args: readonly string[], input?: readonly object[]): Promise<string> =>
    command(
      [kubectl, `--kubeconfig=${kubeconfig}`, ...args],
      input === undefined ? {} : { input: input.map((each) => JSON.stringify(each)).join('\n') },
    )
  return Object.assign(call, { kubeconfig })
}
