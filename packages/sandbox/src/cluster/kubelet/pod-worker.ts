import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PORT_ANNOTATION } from '../controllers/endpoints.ts'
import { isPod, type Pod } from '../kinds.ts'
import { RESOURCES } from '../schema/resources.ts'
import { timestamp } from '../storage/object.ts'
import { BackOff, goDuration } from './back-off.ts'
import { ConfigError } from './environment.ts'
import { watchHealth } from './health.ts'
import { type Image, PullError } from './image.ts'
import { commandLine } from './launch.ts'
import { ContainerLog } from './log.ts'
import { containerOf, type Node } from './node.ts'
import { type Mount, StartError } from './path-map.ts'
import { type ContainerProcess, type Exit, startProcess } from './process.ts'
import { type Known, nothingKnown, podStatus } from './status.ts'
import { MountError, mountVolumes } from './volumes.ts'

const KUBELET = 'kubelet'
/** How often the kubelet looks again at what is missing. */
const RETRY_MS = 1000

/** One pod on the node, from its placement to its end. */
export class PodWorker {
  readonly #node: Node
  readonly #stopping = new AbortController()
  readonly #uid: string
  readonly #namespace: string
  readonly #name: string
  readonly #pod: Pod
  readonly #known: Known = nothingKnown()
  readonly #restarts: BackOff
  #process: ContainerProcess | undefined
  #startedAt = ''
  #port = 0
  readonly #ended: Promise<void>

