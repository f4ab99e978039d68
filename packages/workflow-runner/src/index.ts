export { runWorkflow } from './run-workflow.ts'
export type {
  Annotation,
  ArtifactRecord,
  Conclusion,
  EnvironmentValues,
  JobEnvironment,
  JobResult,
  Json,
  LineKind,
  RunEvent,
  RunOptions,
  RunResult,
  Stage,
  StepResult,
} from './types.ts'
export { RefusedError } from './types.ts'
