import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { deployment, deploymentPath, type Stage, stage } from '../fixtures/cluster/stage.ts'
import { READY, testRollouts, watching } from '../support/cluster/rollouts.ts'

describe('rollouts on the embedded cluster', () => {
  testRollouts(() => stage({ node: { 'nvidia.com/gpu': '1' } }), 120_000)
})

describe('what the embedded cluster has of its own', () => {
  let here: Stage
  beforeAll(async () => {
    here = await stage()
  })
  afterAll(() => here.stop())

  test('every pod has a port of its own, which it is told', async () => {
    const env = [
      { name: 'ANSWER', value: '$(PORT)' },
      { name: 'PORT', value: '8080' },
    ]
    await here.apply(deploymentPath('web'), deployment('web', here.server, { ...READY, env }, { replicas: 2 }))
    await watching(here).available('web', 2)
    const ports = (await here.pods('web')).map((each) => each.metadata.annotations['sandbox.ml-actions.dev/port'])
    expect(new Set(ports).size).toBe(2)
    for (const port of ports) expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe(`${port}\n`)
  })

  test('a registry that is not its own is refused by name', async () => {
    await here.apply(deploymentPath('far'), deployment('far', 'registry.example/app:v1'))
    const far = await watching(here).waiting('far', 'ImagePullBackOff')
    expect(far.status.containerStatuses?.[0]?.state.waiting?.message).toMatch(
      /the embedded cluster pulls from 127\.0\.0\.1:\d+ only$/,
    )
  })

  test('a process that does not listen on PORT is told apart by that name', async () => {
    const command = ['python', '-c', 'import time; time.sleep(60)']
    await here.apply(deploymentPath('deaf'), deployment('deaf', here.server, { command, ...READY }))
    await here.until('the probe', async () =>
      (await here.events('Unhealthy')).some((each) =>
        /connect: connection refused: nothing listens on the pod's PORT=\d+$/.test(each),
      ),
    )
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
