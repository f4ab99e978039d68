import { UserError } from '@ml-actions/action'
import {
  type Deployment,
  identityAnnotations,
  isDeployment,
  isHttpRoute,
  isService,
  type KubernetesObject,
  type ReleaseIdentity,
  routesTo,
  type Service,
  valueAt,
} from '@ml-actions/kubernetes'
import type { Inputs } from '../definition.ts'
import { imageChanges, setImages } from './images.ts'
import { containersOf, withValue } from './pod-template.ts'
import type { Manifest } from './read.ts'

/** The route that carries the release's traffic, and the Service in it. */
export interface ReleaseRoute {
  readonly object: KubernetesObject
  readonly service: string
}

/** What one release consists of. */
export interface ReleaseSet {
  /** Everything, the workload included, with images and annotations set. */
  readonly objects: readonly KubernetesObject[]
  readonly workload: Deployment
  /** The Services that select the workload's pods. */
  readonly services: readonly Service[]
  readonly route: ReleaseRoute | undefined
  readonly identity: ReleaseIdentity
}

type SetInputs = Pick<Inputs, 'image' | 'digest' | 'replaces' | 'images' | 'workload' | 'model' | 'revision'>

/** The release that the manifests and inputs describe. Throws `UserError`. */
export function releaseSet(manifests: readonly Manifest[], inputs: SetInputs, commit: string): ReleaseSet {
  const { image, digest, replaces, images } = inputs
  const changes = imageChanges({ image, digest, replaces, images })
  const { objects, touched } = setImages(
    manifests.map(({ object }) => object),
    changes,
  )
  const found = findWorkload(objects, inputs.workload, touched[0])
  const revision = inputs.revision ?? (commit === '' ? undefined : commit)
  const identity: ReleaseIdentity = {
    image: changes[0]?.image ?? mainImage(found),
    ...(inputs.model === undefined ? {} : { model: inputs.model }),
    ...(revision === undefined ? {} : { revision }),
  }
  return withIdentity(objects, found, identity)
}

/** The same set as another identity, once the model in the image is known. */
export function withIdentity(
  objects: readonly KubernetesObject[],
  found: Deployment,
  identity: ReleaseIdentity,
): ReleaseSet {
  const workload = annotated(leaveReplicasToAutoscaler(found, objects), identity)
  const services = objects.filter(isService).filter((service) => selects(service, workload))
  const all = objects.map((object) => (object === found ? workload : object))
  return { objects: all, workload, services, route: findRoute(all, services), identity }
}

/** The Deployment that the release is, by name or because it is the only one that can be meant. Throws `UserError`. */
export function findWorkload(
  objects: readonly KubernetesObject[],
  name: string | undefined,
  touched: readonly KubernetesObject[] | undefined,
): Deployment {
  const deployments = objects.filter(isDeployment)
  const candidates =
    name === undefined
      ? (touched?.filter(isDeployment) ?? deployments)
      : deployments.filter((deployment) => deployment.metadata.name === name)
  const [only, ...more] = candidates
  if (only !== undefined && more.length === 0) return only
  const names = deployments.map((deployment) => deployment.metadata.name).join(', ')
  throw new UserError({
    reason: 'invalid-manifest',
    what:
      name === undefined
        ? `${candidates.length === 0 ? 'No' : 'More than one'} Deployment could be the release (Deployments in the manifests: ${names === '' ? 'none' : names}).`
        : `The manifests hold no Deployment ${name} (there are: ${names === '' ? 'none' : names}).`,
    fix: 'Name it in `workload`.',
  })
}

function mainImage(workload: Deployment): string {
  return containersOf(workload).find((container) => !container.init)?.image ?? ''
}

function annotated(workload: Deployment, identity: ReleaseIdentity): Deployment {
  const { revision: _revision, ...bytes } = identity
  const template = valueAt(workload, 'spec', 'template', 'metadata', 'annotations')
  const metadata = {
    ...workload.metadata,
    annotations: { ...workload.metadata.annotations, ...identityAnnotations(identity) },
  }
  // On the pods only what changes them anyway: another commit of the same bytes must not restart them.
  return withValue({ ...workload, metadata }, ['spec', 'template', 'metadata', 'annotations'], {
    ...(typeof template === 'object' ? template : {}),
    ...identityAnnotations(bytes),
  })
}

/** A HorizontalPodAutoscaler that is part of the release owns the number of replicas. */
function leaveReplicasToAutoscaler(workload: Deployment, objects: readonly KubernetesObject[]): Deployment {
  const scaled = objects.some(
    (object) =>
      object.kind === 'HorizontalPodAutoscaler' &&
      valueAt(object, 'spec', 'scaleTargetRef', 'kind') === 'Deployment' &&
      valueAt(object, 'spec', 'scaleTargetRef', 'name') === workload.metadata.name,
  )
  if (!scaled || workload.spec === undefined) return workload
  const { replicas: _replicas, ...spec } = workload.spec
  return { ...workload, spec }
}

function selects(service: Service, workload: Deployment): boolean {
  const labels = workload.spec?.template.metadata?.labels ?? {}
  const selector = Object.entries(service.spec?.selector ?? {})
  return selector.length > 0 && selector.every(([key, value]) => labels[key] === value)
}

function findRoute(objects: readonly KubernetesObject[], services: readonly Service[]): ReleaseRoute | undefined {
  for (const object of objects.filter(isHttpRoute)) {
    const service = services.find((candidate) => routesTo(object, candidate.metadata.name))
    if (service !== undefined) return { object, service: service.metadata.name }
  }
  return undefined
}
