import type { RunOptions, RunResult } from './types.ts'
import { RefusedError } from './types.ts'

/**
 * Runs a workflow file on this machine as GitHub's runner would, each job in a process of its own.
 * Resolves when every job has ended, whatever the conclusion. Throws RefusedError before anything is started
 * when the file is not valid or asks for something that can't be done here.
 */
export async function runWorkflow(options: RunOptions): Promise<RunResult> {
  throw new RefusedError([`${options.file}: not there yet`])
}
