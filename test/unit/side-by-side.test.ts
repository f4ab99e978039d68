import { expect, test } from '@jest/globals'
import { type Places, sideBySide } from '../../scripts/side-by-side.ts'

/** Work that ends when it is told to, and how much of it has begun. */
function work() {
  const begun: string[] = []
  const ends: PromiseWithResolvers<void>[] = []
  return {
    begun,
    begin: (item: string): Promise<void> => {
      const end = Promise.withResolvers<void>()
      begun.push(item)
      ends.push(end)
      return end.promise
    },
    endOne: async () => {
      ends.shift()?.resolve()
      await new Promise((resolve) => setImmediate(resolve))
    },
    failOne: async (error: Error) => {
      ends.shift()?.reject(error)
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

function spareTime() {
  let oneMore: (() => void) | undefined
  return {
    isAsked: () => oneMore !== undefined,
    spare: (call: () => void) => {
      oneMore = call
      return () => {
        oneMore = undefined
      }
    },
    come: async () => {
      oneMore?.()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

test('so many at once, in their order, and one more when there is time to spare, to a limit', async () => {
  const { begun, begin, endOne } = work()
  const time = spareTime()
  const places: Places = { atOnce: 2, atMost: 3, spare: time.spare }
  const done = sideBySide(['a', 'b', 'c', 'd', 'e', 'f'], places, begin)
  expect(begun).toEqual(['a', 'b'])
  await endOne()
  expect(begun).toEqual(['a', 'b', 'c'])
  await time.come()
  expect(begun).toEqual(['a', 'b', 'c', 'd'])
  await time.come()
  expect(begun).toEqual(['a', 'b', 'c', 'd'])
  for (let left = 5; left > 0; left -= 1) await endOne()
  await done
  expect(begun).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
  expect(time.isAsked()).toBe(false)
})

test('it ends where time was never to spare, and with what a piece of work failed by', async () => {
  const calm = work()
  const done = sideBySide(['a'], { atOnce: 2, atMost: 3, spare: spareTime().spare }, calm.begin)
  await calm.endOne()
  await done
  const failing = work()
  const time = spareTime()
  const failed = sideBySide(['a', 'b', 'c'], { atOnce: 1, atMost: 2, spare: time.spare }, failing.begin)
  await time.come()
  await Promise.all([expect(failed).rejects.toThrow('no'), failing.failOne(new Error('no'))])
  expect(failing.begun).toEqual(['a', 'b'])
  expect(time.isAsked()).toBe(false)
})

test('where one fails nothing more begins, whether or not time was to spare', async () => {
  const { begun, begin, endOne, failOne } = work()
  const places = { atOnce: 2, atMost: 3, spare: spareTime().spare }
  const failed = sideBySide(['a', 'b', 'c', 'd'], places, begin)
  await Promise.all([expect(failed).rejects.toThrow('no'), failOne(new Error('no'))])
  await endOne()
  expect(begun).toEqual(['a', 'b'])
})
