import { randomBytes } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import {
  canaryObjects,
  canaryWeight,
  type Deployment,
  isSameRelease,
  type KubernetesObject,
  readIdentity,
  readLastGood,
  type Service,
  withCanaryWeight,
  withGoodRelease,
  withLastGood,
  withoutCanary,
} from '@ml-actions/kubernetes'
import { packHistory, unpackHistory } from '../../packages/kubernetes/src/release/history.ts'

const stable: Deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'app',
    namespace: 'ml',
    resourceVersion: '7',
    uid: 'u',
    labels: { team: 'x' },
    annotations: { a: 'b' },
  },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'app' } },
    template: {
      metadata: { labels: { app: 'app', tier: 'web', version: '1' } },
      spec: {
        containers: [{ name: 'app', image: 'x' }],
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'zone',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: { app: 'app' } },
          },
        ],
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { topologyKey: 'host', labelSelector: { matchLabels: { app: 'other' } } },
            ],
          },
        },
      },
    },
  },
}
const service = (selector: Record<string, string>): Service => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'app', namespace: 'ml' },
  spec: { clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1'], selector, ports: [{ port: 80, nodePort: 30000 }] },
})

describe('a canary beside the stable release', () => {
  test('has names and selector values of its own, so that no stable Service matches its pods', () => {
    const { deployment, services } = canaryObjects(stable, [service({ app: 'app', tier: 'web' })])
    expect(deployment.metadata).toEqual({
      name: 'app-canary',
      namespace: 'ml',
      labels: { team: 'x', 'ml-actions.dev/track': 'canary' },
      annotations: { a: 'b' },
    })
    expect(deployment.spec?.selector).toEqual({ matchLabels: { app: 'app-canary' } })
    const labels = deployment.spec?.template.metadata?.labels
    expect(labels).toEqual({ app: 'app-canary', tier: 'web-canary', version: '1', 'ml-actions.dev/track': 'canary' })
    expect(services[0]?.spec).toEqual({ selector: { app: 'app-canary', tier: 'web-canary' }, ports: [{ port: 80 }] })
    expect(Object.entries({ app: 'app' }).every(([key, value]) => labels?.[key] === value)).toBe(false)
  })

  test('spreads and repels by its own labels, and leaves those of others alone', () => {
    const spec = canaryObjects(stable, []).deployment.spec?.template.spec
    expect(spec?.topologySpreadConstraints?.[0]?.labelSelector).toEqual({ matchLabels: { app: 'app-canary' } })
    const repel = spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.[0]
    expect(repel?.labelSelector).toEqual({ matchLabels: { app: 'other' } })
  })

  test.each<[string, () => unknown, RegExp]>([
    ['a Service without a selector', () => canaryObjects(stable, [service({})]), /Service\/app has no selector/],
    ['a label that grows too long', () => canaryObjects(stable, [service({ app: 'a'.repeat(60) })]), /longer than 63/],
    [
      'a name that grows too long',
      () => canaryObjects({ ...stable, metadata: { name: 'n'.repeat(60) } }, []),
      /longer than 63/,
    ],
  ])('%s is refused by name', (_, make, message) => expect(make).toThrow(message))
})

describe('the weights of a route', () => {
  const route = (rules: unknown[]): KubernetesObject =>
    Object.assign(
      { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'r' } },
      { spec: { parentRefs: [1], rules } },
    )
  const plain = route([
    { matches: ['m'], filters: ['f'], backendRefs: [{ name: 'app', port: 80 }] },
    { backendRefs: [{ name: 'else' }] },
  ])

  test('are set, read and taken out again; nothing else changes', () => {
    const split = withCanaryWeight(plain, 'app', 25)
    expect(split).toMatchObject({
      spec: {
        parentRefs: [1],
        rules: [
          {
            matches: ['m'],
            filters: ['f'],
            backendRefs: [
              { name: 'app', port: 80, weight: 75 },
              { name: 'app-canary', port: 80, weight: 25 },
            ],
          },
          { backendRefs: [{ name: 'else' }] },
        ],
      },
    })
    expect(canaryWeight(split, 'app')).toBe(25)
    expect(canaryWeight(withCanaryWeight(split, 'app', 100), 'app')).toBe(100)
    expect(canaryWeight(withoutCanary(split, 'app'), 'app')).toBeUndefined()
    expect(canaryWeight(plain, 'app')).toBeUndefined()
  })

  test('are proportions, and default to 1', () => {
    expect(canaryWeight(route([{ backendRefs: [{ name: 'app' }, { name: 'app-canary', weight: 3 }] }]), 'app')).toBe(75)
  })

  test('a rule with others in it is refused by name', () => {
    expect(() => withCanaryWeight(route([{ backendRefs: [{ name: 'app' }, { name: 'old' }] }]), 'app', 5)).toThrow(
      /rule 0 shares .* with old/,
    )
    expect(() => withCanaryWeight(plain, 'nobody', 5)).toThrow(/sends no traffic to Service\/nobody/)
  })
})

describe('what is recorded', () => {
  const record = {
    image: 'r@sha256:1',
    model: 'sha256:2',
    at: '2026-01-01T00:00:00Z',
    run: 'o/r/actions/runs/1/attempts/1',
  }

  test('comes back from the annotations; what can not be read is not taken for none', () => {
    expect(readLastGood(withLastGood(stable, record))).toEqual(record)
    expect(readLastGood(withLastGood(withLastGood(stable, record), undefined))).toBeUndefined()
    const broken = {
      ...stable,
      metadata: { ...stable.metadata, annotations: { 'ml-actions.dev/release': '{"image":1}' } },
    }
    expect(() => readLastGood(broken)).toThrow(/can't be read/)
    expect(readIdentity(stable)).toBeUndefined()
    expect(isSameRelease({ image: 'a', model: 'm', revision: '1' }, { image: 'a', model: 'm', revision: '2' })).toBe(
      true,
    )
    expect(isSameRelease({ image: 'a', model: 'm' }, { image: 'a' })).toBe(false)
  })

  test('the history keeps the newest, never a Secret, and always fits', () => {
    const secret: KubernetesObject = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } }
    const good = (image: string) => ({ record: { ...record, image }, objects: [stable, secret] })
    const history = ['1', '2', '3', '4', '2'].reduce<ReturnType<typeof withGoodRelease>>(
      (all, image) => withGoodRelease(all, good(image)),
      [],
    )
    expect(history.map((each) => each.record.image)).toEqual(['2', '4', '3'])
    expect(JSON.stringify(unpackHistory(packHistory(history)))).not.toContain('Secret')
    const huge = (image: string) => ({
      record: { ...record, image },
      objects: [{ ...stable, metadata: { name: randomBytes(300_000).toString('hex') } }],
    })
    const packed = packHistory([huge('a'), huge('b'), huge('c')])
    expect(packed.length).toBeLessThanOrEqual(700_000)
    expect(unpackHistory(packed).map((each) => each.record.image)).toEqual(['a'])
    expect(unpackHistory('not gzip')).toEqual([])
  })
})
