import { PORT_ANNOTATION } from '../controllers/endpoints.ts'
import { type Container, isPod, type Pod } from '../kinds.ts'
import { RESOURCES } from '../schema/resources.ts'
import { containerOf, type Node } from './node.ts'
import { type Known, nothingKnown, podStatus } from './status.ts'

const KUBELET = 'kubelet'

/** What the cluster is told of a pod on the node. */
export class PodRecord {
  readonly pod: Pod
  readonly container: Container
  readonly known: Known = nothingKnown()
  readonly #node: Node

  constructor(node: Node, pod: Pod) {
    this.#node = node
    this.pod = pod
    this.container = containerOf(pod)
  }

  /** `NAME_NAMESPACE(UID)`, as the kubelet names a pod. */
  get fullName(): string {
    const { name, namespace = '', uid } = this.pod.metadata
    return `${name}_${namespace}(${uid})`
  }

  /** The pod as it stands; undefined once it is gone. */
  read(): Pod | undefined {
    const { name, namespace, uid } = this.pod.metadata
    const found = this.#node.api.store.get(RESOURCES.pods, namespace, name)
    return found !== undefined && isPod(found) && found.metadata.uid === uid ? found : undefined
  }

  event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.#node.events.record(this.read() ?? this.pod, type, reason, message, KUBELET)
  }

  waiting(reason: string, message: string): void {
    this.known.state = { waiting: { reason, message } }
    this.known.ready = false
    this.publish()
  }

  /** Writes what is known of the container to the pod's status. */
  publish(): void {
    const pod = this.read()
    if (pod === undefined) return
    const { name, namespace } = pod.metadata
    const next = { ...pod, status: podStatus(pod, this.known) }
    this.#node.api.replace(RESOURCES.pods, namespace, name, next, { manager: KUBELET, subresource: 'status' })
  }

  /** Says where the pod's port is in truth. */
  annotate(port: number): void {
    const pod = this.read()
    if (pod === undefined) return
    const { name, namespace } = pod.metadata
    const annotations = { ...pod.metadata.annotations, [PORT_ANNOTATION]: String(port) }
    const next = { ...pod, metadata: { ...pod.metadata, annotations } }
    this.#node.api.replace(RESOURCES.pods, namespace, name, next, { manager: KUBELET })
  }
}
