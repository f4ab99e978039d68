export { devicesOf } from './capacity/devices.ts'
export { type Capacity, deviceShortage, type FullNode, type Shortage } from './capacity/shortage.ts'
export type { ApplyOptions, Cluster, DeleteOptions, LogOptions, Selection, Snapshot, WriteOptions } from './cluster.ts'
export { type FieldConflict, fieldConflicts } from './conflicts.ts'
export type { Connection } from './connection/connection.ts'
export { type ConnectionSource, loadConnection } from './connection/load.ts'
export {
  isAlreadyExists,
  isConflict,
  isPassing,
  KubernetesError,
  type StatusCause,
  type StatusDetails,
} from './errors.ts'
export { acquireLease, type HeldLease, LeaseHeldError, type LeaseOptions } from './lease.ts'
export {
  type ConfigMap,
  type Deployment,
  type Event,
  isDeployment,
  isEvent,
  isKubernetesObject,
  isNode,
  isPod,
  isRecord,
  isReplicaSet,
  isService,
  type Kind,
  type KubernetesObject,
  type Node,
  nameOf,
  type ObjectMeta,
  type ObjectReference,
  type Pod,
  type ReplicaSet,
  recordAt,
  referenceTo,
  type Service,
  valueAt,
} from './object.ts'
export { openCluster } from './open-cluster.ts'
export { CanaryShapeError, canaryObjects } from './release/canary.ts'
export { type GoodRelease, withGoodRelease } from './release/history.ts'
export {
  identityAnnotations,
  isSameRelease,
  readIdentity,
  readLastGood,
  withLastGood,
} from './release/identity.ts'
export { CANARY_TRACK, canaryName, FIELD_MANAGER, releaseName, TRACK_LABEL } from './release/names.ts'
export {
  appliableRoute,
  canaryWeight,
  isHttpRoute,
  RouteShapeError,
  routeEpoch,
  routesTo,
  withCanaryWeight,
  withoutCanary,
  withRouteEpoch,
} from './release/route.ts'
export type {
  CanaryRelease,
  ReleaseIdentity,
  ReleasePhase,
  ReleaseRecord,
  ReleaseState,
  StepRecord,
} from './release/state.ts'
export { ReleaseStateError } from './release/state-error.ts'
export {
  FencedError,
  type ReleaseTarget,
  readRelease,
  type StoredRelease,
  writeRelease,
} from './release/store.ts'
export { knownResource, type Resource } from './resources.ts'
export { withLog } from './rollout/containers.ts'
export { diagnose, missedDeadline } from './rollout/diagnose.ts'
export { parseUnschedulable, type Unschedulable } from './rollout/scheduling.ts'
export type { DiagnosisOptions, Doom, DoomClass, RolloutObjects, RolloutState } from './rollout/state.ts'
export { type RolloutTarget, watchRollout } from './rollout/watch.ts'
export { sharingWatches } from './shared-watch.ts'
export { type Trouble, troubleOf } from './trouble.ts'
