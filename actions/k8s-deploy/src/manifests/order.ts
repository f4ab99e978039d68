import type { KubernetesObject } from '@ml-actions/kubernetes'

// What others need to start comes first, what leads traffic comes last (the order of Krane's predeploy list).
const WAVES: readonly (readonly string[])[] = [
  ['Namespace', 'CustomResourceDefinition', 'ResourceQuota', 'LimitRange', 'PriorityClass', 'StorageClass'],
  [
    'ServiceAccount',
    'Role',
    'ClusterRole',
    'RoleBinding',
    'ClusterRoleBinding',
    'ConfigMap',
    'Secret',
    'PersistentVolumeClaim',
    'NetworkPolicy',
  ],
  ['Service'],
  ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod', 'Job', 'CronJob'],
]

/** Objects in the waves they are applied in; what no wave names comes last. Within a wave the given order stays. */
export function inWaves(objects: readonly KubernetesObject[]): readonly (readonly KubernetesObject[])[] {
  const waveOf = (object: KubernetesObject): number => {
    const found = WAVES.findIndex((kinds) => kinds.includes(object.kind))
    return found === -1 ? WAVES.length : found
  }
  return [...WAVES.keys(), WAVES.length]
    .map((wave) => objects.filter((object) => waveOf(object) === wave))
    .filter((wave) => wave.length > 0)
}
