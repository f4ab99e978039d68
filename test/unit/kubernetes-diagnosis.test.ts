import { describe, expect, test } from '@jest/globals'
import {
  type Deployment,
  diagnose,
  type Event,
  missedDeadline,
  type Pod,
  parseUnschedulable,
  type ReplicaSet,
  type RolloutObjects,
} from '@ml-actions/kubernetes'

// The texts are those of kubelet, scheduler and controllers of Kubernetes 1.34; each test is a moment of a rollout.

const T0 = Date.parse('2026-01-02T03:04:05Z')
const at = (seconds: number): string => new Date(T0 + seconds * 1000).toISOString()

type PodStatus = NonNullable<Pod['status']>
type ContainerStatus = NonNullable<PodStatus['containerStatuses']>[number]

function deployment(change: {
  replicas?: number
  status?: Deployment['status']
  spec?: Partial<NonNullable<Deployment['spec']>>
  generation?: number
}): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'app',
      namespace: 'ml',
      uid: 'd',
      generation: change.generation ?? 2,
      annotations: { 'deployment.kubernetes.io/revision': '2' },
    },
    spec: {
      replicas: change.replicas ?? 1,
      selector: { matchLabels: { app: 'app' } },
      template: {
        metadata: { labels: { app: 'app' } },
        spec: {
          containers: [{ name: 'model', image: 'r/app', readinessProbe: { httpGet: { path: '/ready', port: 8000 } } }],
        },
      },
      ...change.spec,
    },
    status: { observedGeneration: 2, replicas: 1, updatedReplicas: 1, ...change.status },
  }
}

function replicaSet(revision: number, status?: ReplicaSet['status']): ReplicaSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `app-${revision}`,
      uid: `rs${revision}`,
      annotations: { 'deployment.kubernetes.io/revision': String(revision) },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'app', uid: 'd', controller: true }],
    },
    ...(status === undefined ? {} : { status }),
  }
}

function pod(name: string, status: PodStatus, change: { revision?: number; leaving?: boolean } = {}): Pod {
  const revision = change.revision ?? 2
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      uid: `uid-${name}`,
      creationTimestamp: at(0),
      ...(change.leaving === true ? { deletionTimestamp: at(30) } : {}),
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `app-${revision}`, uid: `rs${revision}`, controller: true },
      ],
    },
    spec: {
      containers: [{ name: 'model', image: 'r/app', readinessProbe: { httpGet: { path: '/ready', port: 8000 } } }],
    },
    status,
  }
}

function container(change: Partial<ContainerStatus>): ContainerStatus {
  return { name: 'model', image: 'r/app@sha256:1', imageID: '', ready: false, restartCount: 0, ...change }
}

const withContainer = (change: Partial<ContainerStatus>): PodStatus => ({
  phase: 'Running',
  containerStatuses: [container(change)],
})
const serving: PodStatus = {
  phase: 'Running',
  conditions: [{ type: 'Ready', status: 'True' }],
  containerStatuses: [container({ ready: true, state: { running: { startedAt: at(1) } } })],
}
const starting = withContainer({ state: { running: { startedAt: at(1) } } })
const crashLoop = (exitCode: number, reason = 'Error', restartCount = 1): PodStatus =>
  withContainer({
    restartCount,
    state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 10s restarting failed container' } },
    lastState: { terminated: { exitCode, reason } },
  })
const unschedulable = (message: string, since = 0): PodStatus => ({
  phase: 'Pending',
  conditions: [
    { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message, lastTransitionTime: at(since) },
  ],
})

function event(reason: string, message: string, about = 'uid-a', uid = `e-${reason}`): Event {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: uid, uid },
    involvedObject: { uid: about },
    reason,
    message,
    firstTimestamp: at(2),
    lastTimestamp: at(3),
  }
}

function objects(change: Partial<RolloutObjects> & { pods?: readonly Pod[] }): RolloutObjects {
  return { deployment: deployment({}), replicaSets: [replicaSet(2)], pods: [], events: [], ...change }
}

