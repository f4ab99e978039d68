/** What a namespace or the cluster holds that a release can't live with. */
import type { KubernetesObject } from '@ml-actions/kubernetes'

export const quota = object({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'pods' },
  spec: { hard: { pods: '1' } },
})
export const claim = object({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'weights' },
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'missing',
    resources: { requests: { storage: '1Gi' } },
  },
})

/** A policy of the cluster that only speaks when a pod is made: no dry run of a Deployment hears it. */
export function ownersNamed(namespace: string): readonly KubernetesObject[] {
  const apiVersion = 'admissionregistration.k8s.io/v1'
  const metadata = { name: namespace }
  const rule = { apiGroups: [''], apiVersions: ['v1'], resources: ['pods'], operations: ['CREATE'] }
  const nobody = "object.spec.containers.all(c, !has(c.env) || c.env.all(e, e.name != 'OWNER' || e.value != 'nobody'))"
  const policy = {
    matchConstraints: { resourceRules: [rule] },
    validations: [{ expression: nobody, message: 'models must name their owner' }],
  }
  const binding = {
    policyName: namespace,
    validationActions: ['Deny'],
    matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } },
  }
  return [
    object({ apiVersion, kind: 'ValidatingAdmissionPolicy', metadata, spec: policy }),
    object({ apiVersion, kind: 'ValidatingAdmissionPolicyBinding', metadata, spec: binding }),
  ]
}

function object<T extends KubernetesObject>(whole: T): KubernetesObject {
  return whole
}
