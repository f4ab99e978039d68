import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { within } from '../../support/within.ts'
import { command, succeeds } from '../command.ts'
import { answers, type Daemon, end, isAlive, start } from '../daemon.ts'
import { debianPackages, debianVersion } from '../debian.ts'
import { goPrograms } from '../go.ts'
import { type Context, type Running, type Service, ServiceError, type Status } from '../service.ts'
import { removeControlGroup, removeState } from '../traces.ts'
import { type Admin, discoveryToken, kubectl, offerDevices, restrictedToken } from './accounts.ts'
import * as components from './components.ts'
import { configureContainerd, trustRegistry } from './containerd.ts'
import { writeKubeconfig } from './kubeconfig.ts'
import { API_URL, LAYOUT, type Paths, pathsOf, VERSION } from './layout.ts'
import { filesOutside, removeFiles } from './leftovers.ts'
import { addControlGroups, addNodeAddress, hasKubernetesRules, removeNetwork } from './network.ts'
import { writePauseImage } from './pause.ts'
import { makeCertificates, readCertificate } from './pki.ts'

const PACKAGES = ['containerd', 'runc', 'containernetworking-plugins', 'iptables', 'conntrack', 'iproute2', 'openssl']
/** Of two makers: suites that use up all of one run side by side. */
const DEVICES = { 'nvidia.com/gpu': 2, 'amd.com/gpu': 2 }
const READY_MS = 120_000

/** In the order in which they are ended. */
const DAEMONS = ['kubelet', 'proxy', 'scheduler', 'controller-manager', 'apiserver', 'etcd', 'containerd'] as const

export const kubernetes: Service<'kubernetes'> = {
  name: 'kubernetes',
  about: `Kubernetes ${VERSION} with one node: etcd, API server, controllers, scheduler, kubelet and kube-proxy in one program built from the Go modules, over Debian's containerd`,
  after: [],
  follows: ['registry'],

  async version(context) {
    const text = await command([join(await programs(context), 'kube'), 'kubelet', '--version'])
    return `${text.trim()}, containerd ${await debianVersion('containerd')}`
  },

  async install(context) {
    await debianPackages(context, PACKAGES)
    await programs(context)
    await pauseProgram(context)
  },

  async up(context) {
    const paths = pathsOf(context.state)
    await trustRegistries(context, paths)
    const account = paths.kubeconfig('ml-actions')
    // Written last: a run that was killed before goes on where it was.
    if (!existsSync(account) || !(await isReady(paths))) await bringUp(context, paths)
    return describe(paths)
  },

  async down(context) {
    const paths = pathsOf(context.state)
    for (const name of DAEMONS) await end(daemon(paths, name), { graceMs: 0 })
    const files = await filesOutside(paths)
    await removeControlGroup(LAYOUT.cgroup)
    // The shims outlive containerd; with their mounts go the pods' network namespaces.
    await removeState(paths.dir)
    await removeNetwork()
    await removeFiles(files)
  },

  async status({ state }): Promise<Status> {
    const paths = pathsOf(state)
    if (await isReady(paths)) return { running: true, detail: `${API_URL}, kubeconfig ${paths.kubeconfig('admin')}` }
    const alive = await Promise.all(DAEMONS.map((name) => isAlive(daemon(paths, name))))
    const dead = DAEMONS.filter((_, index) => alive[index] !== true)
    return {
      running: false,
      detail: dead.length === DAEMONS.length ? 'down' : `not ready; not running: ${dead.join(' ')}`,
    }
  },
}

/** A process of the cluster, for tests that end it and start it again. */
export function daemon(paths: Paths, name: (typeof DAEMONS)[number]): Daemon {
  return { state: paths.dir, name }
}

/** Starts the API server, where it does not run, and waits until it answers. */
export async function startApiServer(context: Context): Promise<void> {
  const paths = pathsOf(context.state)
  await startComponent(context, paths, components.apiServer(paths))
  await answers(daemon(paths, 'apiserver'), () => isAnswering(paths), { limitMs: READY_MS })
}

async function bringUp(context: Context, paths: Paths): Promise<void> {
  await refuseOthers(paths)
  await prepare(context, paths)
  await Promise.all([startContainerd(context, paths), startComponent(context, paths, components.etcd(paths))])
  await startApiServer(context)
  const rest = [components.controllerManager, components.scheduler, components.kubelet, components.proxy]
  for (const make of rest) await startComponent(context, paths, make(paths))
  const admin = adminOf(paths)
  await answers(daemon(paths, 'kubelet'), () => isReady(paths), { limitMs: READY_MS })
  await offerDevices(admin, DEVICES)
  const authority = await readFile(join(paths.pki, 'ca.crt'), 'utf8')
  await writeFile(join(paths.dir, 'discovery.token'), await discoveryToken(admin), { mode: 0o600 })
  const account = await restrictedToken(admin, context.clone, 'default')
  await writeKubeconfig(paths.kubeconfig('ml-actions'), authority, 'ml-actions', { token: account })
}

