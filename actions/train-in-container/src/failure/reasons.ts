/** Whose fault a failure is. */
export type FailureClass = 'infrastructure' | 'code' | 'data' | 'capacity' | 'cancelled' | 'preempted' | 'timeout'

/** The reasons that a run's end can have. */
export type FailureReason =
  | 'cancelled'
  | 'timed-out'
  | 'memory-exhausted'
  | 'gpu-memory-exhausted'
  | 'shm-exhausted'
  | 'disk-full'
  | 'gpu-failed'
  | 'communication-failed'
  | 'data-unreadable'
  | 'command-not-found'
  | 'preempted'
  | 'killed'
  | 'interrupted'
  | 'command-failed'

/** Whose fault each reason is. */
export const CLASSES: Readonly<Record<FailureReason, FailureClass>> = {
  cancelled: 'cancelled',
  'timed-out': 'timeout',
  'memory-exhausted': 'capacity',
  'gpu-memory-exhausted': 'capacity',
  'shm-exhausted': 'capacity',
  'disk-full': 'capacity',
  'gpu-failed': 'infrastructure',
  'communication-failed': 'infrastructure',
  'data-unreadable': 'data',
  'command-not-found': 'code',
  preempted: 'preempted',
  killed: 'infrastructure',
  interrupted: 'infrastructure',
  'command-failed': 'code',
}

/** What to do about it. */
export const ADVICE: Readonly<Record<FailureReason, string>> = {
  cancelled: 'Run it again with `resume: auto` to go on from the newest complete checkpoint.',
  'timed-out': 'Run it again with `resume: auto`, or raise `max-duration`.',
  'memory-exhausted': 'Raise `memory`, or use fewer data loaders or smaller batches.',
  'gpu-memory-exhausted':
    'Use smaller batches, gradient accumulation or a larger GPU; see whether another process uses the same device.',
  'shm-exhausted': 'Raise `shm-size`, or use fewer data loaders.',
  'disk-full': 'Free the disk of the runner, or point `output` and `checkpoints` to a larger one.',
  'gpu-failed': 'Run it on another machine; take this GPU out of service until it was reset and checked.',
  'communication-failed': 'Look first for a process that died or ran out of memory; then run it again.',
  'data-unreadable': 'Look at the dataset that the line names.',
  'command-not-found': 'Check the command and the image (or the PATH of this machine).',
  preempted: 'Run it again with `resume: auto` on another machine.',
  killed: 'Something outside ended the process; see the log of the machine.',
  interrupted:
    'Run it again with `resume: auto`; what the command saved is kept. With `live-restore` in its configuration Docker leaves runs alone when it restarts.',
  'command-failed': 'See the end of the output.',
}

/** Where the same run may go better elsewhere or later. */
export const RETRY: ReadonlySet<FailureReason> = new Set([
  'gpu-failed',
  'communication-failed',
  'preempted',
  'killed',
  'interrupted',
  'cancelled',
  'timed-out',
])
