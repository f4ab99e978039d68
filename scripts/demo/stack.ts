import type { Part } from './page/parts.ts'

type Texts = Readonly<Record<string, string>>

/** A version in a model registry, and the digest of the model that it stands for. */
export interface ServingModel {
  readonly version: string
  readonly digest: string
}

/**
 * What a release runs on: a registry, a cluster with a router, metrics, and what builds and trains. Stand-ins and real
 * services have this one form, and nothing but the stack knows which of them it is.
 */
export interface Stack {
  readonly registry: {
    readonly host: string
    /** Repositories of this run lie below it. */
    readonly namespace: string
    readonly username: string
    readonly password: string
  }
  readonly cluster: {
    readonly namespace: string
    /** Contents of kubeconfigs, one for each kind of account. */
    readonly kubeconfigs: {
      /** May read the release. */
      readonly reads: string
      /** May change it. */
      readonly releases: string
      /** The person's who looks at the cluster; no step is ever given it. */
      readonly looks: string
    }
  }
  readonly router: { readonly url: string }
  readonly metrics: { readonly url: string }
  /** Digests of the images that the example starts from, as the template's variables name them, and what else this stack sets. */
  readonly vars: Texts
  /** What the runner's environment has beside the caller's. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly requestsPerSecond: number
  /** What was real and what stood in, for the page. */
  readonly parts: readonly Part[]
  /** What the model registry calls the champion, where there is a model registry. */
  champion?(): Promise<ServingModel | undefined>
  /** Ends the metrics, as a crash would. */
  stopMetrics(): Promise<void>
  /** Removes what this run brought, and waits until it is gone. */
  stop(): Promise<void>
}
