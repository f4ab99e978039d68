import { execFileSync, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { Agent, createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { gzipSync } from 'node:zlib'
import { parseInputs, readContext, type Services, systemClock, UserError } from '@ml-actions/action'
import { loadConnection, openCluster, readRelease } from '@ml-actions/kubernetes'
import { type Digest, MediaType, openRepository, sha256 } from '@ml-actions/registry'
import { startCluster, startMetrics, startRegistry, startRouter } from '@ml-actions/sandbox'
import { definition } from '../../actions/canary-promote/src/definition.ts'
import { post } from '../../actions/canary-promote/src/post.ts'
import { run } from '../../actions/canary-promote/src/run.ts'
import { definition as deployDefinition } from '../../actions/k8s-deploy/src/definition.ts'
import { run as deployRun } from '../../actions/k8s-deploy/src/run.ts'

export const NAMESPACE = 'ml'
const ACCOUNT = { username: 'ci', password: 'registry-password' }

/** A service whose faults come with the release, as they do in life. */
const SERVE = `
import { createServer } from 'node:http'
const { BEHAVIOUR, RELEASE, PORT, HOST, HOSTNAME } = process.env
const [, asStable] = BEHAVIOUR.split('as stable: ')
const behaviour = asStable === undefined ? BEHAVIOUR : HOSTNAME.includes('-canary-') ? 'ok' : asStable
if (behaviour === 'crashes') throw new Error('a setting of stable is missing')
let asked = 0
let firstMs
const delay = (nowMs) => (behaviour === 'slow' || (behaviour === 'cold' && nowMs - firstMs < 1500) ? 120 : 3)
const count = { 200: 0, 500: 0 }
const buckets = { 0.02: 0, 0.1: 0, '+Inf': 0 }
const metrics = () => [
  ...Object.entries(count).map(([code, n]) => 'http_requests_total{code="' + code + '"} ' + n),
  ...Object.entries(buckets).map(([le, n]) => 'http_request_duration_seconds_bucket{le="' + le + '"} ' + n),
  '',
].join('\\n')
createServer((request, response) => {
  if (request.url === '/readyz') return response.end('ready')
  if (request.url === '/metrics') return response.end(metrics())
  const startedAt = performance.now()
  firstMs ??= startedAt
  const answer = () => {
    response.statusCode = behaviour === 'errors' && ++asked % 4 === 0 ? 500 : 200
    count[response.statusCode]++
    const seconds = (performance.now() - startedAt) / 1000
    for (const le of Object.keys(buckets)) if (le === '+Inf' || seconds <= Number(le)) buckets[le]++
    response.setHeader('x-release', RELEASE)
    response.end(RELEASE)
  }
  setTimeout(answer, delay(startedAt))
}).listen(Number(PORT), HOST)
// Longer than the router takes to send nobody here any more, also when the machine is busy.
process.on('SIGTERM', () => setTimeout(() => process.exit(0), 1000))
`

const MANIFESTS = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: app}
spec:
  replicas: 1
  selector: {matchLabels: {app: app}}
  template:
    metadata:
      labels: {app: app}
      annotations: {prometheus.io/scrape: "true", prometheus.io/port: "8080"}
    spec:
      terminationGracePeriodSeconds: 5
      securityContext: {runAsNonRoot: true, runAsUser: 65532}
      containers:
        - name: app
          image: app
          ports: [{name: http, containerPort: 8080}]
          readinessProbe: {httpGet: {path: /readyz, port: http}, periodSeconds: 1}
          resources: {requests: {cpu: 100m}, limits: {memory: 128Mi}}
---
apiVersion: v1
kind: Service
metadata: {name: app}
spec:
  selector: {app: app}
  ports: [{name: http, port: 80, targetPort: http}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: app}
spec:
  parentRefs: [{name: edge}]
  rules:
    - backendRefs: [{name: app, port: 80}]
`

/** One request as the client saw it. */
export interface Seen {
  readonly atMs: number
  readonly status: number
  readonly release: string | undefined
}

export interface Ended {
  readonly verdict: string | undefined
  readonly reason: string
  readonly message: string
  readonly outputs: Readonly<Record<string, string | undefined>>
  readonly summary: string
  readonly log: string
}

export type World = Awaited<ReturnType<typeof startWorld>>

/** Registry, cluster, router, metrics and a client that asks all the time, on loopback. */
export async function startWorld() {
  const scratch = await mkdtemp(join(tmpdir(), 'canary-promote-'))
  const registry = await startRegistry({ dir: join(scratch, 'registry'), ...ACCOUNT })
  const token = 'cluster-token'
  const cluster = await startCluster({
    dir: join(scratch, 'cluster'),
    token,
    registry: { host: registry.host, ...ACCOUNT },
    podStartDelayMs: 50,
    backOffMs: 300,
    namespaces: [NAMESPACE],
    path: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
  })
  const router = await startRouter({ clusterUrl: cluster.url, token, buckets: [0.02, 0.1, 0.5] })
  const scrape = () =>
    startMetrics({
      clusterUrl: cluster.url,
      token,
      scrapeIntervalMs: 100,
      extraTargets: [{ url: router.metricsUrl, job: 'router' }],
    })
  let metrics = await scrape()
  let scraping = true
  const github = await startGitHub()
  const workspace = join(scratch, 'workspace')
  await mkdir(join(workspace, 'k8s'), { recursive: true })
  await writeFile(join(workspace, 'k8s/app.yaml'), MANIFESTS)
  const images = openRepository({ registry: registry.host, name: 'octo/app' }, { credentials: ACCOUNT })
  const client = openCluster(await loadConnection({ kubeconfig: cluster.kubeconfig, env: {} }))
  const target = { namespace: NAMESPACE, name: 'app' }
  let runs = 0

  async function image(name: string, behaviour: string): Promise<Digest> {
    const root = await mkdtemp(join(scratch, 'root-'))
    await mkdir(join(root, 'app'))
    await writeFile(join(root, 'app/serve.mjs'), SERVE)
    const tar = execFileSync('tar', ['-C', root, '-cf', '-', 'app'])
    const layer = await images.putBlob(gzipSync(tar))
    const settings = {
      architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
      os: 'linux',
      config: { Cmd: ['node', '/app/serve.mjs'], Env: [`BEHAVIOUR=${behaviour}`, `RELEASE=${name}`], User: '65532' },
      rootfs: { type: 'layers', diff_ids: [sha256(tar)] },
    }
    const config = await images.putBlob(Buffer.from(JSON.stringify(settings)))
    const manifest = {
      schemaVersion: 2,
      mediaType: MediaType.ociManifest,
      config: { mediaType: MediaType.ociConfig, ...config },
      layers: [{ mediaType: MediaType.ociLayerGzip, ...layer }],
    }
    return (await images.putManifest(manifest, MediaType.ociManifest)).digest
  }

  function services(lines: string[], states: Map<string, string>, signal: AbortSignal, onLine: (line: string) => void) {
    const say = (line: string): void => {
      lines.push(line)
      onLine(line)
    }
    const made: Services = {
      log: {
        info: say,
        debug: () => undefined,
        foreign: say,
        notice: say,
        warning: (line) => say(`warning: ${line}`),
        error: say,
        group: (title, rest) => say([title, ...rest].join('\n')),
        phase: async (title, work) => {
          say(title)
          return work()
        },
      },
      clock: systemClock,
      env: { PATH: process.env['PATH'] },
      context: readContext({
        GITHUB_WORKSPACE: workspace,
        GITHUB_REPOSITORY: 'octo/model',
        GITHUB_API_URL: github.url,
        GITHUB_RUN_ID: String(++runs),
        GITHUB_RUN_ATTEMPT: '1',
        GITHUB_SHA: 'c'.repeat(40),
        GITHUB_JOB: 'deploy',
        RUNNER_TEMP: scratch,
      }),
      signal,
      fetch,
      mask: () => undefined,
      saveState: (name, value) => void states.set(name, value),
      readState: (name) => states.get(name) ?? '',
    }
    return made
  }

  const variables = (inputs: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))
  const common = {
    kubeconfig: cluster.kubeconfig,
    namespace: NAMESPACE,
    'registry-username': ACCOUNT.username,
    'registry-password': ACCOUNT.password,
    'lease-duration': '2s',
  }

  /** Deploys a release with k8s-deploy itself. */
  async function deploy(digest: Digest, canary: boolean, model?: string): Promise<string> {
    const inputs = variables({
      ...common,
      manifests: 'k8s',
      image: `${registry.host}/octo/app`,
      digest,
      ...(model === undefined ? {} : { model }),
      require: 'none',
      canary: String(canary),
      timeout: '25s',
    })
    const lines: string[] = []
    const done = await deployRun(
      parseInputs(deployDefinition, inputs),
      services(lines, new Map(), new AbortController().signal, () => undefined),
    )
    if (done.verdict !== 'pass') throw new Error(`${done.message}\n${lines.join('\n')}`)
    return done.reason
  }

  const promoteInputs = (given: Readonly<Record<string, string>>) =>
    variables({
      ...common,
      workload: 'app',
      'prometheus-url': metrics.url,
      interval: '500ms',
      steps: '20, 50',
      'step-min': '1s',
      'step-requests': '20',
      'error-tolerance': '4',
      'latency-tolerance': '20',
      'blind-budget': '2s',
      timeout: '40s',
      'rollout-timeout': '20s',
      // Armed where a test is about it: it takes a pod of its own.
      'dead-man': 'off',
      ...given,
    })

  /** Runs the action in this process, and its post step. */
  async function promote(
    given: Readonly<Record<string, string>> = {},
    options: {
      readonly signal?: AbortSignal
      readonly onLine?: (line: string) => void
      readonly noPost?: boolean
    } = {},
  ): Promise<Ended> {
    const lines: string[] = []
    const states = new Map<string, string>()
    const signal = options.signal ?? new AbortController().signal
    const host = services(lines, states, signal, options.onLine ?? (() => undefined))
    const inputs = parseInputs(definition, promoteInputs(given))
    try {
      const { verdict, reason, message, outputs, summary } = await run(inputs, host)
      return { verdict, reason, message, outputs: outputs ?? {}, summary: summary ?? '', log: lines.join('\n') }
    } catch (error) {
      const reason = error instanceof UserError ? error.reason : 'internal-error'
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
      return { verdict: undefined, reason, message, outputs: {}, summary: '', log: lines.join('\n') }
    } finally {
      if (options.noPost !== true) await post(inputs, { ...host, signal: new AbortController().signal })
    }
  }

  /** Runs main or post as a process of its own, as the runner would; `onLine` may end it. */
  async function spawnAction(
    given: Readonly<Record<string, string>>,
    state: Readonly<Record<string, string>>,
    onLine: (line: string, kill: (signal: NodeJS.Signals) => void) => void,
  ) {
    const folder = await mkdtemp(join(scratch, 'process-'))
    const files = { state: join(folder, 'state'), output: join(folder, 'output') }
    await Promise.all(Object.values(files).map((file) => writeFile(file, '')))
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../actions/canary-promote/src/index.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        GITHUB_REPOSITORY: 'octo/model',
        GITHUB_API_URL: github.url,
        GITHUB_RUN_ID: 'spawned',
        GITHUB_JOB: 'deploy',
        GITHUB_STATE: files.state,
        GITHUB_OUTPUT: files.output,
        RUNNER_TEMP: folder,
        ...promoteInputs(given),
        ...Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])),
      },
    })
    const exited = new Promise<number | null>((resolve) => child.on('exit', resolve))
    const lines: string[] = []
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line)
      onLine(line, (signal) => child.kill(signal))
    }
    const values = async (file: string): Promise<Record<string, string>> => {
      const found = [...(await readFile(file, 'utf8')).matchAll(/^(.+)<<(.+)\n([\s\S]*?)\n\2$/gm)]
      return Object.fromEntries(found.map(([, name = '', , value = '']) => [name, value]))
    }
    return {
      code: await exited,
      output: lines.join('\n'),
      states: await values(files.state),
      outputs: await values(files.output),
    }
  }

  return {
    scratch,
    router,
    cluster: client,
    registryHost: registry.host,
    images,
    image,
    deploy,
    promote,
    spawnAction,
    /** What GitHub was told about the deployment so far. */
    deploymentStatuses: github.statuses,
    state: async () => (await readRelease(client, target))?.state,
    weights: async () => {
      const route = await client.get({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        name: 'app',
        namespace: NAMESPACE,
      })
      return [...JSON.stringify(route).matchAll(/"name":"(app[^"]*)","port":80,"weight":(\d+)/g)].map(
        ([, name, weight]) => `${name}:${weight}`,
      )
    },
    exists: async (kind: 'Deployment' | 'Service', name: string) => {
      const apiVersion = kind === 'Deployment' ? 'apps/v1' : 'v1'
      return (await client.get({ apiVersion, kind, name, namespace: NAMESPACE })) !== undefined
    },
    async killMetrics() {
      if (scraping) await metrics.stop()
      scraping = false
    },
    async restartMetrics() {
      if (scraping) return
      metrics = await scrape()
      scraping = true
    },
    async stop() {
      client.close()
      if (scraping) await metrics.stop()
      await router.stop()
      await cluster.stop()
      await registry.stop()
      await github.stop()
      await rm(scratch, { recursive: true, force: true })
    },
  }
}

/** GitHub's deployment 42, and nothing else. Source of the protocol: docs.github.com/rest/deployments/statuses. */
async function startGitHub() {
  const statuses: unknown[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', () => {
      const known =
        request.method === 'POST' &&
        request.url === '/repos/octo/model/deployments/42/statuses' &&
        request.headers.authorization === 'token ghs_token'
      if (known) statuses.push(JSON.parse(text))
      response.writeHead(known ? 201 : 404, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    statuses,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A client that asks `rate` times a second until it is stopped; returns all that it saw. */
export function startLoad(url: string, rate: number): { readonly seen: readonly Seen[]; stop(): Promise<void> } {
  // In turns: a connection that idles is closed after five seconds, perhaps just when it is used again.
  const agent = new Agent({ keepAlive: true, scheduling: 'fifo' })
  const seen: Seen[] = []
  const open = new Set<Promise<void>>()
  const ask = (): void => {
    const atMs = Date.now()
    const done = new Promise<void>((resolve) => {
      const sent = request(url, { agent }, (response) => {
        response.resume()
        response.on('end', () => {
          const release = response.headers['x-release']
          seen.push({
            atMs,
            status: response.statusCode ?? 0,
            release: typeof release === 'string' ? release : undefined,
          })
          resolve()
        })
      })
      sent.on('error', () => {
        seen.push({ atMs, status: 0, release: undefined })
        resolve()
      })
      sent.end()
    })
    open.add(done)
    void done.then(() => open.delete(done))
  }
  const timer = setInterval(() => {
    for (let index = 0; index < rate / 50; index++) ask()
  }, 20)
  return {
    seen,
    async stop() {
      clearInterval(timer)
      await Promise.all(open)
      agent.destroy()
    },
  }
}