const look = (change: Partial<RolloutObjects>, seconds = 5, more: Partial<Parameters<typeof diagnose>[1]> = {}) =>
  diagnose(objects(change), { now: T0 + seconds * 1000, ...more })

describe('a rollout that goes on or is done', () => {
  test('is complete by the arithmetic of kubectl rollout status', () => {
    const status = { replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1 }
    expect(look({ deployment: deployment({ status }), pods: [pod('a', serving)] })).toEqual({
      phase: 'complete',
      ready: 1,
      wanted: 1,
    })
  })

  test.each([
    ['old pods still serve', { replicas: 2, updatedReplicas: 1, availableReplicas: 2 }],
    ['the new one is not available yet', { replicas: 1, updatedReplicas: 1, availableReplicas: 0 }],
    ['the controller has not looked', { observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1 }],
  ])('is not complete while %s', (_, status) => {
    expect(look({ deployment: deployment({ status }), pods: [pod('a', starting)] }).phase).toBe('progressing')
  })

  test.each<[string, Partial<RolloutObjects>, number]>([
    ['a model loads slowly', { pods: [pod('a', starting)] }, 540],
    [
      'readiness fails meanwhile',
      {
        pods: [pod('a', starting)],
        events: [event('Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503')],
      },
      300,
    ],
    [
      'a container restarted once',
      {
        pods: [
          pod(
            'a',
            withContainer({
              restartCount: 1,
              state: { running: { startedAt: at(3) } },
              lastState: { terminated: { exitCode: 1 } },
            }),
          ),
        ],
      },
      5,
    ],
    [
      'a container ended and comes again',
      { pods: [pod('a', withContainer({ state: { terminated: { exitCode: 1 } } }))] },
      5,
    ],
    [
      'one of two crashes, the other still starts',
      { deployment: deployment({ replicas: 2 }), pods: [pod('a', crashLoop(1)), pod('b', starting)] },
      5,
    ],
    [
      'one of two crashes, the other serves',
      { deployment: deployment({ replicas: 2 }), pods: [pod('a', crashLoop(1)), pod('b', serving)] },
      5,
    ],
    [
      'the registry is busy',
      {
        pods: [
          pod(
            'a',
            withContainer({
              state: {
                waiting: {
                  reason: 'ErrImagePull',
                  message: 'toomanyrequests: You have reached your unauthenticated pull rate limit: denied: rate limit',
                },
              },
            }),
          ),
        ],
      },
      5,
    ],
    [
      'the registry is away and nobody said why',
      {
        pods: [
          pod(
            'a',
            withContainer({
              state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "r/app"' } },
            }),
          ),
        ],
      },
      5,
    ],
    [
      "a ConfigMap has not reached the kubelet's cache",
      {
        pods: [
          pod(
            'a',
            withContainer({
              state: {
                waiting: {
                  reason: 'CreateContainerConfigError',
                  message: 'failed to sync configmap cache: timed out waiting for the condition',
                },
              },
            }),
          ),
        ],
      },
      5,
    ],
    [
      'the node had a problem (exit 128)',
      {
        pods: [
          pod(
            'a',
            withContainer({
              state: { waiting: { reason: 'RunContainerError', message: 'context deadline exceeded' } },
            }),
          ),
        ],
      },
      5,
    ],
    [
      'a pod was evicted and another one starts',
      { pods: [pod('a', { phase: 'Failed', reason: 'Evicted', message: 'low on memory' }), pod('b', starting)] },
      5,
    ],
    [
      'no node fits yet, for half a minute',
      { pods: [pod('a', unschedulable('0/1 nodes are available: 1 Insufficient cpu.'))] },
      30,
    ],
    [
      'no node fits but one is being brought',
      {
        pods: [pod('a', unschedulable('0/1 nodes are available: 1 Insufficient cpu.'))],
        events: [event('TriggeredScaleUp', 'pod triggered scale-up: [{asg 1->2 (max: 5)}]')],
      },
      240,
    ],
    [
      'no node fits until the old pod is gone',
      {
        replicaSets: [replicaSet(1), replicaSet(2)],
        pods: [
          pod('a', unschedulable('0/1 nodes are available: 1 Insufficient nvidia.com/gpu.')),
          pod('old', serving, { revision: 1, leaving: true }),
        ],
      },
      240,
    ],
    [
      'a webhook restarts',
      {
        replicaSets: [
          replicaSet(2, {
            replicas: 0,
            conditions: [
              {
                type: 'ReplicaFailure',
                status: 'True',
                lastTransitionTime: at(0),
                message: 'Internal error occurred: failed calling webhook "x": connection refused',
              },
            ],
          }),
        ],
      },
      60,
    ],
    [
      'crashes belong to the release before',
      {
        replicaSets: [replicaSet(1), replicaSet(2)],
        pods: [pod('old', crashLoop(1), { revision: 1 }), pod('a', starting)],
      },
      5,
    ],
  ])('is waited for while %s', (_, change, seconds) => {
    expect(look(change, seconds).phase).toBe('progressing')
  })

  test('an old event about the same pod says nothing, by its UID', () => {
    const change = {
      pods: [
        pod(
          'a',
          withContainer({ state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image' } } }),
        ),
      ],
      events: [event('Failed', 'Failed to pull image "r/app": manifest unknown: not found')],
    }
    expect(look(change)).toMatchObject({ phase: 'doomed', doom: { class: 'image' } })
    expect(look(change, 5, { earlierEvents: new Set(['e-Failed']) }).phase).toBe('progressing')
  })
})

describe('an image that a pull secret opens', () => {
  const refused = (times: number) => {
    const message = 'Failed to pull image "r/app": pulling from host r failed: 401 Unauthorized'
    const waiting = pod('a', withContainer({ state: { waiting: { reason: 'ErrImagePull', message } } }))
    const spec = { containers: [], ...waiting.spec, imagePullSecrets: [{ name: 'registry' }] }
    return { pods: [{ ...waiting, spec }], events: [{ ...event('Failed', message), count: times }] }
  }

  test('is refused once where the node did not have the secret yet', () => {
    expect(look(refused(1)).phase).toBe('progressing')
  })
  test('stays closed when it is refused again', () => {
    expect(look(refused(2))).toMatchObject({ phase: 'doomed', doom: { class: 'image' } })
  })
})

describe('a doomed rollout', () => {
  test.each<[string, Partial<RolloutObjects>, object]>([
    [
      'image not found',
      {
        pods: [
          pod(
            'a',
            withContainer({
              state: {
                waiting: {
                  reason: 'ErrImagePull',
                  message: 'failed to resolve reference "r/app@sha256:1": r/app@sha256:1: not found',
                },
              },
            }),
          ),
        ],
      },
      { class: 'image', container: 'model', pod: 'a', reason: 'ErrImagePull' },
    ],
    [
      'image forbidden',
      {
        pods: [
          pod(
            'a',
            withContainer({
              state: {
                waiting: {
                  reason: 'ImagePullBackOff',
                  message: 'Back-off pulling image "r/app": ErrImagePull: 401 Unauthorized',
                },
              },
            }),
          ),
        ],
      },
      { class: 'image', advice: expect.stringContaining('imagePullSecrets') },
    ],
    [
      'image name invalid',
      {
        pods: [
          pod(
            'a',
            withContainer({
              state: { waiting: { reason: 'InvalidImageName', message: 'couldn\'t parse image name "r/App"' } },
            }),
          ),
        ],
      },
      { class: 'image', reason: 'InvalidImageName' },
    ],
    [
      'crash',
      { pods: [pod('a', crashLoop(1))] },
      { class: 'crash', exitCode: 1, container: 'model', logs: { pod: 'a', container: 'model', previous: false } },
    ],
    [
      'out of memory',
      { pods: [pod('a', crashLoop(137, 'OOMKilled'))] },
      { class: 'crash', exitCode: 137, reason: 'OOMKilled', advice: expect.stringContaining('memory') },
    ],
    [
      'segmentation fault',
      { pods: [pod('a', crashLoop(139))] },
      { class: 'crash', message: expect.stringContaining('SIGSEGV') },
    ],
    ['a service that ends', { pods: [pod('a', crashLoop(0, 'Completed'))] }, { class: 'crash', exitCode: 0 }],
    [
      'all of two crash',
      { deployment: deployment({ replicas: 2 }), pods: [pod('a', crashLoop(3)), pod('b', crashLoop(3))] },
      { class: 'crash', exitCode: 3 },
    ],
    [
      'an init container crashes',
      {
        pods: [
          pod('a', {
            phase: 'Pending',
            initContainerStatuses: [
              container({
                name: 'fetch',
                state: { waiting: { reason: 'CrashLoopBackOff' } },
                lastState: { terminated: { exitCode: 2 } },
              }),
            ],
          }),
        ],
      },
      { class: 'crash', container: 'fetch', exitCode: 2 },
    ],
    [
      'a missing ConfigMap',
      {
        pods: [
          pod(
            'a',
            withContainer({
              state: { waiting: { reason: 'CreateContainerConfigError', message: 'configmap "settings" not found' } },
            }),
          ),
        ],
      },
      { class: 'config', message: expect.stringContaining('settings') },
    ],
    [
      'a missing Secret to mount',
      {
        pods: [pod('a', withContainer({ state: { waiting: { reason: 'ContainerCreating' } } }))],
        events: [event('FailedMount', 'MountVolume.SetUp failed for volume "keys" : secret "keys" not found')],
      },
      { class: 'config', reason: 'FailedMount' },
    ],
    [
      'a command that is not there',
      {
        pods: [
          pod(
            'a',
            withContainer({
              state: {
                waiting: { reason: 'RunContainerError', message: 'exec: "serve": executable file not found in $PATH' },
              },
            }),
          ),
        ],
      },
      { class: 'config' },
    ],
    [
      'another processor',
      {
        pods: [
          pod(
            'a',
            withContainer({
              state: { waiting: { reason: 'CrashLoopBackOff' } },
              lastState: {
                terminated: { exitCode: 128, reason: 'StartError', message: 'exec /app: exec format error' },
              },
            }),
          ),
        ],
      },
      { class: 'config', advice: expect.stringContaining('platforms') },
    ],
    [
      'no GPU, and the old pod holds it',
      {
        deployment: deployment({ status: { replicas: 2, updatedReplicas: 1 } }),
        replicaSets: [replicaSet(1), replicaSet(2)],
        pods: [
          pod(
            'a',
            unschedulable(
              '0/1 nodes are available: 1 Insufficient nvidia.com/gpu. preemption: 0/1 nodes are available: 1 No preemption victims found.',
            ),
          ),
          pod('old', serving, { revision: 1 }),
        ],
      },
      { class: 'scheduling', advice: expect.stringContaining('deadlock') },
    ],
    [
      'quota',
      {
        replicaSets: [
          replicaSet(2, {
            replicas: 0,
            conditions: [
              {
                type: 'ReplicaFailure',
                status: 'True',
                reason: 'FailedCreate',
                lastTransitionTime: at(0),
                message:
                  'pods "app-2-x" is forbidden: exceeded quota: team, requested: limits.cpu=4, used: limits.cpu=8, limited: limits.cpu=8',
              },
            ],
          }),
        ],
      },
      { class: 'quota', message: expect.stringContaining('limits.cpu=8') },
    ],
    [
      'admission',
      {
        replicaSets: [
          replicaSet(2, {
            replicas: 0,
            conditions: [
              {
                type: 'ReplicaFailure',
                status: 'True',
                reason: 'FailedCreate',
                lastTransitionTime: at(0),
                message: 'pods "app-2-x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true',
              },
            ],
          }),
        ],
      },
      { class: 'admission' },
    ],
    [
      'killed by its startup probe',
      {
        pods: [pod('a', crashLoop(137))],
        events: [
          event('Killing', 'Container model failed startup probe, will be restarted'),
          event('Unhealthy', 'Startup probe failed: Get "http://10.0.0.1:8000/healthz": connection refused'),
        ],
      },
      { class: 'probe', container: 'model', message: expect.stringContaining('connection refused') },
    ],
    ['paused', { deployment: deployment({ spec: { paused: true } }) }, { class: 'config', reason: 'DeploymentPaused' }],
  ])('%s', (_, change, doom) => {
    expect(look(change, 90)).toMatchObject({ phase: 'doomed', doom })
  })

  const exceeded = deployment({
    status: { conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }] },
  })

  test.each<[string, Partial<RolloutObjects>, object]>([
    [
      'never ready',
      {
        pods: [pod('a', starting)],
        events: [event('Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 404')],
      },
      { class: 'probe', message: expect.stringMatching(/statuscode: 404.*GET \/ready on port 8000/) },
    ],
    [
      'image still on its way',
      { pods: [pod('a', withContainer({ state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off' } } }))] },
      { class: 'image' },
    ],
    ['crashing, though another pod starts', { pods: [pod('a', crashLoop(1)), pod('b', starting)] }, { class: 'crash' }],
    ['nothing known', { pods: [] }, { class: 'deadline' }],
  ])('by its progress deadline: %s', (_, change, doom) => {
    expect(look({ deployment: exceeded, ...change })).toMatchObject({ phase: 'doomed', doom })
  })

  test('but not by a deadline that was missed before this rollout', () => {
    const condition = {
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      lastUpdateTime: at(-60),
    }
    const back = deployment({ status: { conditions: [condition] } })
    expect(missedDeadline(back)).toBe(at(-60))
    expect(look({ deployment: back }).phase).toBe('doomed')
    expect(look({ deployment: back }, 5, { earlierDeadline: at(-60) }).phase).toBe('progressing')
  })

  test("by the caller's own limit", () => {
    expect(look({ pods: [pod('a', starting)] }, 5, { overdue: true })).toMatchObject({
      phase: 'doomed',
      doom: { class: 'probe' },
    })
    expect(look({ deployment: deployment({ generation: 3 }) }, 5, { overdue: true })).toMatchObject({
      phase: 'doomed',
      doom: { class: 'deadline' },
    })
  })
})

describe('a container that has just ended', () => {
  const ended = (exitCode: number, seconds: number) => ({
    terminated: { exitCode, reason: 'Error', finishedAt: at(seconds) },
  })

  test.each<[string, string, Partial<ContainerStatus>]>([
    ['is waited for the first time', 'progressing', { state: ended(1, 3) }],
    ['is in a loop the second time', 'doomed', { state: ended(1, 14), lastState: ended(1, 3), restartCount: 1 }],
    ['may be done', 'progressing', { state: ended(0, 14), lastState: ended(1, 3), restartCount: 1 }],
    ['is started at once long after', 'progressing', { state: ended(1, 900), lastState: ended(1, 3), restartCount: 1 }],
  ])('%s', (_, phase, status) => {
    expect(look({ pods: [pod('a', withContainer(status))] }, 901).phase).toBe(phase)
  })
})

describe("the scheduler's message", () => {
  test('is read into a table', () => {
    expect(
      parseUnschedulable(
        "0/5 nodes are available: 1 node(s) had untolerated taint {dedicated: batch, x: y}, 2 Insufficient nvidia.com/gpu, 2 node(s) didn't match Pod's node affinity/selector. preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.",
      ),
    ).toEqual({
      nodes: 5,
      reasons: [
        { nodes: 1, reason: 'node(s) had untolerated taint {dedicated: batch, x: y}' },
        { nodes: 2, reason: 'Insufficient nvidia.com/gpu' },
        { nodes: 2, reason: "node(s) didn't match Pod's node affinity/selector" },
      ],
    })
    expect(parseUnschedulable('pod has unbound immediate PersistentVolumeClaims')).toBeUndefined()
  })
})
