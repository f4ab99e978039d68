/** Waiting for what others do, without knowing when they do it. */
import { setTimeout as pause } from 'node:timers/promises'

/** Asks until the answer is yes; false when the time is over. A question that throws counts as no. */
export async function within(
  limitMs: number,
  ask: () => boolean | Promise<boolean>,
  everyMs: number = 100,
): Promise<boolean> {
  const deadline = performance.now() + limitMs
  while (true) {
    if (await answered(ask)) return true
    if (performance.now() > deadline) return false
    await pause(everyMs)
  }
}

/** Asks until the answer is yes. Throws when that is not so in time: what waits without end keeps its process. */
export async function until(ask: () => boolean | Promise<boolean>, limitMs: number = 60_000): Promise<void> {
  if (!(await within(limitMs, ask, 10))) throw new Error(`not so in ${limitMs / 1000} s: ${String(ask)}`)
}

async function answered(ask: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await ask()
  } catch {
    return false
  }
}
