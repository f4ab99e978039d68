import { FIELD_MANAGER, type KubernetesObject, type ReleaseTarget, releaseName } from '@ml-actions/kubernetes'
import { SCRIPT } from './script.ts'

/** The account that the Job runs as; README.md holds it with its Role. */
const ACCOUNT = 'ml-actions-dead-man'

/** On the Jobs that watch over a workload and on their pods; its value is the workload. */
export const WATCHES_LABEL = 'ml-actions.dev/dead-man'

/** How the Job is addressed. */
export const JOB = { apiVersion: 'batch/v1', kind: 'Job' } as const

/** What one switch watches over. */
export interface Watch {
  readonly target: ReleaseTarget
  /** Of the ConfigMap with the release's state: the Job goes with it. */
  readonly ownerUid: string
  readonly route: { readonly apiVersion: string; readonly name: string; readonly service: string }
  /** Of the run's Lease. It makes the name: the switch of the run before watches until this one does. */
  readonly epoch: number
  readonly image: string
  /** After this time nothing can be on trial any more. */
  readonly deadlineSeconds: number
}

const FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount'
const PORT = 8080

/** The Job: one small pod, kept alive until it has done its work or is not needed any more. */
export function deadManJob(watch: Watch): KubernetesObject {
  const { target, epoch, deadlineSeconds } = watch
  const name = `${target.name}-dead-man-${epoch}`
  const labels = { 'app.kubernetes.io/managed-by': FIELD_MANAGER, [WATCHES_LABEL]: target.name }
  const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: releaseName(target.name), uid: watch.ownerUid }
  const job = {
    ...JOB,
    metadata: { name, namespace: target.namespace, labels, ownerReferences: [owner] },
    spec: {
      // It never gives up by itself: crashes of its pod and lost nodes are no reason to stop watching.
      backoffLimit: 1_000,
      activeDeadlineSeconds: deadlineSeconds,
      ttlSecondsAfterFinished: 3_600,
      template: { metadata: { labels }, spec: podSpec(watch, name) },
    },
  }
  return job
}

function podSpec({ target, route, image }: Watch, self: string) {
  const env = {
    NAMESPACE: target.namespace,
    RELEASE: releaseName(target.name),
    ROUTE_API: route.apiVersion,
    ROUTE: route.name,
    SERVICE: route.service,
    SELF: self,
    ACCOUNT: FOLDER,
    // The API server's certificate is signed by the cluster's own authority.
    NODE_EXTRA_CA_CERTS: `${FOLDER}/ca.crt`,
    PORT: String(PORT),
  }
  return {
    restartPolicy: 'OnFailure',
    serviceAccountName: ACCOUNT,
    automountServiceAccountToken: true,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 5,
    securityContext: { runAsNonRoot: true, runAsUser: 65_532, seccompProfile: { type: 'RuntimeDefault' } },
    // A node that is lost is given up soon, since the minute runs.
    tolerations: ['not-ready', 'unreachable'].map((state) => ({
      key: `node.kubernetes.io/${state}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 10,
    })),
    containers: [
      {
        name: 'dead-man',
        image,
        imagePullPolicy: 'IfNotPresent',
        command: ['node', '--input-type=module', '--eval', SCRIPT],
        env: Object.entries(env).map(([name, value]) => ({ name, value })),
        ports: [{ name: 'armed', containerPort: PORT }],
        readinessProbe: { httpGet: { path: '/', port: 'armed' }, periodSeconds: 1 },
        resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { cpu: '500m', memory: '128Mi' } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
      },
    ],
  }
}
