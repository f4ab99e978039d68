/** Whether the processor has time to spare, as the kernel tells it. */
import { readFileSync } from 'node:fs'

/** Pressure stall information of the processor (Linux 4.20, docs.kernel.org/accounting/psi.html). */
const PRESSURE = '/proc/pressure/cpu'
/** What begins now shows in the kernel's shortest mean when it has passed. */
const EVERY_MS = 10_000
/** Two processors that are idle for a tenth of the time are waited for so often; full ones from 85 on. */
const MOST_PERCENT = 75

/** Calls back every ten seconds in which the processor had time to spare; never where the kernel doesn't tell. */
export function whenSpare(oneMore: () => void): () => void {
  const timer = setInterval(() => {
    if (hasSpare(pressure())) oneMore()
  }, EVERY_MS)
  return () => clearInterval(timer)
}

/** Whether what runs waited for the processor in less than three quarters of the last ten seconds. */
export function hasSpare(pressure: string): boolean {
  const percent = /^some avg10=(\d+\.\d+)/.exec(pressure)?.[1]
  return percent !== undefined && Number(percent) < MOST_PERCENT
}

function pressure(): string {
  try {
    return readFileSync(PRESSURE, 'utf8')
  } catch {
    return ''
  }
}
