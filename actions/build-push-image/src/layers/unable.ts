import { UserError } from '@ml-actions/action'
import type { Instruction } from '../dockerfile/read.ts'
import type { Reason } from '../reasons.ts'

/** Refuses an instruction by its line. */
export function unable(instruction: Instruction, why: string): never {
  throw new UserError({
    reason: 'builder-unable' satisfies Reason,
    what: `\`builder: layers\` can't do line ${instruction.line} of the Dockerfile, ${instruction.keyword} ${instruction.text.split('\n', 1)[0]?.slice(0, 100) ?? ''}: ${why}.`,
    fix: 'Use `builder: buildx` on a runner with Docker, or build what is run into the base image.',
  })
}
