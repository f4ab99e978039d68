import type { KubernetesObject, RolloutObjects } from '@ml-actions/kubernetes'
import type { Image, Images } from './images.ts'
import type { Change } from './manifests.ts'

/** One way to fail. */
export interface Failure {
  readonly name: string
  readonly class: string
  readonly container?: string
  readonly exitCode?: number
  /** The cause, in the message. */
  readonly cause: RegExp
  /** What to do. */
  readonly advice: RegExp
  /** Among the last lines of the log. */
  readonly log?: string
  /** What the cluster shows of it first. */
  readonly fact: string
  isSeen(objects: RolloutObjects): boolean
  readonly image?: (images: Images) => Image
  readonly change?: Change
  /** What the namespace holds before the release. */
  readonly before?: readonly KubernetesObject[]
  /** What the whole cluster holds before, about this namespace. */
  readonly rules?: (namespace: string) => readonly KubernetesObject[]
  readonly inputs?: Readonly<Record<string, string>>
}
