/** The delay before something is tried again: doubled each time, up to thirty times the first, as the kubelet's is. */
export class BackOff {
  readonly #firstMs: number
  #turns = 0

  constructor(firstMs: number) {
    this.#firstMs = firstMs
  }

  /** The next delay in milliseconds. */
  next(): number {
    const delay = Math.min(this.#firstMs * 2 ** this.#turns, this.#firstMs * 30)
    this.#turns += 1
    return delay
  }
}

/** A delay as Go prints it: `10s`, `1m20s`, `500ms`. */
export function goDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${milliseconds}ms`
  const seconds = milliseconds / 1000
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`
}
