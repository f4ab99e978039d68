import type { Json, JsonObject } from './json.ts'
import type { Metadata, StoredObject } from './storage/object.ts'

/** A condition of any status. */
export type Condition = {
  type: string
  status: string
  reason?: string
  message?: string
  lastTransitionTime?: string
  lastUpdateTime?: string
  observedGeneration?: number
}

export type KeyReference = { name: string; key: string; optional?: boolean }
export type NameReference = { name: string; optional?: boolean }

export type EnvironmentVariable = {
  name: string
  value?: string
  valueFrom?: {
    configMapKeyRef?: KeyReference
    secretKeyRef?: KeyReference
    fieldRef?: { fieldPath: string; apiVersion?: string }
  }
}

export type Probe = {
  httpGet?: {
    path: string
    port: string | number
    host?: string
    scheme?: string
    httpHeaders?: { name: string; value: string }[]
  }
  tcpSocket?: { port: string | number; host?: string }
  initialDelaySeconds?: number
  timeoutSeconds: number
  periodSeconds: number
  successThreshold: number
  failureThreshold: number
}

export type Container = {
  name: string
  image: string
  imagePullPolicy: string
  command?: string[]
  args?: string[]
  workingDir?: string
  env?: EnvironmentVariable[]
  envFrom?: { prefix?: string; configMapRef?: NameReference; secretRef?: NameReference }[]
  ports?: { containerPort: number; name?: string; protocol: string }[]
  resources: { limits?: Record<string, string | number>; requests?: Record<string, string | number> }
  volumeMounts?: { name: string; mountPath: string; readOnly?: boolean }[]
  livenessProbe?: Probe
  readinessProbe?: Probe
  startupProbe?: Probe
  lifecycle?: { preStop?: { sleep?: { seconds: number } } }
}

export type Volume = {
  name: string
  configMap?: { name: string; optional?: boolean; defaultMode?: number; items?: VolumeItem[] }
  secret?: { secretName: string; optional?: boolean; defaultMode?: number; items?: VolumeItem[] }
  emptyDir?: JsonObject
}

export type VolumeItem = { key: string; path: string; mode?: number }

export type PodSpec = {
  containers: Container[]
  volumes?: Volume[]
  nodeName?: string
  nodeSelector?: Record<string, string>
  affinity?: JsonObject
  terminationGracePeriodSeconds: number
  serviceAccountName?: string
  automountServiceAccountToken?: boolean
  restartPolicy?: string
}

export type ContainerState = {
  waiting?: { reason: string; message?: string }
  running?: { startedAt: string }
  terminated?: {
    exitCode: number
    reason: string
    message?: string
    signal?: number
    startedAt: string
    finishedAt: string
    containerID: string
  }
}

export type ContainerStatus = {
  name: string
  image: string
  imageID: string
  containerID?: string
  ready: boolean
  started: boolean
  restartCount: number
  state: ContainerState
  lastState: ContainerState
}

export type PodStatus = {
  phase: string
  qosClass?: string
  conditions?: Condition[]
  containerStatuses?: ContainerStatus[]
  podIP?: string
  podIPs?: { ip: string }[]
  hostIP?: string
  hostIPs?: { ip: string }[]
  startTime?: string
  observedGeneration?: number
}

type Kind<Spec, Status> = { apiVersion: string; kind: string; metadata: Metadata; spec: Spec; status: Status }

export type Pod = Kind<PodSpec, PodStatus>

export type PodTemplate = {
  metadata: { labels?: Record<string, string>; annotations?: Record<string, string> }
  spec: Json
}

export type LabelSelector = { matchLabels?: Record<string, string>; matchExpressions?: Json[] }

export type ReplicaSet = Kind<
  { replicas: number; minReadySeconds?: number; selector: LabelSelector; template: PodTemplate },
  {
    replicas: number
    fullyLabeledReplicas?: number
    readyReplicas?: number
    availableReplicas?: number
    observedGeneration?: number
    conditions?: Condition[]
  }
>

export type DeploymentStatus = {
  observedGeneration?: number
  replicas?: number
  updatedReplicas?: number
  readyReplicas?: number
  availableReplicas?: number
  unavailableReplicas?: number
  conditions?: Condition[]
}

export type Deployment = Kind<
  {
    replicas: number
    minReadySeconds?: number
    selector: LabelSelector
    template: PodTemplate
    strategy: { type: string; rollingUpdate?: { maxSurge: string | number; maxUnavailable: string | number } }
    revisionHistoryLimit: number
    progressDeadlineSeconds: number
  },
  DeploymentStatus
>

export type JobStatus = {
  startTime?: string
  completionTime?: string
  active?: number
  ready?: number
  succeeded?: number
  failed?: number
  conditions?: Condition[]
}

export type Job = Kind<
  { activeDeadlineSeconds?: number; backoffLimit: number; ttlSecondsAfterFinished?: number; template: PodTemplate },
  JobStatus
>

export type Service = Kind<
  {
    selector?: Record<string, string>
    ports?: { name?: string; port: number; protocol: string; targetPort: string | number }[]
  },
  JsonObject
>

/** The store checks every object against the schema of its kind, so the kind tells the type. */
export function isPod(object: StoredObject): object is Pod {
  return object.kind === 'Pod'
}

export function isReplicaSet(object: StoredObject): object is ReplicaSet {
  return object.kind === 'ReplicaSet'
}

export function isDeployment(object: StoredObject): object is Deployment {
  return object.kind === 'Deployment'
}

export function isJob(object: StoredObject): object is Job {
  return object.kind === 'Job'
}

export function isService(object: StoredObject): object is Service {
  return object.kind === 'Service'
}

/** The condition of a type. */
export function condition(status: { conditions?: Condition[] }, type: string): Condition | undefined {
  return status.conditions?.find((each) => each.type === type)
}

export function isReady(pod: Pod): boolean {
  return condition(pod.status, 'Ready')?.status === 'True'
}
