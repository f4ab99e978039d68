const alive = new Set<number>()
let watching = false

/** Sends a signal to a process group; one that is gone already is no error. */
export function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // ESRCH: the group has ended.
  }
}

/** Ends the group of `pid` when this process exits. Returns the function that forgets it. */
export function endWithParent(pid: number): () => void {
  if (!watching) {
    watching = true
    process.on('exit', () => {
      for (const group of alive) killGroup(group, 'SIGKILL')
    })
  }
  alive.add(pid)
  return () => alive.delete(pid)
}
