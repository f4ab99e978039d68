import { describe } from '@jest/globals'
import { realServer, realStage, removeNamespace } from '../support/cluster/real.ts'
import { testRollouts } from '../support/cluster/rollouts.ts'
import { testScript } from '../support/cluster/script.ts'

// @seconds 110

const LIMIT_MS = 300_000

describe('a real API server', () => {
  testScript(async () => {
    await removeNamespace('script')
    return { ...(await realServer()), stop: () => removeNamespace('script') }
  }, LIMIT_MS)
})

describe('rollouts on a real cluster', () => {
  testRollouts(realStage, LIMIT_MS)
})
