/** Why Prometheus gave no answer that can be used. */
export type PrometheusReason =
  | 'unreachable'
  | 'timeout'
  | 'unauthorized'
  | 'bad-selector'
  | 'refused'
  | 'unavailable'
  | 'too-large'
  | 'malformed'

/** A query that failed. `status` is the HTTP status where there was one. */
export class PrometheusError extends Error {
  readonly reason: PrometheusReason
  readonly status: number | undefined

  constructor(reason: PrometheusReason, message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'PrometheusError'
    this.reason = reason
    this.status = options.status
  }
}
