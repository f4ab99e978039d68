import { isRecord, type KubernetesObject, nameOf, recordAt, valueAt } from '@ml-actions/kubernetes'
import { type Container, containersOf, podSpecPath } from './manifests/pod-template.ts'

/** The rules of the manifest policy. */
export type PolicyRule = 'digest' | 'limits' | 'probes' | 'non-root' | 'privileged'

/** One breach: which object, which field, which rule, and what to write instead. */
export interface Violation {
  readonly rule: PolicyRule
  readonly object: string
  readonly field: string
  readonly message: string
}

/** Every breach of the policy in `objects`. */
export function checkPolicy(objects: readonly KubernetesObject[]): readonly Violation[] {
  return objects.flatMap((object) => {
    const path = podSpecPath(object)
    const pod = path === undefined ? undefined : recordAt(object, ...path)
    if (path === undefined || pod === undefined) return []
    const at = { object, pod, podPath: path.join('.') }
    return containersOf(object).flatMap((container) =>
      RULES.flatMap((rule) => rule(at, container)).map((found) => ({ ...found, object: nameOf(object) })),
    )
  })
}

interface Pod {
  readonly object: KubernetesObject
  readonly pod: Readonly<Record<string, unknown>>
  readonly podPath: string
}

type Found = Omit<Violation, 'object'>
type Rule = (at: Pod, container: Container) => readonly Found[]

const RULES: readonly Rule[] = [byDigest, limited, probed, nonRoot, unprivileged]

function byDigest(_at: Pod, { image, path }: Container): readonly Found[] {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return []
  const tag = /:latest$/.test(image) || !/:[^/]+$/.test(image) ? 'whatever is newest' : 'whatever its tag points to'
  return [
    {
      rule: 'digest',
      field: `${path}.image`,
      message: `${image === '' ? 'no image' : image} means ${tag}; name it by digest (\`image\` and \`digest\`, or \`images\`)`,
    },
  ]
}

function limited(_at: Pod, { fields, path }: Container): readonly Found[] {
  const found: Found[] = []
  const resources = recordAt(fields, 'resources')
  if (valueAt(resources, 'limits', 'memory') === undefined) {
    found.push({
      rule: 'limits',
      field: `${path}.resources.limits.memory`,
      message: 'is missing: one pod could take the memory of the node',
    })
  }
  // A limit stands for a request that is not there. A CPU limit is not asked for: throttling a model costs its latency.
  if (valueAt(resources, 'requests', 'cpu') === undefined && valueAt(resources, 'limits', 'cpu') === undefined) {
    found.push({
      rule: 'limits',
      field: `${path}.resources.requests.cpu`,
      message: 'is missing: the scheduler would take it for nothing',
    })
  }
  return found
}

function probed({ object }: Pod, { fields, path, init }: Container): readonly Found[] {
  const serves = Array.isArray(fields['ports']) && fields['ports'].length > 0
  const lasting = object.kind === 'Deployment' || object.kind === 'StatefulSet' || object.kind === 'DaemonSet'
  if (init || !serves || !lasting || isRecord(fields['readinessProbe'])) return []
  return [
    {
      rule: 'probes',
      field: `${path}.readinessProbe`,
      message: 'is missing: traffic would come before the model is loaded, and a rollout could not be judged',
    },
  ]
}

function nonRoot({ pod, podPath }: Pod, { fields, path }: Container): readonly Found[] {
  const own = recordAt(fields, 'securityContext')
  const shared = recordAt(pod, 'securityContext')
  const user = own?.['runAsUser'] ?? shared?.['runAsUser']
  if (user === 0) {
    const where = own?.['runAsUser'] === 0 ? path : podPath
    return [{ rule: 'non-root', field: `${where}.securityContext.runAsUser`, message: 'is 0, which is root' }]
  }
  const nonRootAsked = own?.['runAsNonRoot'] ?? shared?.['runAsNonRoot']
  if (nonRootAsked === true || (typeof user === 'number' && nonRootAsked !== false)) return []
  return [
    { rule: 'non-root', field: `${path}.securityContext.runAsNonRoot`, message: 'must be true (here or for the pod)' },
  ]
}

function unprivileged({ pod, podPath }: Pod, { fields, path }: Container): readonly Found[] {
  const found: Found[] = []
  const refuse = (field: string, message: string): void => void found.push({ rule: 'privileged', field, message })
  if (valueAt(fields, 'securityContext', 'privileged') === true)
    refuse(`${path}.securityContext.privileged`, 'gives the container the whole node')
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (pod[field] === true) refuse(`${podPath}.${field}`, "joins the pod with the node's own processes")
  }
  return found
}
