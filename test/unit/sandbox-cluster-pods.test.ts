import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { deployment, deploymentPath, type Stage, stage } from '../fixtures/cluster/stage.ts'

const READY = { readinessProbe: { httpGet: { path: '/readyz', port: 'http' }, periodSeconds: 1 } }

describe('pods of the embedded cluster', () => {
  let here: Stage
  beforeAll(async () => {
    here = await stage({ node: { 'nvidia.com/gpu': '1' } })
  })
  afterAll(() => here.stop())

  const waiting = (app: string, reason: string) =>
    here.until(`${app} waits with ${reason}`, async () =>
      (await here.pods(app)).find((pod) => pod.status.containerStatuses?.[0]?.state.waiting?.reason === reason),
    )
  const available = (app: string, count: number) =>
    here.until(`${app} has ${count}`, async () => {
      const { body } = await here.request('GET', deploymentPath(app))
      const { observedGeneration, updatedReplicas, availableReplicas, replicas } = body.status
      const done = observedGeneration === body.metadata.generation && updatedReplicas === count
      return done && availableReplicas === count && replicas === count ? body : undefined
    })
  const remove = async (app: string) => {
    await here.request('DELETE', deploymentPath(app))
    await here.until(`${app} is gone`, async () => (await here.pods(app)).length === 0)
  }
  const ask = async (app: string, path: string) => {
    const { body } = await here.request(
      'GET',
      `/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io/service-name%3D${app}`,
    )
    const slice = body.items.find((each) => each.endpoints[0]?.conditions.ready === true)
    const response = await fetch(`http://${slice?.endpoints[0]?.addresses[0]}:${slice?.ports[0]?.port}${path}`)
    return (await response.text()).trim()
  }

  test('a rollout starts processes from the image, with variables, files and the downward API', async () => {
    const config = '/api/v1/namespaces/default/configmaps/greeting'
    await here.apply(config, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'greeting' },
      data: { word: 'hello' },
    })
    const env = [
      { name: 'NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'WORD', valueFrom: { configMapKeyRef: { name: 'greeting', key: 'word' } } },
      { name: 'ANSWER', value: '$(WORD) from $(NAME) on $(PORT) with /etc/greeting/word' },
      { name: 'PORT', value: '8080' },
    ]
    const container = { ...READY, env, volumeMounts: [{ name: 'greeting', mountPath: '/etc/greeting' }] }
    const pod = { volumes: [{ name: 'greeting', configMap: { name: 'greeting' } }] }
    await here.apply(deploymentPath('web'), deployment('web', here.server, container, { replicas: 2 }, pod))
    await here.apply('/api/v1/namespaces/default/services/web', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    })
    await available('web', 2)
    const answer = await here.until('endpoints', async () => ask('web', '/').catch(() => undefined))
    const pods = await here.pods('web')
    const ports = pods.map((each) => each.metadata.annotations['sandbox.ml-actions.dev/port'])
    expect(new Set(ports).size).toBe(2)
    const spoken = pods.find((each) => answer.includes(each.metadata.name))
    expect(answer).toMatch(new RegExp(`^hello from ${spoken?.metadata.name} on (${ports.join('|')}) with `))
    expect(await here.log(spoken?.metadata.name ?? '')).toBe(`started ${spoken?.metadata.name}\n`)
    expect(spoken?.metadata.generation).toBe(1)
  })

  test('a new template replaces pods one by one, and old ones get their SIGTERM after the preStop pause', async () => {
    const container = {
      ...READY,
      lifecycle: { preStop: { sleep: { seconds: 1 } } },
      env: [{ name: 'ANSWER', value: 'second' }],
    }
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
    const before = (await here.pods('web')).map((pod) => pod.metadata.name)
    const second = deployment('web', here.server, container, { replicas: 2, strategy, revisionHistoryLimit: 0 })
    await here.apply(deploymentPath('web'), second)
    const seen: number[] = []
    await here.until('the rollout', async () => {
      const { body } = await here.request('GET', deploymentPath('web'))
      seen.push(body.status.availableReplicas ?? 0)
      return body.status.observedGeneration === 2 && body.status.updatedReplicas === 2 && body.status.replicas === 2
    })
    expect(Math.min(...seen)).toBe(2)
    await here.until('old pods are gone', async () =>
      (await here.pods('web')).every((pod) => !before.includes(pod.metadata.name)),
    )
    await here.until('the second answer', async () => (await ask('web', '/').catch(() => '')) === 'second')
    await here.until('old revisions are forgotten', async () => {
      const { body } = await here.request('GET', '/apis/apps/v1/namespaces/default/replicasets?labelSelector=app%3Dweb')
      return body.items.length === 1
    })
    const { body } = await here.request('GET', deploymentPath('web'))
    expect(body.metadata.annotations['deployment.kubernetes.io/revision']).toBe('2')
    const name = (await here.pods('web'))[1]?.metadata.name ?? ''
    await here.request('DELETE', `/api/v1/namespaces/default/pods/${name}`)
    const began = Date.now()
    const leaving = await here.request('GET', `/api/v1/namespaces/default/pods/${name}`)
    expect(leaving.body.metadata.deletionTimestamp).toBeDefined()
    const gone = await here.until('the pod is gone', async () => {
      const names = (await here.pods('web')).map((each) => each.metadata.name)
      return !names.includes(name) && Date.now()
    })
    expect(gone - began).toBeGreaterThan(900)
    await available('web', 2)
    await remove('web')
  })

  test('a crash shows itself as the real one does', async () => {
    const command = ['python', '-c', 'import sys; print("first line"); print("no model"); sys.exit(3)']
    await here.apply(deploymentPath('crash'), deployment('crash', here.server, { command }))
    const pod = await waiting('crash', 'CrashLoopBackOff')
    const [status] = pod.status.containerStatuses ?? []
    expect(status).toMatchObject({
      restartCount: 1,
      ready: false,
      lastState: { terminated: { exitCode: 3, reason: 'Error' } },
    })
    const { name, uid } = pod.metadata
    expect(status?.state.waiting?.message).toBe(
      `back-off 300ms restarting failed container=main pod=${name}_default(${uid})`,
    )
    expect(pod.status.phase).toBe('Running')
    expect(await here.log(name, '?tailLines=1')).toBe('no model\n')
    expect(await here.log(name, '?previous=true&limitBytes=5')).toBe('first')
    expect(await here.events('BackOff')).toContain(
      `Back-off restarting failed container main in pod ${name}_default(${uid})`,
    )
    await remove('crash')
  })

  test('a command that is not there, an image that is not there, a registry that says no', async () => {
    await here.apply(deploymentPath('typo'), deployment('typo', here.server, { command: ['pyhton', 'x.py'] }))
    await here.apply(deploymentPath('pull'), deployment('pull', `${here.host}/test/server:nope`))
    await here.apply(deploymentPath('name'), deployment('name', 'Not An Image'))
    await here.apply(deploymentPath('far'), deployment('far', 'registry.example/app:v1'))
    const typo = await waiting('typo', 'CrashLoopBackOff')
    const terminated = typo.status.containerStatuses?.[0]?.lastState.terminated
    expect(terminated).toMatchObject({ exitCode: 128, reason: 'StartError' })
    expect(terminated?.message).toMatch(/exec: "pyhton": executable file not found in \$PATH: unknown$/)
    const pull = await waiting('pull', 'ImagePullBackOff')
    const image = `${here.host}/test/server:nope`
    expect(pull.status.containerStatuses?.[0]?.state.waiting?.message).toBe(
      `Back-off pulling image "${image}": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
    )
    await waiting('name', 'InvalidImageName')
    expect((await waiting('far', 'ImagePullBackOff')).status.containerStatuses?.[0]?.state.waiting?.message).toMatch(
      /the embedded cluster pulls from 127\.0\.0\.1:\d+ only$/,
    )
    for (const app of ['typo', 'pull', 'name', 'far']) await remove(app)
  })

  test('missing configuration is waited for', async () => {
    const env = [{ name: 'A', valueFrom: { secretKeyRef: { name: 'late', key: 'a' } } }]
    await here.apply(deploymentPath('config'), deployment('config', here.server, { env, ...READY }))
    const volumes = [{ name: 'files', configMap: { name: 'late' } }]
    const mounted = { volumeMounts: [{ name: 'files', mountPath: '/etc/late' }], ...READY }
    await here.apply(deploymentPath('mount'), deployment('mount', here.server, mounted, {}, { volumes }))
    const pod = await waiting('config', 'CreateContainerConfigError')
    expect(pod.status.containerStatuses?.[0]?.state.waiting?.message).toBe('secret "late" not found')
    await here.until('FailedMount', async () =>
      (await here.events('FailedMount')).includes(
        'MountVolume.SetUp failed for volume "files" : configmap "late" not found',
      ),
    )
    const metadata = { name: 'late' }
    await here.apply('/api/v1/namespaces/default/secrets/late', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata,
      stringData: { a: 'x' },
    })
    await here.apply('/api/v1/namespaces/default/configmaps/late', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
      data: { b: 'y' },
    })
    await available('config', 1)
    await available('mount', 1)
    await remove('config')
    await remove('mount')
  })

  test('a failing liveness probe restarts the container', async () => {
    const livenessProbe = { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 1, failureThreshold: 2 }
    await here.apply(deploymentPath('sick'), deployment('sick', here.server, { ...READY, livenessProbe }))
    await available('sick', 1)
    const [pod] = await here.pods('sick')
    await fetch(`http://127.0.0.1:${pod?.metadata.annotations['sandbox.ml-actions.dev/port']}/sick`)
    await here.until(
      'a restart',
      async () => (await here.pods('sick'))[0]?.status.containerStatuses?.[0]?.restartCount === 1,
    )
    expect(await here.events('Killing')).toContain('Container main failed liveness probe, will be restarted')
    expect(await here.events('Unhealthy')).toContain('Liveness probe failed: HTTP probe failed with statuscode: 500')
    await available('sick', 1)
    await remove('sick')
  })

  test('a process that does not listen on PORT is told apart by that name, and the deadline passes', async () => {
    const command = ['python', '-c', 'import time; time.sleep(60)']
    const late = deployment('deaf', here.server, { command, ...READY }, { progressDeadlineSeconds: 2 })
    await here.apply(deploymentPath('deaf'), late)
    const failed = await here.until('the deadline', async () => {
      const { body } = await here.request('GET', deploymentPath('deaf'))
      return body.status.conditions?.find((each) => each.type === 'Progressing' && each.status === 'False')
    })
    expect(failed.reason).toBe('ProgressDeadlineExceeded')
    expect(failed.message).toMatch(/^ReplicaSet "deaf-\w+" has timed out progressing\.$/)
    const [event] = await here.events('Unhealthy').then((all) => all.filter((each) => each.includes('PORT=')))
    expect(event).toMatch(/connect: connection refused: nothing listens on the pod's PORT=\d+$/)
    await remove('deaf')
  })

  test('devices are counted, and a surge past them waits with the scheduler’s own words', async () => {
    const container = { ...READY, resources: { limits: { 'nvidia.com/gpu': 1 } } }
    await here.apply(deploymentPath('gpu'), deployment('gpu', here.server, container))
    await available('gpu', 1)
    const next = { ...container, env: [{ name: 'V', value: '2' }] }
    await here.apply(deploymentPath('gpu'), deployment('gpu', here.server, next))
    const unschedulable = async () =>
      (await here.pods('gpu'))
        .flatMap((pod) => pod.status.conditions ?? [])
        .find((each) => each.type === 'PodScheduled' && each.reason === 'Unschedulable')
    const condition = await here.until('the deadlock', unschedulable)
    expect(condition.message).toBe(
      '0/1 nodes are available: 1 Insufficient nvidia.com/gpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    )
    await here.apply(deploymentPath('gpu'), deployment('gpu', here.server, next, { strategy: { type: 'Recreate' } }))
    await available('gpu', 1)
    await remove('gpu')
  })

  test.each([
    ['init containers (spec.template.spec.initContainers)', {}, { initContainers: [{ name: 'a', image: 'a' }] }],
    [
      'pods of several containers (spec.template.spec.containers)',
      {},
      {
        containers: [
          { name: 'a', image: 'a' },
          { name: 'b', image: 'b' },
        ],
      },
    ],
    ['hostPath volumes (spec.template.spec.volumes[x])', {}, { volumes: [{ name: 'x', hostPath: { path: '/' } }] }],
    [
      'exec probes (spec.template.spec.containers[0].readinessProbe)',
      { readinessProbe: { exec: { command: ['true'] } } },
      {},
    ],
    [
      'lifecycle.preStop.exec (spec.template.spec.containers[0])',
      { lifecycle: { preStop: { exec: { command: ['a'] } } } },
      {},
    ],
  ])('refuses %s by name', async (what, container, pod) => {
    const answer = await here.apply(deploymentPath('refused'), deployment('refused', here.server, container, {}, pod))
    expect(answer).toMatchObject({ code: 501, body: { message: `the embedded cluster does not serve ${what}` } })
  })

  test.each([
    [
      'paused Deployments (spec.paused)',
      'PATCH',
      deploymentPath('p'),
      { ...deployment('p', 'a:1', {}, { paused: true }) },
      'application/apply-patch+yaml',
    ],
    ['strategic merge patch', 'PATCH', deploymentPath('p'), {}, 'application/strategic-merge-patch+json'],
    ['JSON patch', 'PATCH', deploymentPath('p'), {}, 'application/json-patch+json'],
    ['deployments/scale', 'GET', `${deploymentPath('p')}/scale`, undefined, 'application/json'],
    ['nodes (v1)', 'GET', '/api/v1/nodes', undefined, 'application/json'],
    ['discovery (/apis)', 'GET', '/apis', undefined, 'application/json'],
    ['pods/exec', 'POST', '/api/v1/namespaces/default/pods/p/exec', {}, 'application/json'],
    ['deleting collections (pods)', 'DELETE', '/api/v1/namespaces/default/pods', undefined, 'application/json'],
  ])('refuses %s by name', async (what, method, path, body, type) => {
    const answer = await here.request(method, `${path}?fieldManager=x`, body, type)
    expect(answer).toMatchObject({ code: 501, body: { message: `the embedded cluster does not serve ${what}` } })
  })
})
