/** One field-level cause of a Status answer. */
export interface StatusCause {
  readonly reason?: string
  readonly message?: string
  readonly field?: string
}

/** What the API server answered instead of the object that was asked for. */
export interface StatusDetails {
  readonly name?: string
  readonly kind?: string
  readonly causes?: readonly StatusCause[]
  readonly retryAfterSeconds?: number
}

/**
 * The API server refused, or could not be reached.
 * `status` is the HTTP status, 0 where no answer came; `reason` is the server's own word (`Conflict`, `NotFound`, …) or
 * one of ours: `Unreachable`, `Malformed`, `Timeout`.
 */
export class KubernetesError extends Error {
  readonly status: number
  readonly reason: string
  readonly details: StatusDetails

  constructor(init: { status: number; reason: string; message: string; details?: StatusDetails; cause?: unknown }) {
    super(init.message, init.cause === undefined ? {} : { cause: init.cause })
    this.name = 'KubernetesError'
    this.status = init.status
    this.reason = init.reason
    this.details = init.details ?? {}
  }
}

/** True where the server says that the object changed since it was read, or that a field belongs to somebody else. */
export function isConflict(error: unknown): error is KubernetesError {
  return error instanceof KubernetesError && error.status === 409 && error.reason === 'Conflict'
}

/** True where an object of this name is there already. */
export function isAlreadyExists(error: unknown): error is KubernetesError {
  return error instanceof KubernetesError && error.status === 409 && error.reason === 'AlreadyExists'
}

/** True where no answer came: what was asked for may have been done. */
export function isUnheard(error: unknown): error is KubernetesError {
  return error instanceof KubernetesError && error.status === 0 && error.reason !== 'Malformed'
}

/** Whether trying again may help: no answer, too many requests, or the server's own trouble. */
export function isPassing(error: unknown): error is KubernetesError {
  return error instanceof KubernetesError && (error.status === 0 || error.status === 429 || error.status >= 500)
}

/** The connection can't be made as the kubeconfig or the service account describes it. */
export class ConnectionError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ConnectionError'
  }
}