  constructor(node: Node, pod: Pod) {
    this.#node = node
    this.#pod = pod
    this.#uid = pod.metadata.uid
    this.#namespace = pod.metadata.namespace ?? ''
    this.#name = pod.metadata.name
    this.#restarts = new BackOff(node.backOffMs)
    this.#ended = this.#live().catch((error: unknown) => {
      if (!this.#stopping.signal.aborted) this.#waiting('CreateContainerError', messageOf(error))
    })
  }

  /** Where the log of the container's current or an earlier run is; undefined when there was no such run. */
  logFile(previous: boolean): string | undefined {
    const run = this.#known.restartCount - (previous ? 1 : 0)
    const begun = this.#known.containerID !== ''
    return run < 0 || !begun ? undefined : this.#log(run)
  }

  get waitingReason(): string | undefined {
    return this.#known.state.waiting?.reason
  }

  /** Ends the pod as its deletion asks: preStop, SIGTERM, the rest of the grace period, SIGKILL. */
  async terminate(graceSeconds: number): Promise<void> {
    const deadline = Date.now() + graceSeconds * 1000
    this.#stopping.abort()
    const process = this.#process
    const container = containerOf(this.#pod)
    if (process !== undefined) {
      this.#event('Normal', 'Killing', `Stopping container ${container.name}`)
      const pause = container.lifecycle?.preStop?.sleep?.seconds ?? 0
      await Promise.race([sleep(Math.min(pause, graceSeconds) * 1000), process.exited])
      process.signal('SIGTERM')
      const kill = setTimeout(() => process.signal('SIGKILL'), Math.max(0, deadline - Date.now()))
      await process.exited
      clearTimeout(kill)
    }
    await this.#ended
    this.#known.finished = true
    this.#known.ready = false
    this.#known.started = false
    this.#publish()
    await this.#forget()
  }

  /** Ends the pod at once and leaves its object alone. */
  async kill(graceMs: number): Promise<void> {
    this.#stopping.abort()
    const process = this.#process
    if (process !== undefined) {
      process.signal('SIGTERM')
      const kill = setTimeout(() => process.signal('SIGKILL'), graceMs)
      await process.exited
      clearTimeout(kill)
    }
    await this.#ended
  }

  async #forget(): Promise<void> {
    if (this.#port !== 0) this.#node.ports.release(this.#port)
    await rm(join(this.#directory, 'volumes'), { recursive: true, force: true })
    await rm(join(this.#directory, 'home'), { recursive: true, force: true })
  }

  get #directory(): string {
    return join(this.#node.dir, 'pods', this.#uid)
  }

  #log(run: number): string {
    return join(this.#directory, 'logs', `${run}.log`)
  }

  async #live(): Promise<void> {
    const begun = Date.now()
    this.#publish()
    this.#port = await this.#node.ports.take()
    this.#annotate()
    const mounts = await this.#mount()
    for (;;) {
      const image = await this.#pull()
      const left = begun + this.#node.startDelayMs - Date.now()
      await this.#sleep(Math.max(0, left))
      const exit = await this.#run(image, mounts)
      if (this.#stopping.signal.aborted) return
      if (exit !== undefined) await this.#backOff()
    }
  }

  async #mount(): Promise<Mount[]> {
    for (;;) {
      try {
        return await mountVolumes(this.#node.api.store, this.#pod, this.#directory)
      } catch (error) {
        if (!(error instanceof MountError)) throw error
        this.#event('Warning', 'FailedMount', error.message)
        await this.#sleep(RETRY_MS)
      }
    }
  }

  async #pull(): Promise<Image> {
    const { image, imagePullPolicy } = containerOf(this.#pod)
    const delays = new BackOff(this.#node.backOffMs)
    for (;;) {
      const present = imagePullPolicy === 'Always' ? undefined : this.#node.images.present(image)
      if (present !== undefined) {
        this.#event('Normal', 'Pulled', `Container image "${image}" already present on machine`)
        return present
      }
      try {
        if (imagePullPolicy === 'Never') {
          throw new PullError(
            'ErrImageNeverPull',
            `Container image "${image}" is not present with pull policy of Never`,
          )
        }
        return await this.#fetch(image)
      } catch (error) {
        if (!(error instanceof PullError)) throw error
        await this.#pullFailed(image, error, delays.next())
      }
    }
  }

  async #fetch(image: string): Promise<Image> {
    this.#event('Normal', 'Pulling', `Pulling image "${image}"`)
    const began = performance.now()
    const pulled = await this.#node.images.pull(image)
    this.#stopping.signal.throwIfAborted()
    const took = goDuration(Math.round(performance.now() - began))
    const size = `Image size: ${pulled.bytes} bytes.`
    this.#event(
      'Normal',
      'Pulled',
      `Successfully pulled image "${image}" in ${took} (${took} including waiting). ${size}`,
    )
    return pulled
  }

  async #pullFailed(image: string, error: PullError, delayMs: number): Promise<void> {
    this.#stopping.signal.throwIfAborted()
    if (error.reason !== 'ErrImagePull') {
      this.#event('Warning', error.reason === 'InvalidImageName' ? 'InspectFailed' : 'ErrImageNeverPull', error.message)
      this.#event('Warning', 'Failed', `Error: ${error.reason}`)
      this.#waiting(error.reason, error.message)
      return this.#sleep(delayMs)
    }
    this.#event('Warning', 'Failed', `Failed to pull image "${image}": ${error.message}`)
    this.#event('Warning', 'Failed', 'Error: ErrImagePull')
    this.#waiting('ErrImagePull', error.message)
    await this.#sleep(Math.min(RETRY_MS, delayMs / 2))
    this.#event('Normal', 'BackOff', `Back-off pulling image "${image}"`)
    this.#event('Warning', 'Failed', 'Error: ImagePullBackOff')
    this.#waiting('ImagePullBackOff', `Back-off pulling image "${image}": ErrImagePull: ${error.message}`)
    return this.#sleep(delayMs)
  }

  /** One run of the container; undefined when it could not even be described. */
  async #run(image: Image, mounts: readonly Mount[]): Promise<Exit | undefined> {
    const container = containerOf(this.#pod)
    const run = this.#known.containerID === '' ? 0 : this.#known.restartCount + 1
    const containerID = `sandbox://${this.#uid}-${run}`
    try {
      const { store } = this.#node.api
      const pod = this.#read() ?? this.#pod
      const given = { store, pod, container, image, mounts, port: this.#port }
      const launch = await commandLine({ ...given, directory: this.#directory, nodePath: this.#node.path })
      this.#stopping.signal.throwIfAborted()
      const log = new ContainerLog(this.#log(run))
      const process = await startProcess({ ...launch, log }, this.#node.reaper)
      this.#process = process
    } catch (error) {
      if (error instanceof ConfigError) {
        this.#event('Warning', 'Failed', `Error: ${error.message}`)
        this.#waiting('CreateContainerConfigError', error.message)
        await this.#sleep(RETRY_MS)
        return undefined
      }
      this.#stopping.signal.throwIfAborted()
      return this.#startFailed(error, run, containerID, image)
    }
    this.#begin(run, containerID, image)
    return this.#follow(this.#process)
  }

  #begin(run: number, containerID: string, image: Image): void {
    const container = containerOf(this.#pod)
    if (run > 0) Object.assign(this.#known, { lastState: this.#known.state, restartCount: run })
    if (this.#known.lastState.terminated === undefined) this.#known.lastState = {}
    this.#startedAt = timestamp()
    const state = { running: { startedAt: this.#startedAt } }
    Object.assign(this.#known, { state, containerID, imageID: image.id, ready: false, started: false })
    this.#event('Normal', 'Created', `Created container: ${container.name}`)
    this.#event('Normal', 'Started', `Started container ${container.name}`)
  }

  async #follow(process: ContainerProcess): Promise<Exit> {
    const container = containerOf(this.#pod)
    const [declared] = container.ports ?? []
    const health = watchHealth(
      container,
      { port: this.#port, declared },
      {
        changed: ({ ready, started }) => {
          Object.assign(this.#known, { ready, started })
          this.#publish()
        },
        unhealthy: (message) => this.#event('Warning', 'Unhealthy', message),
        doomed: (probe) => {
          this.#event('Normal', 'Killing', `Container ${container.name} failed ${probe} probe, will be restarted`)
          process.signal('SIGTERM')
          const grace = this.#pod.spec.terminationGracePeriodSeconds * 1000
          const kill = setTimeout(() => process.signal('SIGKILL'), grace)
          process.exited.then(() => clearTimeout(kill)).catch(() => {})
        },
      },
    )
    const exit = await process.exited
    health.stop()
    this.#process = undefined
    this.#terminated(exit, exit.exitCode === 0 ? 'Completed' : 'Error')
    return exit
  }

  #terminated(exit: Exit, reason: string, message?: string): void {
    const containerID = this.#known.containerID
    const finishedAt = timestamp()
    const terminated = { ...exit, reason, startedAt: this.#startedAt || finishedAt, finishedAt, containerID }
    this.#known.state = { terminated: message === undefined ? terminated : { ...terminated, message } }
    Object.assign(this.#known, { ready: false, started: false })
    if (!this.#stopping.signal.aborted) this.#publish()
  }

  /** The runtime could not start the command. The kubelet counts it as a run that ended with 128. */
  #startFailed(error: unknown, run: number, containerID: string, image: Image): Exit {
    const why = error instanceof StartError ? error.message : `exec: ${messageOf(error)}`
    const message = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${why}: unknown`
    new ContainerLog(this.#log(run)).close()
    this.#event('Warning', 'Failed', `Error: ${message}`)
    if (run > 0) Object.assign(this.#known, { lastState: this.#known.state, restartCount: run })
    Object.assign(this.#known, { containerID, imageID: image.id })
    this.#terminated({ exitCode: 128 }, 'StartError', message)
    return { exitCode: 128 }
  }

  /** The first restart is immediate, the ones after it wait longer and longer. */
  async #backOff(): Promise<void> {
    if (this.#known.restartCount === 0) return this.#sleep(FIRST_RESTART_MS)
    const delay = this.#restarts.next()
    const { name } = containerOf(this.#pod)
    const terminated = this.#known.state
    await this.#sleep(Math.min(RETRY_MS, delay / 2))
    const where = `${this.#name}_${this.#namespace}(${this.#uid})`
    this.#event('Warning', 'BackOff', `Back-off restarting failed container ${name} in pod ${where}`)
    this.#known.lastState = terminated
    this.#waiting('CrashLoopBackOff', `back-off ${goDuration(delay)} restarting failed container=${name} pod=${where}`)
    await this.#sleep(delay)
    this.#known.state = terminated
  }

  async #sleep(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#stopping.signal })
  }

  #waiting(reason: string, message: string): void {
    this.#known.state = { waiting: { reason, message } }
    this.#known.ready = false
    this.#publish()
  }

  #event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.#node.events.record(this.#read() ?? this.#pod, type, reason, message, KUBELET)
  }

  #read(): Pod | undefined {
    const pod = this.#node.api.store.get(RESOURCES.pods, this.#namespace, this.#name)
    return pod !== undefined && isPod(pod) && pod.metadata.uid === this.#uid ? pod : undefined
  }

  #annotate(): void {
    const pod = this.#read()
    if (pod === undefined) return
    const annotations = { ...pod.metadata.annotations, [PORT_ANNOTATION]: String(this.#port) }
    const next = { ...pod, metadata: { ...pod.metadata, annotations } }
    this.#node.api.replace(RESOURCES.pods, this.#namespace, this.#name, next, { manager: KUBELET })
  }

  #publish(): void {
    const pod = this.#read()
    if (pod === undefined) return
    const next = { ...pod, status: podStatus(pod, this.#known) }
    this.#node.api.replace(RESOURCES.pods, this.#namespace, this.#name, next, {
      manager: KUBELET,
      subresource: 'status',
    })
  }
}

const FIRST_RESTART_MS = 100

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
