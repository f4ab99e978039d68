/** Work of one kind that goes one after the other, while work of other kinds goes on beside it. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>

export function turns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}
