export { MlflowError, type MlflowReason } from './error.ts'
export { type TrackingInputs, trackingProblems } from './inputs.ts'
export type { MetricPoint } from './metrics.ts'
export {
  ALIAS,
  DIGEST_TAG,
  MODEL_NAME,
  type ModelVersion,
  type NewVersion,
  pointAlias,
  registerVersion,
  tagVersion,
  versionOfAlias,
  versionOfDigest,
} from './model-versions.ts'
export { type EndedRun, type WrittenRun, writeRun } from './run.ts'
export { type Mlflow, openTracking, type TrackingLimits, type TrackingServices } from './session.ts'
