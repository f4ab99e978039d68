import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { command } from '../../../test/services/command.ts'
import { up } from '../../../test/services/commands.ts'
import { endpoints, environment, stateOf } from '../../../test/services/endpoints.ts'
import { missingHere } from '../../../test/services/machine.ts'
import { ServiceError, type ServiceName } from '../../../test/services/service.ts'
import { ROOT } from '../../generate.ts'
import type { PythonHome } from '../python.ts'
import type { Stack } from '../stack.ts'
import { DemoStop } from '../stop.ts'
import { forwardTo } from './forwarder.ts'
import { modelRegistry } from './models.ts'
import { createNamespace } from './namespace.ts'
import { packageImages } from './package-images.ts'
import { realParts } from './parts.ts'

const SERVICES: readonly ServiceName[] = [
  'docker',
  'registry',
  'base-image',
  'kubernetes',
  'gateway',
  'prometheus',
  'mlflow',
]

interface Wanted {
  readonly root: string
  readonly example: string
  readonly runId: string
  readonly python: PythonHome
  readonly env: Readonly<Record<string, string | undefined>>
  /** Leave namespace, repositories and registered model where they are. */
  readonly keep: boolean
  readonly say: (line: string) => void
}

/** Throws what this machine lacks for real services, before anything has started. */
export async function assertRealIsPossible(): Promise<void> {
  const missing = await missingHere()
  if (missing.length > 0)
    throw new DemoStop(['The real services can not be brought onto this machine:', ...missing].join('\n- '))
}

/** Brings the services up that are not, and takes a namespace and repositories of this run's own on them. */
export async function startRealStack(dir: string, wanted: Wanted): Promise<Stack> {
  try {
    return await start(dir, wanted)
  } catch (error) {
    throw error instanceof ServiceError ? new DemoStop(error.message) : error
  }
}

async function start(dir: string, { root, example, runId, python, env, keep, say }: Wanted): Promise<Stack> {
  const ran = await up({ clone: ROOT, log: say }, SERVICES)
  const docker = await environment('docker')
  const clients = { DOCKER_HOST: docker['DOCKER_HOST'], DOCKER_CONFIG: docker['DOCKER_CONFIG'] }
  // Steps that need no container find this machine's Python, as on a runner.
  const searchPath = [python.bin, (await endpoints('docker')).bin, env['PATH'] ?? ''].join(':')
  const client = { ...env, ...clients, PATH: searchPath }
  const images = await packageImages(example, { env: client, say })
  const [registry, base, { routes }, { url }, mlflow] = await Promise.all([
    endpoints('registry'),
    endpoints('base-image'),
    endpoints('gateway'),
    endpoints('prometheus'),
    endpoints('mlflow'),
  ])
  const name = `demo-${runId.toLowerCase()}`
  const { username, password, basic: host } = registry
  // Names below `localhost` are this machine's own (RFC 6761).
  const hostname = `${name}.localhost`
  const namespace = await createNamespace({
    root,
    name,
    hostname,
    pulls: { host, username, password },
    folder: dir,
  })
  const metrics = await forwardTo(url)
  const models = modelRegistry(mlflow.url, name)
  return {
    registry: { host, namespace: `demo/${name}`, username, password },
    cluster: namespace.cluster,
    router: { url: `http://${hostname}:${new URL(routes).port}` },
    metrics,
    vars: {
      ML_BASE_IMAGE: images.serving,
      ML_TRAIN_IMAGE: images.training,
      ML_ENGINE: 'docker',
      ML_BUILDER: 'buildx',
      CANARY_DEAD_MAN_IMAGE: images.node,
      MLFLOW_TRACKING_URI: mlflow.url,
      MLFLOW_MODEL: name,
      CANARY_INTERVAL: '2s',
      CANARY_STEP_DURATION: '4s',
      CANARY_BLIND_BUDGET: '15s',
      // Control plane, router, Docker, client and pods share this machine's processors; the slow release is far beyond it.
      CANARY_LATENCY_TOLERANCE: '35',
    },
    env: { ...clients, PATH: searchPath },
    requestsPerSecond: 120,
    parts: realParts(ran, { base: base.image, hostname }),
    champion: () => models.champion(),
    stopMetrics: () => metrics.cut(),
    async stop() {
      await metrics.cut()
      if (keep) return say(`kept: namespace and registered model ${name}, repositories ${host}/demo/${name}`)
      await namespace.remove()
      await models.remove()
      await rm(repositoriesOf(name), { recursive: true, force: true })
      await removeImages(`${host}/demo/${name}/*`, client)
    },
  }
}

/** Removes what Docker keeps of the images that this run built. */
async function removeImages(reference: string, env: Wanted['env']): Promise<void> {
  const found = await command(['docker', 'image', 'ls', '--quiet', `--filter=reference=${reference}`], { env })
  const images = new Set(found.split('\n').filter((line) => line !== ''))
  if (images.size > 0) await command(['docker', 'image', 'rm', '--force', ...images], { env })
}

/** Where the registry keeps what its repositories hold: a registry has no request that removes one. */
function repositoriesOf(name: string): string {
  return join(stateOf('registry'), 'basic-data/docker/registry/v2/repositories/demo', name)
}
