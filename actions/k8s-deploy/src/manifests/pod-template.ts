import { isRecord, type KubernetesObject, recordAt } from '@ml-actions/kubernetes'

/** Where the pod template is in each kind that has one. */
const TEMPLATE_PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Deployment', ['spec', 'template']],
  ['StatefulSet', ['spec', 'template']],
  ['DaemonSet', ['spec', 'template']],
  ['ReplicaSet', ['spec', 'template']],
  ['Job', ['spec', 'template']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
])

/** A container of a pod template with its address in the object. */
export interface Container {
  readonly name: string
  readonly image: string
  readonly fields: Readonly<Record<string, unknown>>
  /** `spec.template.spec.containers[0]` */
  readonly path: string
  readonly init: boolean
}

/** Where the pod's spec is in `object`, or undefined where its kind makes no pods. */
export function podSpecPath(object: KubernetesObject): readonly string[] | undefined {
  if (object.kind === 'Pod') return ['spec']
  const template = TEMPLATE_PATHS.get(object.kind)
  return template === undefined ? undefined : [...template, 'spec']
}

/** The containers that `object` runs, init containers included. */
export function containersOf(object: KubernetesObject): readonly Container[] {
  const path = podSpecPath(object)
  const spec = path === undefined ? undefined : recordAt(object, ...path)
  if (path === undefined || spec === undefined) return []
  return LISTS.flatMap(({ field, init }) =>
    recordsIn(spec[field]).map((fields, index) => ({
      name: textOf(fields['name']),
      image: textOf(fields['image']),
      fields,
      path: `${path.join('.')}.${field}[${index}]`,
      init,
    })),
  )
}

/** `object` with each container's image as `imageOf` says; the rest stays. */
export function withImages(object: KubernetesObject, imageOf: (container: Container) => string): KubernetesObject {
  const path = podSpecPath(object)
  if (path === undefined) return object
  const images = new Map(containersOf(object).map((container) => [container.path, imageOf(container)]))
  const spec = recordAt(object, ...path)
  if (spec === undefined) return object
  const changed = { ...spec }
  for (const { field } of LISTS) {
    const list = spec[field]
    if (!Array.isArray(list)) continue
    changed[field] = list.map((container: unknown, index) =>
      isRecord(container)
        ? { ...container, image: images.get(`${path.join('.')}.${field}[${index}]`) ?? container['image'] }
        : container,
    )
  }
  return withValue(object, path, changed)
}

/** A copy of `object` with `value` at `path`. */
export function withValue<T extends object>(object: T, path: readonly string[], value: unknown): T {
  const [key, ...rest] = path
  if (key === undefined) return object
  const inner = recordAt(object, key) ?? {}
  return Object.assign({ ...object }, { [key]: rest.length === 0 ? value : withValue(inner, rest, value) })
}

const LISTS = [
  { field: 'initContainers', init: true },
  { field: 'containers', init: false },
] as const

function recordsIn(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
