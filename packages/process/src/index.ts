export { harmless, type LineSplitter, splitLines } from './lines.ts'
export {
  type Ending,
  type ProcessOptions,
  type ProcessResult,
  run,
  StartError,
  type StartedProcess,
  start,
} from './start.ts'
