export { type Clock, systemClock } from './clock.ts'
export type { RunContext } from './context.ts'
export { readContext } from './context.ts'
export {
  type ActionDefinition,
  defineAction,
  type InputProblem,
  type InputsOf,
  type InputsOfAction,
  type InputTable,
  type OutputsOf,
  type ReasonOf,
} from './definition.ts'
export { type Explanation, UserError } from './errors.ts'
export {
  boolean,
  choice,
  digest,
  duration,
  type Input,
  list,
  multiline,
  number,
  pairs,
  path,
  repository,
  secret,
  size,
  string,
} from './inputs.ts'
export type { Log, Place } from './log.ts'
export { parseInputs } from './parse.ts'
export { type Conclusion, type HostProcess, runAction, type Services, type Stages } from './run.ts'
export { formatDuration, formatSize, parseDuration, parseSize } from './units.ts'
export { STANDARD_REASONS, type StandardReason, type Verdict } from './verdict.ts'
