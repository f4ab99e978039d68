/** Traefik's metric names, so that what reads them here reads them there. */
export interface Counters {
  /** One finished request that a backend answered. */
  count(request: {
    readonly service: string
    readonly code: number
    readonly method: string
    readonly seconds: number
  }): void
  /** The routes were read again, and name these services. */
  reloaded(services: ReadonlySet<string>): void
  /** Prometheus' text format. As in Traefik, what no route names any more is told a last time and forgotten. */
  text(): string
}

interface Histogram {
  readonly service: string
  readonly within: number[]
  sum: number
  count: number
}

/** Edges for answers in milliseconds; Traefik's own default (0.1, 0.3, 1.2, 5) can't tell those apart. */
const DEFAULT_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

export function createCounters(buckets: readonly number[] = DEFAULT_BUCKETS): Counters {
  const histograms = new Map<string, Histogram>()
  let named: ReadonlySet<string> = new Set()
  let reloads = 0
  let reloadedAt = 0
  return {
    count({ service, code, method, seconds }) {
      const labels = `code="${code}",method="${escaped(method)}",protocol="http",service="${escaped(service)}"`
      const histogram = histograms.get(labels) ?? { service, within: buckets.map(() => 0), sum: 0, count: 0 }
      histograms.set(labels, histogram)
      buckets.forEach((edge, index) => {
        if (seconds <= edge) histogram.within[index] = (histogram.within[index] ?? 0) + 1
      })
      histogram.sum += seconds
      histogram.count++
    },
    reloaded(services) {
      named = services
      reloads++
      reloadedAt = Date.now() / 1000
    },
    text() {
      const told = [...histograms]
      for (const [labels, { service }] of told) if (!named.has(service)) histograms.delete(labels)
      return [
        '# TYPE traefik_config_reloads_total counter',
        `traefik_config_reloads_total ${reloads}`,
        '# TYPE traefik_config_last_reload_success gauge',
        `traefik_config_last_reload_success ${reloadedAt}`,
        '# TYPE traefik_service_requests_total counter',
        ...told.map(([labels, { count }]) => `traefik_service_requests_total{${labels}} ${count}`),
        '# TYPE traefik_service_request_duration_seconds histogram',
        ...told.flatMap(([labels, histogram]) => lines(labels, histogram, buckets)),
        '',
      ].join('\n')
    },
  }
}

function lines(labels: string, { within, sum, count }: Histogram, buckets: readonly number[]): string[] {
  const name = 'traefik_service_request_duration_seconds'
  return [
    ...buckets.map((edge, index) => `${name}_bucket{${labels},le="${edge}"} ${within[index] ?? 0}`),
    `${name}_bucket{${labels},le="+Inf"} ${count}`,
    `${name}_sum{${labels}} ${sum}`,
    `${name}_count{${labels}} ${count}`,
  ]
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
