import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pod } from '../kinds.ts'
import { timestamp } from '../storage/object.ts'
import { BackOff, goDuration } from './back-off.ts'
import { ConfigError } from './environment.ts'
import { watchHealth } from './health.ts'
import type { Image } from './image.ts'
import { commandLine } from './launch.ts'
import { ContainerLog } from './log.ts'
import { type Node, RETRY_MS } from './node.ts'
import { type Mount, StartError } from './path-map.ts'
import { PodRecord } from './pod-record.ts'
import { type ContainerProcess, type Exit, startProcess } from './process.ts'
import { pullImage } from './pull.ts'
import { MountError, mountVolumes } from './volumes.ts'

const FIRST_RESTART_MS = 100

/** One pod on the node, from its placement to its end. */
export class PodWorker {
  readonly #node: Node
  readonly #record: PodRecord
  readonly #stopping = new AbortController()
  readonly #restarts: BackOff
  readonly #ended: Promise<void>
  readonly #directory: string
  #process: ContainerProcess | undefined
  #startedAt = ''
  #port = 0

  constructor(node: Node, pod: Pod) {
    this.#node = node
    this.#record = new PodRecord(node, pod)
    this.#restarts = new BackOff(node.backOffMs)
    this.#directory = join(node.dir, 'pods', pod.metadata.uid)
    this.#ended = this.#live().catch((error: unknown) => {
      if (!this.#stopping.signal.aborted) this.#record.waiting('CreateContainerError', messageOf(error))
    })
  }

  /** Where the log of the container's current or previous run is; undefined when there was no such run. */
  logFile(previous: boolean): string | undefined {
    const { restartCount, containerID } = this.#record.known
    const run = restartCount - (previous ? 1 : 0)
    return run < 0 || containerID === '' ? undefined : this.#log(run)
  }

  get waitingReason(): string | undefined {
    return this.#record.known.state.waiting?.reason
  }

  /** Ends the pod as its deletion asks: preStop, SIGTERM, the rest of the grace period, SIGKILL; then a last status. */
  async terminate(graceSeconds: number): Promise<void> {
    const deadline = Date.now() + graceSeconds * 1000
    this.#stopping.abort()
    const process = this.#process
    const { container, known } = this.#record
    if (process !== undefined) {
      this.#record.event('Normal', 'Killing', `Stopping container ${container.name}`)
      const pause = container.lifecycle?.preStop?.sleep?.seconds ?? 0
      await Promise.race([sleep(Math.min(pause, graceSeconds) * 1000), process.exited])
      process.signal('SIGTERM')
      const kill = setTimeout(() => process.signal('SIGKILL'), Math.max(0, deadline - Date.now()))
      await process.exited
      clearTimeout(kill)
    }
    await this.#ended
    Object.assign(known, { finished: true, ready: false, started: false })
    this.#record.publish()
    if (this.#port !== 0) this.#node.ports.release(this.#port)
    await rm(join(this.#directory, 'volumes'), { recursive: true, force: true })
    await rm(join(this.#directory, 'home'), { recursive: true, force: true })
  }

  /** Ends the pod and leaves its object alone. */
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

  #log(run: number): string {
    return join(this.#directory, 'logs', `${run}.log`)
  }

  async #live(): Promise<void> {
    const begun = Date.now()
    this.#record.publish()
    this.#port = await this.#node.ports.take()
    this.#record.annotate(this.#port)
    const mounts = await this.#mount()
    for (;;) {
      const image = await pullImage(this.#node, this.#record, (milliseconds) => this.#sleep(milliseconds))
      await this.#sleep(Math.max(0, begun + this.#node.startDelayMs - Date.now()))
      const exit = await this.#run(image, mounts)
      if (this.#stopping.signal.aborted) return
      if (exit?.exitCode === 0 && this.#record.pod.spec.restartPolicy === 'OnFailure') return this.#complete()
      if (exit !== undefined) await this.#backOff()
    }
  }

  /** A pod that has done its work stays as it is until it is deleted. */
  #complete(): void {
    Object.assign(this.#record.known, { finished: true, ready: false, started: false })
    this.#record.publish()
  }

  async #mount(): Promise<Mount[]> {
    for (;;) {
      try {
        return await mountVolumes(this.#node.api.store, this.#record.pod, this.#directory, this.#node.account.token)
      } catch (error) {
        if (!(error instanceof MountError)) throw error
        this.#record.event('Warning', 'FailedMount', error.message)
        await this.#sleep(RETRY_MS)
      }
    }
  }

  /** One run of the container; undefined when it could not even be described. */
  async #run(image: Image, mounts: readonly Mount[]): Promise<Exit | undefined> {
    const { known, pod } = this.#record
    const run = known.containerID === '' ? 0 : known.restartCount + 1
    try {
      const process = await this.#start(image, mounts, run)
      if (this.#stopping.signal.aborted) process.signal('SIGKILL')
      this.#process = process
    } catch (error) {
      this.#stopping.signal.throwIfAborted()
      if (!(error instanceof ConfigError)) return this.#startFailed(error, run, image)
      this.#record.event('Warning', 'Failed', `Error: ${error.message}`)
      this.#record.waiting('CreateContainerConfigError', error.message)
      await this.#sleep(RETRY_MS)
      return undefined
    }
    this.#begin(run, image)
    this.#startedAt = timestamp()
    known.state = { running: { startedAt: this.#startedAt } }
    this.#record.event('Normal', 'Created', `Created container: ${this.#record.container.name}`)
    this.#record.event('Normal', 'Started', `Started container ${this.#record.container.name}`)
    return this.#follow(this.#process, pod.spec.terminationGracePeriodSeconds)
  }

  async #start(image: Image, mounts: readonly Mount[], run: number): Promise<ContainerProcess> {
    const { container } = this.#record
    const { store } = this.#node.api
    const pod = this.#record.read() ?? this.#record.pod
    const given = { store, pod, container, image, mounts, port: this.#port }
    const launch = await commandLine({
      ...given,
      directory: this.#directory,
      nodePath: this.#node.path,
      apiPort: this.#node.account.port(),
    })
    this.#stopping.signal.throwIfAborted()
    return startProcess({ ...launch, log: new ContainerLog(this.#log(run)) }, this.#node.reaper)
  }

  /** Notes that a run begins; how the one before ended becomes the last state. */
  #begin(run: number, image: Image): void {
    const { known, pod } = this.#record
    if (run > 0) Object.assign(known, { lastState: known.state, restartCount: run })
    const containerID = `sandbox://${pod.metadata.uid}-${run}`
    Object.assign(known, { containerID, imageID: image.id, ready: false, started: false })
  }

  async #follow(process: ContainerProcess, graceSeconds: number): Promise<Exit> {
    const { container, known } = this.#record
    const [declared] = container.ports ?? []
    const target = { port: this.#port, declared }
    const health = watchHealth(container, target, {
      changed: ({ ready, started }) => {
        Object.assign(known, { ready, started })
        this.#record.publish()
      },
      unhealthy: (message) => this.#record.event('Warning', 'Unhealthy', message),
      doomed: (probe) => {
        const message = `Container ${container.name} failed ${probe} probe, will be restarted`
        this.#record.event('Normal', 'Killing', message)
        process.signal('SIGTERM')
        const kill = setTimeout(() => process.signal('SIGKILL'), graceSeconds * 1000)
        process.exited.then(() => clearTimeout(kill)).catch(() => {})
      },
    })
    const exit = await process.exited
    health.stop()
    this.#process = undefined
    this.#terminated(exit, exit.exitCode === 0 ? 'Completed' : 'Error')
    return exit
  }

  #terminated(exit: Exit, reason: string, message?: string): void {
    const { known } = this.#record
    const finishedAt = timestamp()
    const startedAt = this.#startedAt || finishedAt
    const terminated = { ...exit, reason, startedAt, finishedAt, containerID: known.containerID }
    known.state = { terminated: message === undefined ? terminated : { ...terminated, message } }
    Object.assign(known, { ready: false, started: false })
    if (!this.#stopping.signal.aborted) this.#record.publish()
  }

  /** The runtime could not start the command. The kubelet counts it as a run that ended with 128. */
  #startFailed(error: unknown, run: number, image: Image): Exit {
    const why = error instanceof StartError ? error.message : `exec: ${messageOf(error)}`
    const created = 'failed to create containerd task: failed to create shim task: OCI runtime create failed'
    const message = `${created}: runc create failed: unable to start container process: ${why}: unknown`
    new ContainerLog(this.#log(run)).close()
    this.#record.event('Warning', 'Failed', `Error: ${message}`)
    this.#begin(run, image)
    this.#terminated({ exitCode: 128 }, 'StartError', message)
    return { exitCode: 128 }
  }

  /** The first restart is immediate, the ones after it wait longer and longer. */
  async #backOff(): Promise<void> {
    const { known, container, fullName } = this.#record
    if (known.restartCount === 0) return this.#sleep(FIRST_RESTART_MS)
    const delay = this.#restarts.next()
    const terminated = known.state
    await this.#sleep(Math.min(RETRY_MS, delay / 2))
    const message = `Back-off restarting failed container ${container.name} in pod ${fullName}`
    this.#record.event('Warning', 'BackOff', message)
    known.lastState = terminated
    const waiting = `back-off ${goDuration(delay)} restarting failed container=${container.name} pod=${fullName}`
    this.#record.waiting('CrashLoopBackOff', waiting)
    await this.#sleep(delay)
    known.state = terminated
    return undefined
  }

  async #sleep(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#stopping.signal })
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
