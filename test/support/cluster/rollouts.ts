/** What pods and Deployments show of themselves, the same in the embedded cluster and in a real one. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { deployment, type Stage } from './stage.ts'

export const READY = { readinessProbe: { httpGet: { path: '/readyz', port: 'http' }, periodSeconds: 1 } }

/** What tests wait for on a stage. */
export interface Watching {
  waiting(app: string, reason: string): Promise<Awaited<ReturnType<Stage['pods']>>[number]>
  available(app: string, count: number): Promise<void>
  remove(app: string): Promise<void>
  /** Asks a ready pod of a Service. */
  ask(app: string, path: string): Promise<string>
}

export function watching(here: Stage): Watching {
  return {
    waiting: (app, reason) =>
      here.until(`${app} waits with ${reason}`, async () =>
        (await here.pods(app)).find((pod) => pod.status.containerStatuses?.[0]?.state.waiting?.reason === reason),
      ),
    async available(app, count) {
      await here.until(`${app} has ${count}`, async () => {
        const { body } = await here.request('GET', here.path(`deployments/${app}`))
        const { observedGeneration, updatedReplicas, availableReplicas, replicas } = body.status
        const done = observedGeneration === body.metadata.generation && updatedReplicas === count
        return done && availableReplicas === count && replicas === count
      })
    },
    async remove(app) {
      await here.request('DELETE', here.path(`deployments/${app}`))
      await here.until(`${app} is gone`, async () => (await here.pods(app)).length === 0)
    },
    async ask(app, path) {
      const slices = here.path(`endpointslices?labelSelector=kubernetes.io/service-name%3D${app}`)
      const { body } = await here.request('GET', slices)
      const slice = body.items.find((each) => each.endpoints?.[0]?.conditions.ready === true)
      const response = await fetch(`http://${slice?.endpoints[0]?.addresses[0]}:${slice?.ports[0]?.port}${path}`)
      return (await response.text()).trim()
    },
  }
}

