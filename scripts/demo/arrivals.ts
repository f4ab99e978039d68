/**
 * Asks so many times a second on average, at moments that have nothing to do with one another, as users do (a Poisson
 * process), until what it gives back is called. Even intervals would fall into step with a router that takes its backends in
 * turn: what else befalls every second request then befalls one arm alone (of two equal ones 47 and 58 % were slower than 5 ms).
 * `ask` gets the moment when it was due, on the clock of `performance.now`.
 */
export function asUsersCome(perSecond: number, ask: (due: number) => void): () => void {
  const gapMs = (): number => (-1000 / perSecond) * Math.log(1 - Math.random())
  let due = performance.now()
  let timer: NodeJS.Timeout | undefined
  const next = (): void => {
    for (const now = performance.now(); due <= now; due += gapMs()) ask(due)
    timer = setTimeout(next, Math.max(0, due - performance.now()))
  }
  next()
  return () => clearTimeout(timer)
}
