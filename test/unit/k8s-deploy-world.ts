import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { gzipSync } from 'node:zlib'
import { parseInputs, readContext, type Services } from '@ml-actions/action'
import {
  attach,
  buildProvenance,
  copyTo,
  generateKeyPair,
  type Signing,
  testResult,
  type Validation,
} from '@ml-actions/attestation'
import { type Cluster, loadConnection, openCluster } from '@ml-actions/kubernetes'
import {
  appendLayer,
  copyBlob,
  type Digest,
  MediaType,
  modelLayer,
  openRepository,
  pushModel,
  sha256,
} from '@ml-actions/registry'
import { startCluster, startRegistry } from '@ml-actions/sandbox'
import { type Conclusion, definition } from '../../actions/k8s-deploy/src/definition.ts'
import { run } from '../../actions/k8s-deploy/src/run.ts'

export const NAMESPACE = 'ml'
export const POLICY = sha256('policy')
export const LABELS = sha256('labels')
const ACCOUNT = { username: 'ci', password: 'registry-password' }
const RUN = {
  builder: 'https://github.com/octo/model/.github/workflows/w.yml@refs/heads/main',
  invocation: 'https://github.com/octo/model/actions/runs/1',
  startedOn: '2030-01-15T11:00:00Z',
  finishedOn: '2030-01-15T11:30:00Z',
}

const SERVE = `
import { createServer } from 'node:http'
const { BEHAVIOUR, RELEASE, PORT, HOST } = process.env
console.log('loading ' + RELEASE)
if (BEHAVIOUR === 'crash') {
  console.error('ModelError: the weights are corrupt')
  console.error('::error::taken for a command')
  process.exit(3)
}
createServer((request, response) => {
  response.statusCode = BEHAVIOUR === 'unready' && request.url === '/readyz' ? 503 : 200
  response.end(RELEASE)
}).listen(Number(PORT), HOST)
process.on('SIGTERM', () => process.exit(0))
`

export const MANIFESTS = `
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {MODE: "0644"}
---
apiVersion: v1
kind: Secret
metadata: {name: keys}
stringData: {API_KEY: very-secret-value}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: app}
spec:
  replicas: 1
  progressDeadlineSeconds: 60
  selector: {matchLabels: {app: app}}
  template:
    metadata: {labels: {app: app}}
    spec:
      terminationGracePeriodSeconds: 1
      securityContext: {runAsNonRoot: true, runAsUser: 65532}
      containers:
        - name: app
          image: app
          ports: [{name: http, containerPort: 8080}]
          envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: keys}}]
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
    - matches: [{path: {type: PathPrefix, value: /}}]
      backendRefs: [{name: app, port: 80}]
`

export interface Release {
  readonly image: Digest
  readonly model: Digest
  /** The manifest that attaches its validation to the model. */
  readonly validation: Digest
}

export interface Ran {
  readonly conclusion: Conclusion | undefined
  readonly error: Error | undefined
  readonly log: string
  readonly masked: readonly string[]
  readonly states: ReadonlyMap<string, string>
}

export type World = Awaited<ReturnType<typeof startWorld>>

