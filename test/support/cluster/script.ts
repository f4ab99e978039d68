/** The script of requests, with answers recorded from a real API server, sent to one that is embedded or real. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Answer, play, recorded, script } from '../../fixtures/cluster/play.ts'
import type { Server } from './ask.ts'

/** Declares a test for each step; each form calls it once. */
export function testScript(open: () => Promise<Server & { stop(): Promise<void> }>, limitMs: number): void {
  describe('a script of requests is answered as it is recorded', () => {
    let server: Awaited<ReturnType<typeof open>>
    let answers: Answer[] = []
    beforeAll(async () => {
      server = await open()
      answers = await play(server, script())
    }, limitMs)
    afterAll(() => server.stop(), limitMs)

    const expected = recorded()
    test('every step of the script has its answer', () => {
      expect(answers.map(({ name }) => name)).toEqual(expected.map(({ name }) => name))
    })
    test.each(expected.map((answer, index) => [answer.name, index] as const))('%s', (_name, index) => {
      expect(answers[index]).toEqual(expected[index])
    })
  })
}
