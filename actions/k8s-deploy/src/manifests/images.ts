import { UserError } from '@ml-actions/action'
import { type KubernetesObject, nameOf } from '@ml-actions/kubernetes'
import { type Container, containersOf, withImages } from './pod-template.ts'

/** A new image and the name it takes the place of; without a name it takes the place of the only image there is. */
export interface ImageChange {
  readonly name: string | undefined
  /** `REPOSITORY@sha256:…` */
  readonly image: string
}

/** The inputs that name images. */
export interface ImageInputs {
  readonly image: string | undefined
  readonly digest: string | undefined
  readonly replaces: string | undefined
  readonly images: readonly string[] | undefined
}

/** The changes that the inputs ask for, the release's own image first. */
export function imageChanges(inputs: ImageInputs): readonly ImageChange[] {
  const { image, digest, replaces } = inputs
  const own = image === undefined || digest === undefined ? [] : [{ name: replaces, image: `${image}@${digest}` }]
  const others = (inputs.images ?? []).map((line) => {
    const at = line.indexOf('=')
    return { name: line.slice(0, at), image: line.slice(at + 1) }
  })
  return [...own, ...others]
}

/** The objects with their images set, and which objects each change touched. */
export interface ImageResult {
  readonly objects: readonly KubernetesObject[]
  /** In the order of the changes: the objects that run the new image. */
  readonly touched: readonly (readonly KubernetesObject[])[]
}

/** Sets images by digest. Throws `UserError` `image-not-matched` where a change matches nothing, or no one thing. */
export function setImages(objects: readonly KubernetesObject[], changes: readonly ImageChange[]): ImageResult {
  const named = changes.map((change) => ({ ...change, name: change.name ?? onlyImage(objects) }))
  const touched = named.map((): KubernetesObject[] => [])
  const result = objects.map((object) => {
    const hits = new Set<number>()
    const changed = withImages(object, (container) => {
      const index = named.findIndex((change) => matches(container, change.name))
      const change = named[index]
      if (change === undefined) return container.image
      hits.add(index)
      return change.image
    })
    for (const index of hits) touched[index]?.push(changed)
    return changed
  })
  named.forEach((change, index) => {
    if (touched[index]?.length === 0) throw unmatched(objects, change.name)
  })
  return { objects: result, touched }
}

/** The images that run beside the release's own, each once. */
export function otherImages(objects: readonly KubernetesObject[], own: string): readonly string[] {
  const images = new Set(objects.flatMap((object) => containersOf(object).map(({ image }) => image)))
  return [...images].filter((image) => image !== own)
}

/** The image's name without tag and digest. */
export function imageName(image: string): string {
  const [withoutDigest = ''] = image.split('@')
  const colon = withoutDigest.lastIndexOf(':')
  return colon > withoutDigest.lastIndexOf('/') ? withoutDigest.slice(0, colon) : withoutDigest
}

function matches(container: Container, name: string): boolean {
  return container.name === name || container.image === name || imageName(container.image) === name
}

function onlyImage(objects: readonly KubernetesObject[]): string {
  const names = new Set(objects.flatMap((object) => containersOf(object).map(({ image }) => imageName(image))))
  const [only] = names
  if (names.size === 1 && only !== undefined) return only
  throw new UserError({
    reason: 'image-not-matched',
    what: `The manifests name ${names.size} images (${[...names].join(', ')}), and nothing says which one the new image takes the place of.`,
    fix: 'Name the container or the image in `replaces`.',
  })
}

function unmatched(objects: readonly KubernetesObject[], name: string): UserError {
  const there = objects.flatMap((object) =>
    containersOf(object).map(
      (container) => `- ${nameOf(object)}: container ${container.name}, image ${container.image}`,
    ),
  )
  return new UserError({
    reason: 'image-not-matched',
    what: `No container and no image in the manifests is named ${JSON.stringify(name)}.`,
    fix: there.length === 0 ? 'The manifests run no container at all.' : `There are:\n${there.join('\n')}`,
  })
}