/** A registry, a cluster and everything a run needs, on loopback. */
export async function startWorld() {
  const scratch = await mkdtemp(join(tmpdir(), 'k8s-deploy-'))
  const registry = await startRegistry({ dir: join(scratch, 'registry'), ...ACCOUNT })
  const cluster = await startCluster({
    dir: join(scratch, 'cluster'),
    token: 'cluster-token',
    registry: { host: registry.host, ...ACCOUNT },
    podStartDelayMs: 50,
    backOffMs: 300,
    namespaces: [NAMESPACE],
    path: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
  })
  const workspace = join(scratch, 'workspace')
  await mkdir(join(workspace, 'k8s'), { recursive: true })
  await writeFile(join(workspace, 'k8s/app.yaml'), MANIFESTS)
  const open = (name: string) => openRepository({ registry: registry.host, name }, { credentials: ACCOUNT })
  const keys = generateKeyPair()
  const signing: Signing = { kind: 'key', privateKeyPem: keys.privateKeyPem }
  const connection = await loadConnection({ kubeconfig: cluster.kubeconfig, env: {} })
  const client: Cluster = openCluster(connection)
  let clients = 0
  const github: { readonly path: string; readonly body: unknown }[] = []

  /** GitHub's deployments, as its API answers them; everything else goes over the loopback network. */
  const answerGitHub: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.hostname !== 'api.github.com') return fetch(input, init)
    const body: unknown = JSON.parse(typeof init?.body === 'string' ? init.body : '{}')
    github.push({ path: url.pathname, body })
    return Response.json({ id: 42, url: url.href }, { status: 201 })
  }

  /** Pushes a release whose service behaves as told; its statements are signed and say that it passed. */
  async function release(
    name: string,
    behaviour: string,
    champion?: Digest,
    signed: Signing = signing,
    judged: Partial<Validation> = {},
  ): Promise<Release> {
    const folder = await mkdtemp(join(scratch, 'model-'))
    await writeFile(join(folder, 'weights'), `weights of ${name}`)
    const [images, models] = [open('octo/app'), open('octo/models')]
    const { digest: model } = await pushModel(models, folder)
    const layer = await modelLayer(models, model, { maxBytes: 1e6 })
    await copyBlob(models, images, layer.descriptor)
    const { digest: image } = await appendLayer(images, await baseImage(name, behaviour), layer)
    await attach(
      images,
      image,
      buildProvenance({
        image,
        imageName: 'octo/app',
        model: { digest: model, uri: 'octo/models' },
        bases: [{ uri: 'base', digest: sha256('base') }],
        input: sha256(name),
        parameters: {},
        run: RUN,
      }),
      signed,
    )
    const { digest: validation } = await attach(
      models,
      model,
      testResult({
        challenger: model,
        challengerName: 'model',
        result: 'PASSED',
        reason: 'better',
        policy: POLICY,
        labels: LABELS,
        challengerPredictions: sha256('predictions'),
        ...(champion === undefined ? {} : { champion: { model: champion, predictions: sha256('others') } }),
        passed: ['accuracy >= 0.9'],
        warned: [],
        failed: [],
        finishedOn: '2030-01-15T11:30:00Z',
        ...judged,
      }),
      signed,
    )
    await copyTo(models, images, validation, image)
    return { image, model, validation }
  }

  async function baseImage(name: string, behaviour: string): Promise<Digest> {
    const root = await mkdtemp(join(scratch, 'root-'))
    await mkdir(join(root, 'app'))
    await writeFile(join(root, 'app/serve.mjs'), SERVE)
    const tar = execFileSync('tar', ['-C', root, '-cf', '-', 'app'])
    const images = open('octo/app')
    const layer = await images.putBlob(gzipSync(tar))
    const config = await images.putBlob(
      Buffer.from(
        JSON.stringify({
          architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
          os: 'linux',
          config: {
            Cmd: ['node', '/app/serve.mjs'],
            Env: [`BEHAVIOUR=${behaviour}`, `RELEASE=${name}`],
            User: '65532',
          },
          rootfs: { type: 'layers', diff_ids: [sha256(tar)] },
        }),
      ),
    )
    const manifest = {
      schemaVersion: 2,
      mediaType: MediaType.ociManifest,
      config: { mediaType: MediaType.ociConfig, ...config },
      layers: [{ mediaType: MediaType.ociLayerGzip, ...layer }],
    }
    return (await images.putManifest(manifest, MediaType.ociManifest)).digest
  }

  /** Runs the action in this process. */
  async function act(
    inputs: Readonly<Record<string, string>>,
    signal?: AbortSignal,
    onLine?: (line: string) => void,
  ): Promise<Ran> {
    const lines: string[] = []
    const masked: string[] = []
    const states = new Map<string, string>()
    const say = (line: string): void => {
      lines.push(line)
      onLine?.(line)
    }
    const services: Services = {
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
      clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
      env: { PATH: process.env['PATH'] },
      context: readContext({
        GITHUB_WORKSPACE: workspace,
        GITHUB_REPOSITORY: 'octo/model',
        GITHUB_RUN_ID: String(++clients),
        GITHUB_RUN_ATTEMPT: '1',
        GITHUB_SHA: 'c'.repeat(40),
        GITHUB_JOB: 'deploy',
        RUNNER_TEMP: scratch,
      }),
      signal: signal ?? new AbortController().signal,
      fetch: answerGitHub,
      mask: (secret) => masked.push(secret),
      saveState: (name, value) => void states.set(name, value),
      readState: (name) => states.get(name) ?? '',
    }
    const env = inputVariables(inputs)
    const ended = { log: '', masked, states }
    try {
      const conclusion = await run(parseInputs(definition, env), services)
      return { ...ended, log: lines.join('\n'), conclusion, error: undefined }
    } catch (error) {
      return {
        ...ended,
        log: lines.join('\n'),
        conclusion: undefined,
        error: error instanceof Error ? error : new Error(String(error)),
      }
    }
  }

  function inputVariables(inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const given = {
      kubeconfig: cluster.kubeconfig,
      namespace: NAMESPACE,
      manifests: 'k8s',
      image: `${registry.host}/octo/app`,
      'trusted-keys': keys.publicKeyPem,
      'policy-digest': POLICY,
      'labels-digest': LABELS,
      'registry-username': ACCOUNT.username,
      'registry-password': ACCOUNT.password,
      timeout: '25s',
      'lease-wait': '0s',
      'lease-duration': '6s',
      ...inputs,
    }
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))
  }

  /** Runs the action as a process of its own, as the runner would; `onLine` may end it. */
  async function spawnAction(
    inputs: Readonly<Record<string, string>>,
    state: Readonly<Record<string, string>>,
    onLine: (line: string, kill: (signal: NodeJS.Signals) => void) => void,
  ): Promise<{
    readonly code: number | null
    readonly states: Readonly<Record<string, string>>
    readonly output: string
  }> {
    const folder = await mkdtemp(join(scratch, 'process-'))
    const stateFile = join(folder, 'state')
    await writeFile(stateFile, '')
    const entry = join(import.meta.dirname, '../../actions/k8s-deploy/src/index.ts')
    const child = spawn(process.execPath, [entry], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        GITHUB_WORKSPACE: workspace,
        GITHUB_REPOSITORY: 'octo/model',
        GITHUB_RUN_ID: String(++clients),
        GITHUB_SHA: 'c'.repeat(40),
        GITHUB_STATE: stateFile,
        GITHUB_OUTPUT: stateFile,
        RUNNER_TEMP: folder,
        ...inputVariables(inputs),
        ...Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])),
      },
    })
    const lines: string[] = []
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line)
      onLine(line, (signal) => child.kill(signal))
    }
    const code =
      child.exitCode ?? (child.signalCode === null ? await once(child, 'close').then(() => child.exitCode) : null)
    const states = [...(await readFile(stateFile, 'utf8')).matchAll(/^(.+)<<(.+)\n([\s\S]*?)\n\2$/gm)]
    return {
      code,
      output: lines.join('\n'),
      states: Object.fromEntries(states.map(([, name = '', , value = '']) => [name, value])),
    }
  }

  async function stop(): Promise<void> {
    client.close()
    await cluster.stop()
    await registry.stop()
    await rm(scratch, { recursive: true, force: true })
  }

  return { scratch, workspace, registry, cluster: client, keys, signing, open, release, github, act, spawnAction, stop }
}
