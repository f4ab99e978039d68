import type { KubernetesError } from './errors.ts'

/** A field that an apply would take from another manager. */
export interface FieldConflict {
  /** As the server writes it: `.spec.replicas`. */
  readonly field: string
  readonly manager: string
}

/**
 * Who holds which field, from the refusal of a server-side apply. The server names the manager in each cause's message:
 * `conflict with "kubectl-client-side-apply" using apps/v1`, `conflict with "hpa" with subresource "scale" …`.
 * Empty for any other error.
 */
export function fieldConflicts(error: KubernetesError): readonly FieldConflict[] {
  return (error.details.causes ?? [])
    .filter((cause) => cause.reason === 'FieldManagerConflict')
    .map((cause) => ({
      field: cause.field ?? '',
      manager: /conflict with "((?:[^"\\]|\\.)*)"/.exec(cause.message ?? '')?.[1] ?? 'another manager',
    }))
}
