import { describe } from '@jest/globals'
import { endpoints } from '../services/endpoints.ts'
import { LAYOUT } from '../services/kubernetes/layout.ts'
import { realStage } from '../support/cluster/real.ts'
import { testRouting } from '../support/router/routing.ts'

describe('routing by Traefik', () => {
  testRouting(async () => {
    const { routes, metrics, gateway, namespace } = await endpoints('gateway')
    const stage = await realStage()
    const parent = { name: gateway, namespace }
    return { stage, routes, metrics, parent, address: LAYOUT.nodeAddress, stop: () => stage.stop() }
  }, 120_000)
})