/** Declares the tests; each form calls it once. The longest of them waits for back-offs and grace periods of a real node. */
export function testRollouts(open: () => Promise<Stage>, limitMs: number): void {
  let here: Stage
  let on: Watching
  beforeAll(async () => {
    here = await open()
    on = watching(here)
  }, limitMs)
  afterAll(() => here.stop(), limitMs)

  const deploy = (name: string, ...rest: [container?: object, spec?: object, pod?: object]) =>
    here.apply(here.path(`deployments/${name}`), deployment(name, here.server, ...rest))
  const serve = (name: string) =>
    here.apply(here.path(`services/${name}`), {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    })
  const conditionsOf = async (name: string) =>
    (await here.request('GET', here.path(`deployments/${name}`))).body.status.conditions ?? []

  test(
    'a rollout starts containers with variables, files and the downward API',
    async () => {
      const greeting = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'greeting' }, data: { word: 'hello' } }
      await here.apply(here.path('configmaps/greeting'), greeting)
      const env = [
        { name: 'NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'WORD', valueFrom: { configMapKeyRef: { name: 'greeting', key: 'word' } } },
        { name: 'ANSWER', value: '$(WORD) from $(NAME)' },
      ]
      const container = { ...READY, env, volumeMounts: [{ name: 'greeting', mountPath: '/etc/greeting' }] }
      const pod = { volumes: [{ name: 'greeting', configMap: { name: 'greeting' } }] }
      await deploy('web', container, { replicas: 2 }, pod)
      await serve('web')
      await on.available('web', 2)
      const answer = await here.until('endpoints', async () => on.ask('web', '/').catch(() => undefined))
      const spoken = (await here.pods('web')).find((each) => answer.includes(each.metadata.name))
      expect(answer).toBe(`hello from ${spoken?.metadata.name}`)
      expect(await here.log(spoken?.metadata.name ?? '')).toBe(`started ${spoken?.metadata.name}\n`)
      expect(spoken?.metadata.generation).toBe(1)
      const conditions = await conditionsOf('web')
      expect(Object.fromEntries(conditions.map(({ type, status, reason }) => [type, [status, reason]]))).toEqual({
        Available: ['True', 'MinimumReplicasAvailable'],
        Progressing: ['True', 'NewReplicaSetAvailable'],
      })
      expect(Object.fromEntries((spoken?.status.conditions ?? []).map(({ type, status }) => [type, status]))).toEqual({
        ContainersReady: 'True',
        Initialized: 'True',
        PodReadyToStartContainers: 'True',
        PodScheduled: 'True',
        Ready: 'True',
      })
    },
    limitMs,
  )

  test(
    'a new template replaces pods one by one, and old ones get their SIGTERM after the preStop pause',
    async () => {
      const lifecycle = { preStop: { sleep: { seconds: 1 } } }
      const container = { ...READY, lifecycle, env: [{ name: 'ANSWER', value: 'second' }] }
      const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
      const before = (await here.pods('web')).map((pod) => pod.metadata.name)
      await deploy('web', container, { replicas: 2, strategy, revisionHistoryLimit: 0 })
      const seen: number[] = []
      await here.until('the rollout', async () => {
        const { body } = await here.request('GET', here.path('deployments/web'))
        seen.push(body.status.availableReplicas ?? 0)
        return body.status.observedGeneration === 2 && body.status.updatedReplicas === 2 && body.status.replicas === 2
      })
      expect(Math.min(...seen)).toBe(2)
      await here.until('old pods are gone', async () =>
        (await here.pods('web')).every((pod) => !before.includes(pod.metadata.name)),
      )
      await here.until('the second answer', async () => (await on.ask('web', '/').catch(() => '')) === 'second')
      await here.until('old revisions are forgotten', async () => {
        const { body } = await here.request('GET', here.path('replicasets?labelSelector=app%3Dweb'))
        return body.items.length === 1
      })
      const { body } = await here.request('GET', here.path('deployments/web'))
      expect(body.metadata.annotations['deployment.kubernetes.io/revision']).toBe('2')
      const name = (await here.pods('web'))[1]?.metadata.name ?? ''
      await here.request('DELETE', here.path(`pods/${name}`))
      const began = Date.now()
      const leaving = await here.request('GET', here.path(`pods/${name}`))
      expect(leaving.body.metadata.deletionTimestamp).toBeDefined()
      const gone = await here.until('the pod is gone', async () => {
        const names = (await here.pods('web')).map((each) => each.metadata.name)
        return !names.includes(name) && Date.now()
      })
      expect(gone - began).toBeGreaterThan(900)
      await on.available('web', 2)
      await on.remove('web')
    },
    limitMs,
  )

  test(
    'a crash leaves its exit code, its log and its back-off',
    async () => {
      const command = ['python', '-c', 'import sys; print("first line"); print("no model"); sys.exit(3)']
      await deploy('crash', { command })
      const pod = await on.waiting('crash', 'CrashLoopBackOff')
      const [status] = pod.status.containerStatuses ?? []
      expect(status).toMatchObject({
        restartCount: 1,
        ready: false,
        lastState: { terminated: { exitCode: 3, reason: 'Error' } },
      })
      const { name, uid } = pod.metadata
      const where = `${name}_${here.namespace}(${uid})`
      expect(status?.state.waiting?.message).toBe(
        `back-off ${here.backOff} restarting failed container=main pod=${where}`,
      )
      expect(pod.status.phase).toBe('Running')
      expect(await here.log(name, '?tailLines=1')).toBe('no model\n')
      expect(await here.log(name, '?previous=true&limitBytes=5')).toBe('first')
      expect(await here.events('BackOff')).toContain(`Back-off restarting failed container main in pod ${where}`)
      await on.remove('crash')
    },
    limitMs,
  )

  test(
    'a command that is not there, an image that is not there, a name that is none',
    async () => {
      const image = `${here.host}/test/server:nope`
      await deploy('typo', { command: ['pyhton', 'x.py'] })
      await deploy('pull', { image })
      await deploy('name', { image: 'Not An Image' })
      const typo = await on.waiting('typo', 'CrashLoopBackOff')
      const terminated = typo.status.containerStatuses?.[0]?.lastState.terminated
      expect(terminated).toMatchObject({ exitCode: 128, reason: 'StartError' })
      expect(terminated?.message).toMatch(/exec: "pyhton": executable file not found in \$PATH: unknown$/)
      const pull = await on.waiting('pull', 'ImagePullBackOff')
      expect(pull.status.containerStatuses?.[0]?.state.waiting?.message).toBe(
        `Back-off pulling image "${image}": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
      )
      const invalid = await on.waiting('name', 'InvalidImageName')
      expect(invalid.status.containerStatuses?.[0]?.state.waiting?.message).toBe(
        'Failed to apply default image tag "Not An Image": couldn\'t parse image name "Not An Image": invalid reference format: repository name (library/Not An Image) must be lowercase',
      )
      for (const app of ['typo', 'pull', 'name']) await on.remove(app)
    },
    limitMs,
  )

  test(
    'missing configuration is waited for',
    async () => {
      const env = [{ name: 'A', valueFrom: { secretKeyRef: { name: 'late', key: 'a' } } }]
      await deploy('config', { env, ...READY })
      const volumes = [{ name: 'files', configMap: { name: 'late' } }]
      await deploy('mount', { volumeMounts: [{ name: 'files', mountPath: '/etc/late' }], ...READY }, {}, { volumes })
      const pod = await on.waiting('config', 'CreateContainerConfigError')
      expect(pod.status.containerStatuses?.[0]?.state.waiting?.message).toBe('secret "late" not found')
      await here.until('FailedMount', async () =>
        (await here.events('FailedMount')).includes(
          'MountVolume.SetUp failed for volume "files" : configmap "late" not found',
        ),
      )
      const metadata = { name: 'late' }
      const secret = { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { a: 'x' } }
      await here.apply(here.path('secrets/late'), secret)
      await here.apply(here.path('configmaps/late'), {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata,
        data: { b: 'y' },
      })
      await on.available('config', 1)
      await on.available('mount', 1)
      await on.remove('config')
      await on.remove('mount')
    },
    limitMs,
  )

  test(
    'a failing liveness probe restarts the container',
    async () => {
      const livenessProbe = { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 1, failureThreshold: 2 }
      // Else a slow machine is taken for a sick container.
      const startupProbe = { httpGet: { path: '/readyz', port: 8080 }, periodSeconds: 1, failureThreshold: 100 }
      await deploy('sick', { ...READY, livenessProbe, startupProbe })
      await serve('sick')
      await on.available('sick', 1)
      await here.until('endpoints', async () =>
        on.ask('sick', '/sick').then(
          () => true,
          () => false,
        ),
      )
      await here.until(
        'a restart',
        async () => (await here.pods('sick'))[0]?.status.containerStatuses?.[0]?.restartCount === 1,
      )
      expect(await here.events('Killing')).toContain('Container main failed liveness probe, will be restarted')
      expect(await here.events('Unhealthy')).toContain('Liveness probe failed: HTTP probe failed with statuscode: 500')
      await on.available('sick', 1)
      await on.remove('sick')
    },
    limitMs,
  )

  test(
    'a pod that is never ready lets the deadline pass',
    async () => {
      const command = ['python', '-c', 'import time; time.sleep(60)']
      await deploy('deaf', { command, ...READY }, { progressDeadlineSeconds: 2 })
      const failed = await here.until('the deadline', async () =>
        (await conditionsOf('deaf')).find((each) => each.type === 'Progressing' && each.status === 'False'),
      )
      expect(failed.reason).toBe('ProgressDeadlineExceeded')
      expect(failed.message).toMatch(/^ReplicaSet "deaf-\w+" has timed out progressing\.$/)
      await here.until('the probe', async () =>
        (await here.events('Unhealthy')).some((each) =>
          /^Readiness probe failed: Get "http:\/\/\S+\/readyz": dial tcp \S+ connect: connection refused/.test(each),
        ),
      )
      await on.remove('deaf')
    },
    limitMs,
  )

  test(
    'devices are counted, and a surge past them waits with the scheduler’s own words',
    async () => {
      const { resource, count } = here.devices
      const container = { ...READY, resources: { limits: { [resource]: count } } }
      await deploy('gpu', container)
      await on.available('gpu', 1)
      const next = { ...container, env: [{ name: 'V', value: '2' }] }
      await deploy('gpu', next)
      const condition = await here.until('the deadlock', async () =>
        (await here.pods('gpu'))
          .flatMap((pod) => pod.status.conditions ?? [])
          .find((each) => each.type === 'PodScheduled' && each.message?.includes('Insufficient')),
      )
      expect(condition.reason).toBe('Unschedulable')
      expect(condition.message).toBe(
        `0/1 nodes are available: 1 Insufficient ${resource}. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.`,
      )
      const strategy = { type: 'Recreate' }
      // The default `rollingUpdate` belongs to nobody, so an apply can't take it away.
      expect((await deploy('gpu', next, { strategy })).code).toBe(422)
      const patch = { spec: { strategy: { ...strategy, rollingUpdate: null } } }
      await here.request('PATCH', here.path('deployments/gpu'), patch, 'application/merge-patch+json')
      await on.available('gpu', 1)
      await on.remove('gpu')
    },
    limitMs,
  )
}
