import type { Container } from '../kinds.ts'
import { type ProbeTarget, watchProbe } from './probe.ts'

/** What a running container's probes lead to. */
export interface HealthListener {
  changed(health: { readonly ready: boolean; readonly started: boolean }): void
  unhealthy(message: string): void
  doomed(probe: 'startup' | 'liveness'): void
}

/** Watches a container by its probes; readiness and liveness wait until the startup probe has succeeded. */
export function watchHealth(container: Container, target: ProbeTarget, listener: HealthListener): { stop(): void } {
  const { startupProbe, readinessProbe, livenessProbe } = container
  const stops: (() => void)[] = []
  const started = (): void => {
    listener.changed({ ready: readinessProbe === undefined, started: true })
    if (readinessProbe !== undefined) {
      stops.push(
        watchProbe(readinessProbe, target, {
          failed: (message) => listener.unhealthy(`Readiness probe failed: ${message}`),
          turned: (ready) => listener.changed({ ready, started: true }),
        }),
      )
    }
    if (livenessProbe !== undefined) {
      const stop = watchProbe(livenessProbe, target, {
        failed: (message) => listener.unhealthy(`Liveness probe failed: ${message}`),
        turned: (alive) => {
          if (alive) return
          stop()
          listener.doomed('liveness')
        },
      })
      stops.push(stop)
    }
  }
  if (startupProbe === undefined) started()
  else {
    listener.changed({ ready: false, started: false })
    const stop = watchProbe(startupProbe, target, {
      failed: (message) => listener.unhealthy(`Startup probe failed: ${message}`),
      turned: (up) => {
        stop()
        if (up) started()
        else listener.doomed('startup')
      },
    })
    stops.push(stop)
  }
  return {
    stop() {
      for (const stop of stops) stop()
    },
  }
}
