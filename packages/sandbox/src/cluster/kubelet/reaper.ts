import { type ChildProcess, spawn } from 'node:child_process'

/**
 * Reads `add GROUP` and `drop GROUP` lines. When its input ends, which the death of the cluster causes whatever its
 * manner, the groups left are asked to end and then ended.
 */
const SCRIPT = `
groups=
while read -r verb group; do
  case $verb in
    add) groups="$groups $group" ;;
    drop)
      kept=
      for each in $groups; do [ "$each" = "$group" ] || kept="$kept $each"; done
      groups=$kept ;;
  esac
done
[ -n "$groups" ] || exit 0
for each in $groups; do kill -s TERM -- "-$each"; done
sleep 1
for each in $groups; do kill -s KILL -- "-$each"; done
exit 0
`

/** One small process that outlives the cluster just long enough to end its pods. */
export class Reaper {
  readonly #child: ChildProcess

  constructor() {
    this.#child = spawn('/bin/sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
    this.#child.stdin?.on('error', () => {})
    this.#child.unref()
  }

  add(group: number): void {
    this.#child.stdin?.write(`add ${group}\n`)
  }

  drop(group: number): void {
    this.#child.stdin?.write(`drop ${group}\n`)
  }

  /** Ends the reaper and every group that it still knows. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return
    const ended = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.stdin?.end()
    await ended
  }
}
