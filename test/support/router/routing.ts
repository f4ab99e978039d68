/** What a Gateway API router does with traffic and says of it, the same embedded and real. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type RouterPlace, type Traffic, trafficOf } from './place.ts'

const OK = ['True', 'Accepted']

/** Declares the tests; each form calls it once. */
export function testRouting(open: () => Promise<RouterPlace>, limitMs: number): void {
  let place: RouterPlace
  let on: Traffic
  beforeAll(async () => {
    place = await open()
    on = trafficOf(place)
  }, limitMs)
  afterAll(async () => {
    on.close()
    await place.stop()
  }, limitMs)

  const split = (stable: number, canary: number) => ({
    rules: [
      {
        backendRefs: [
          { name: 'app', port: 80, weight: stable },
          { name: 'app-canary', port: 80, weight: canary },
        ],
      },
    ],
  })
  const to = (name: string, port = 80) => ({ rules: [{ backendRefs: [{ name, port }] }] })
  /** A route is in force some time after its conditions say so: Traefik waits for more changes. */
  const inForce = async (shares: Record<string, number>, path?: string) => {
    const count = Object.values(shares).reduce((sum, each) => sum + each, 0)
    await place.stage.until(`shares of ${JSON.stringify(shares)}`, async () => {
      const found = await on.shares(count, path)
      return (
        Object.keys(shares).length === Object.keys(found).length &&
        Object.entries(shares).every(([key, value]) => found[key] === value)
      )
    })
  }
  const serviceOf = (name: string): string => `${place.stage.namespace}-${name}-http-80@kubernetesgateway`
  const increments = async (work: () => Promise<unknown>): Promise<Record<string, number>> => {
    const before = await on.counted()
    await work()
    const after = await on.counted()
    return Object.fromEntries(
      Object.entries(after)
        .map(([key, value]): [string, number] => [key, value - (before[key] ?? 0)])
        // Others use the router as well.
        .filter(([key, value]) => value !== 0 && key.startsWith(`${place.stage.namespace}-`)),
    )
  }

  test(
    'splits exactly by weight, follows changes, and counts by Service and status',
    async () => {
      await on.service('app', await on.serve('stable'))
      await on.service('app-canary', await on.serve('canary', 500))
      await on.route('app', split(90, 10))
      expect(await on.conditions('app')).toEqual({ Accepted: OK, ResolvedRefs: ['True', 'ResolvedRefs'] })
      await inForce({ stable: 9, canary: 1 })
      const counted = await increments(async () => {
        expect(await on.shares(200)).toEqual({ stable: 180, canary: 20 })
      })
      expect(counted).toEqual({ [`${serviceOf('app')} 200`]: 180, [`${serviceOf('app-canary')} 500`]: 20 })
      await on.route('app', split(1, 1))
      await inForce({ stable: 2, canary: 2 })
      expect(await on.shares(50)).toEqual({ stable: 25, canary: 25 })
      await on.route('app', split(100, 0))
      await inForce({ stable: 4 })
      expect(await on.shares(50)).toEqual({ stable: 50 })
    },
    limitMs,
  )

  test(
    'methods, paths, queries and bodies arrive, with the host that was asked for',
    async () => {
      const sent = { method: 'POST', body: 'hello', host: 'model.example' }
      const { status, text, headers } = await on.send('/predict?top=3', sent)
      expect([status, text, headers['x-host']]).toEqual([200, 'POST /predict?top=3 hello', 'model.example'])
    },
    limitMs,
  )

  test(
    'without weights, or without endpoints, 503, which no Service is charged with',
    async () => {
      await on.route('app', split(0, 0))
      await inForce({ '503': 3 })
      expect((await on.send()).text).toBe('no available server\n')
      await on.service('app-canary')
      await on.route('app', split(1, 1))
      await inForce({ stable: 2, '503': 2 })
      const counted = await increments(async () => {
        expect(await on.shares(20)).toEqual({ stable: 10, '503': 10 })
      })
      expect(counted).toEqual({ [`${serviceOf('app')} 200`]: 10 })
    },
    limitMs,
  )

  test(
    'a Service or a port that is not there is said on the route, and its share is 500',
    async () => {
      await on.route('app', {
        rules: [{ backendRefs: [...(to('app').rules[0]?.backendRefs ?? []), { name: 'none', port: 80 }] }],
      })
      expect(await on.conditions('app')).toEqual({ Accepted: OK, ResolvedRefs: ['False', 'BackendNotFound'] })
      await inForce({ stable: 2, '500': 2 })
      await on.route('app', to('app', 81))
      expect(await on.conditions('app')).toEqual({ Accepted: OK, ResolvedRefs: ['False', 'BackendNotFound'] })
      await inForce({ '500': 2 })
    },
    limitMs,
  )

  test(
    'a Service that no route names is forgotten with its counts',
    async () => {
      await place.stage.until('the last word', async () => !(`${serviceOf('app')} 200` in (await on.counted())))
      await on.route('app', to('app'))
      await inForce({ stable: 3 })
      expect(await increments(() => on.shares(5))).toEqual({ [`${serviceOf('app')} 200`]: 5 })
      expect((await on.counted())[`${serviceOf('app')} 200`]).toBeLessThan(100)
    },
    limitMs,
  )

  test.each([
    ['a.example', '/api', 200],
    ['a.example', '/api/x', 200],
    ['A.example:99', '/api/', 200],
    ['a.example', '/apis', 404],
    ['x.b.example', '/api', 200],
    ['b.example', '/api', 404],
    ['c.example', '/api', 404],
  ])(
    '%s%s: %i',
    async (host, path, status) => {
      const matches = [{ path: { type: 'PathPrefix', value: '/api' } }]
      await on.route('app', {
        hostnames: ['a.example', '*.b.example'],
        rules: [{ matches, backendRefs: [{ name: 'app', port: 80 }] }],
      })
      await place.stage.until('the hosts', async () => (await on.send('/api', { host: 'a.example' })).status === 200)
      await place.stage.until(
        'no other host',
        async () => (await on.send('/api', { host: 'd.example' })).status === 404,
      )
      const answer = await on.send(path, { host })
      expect(answer.status).toBe(status)
      if (status === 404) expect(answer.text).toBe('404 page not found\n')
    },
    limitMs,
  )

  test(
    'the more specific path wins, whichever route it is in',
    async () => {
      await on.service('app-canary', await on.serve('exact'))
      await on.route('app', to('app'))
      await on.route('other', {
        rules: [
          {
            matches: [{ path: { type: 'Exact', value: '/exact' } }],
            backendRefs: [{ name: 'app-canary', port: 80 }],
          },
        ],
      })
      await inForce({ exact: 2 }, '/exact')
      await inForce({ stable: 2 }, '/exactly')
    },
    limitMs,
  )

  test(
    'a backend that takes no connection is 502 and charged with it',
    async () => {
      on.close()
      await inForce({ '502': 3 })
      const counted = await increments(() => on.shares(4))
      expect(counted).toEqual({ [`${serviceOf('app')} 502`]: 4 })
      expect((await on.send()).text).toBe('Bad Gateway')
    },
    limitMs,
  )
}
