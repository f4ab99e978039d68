/** What a real API server of version 1.34 serves and this one refuses; anything else is unknown to both. */
const UNSERVED: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'v1',
    [
      'nodes',
      'persistentvolumes',
      'resourcequotas',
      'limitranges',
      'replicationcontrollers',
      'podtemplates',
      'bindings',
    ],
  ],
  ['apps/v1', ['statefulsets', 'daemonsets', 'controllerrevisions']],
  ['batch/v1', ['cronjobs']],
  ['autoscaling/v1', ['horizontalpodautoscalers']],
  ['autoscaling/v2', ['horizontalpodautoscalers']],
  ['networking.k8s.io/v1', ['ingresses', 'ingressclasses', 'networkpolicies']],
  ['policy/v1', ['poddisruptionbudgets']],
  ['events.k8s.io/v1', ['events']],
  ['rbac.authorization.k8s.io/v1', ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings']],
  ['authorization.k8s.io/v1', ['selfsubjectaccessreviews', 'selfsubjectrulesreviews', 'subjectaccessreviews']],
  ['authentication.k8s.io/v1', ['tokenreviews', 'selfsubjectreviews']],
  ['storage.k8s.io/v1', ['storageclasses', 'volumeattachments', 'csidrivers', 'csinodes']],
  ['scheduling.k8s.io/v1', ['priorityclasses']],
  ['resource.k8s.io/v1', ['resourceclaims', 'resourceclaimtemplates', 'resourceslices', 'deviceclasses']],
  ['apiextensions.k8s.io/v1', ['customresourcedefinitions']],
  ['admissionregistration.k8s.io/v1', ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations']],
])

/** The name of a resource that only a real server has; undefined for what neither knows. */
export function unserved(apiVersion: string, plural: string): string | undefined {
  return UNSERVED.get(apiVersion)?.includes(plural) === true ? `${plural} (${apiVersion})` : undefined
}
