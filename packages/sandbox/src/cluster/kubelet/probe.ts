import { get } from 'node:http'
import { connect } from 'node:net'
import type { Probe } from '../kinds.ts'

/** What a probe says: nothing is wrong, or what is. */
export type ProbeResult = { readonly healthy: true } | { readonly healthy: false; readonly message: string }

/** Where a pod listens in truth. */
export interface ProbeTarget {
  readonly port: number
  /** The port that the pod declares; probes of any other one are made as they are written. */
  readonly declared: { readonly containerPort: number; readonly name?: string } | undefined
}

/** Runs a probe once. */
function runProbe(probe: Probe, target: ProbeTarget): Promise<ProbeResult> {
  const timeoutMs = probe.timeoutSeconds * 1000
  if (probe.httpGet !== undefined) return httpGet(probe.httpGet, portOf(probe.httpGet.port, target), timeoutMs, target)
  if (probe.tcpSocket !== undefined) return tcpSocket(portOf(probe.tcpSocket.port, target), timeoutMs, target)
  return Promise.resolve({ healthy: false, message: 'missing probe handler' })
}

function portOf(port: string | number, { declared, port: real }: ProbeTarget): number {
  if (declared === undefined || port === declared.containerPort || port === declared.name) return real
  return Number(port)
}

function httpGet(
  { path, httpHeaders = [] }: NonNullable<Probe['httpGet']>,
  port: number,
  timeoutMs: number,
  target: ProbeTarget,
): Promise<ProbeResult> {
  const url = `http://127.0.0.1:${port}${path.startsWith('/') ? path : `/${path}`}`
  const headers = {
    'user-agent': 'kube-probe/1.34',
    accept: '*/*',
    connection: 'close',
    ...Object.fromEntries(httpHeaders.map(({ name, value }) => [name, value])),
  }
  return new Promise((resolve) => {
    const request = get(url, { headers, timeout: timeoutMs, agent: false }, (response) => {
      clearTimeout(timer)
      response.resume()
      const code = response.statusCode ?? 0
      const message = `HTTP probe failed with statuscode: ${code}`
      resolve(code >= 200 && code < 400 ? { healthy: true } : { healthy: false, message })
      response.on('error', () => {})
    })
    const timer = setTimeout(() => {
      const message = `Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`
      resolve({ healthy: false, message })
      request.destroy()
    }, timeoutMs)
    request.on('error', (error) => {
      clearTimeout(timer)
      resolve({ healthy: false, message: `Get "${url}": ${dialError(error, port, target)}` })
    })
  })
}

function tcpSocket(port: number, timeoutMs: number, target: ProbeTarget): Promise<ProbeResult> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: timeoutMs })
    const end = (result: ProbeResult): void => {
      socket.destroy()
      resolve(result)
    }
    socket.once('connect', () => end({ healthy: true }))
    socket.once('timeout', () => end({ healthy: false, message: `dial tcp 127.0.0.1:${port}: i/o timeout` }))
    socket.once('error', (error) => end({ healthy: false, message: dialError(error, port, target) }))
  })
}

function dialError(error: Error, port: number, target: ProbeTarget): string {
  if (!('code' in error) || error.code !== 'ECONNREFUSED') return `read tcp 127.0.0.1:${port}: ${error.message}`
  const hint = port === target.port ? `: nothing listens on the pod's PORT=${port}` : ''
  return `dial tcp 127.0.0.1:${port}: connect: connection refused${hint}`
}

/** What becomes known of a container's probe over time. */
export interface ProbeListener {
  /** Every failure, counted or not. */
  failed(message: string): void
  /** The threshold was reached one way or the other. */
  turned(healthy: boolean): void
}

/** Runs a probe again and again at its own pace until stopped. */
export function watchProbe(probe: Probe, target: ProbeTarget, listener: ProbeListener): () => void {
  let stopped = false
  let streak = 0
  let last: boolean | undefined
  const look = async (): Promise<void> => {
    const began = Date.now()
    const result = await runProbe(probe, target)
    if (stopped) return
    streak = result.healthy === last ? streak + 1 : 1
    last = result.healthy
    if (!result.healthy) listener.failed(result.message)
    if (streak === (result.healthy ? probe.successThreshold : probe.failureThreshold)) listener.turned(result.healthy)
    timer = setTimeout(run, Math.max(0, probe.periodSeconds * 1000 - (Date.now() - began)))
  }
  const run = (): void => {
    look().catch(() => {})
  }
  let timer = setTimeout(run, (probe.initialDelaySeconds ?? 0) * 1000)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
