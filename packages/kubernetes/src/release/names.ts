/** The field manager of everything that k8s-deploy and canary-promote apply. */
export const FIELD_MANAGER = 'ml-actions'

/** Annotations of the stable workload: what serves now, and the last good release. */
export const ANNOTATION = {
  /** `repository@sha256:…` */
  image: 'ml-actions.dev/image',
  /** `sha256:…` of the model's manifest */
  model: 'ml-actions.dev/model',
  /** commit of the code */
  revision: 'ml-actions.dev/revision',
  /** JSON of the last release that came up and stayed (`ReleaseRecord`) */
  release: 'ml-actions.dev/release',
  /** on a route: the Lease’s epoch of whoever set its weights last */
  epoch: 'ml-actions.dev/epoch',
} as const

/** Label of every object of a canary, with value `canary`. */
export const TRACK_LABEL = 'ml-actions.dev/track'

/** Value of the track label, and the suffix of a canary's names and selector values without its dash. */
export const CANARY_TRACK = 'canary'

/** Name of the canary beside the stable object `name`. */
export function canaryName(name: string): string {
  return `${name}-canary`
}

/** Name of the ConfigMap and of the Lease that belong to the stable workload `name`. */
export function releaseName(name: string): string {
  return `${name}-release`
}
