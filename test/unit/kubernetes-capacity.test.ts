import { describe, expect, test } from '@jest/globals'
import { type Capacity, type Deployment, deviceShortage, type Node, type Pod } from '@ml-actions/kubernetes'

const GPU = 'nvidia.com/gpu'

type Spec = NonNullable<Deployment['spec']>
type PodSpec = NonNullable<Pod['spec']>

function node(name: string, gpus: number, change: { spec?: Node['spec']; ready?: string; labels?: object } = {}): Node {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { ...change.labels } },
    ...(change.spec === undefined ? {} : { spec: change.spec }),
    status: {
      allocatable: { cpu: '8', 'hugepages-1Gi': '0', [GPU]: String(gpus) },
      conditions: [{ type: 'Ready', status: change.ready ?? 'True' }],
    },
  }
}

const asking = (gpus: number): PodSpec => ({
  containers: [{ name: 'model', resources: { limits: { memory: '1Gi', ...(gpus > 0 ? { [GPU]: gpus } : {}) } } }],
})

function pod(
  name: string,
  nodeName: string,
  gpus: number,
  change: { app?: string; leaving?: boolean; phase?: NonNullable<Pod['status']>['phase'] } = {},
): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'ml',
      labels: { app: change.app ?? 'app' },
      ...(change.leaving === true ? { deletionTimestamp: '2026-01-02T03:04:05Z' } : {}),
    },
    spec: { ...asking(gpus), nodeName },
    status: { phase: change.phase ?? 'Running' },
  }
}

function release(gpus: number, change: Partial<Spec> = {}, podChange: Partial<PodSpec> = {}): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'app', namespace: 'ml' },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'app' } },
      template: { spec: { ...asking(gpus), ...podChange } },
      ...change,
    },
  }
}

const rolling = (maxSurge: number | string, maxUnavailable: number | string): Partial<Spec> => ({
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } },
})
/** One node of two devices, both held by the release that serves. */
const full: Capacity = { nodes: [node('a', 2)], pods: [pod('app-1', 'a', 2)] }

describe('a surge on full nodes', () => {
  test('is a deadlock, with who holds what', () => {
    expect(deviceShortage(release(2), release(2), full)).toEqual({
      resource: GPU,
      count: 2,
      deadlock: true,
      nodes: [{ name: 'a', resource: GPU, total: 2, free: 0, holders: ['ml/app-1'] }],
    })
  })

  test.each<[string, Deployment]>([
    ['Recreate', release(2, { strategy: { type: 'Recreate' } })],
    ['an old pod goes first', release(2, rolling(0, 1))],
    ['percentages that round to nothing let one go', release(2, rolling('0%', '25%'))],
    ['half of them may go', release(2, { replicas: 2, ...rolling('25%', '50%') })],
    ['nothing asks for devices', release(0)],
    ['a pod of higher priority takes the place of others', release(2, {}, { priorityClassName: 'serving' })],
  ])('is none where %s', (_, wanted) => {
    expect(deviceShortage(wanted, release(2), full)).toBeUndefined()
  })

  test.each<[string, Capacity]>([
    ['another node is free', { ...full, nodes: [...full.nodes, node('b', 2)] }],
    ['the other pod is leaving', { ...full, pods: [pod('app-1', 'a', 2, { leaving: true })] }],
    ['the other pod has ended', { ...full, pods: [pod('job', 'a', 2, { phase: 'Succeeded' })] }],
    ['the other pod is on no node yet', { ...full, pods: [pod('app-2', '', 2)] }],
  ])('is none where %s', (_, capacity) => {
    expect(deviceShortage(release(2), release(2), capacity)).toBeUndefined()
  })

  test.each<[string, Node]>([
    ['is not ready', node('b', 2, { ready: 'Unknown' })],
    ['is cordoned', node('b', 2, { spec: { unschedulable: true } })],
    ['has a taint', node('b', 2, { spec: { taints: [{ key: 'batch', effect: 'NoSchedule' }] } })],
    ['is too small', node('b', 1)],
  ])('does not count on a node that %s', (_, other) => {
    expect(deviceShortage(release(2), release(2), { ...full, nodes: [...full.nodes, other] })).toMatchObject({
      count: 2,
    })
  })

  test('counts on a node whose taint is tolerated and whose labels fit', () => {
    const labels = { disk: 'fast' }
    const spec: Node['spec'] = { taints: [{ key: 'batch', value: 'yes', effect: 'NoSchedule' }] }
    const nodes = [...full.nodes, node('b', 2, { labels, spec })]
    const tolerations: PodSpec['tolerations'] = [{ key: 'batch', operator: 'Equal', value: 'yes' }]
    const shortage = (change: Partial<PodSpec>) =>
      deviceShortage(release(2, {}, change), release(2), { ...full, nodes })
    expect(shortage({ tolerations, nodeSelector: labels })).toBeUndefined()
    expect(shortage({ tolerations, nodeSelector: { disk: 'slow' } })).toMatchObject({ nodes: [] })
    expect(shortage({ tolerations: [{ key: 'batch', value: 'no' }] })).toBeDefined()
  })
})

describe('what replaces nothing', () => {
  test('waits in vain where others hold the devices, and no strategy helps', () => {
    const others = { ...full, pods: [pod('train', 'a', 1, { app: 'other' })] }
    expect(deviceShortage(release(2, rolling(0, 1)), undefined, others)).toMatchObject({ deadlock: false })
    expect(deviceShortage(release(2, rolling(0, 1)), release(2), others)).toMatchObject({ deadlock: false })
    expect(deviceShortage(release(1), undefined, others)).toBeUndefined()
  })

  test('as a canary stands beside the release that serves', () => {
    expect(deviceShortage(release(2, rolling(0, 1)), release(2), full, true)).toMatchObject({ deadlock: false })
  })

  test('where init containers ask for more than the others', () => {
    const [container] = asking(2).containers
    if (container === undefined) throw new Error('there is one')
    const wanted = release(1, {}, { initContainers: [{ ...container, name: 'compile' }] })
    const half = { ...full, pods: [pod('train', 'a', 1, { app: 'other' })] }
    expect(deviceShortage(wanted, undefined, half)).toMatchObject({ count: 2 })
  })
})
