import { expect, test } from '@jest/globals'
import { turns } from '../services/turns.ts'

test('work of one kind goes one after the other, also after some that failed', async () => {
  const inTurn = turns()
  const seen: string[] = []
  const failing = Promise.withResolvers<never>()
  const first = inTurn(async () => {
    seen.push('first begins')
    await failing.promise
  })
  const second = inTurn(async () => seen.push('second'))
  await new Promise((resolve) => setImmediate(resolve))
  expect(seen).toEqual(['first begins'])
  failing.reject(new Error('no network'))
  await expect(first).rejects.toThrow('no network')
  expect(await second).toBe(2)
})
