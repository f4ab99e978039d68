/** Work by key: the same key waits once, and one that fails is tried again. */
export class WorkQueue {
  readonly #work: (key: string) => void
  readonly #delayMs: number
  readonly #timers = new Map<string, { timer: NodeJS.Timeout; due: number }>()
  #stopped = false

  constructor(work: (key: string) => void, delayMs = 0) {
    this.#work = work
    this.#delayMs = delayMs
  }

  /** Does the work for a key after the queue's delay, or after a longer one. An earlier appointment wins. */
  add(key: string, afterMs = this.#delayMs): void {
    if (this.#stopped) return
    const due = Date.now() + afterMs
    const waiting = this.#timers.get(key)
    if (waiting !== undefined && waiting.due <= due) return
    if (waiting !== undefined) clearTimeout(waiting.timer)
    this.#timers.set(key, { timer: setTimeout(() => this.#run(key), afterMs), due })
  }

  stop(): void {
    this.#stopped = true
    for (const { timer } of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  #run(key: string): void {
    this.#timers.delete(key)
    try {
      this.#work(key)
    } catch {
      this.add(key, RETRY_MS)
    }
  }
}

const RETRY_MS = 200
