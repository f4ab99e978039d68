export interface Places {
  /** How many are worked on at once. */
  readonly atOnce: number
  /** How many at most while there is time to spare; `atOnce` where nothing is said. */
  readonly atMost?: number
  /** Calls back from time to time while there is time to spare, until what it gives back is called. */
  readonly spare?: (oneMore: () => void) => () => void
}

/**
 * Does the work for each item, in their order, so many at once: the machines that test this have two processors. Ends when all
 * is done, or as soon as a piece of work fails.
 */
export async function sideBySide<T>(
  items: readonly T[],
  { atOnce, atMost = atOnce, spare = () => () => undefined }: Places,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const left = [...items]
  const lane = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  const shut = Array.from({ length: atMost - atOnce }, () => Promise.withResolvers<void>())
  const gates = [...shut]
  const end = spare(() => shut.shift()?.resolve())
  const lanes = Array.from({ length: atOnce }, lane)
  const allDone = Promise.all(lanes).finally(() => {
    // Where one failed nothing more begins.
    left.length = 0
    for (const gate of gates) gate.resolve()
  })
  try {
    await Promise.all([allDone, ...gates.map((gate) => gate.promise.then(lane))])
  } finally {
    end()
  }
}