/** Says so when the place is taken, before anything is changed. */
async function refuseOthers(paths: Paths): Promise<void> {
  const fix = 'Only one such cluster can run on a machine. End the other one, or use another machine.'
  if ((await hasKubernetesRules()) && !(await isOurs(paths)))
    throw new ServiceError('The iptables rules of another Kubernetes are on this machine.', { fix })
  const ports = [
    [LAYOUT.etcdPort, 'etcd'],
    [LAYOUT.apiPort, 'apiserver'],
    [LAYOUT.kubeletPort, 'kubelet'],
  ] as const
  for (const [port, name] of ports) {
    if (!(await isAlive(daemon(paths, name))) && !(await isFree(port)))
      throw new ServiceError(`Port ${port} of this machine is taken; ${name} needs it.`, { fix })
  }
}

/** Whether this cluster was begun before. */
async function isOurs(paths: Paths): Promise<boolean> {
  return succeeds(['test', '-d', paths.pki])
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

async function prepare(context: Context, paths: Paths): Promise<void> {
  await mkdir(paths.config, { recursive: true })
  await makeCertificates(paths.pki)
  const authority = await readFile(join(paths.pki, 'ca.crt'), 'utf8')
  for (const name of ['admin', 'controller-manager', 'scheduler', 'proxy', 'node']) {
    await writeKubeconfig(paths.kubeconfig(name), authority, name, await readCertificate(paths.pki, name))
  }
  for (const [name, content] of Object.entries(components.configurations(paths))) {
    await writeFile(join(paths.config, name), JSON.stringify(content, null, 2))
  }
  await mkdir(paths.bin, { recursive: true })
  await rm(join(paths.bin, 'kubectl'), { force: true })
  await symlink(join(await programs(context), 'kube'), join(paths.bin, 'kubectl'))
  await configureContainerd(paths)
  await addNodeAddress()
  await addControlGroups()
}

async function startContainerd(context: Context, paths: Paths): Promise<void> {
  const containerd = daemon(paths, 'containerd')
  await start(containerd, { argv: ['containerd', '--config', join(paths.config, 'containerd.toml')] })
  const ctr = ['ctr', '--address', paths.socket, '--namespace', 'k8s.io'] as const
  await answers(containerd, () => succeeds([...ctr, 'version']))
  const archive = join(paths.dir, 'pause.tar')
  await writePauseImage(await pauseProgram(context), LAYOUT.pauseImage, archive)
  await command([...ctr, 'images', 'import', archive])
}

async function startComponent(context: Context, paths: Paths, component: components.Component): Promise<void> {
  const kube = join(await programs(context), 'kube')
  await start({ state: paths.dir, name: component.name }, { argv: [kube, ...component.args] })
}

/** Registries that are up on loopback are pulled from without further words. */
async function trustRegistries(context: Context, paths: Paths): Promise<void> {
  const registry = await context.running('registry')
  if (registry === undefined) return
  const { open, basic, older, tls, ca } = registry.endpoints
  for (const host of [open, basic, older]) await trustRegistry(paths, host)
  await trustRegistry(paths, tls, await readFile(ca, 'utf8'))
}

function adminOf(paths: Paths): Admin {
  return { kubectl: join(paths.bin, 'kubectl'), kubeconfig: paths.kubeconfig('admin') }
}

async function isAnswering(paths: Paths): Promise<boolean> {
  return (await kubectl(adminOf(paths), ['get', '--raw=/readyz', '--request-timeout=5s'])) === 'ok'
}

/** Every process lives, the node is ready, and pods can be created. */
async function isReady(paths: Paths): Promise<boolean> {
  for (const name of DAEMONS) if (!(await isAlive(daemon(paths, name)))) return false
  const asAdmin = (...args: string[]) => kubectl(adminOf(paths), [...args, '--request-timeout=5s'])
  const condition = 'jsonpath={.status.conditions[?(@.type=="Ready")].status}'
  return within(0, async () => {
    if ((await asAdmin('get', 'node', LAYOUT.node, '-o', condition)) !== 'True') return false
    return (await asAdmin('get', 'serviceaccount', 'default', '-o', 'name')) !== ''
  })
}

async function describe(paths: Paths): Promise<Running<'kubernetes'>> {
  return {
    endpoints: {
      kubeconfig: paths.kubeconfig('admin'),
      restricted: paths.kubeconfig('ml-actions'),
      server: API_URL,
      token: join(paths.dir, 'discovery.token'),
      ca: join(paths.pki, 'ca.crt'),
      containerd: paths.socket,
      kubectl: join(paths.bin, 'kubectl'),
      node: LAYOUT.node,
    },
    env: { KUBECONFIG: paths.kubeconfig('admin') },
    bin: paths.bin,
  }
}

function programs(context: Context): Promise<string> {
  const package_ = 'k8s.io/component-base/version'
  const values = [
    `${package_}.gitVersion=v${VERSION}`,
    `${package_}.gitMajor=1`,
    `${package_}.gitMinor=34`,
    `${package_}.gitTreeState=clean`,
  ]
  return goPrograms(context, {
    name: 'kubernetes',
    module: join(import.meta.dirname, 'kube'),
    programs: { kube: '.' },
    flags: [`-ldflags=-s -w ${values.map((value) => `-X ${value}`).join(' ')}`],
  })
}

async function pauseProgram(context: Context): Promise<string> {
  const module = join(import.meta.dirname, 'pause')
  return join(await goPrograms(context, { name: 'pause', module, programs: { pause: '.' } }), 'pause')
}
