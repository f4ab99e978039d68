import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { canaryObjects, type KubernetesObject } from '@ml-actions/kubernetes'
import { diffObjects } from '../../actions/k8s-deploy/src/diff.ts'
import { imageChanges, imageName, setImages } from '../../actions/k8s-deploy/src/manifests/images.ts'
import { inWaves } from '../../actions/k8s-deploy/src/manifests/order.ts'
import { containersOf } from '../../actions/k8s-deploy/src/manifests/pod-template.ts'
import { readManifests } from '../../actions/k8s-deploy/src/manifests/read.ts'
import { releaseSet } from '../../actions/k8s-deploy/src/manifests/release-set.ts'
import { maskSecrets } from '../../actions/k8s-deploy/src/mask-secrets.ts'
import { checkPolicy } from '../../actions/k8s-deploy/src/policy.ts'
import { MANIFESTS } from './k8s-deploy-world.ts'

const DIGEST: `sha256:${string}` = `sha256:${'a'.repeat(64)}`
const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

async function workspace(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'manifests-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}

async function read(text: string): Promise<KubernetesObject[]> {
  const manifests = await readManifests(['m.yaml'], await workspace({ 'm.yaml': text }), 'ml')
  return manifests.map(({ object }) => object)
}

const deployment = (container: string, pod = ''): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: app}
spec:
  selector: {matchLabels: {app: app}}
  template:
    metadata: {labels: {app: app}}
    spec:
      ${pod}
      containers:
        - ${container}
`

describe('manifests', () => {
  test('a manifest that is not YAML is told by its line, never by its content', async () => {
    const secret = 'kind: Secret\nstringData:\n  API_KEY: very-secret\n  OTHER: "very-secret\n'
    const folder = await workspace({ 'secret.yaml': secret })
    const error = await readManifests(['*.yaml'], folder, 'ml').catch(String)
    expect(error).toMatch(/secret\.yaml is not YAML: [A-Z_]+ at line 5, column 1/)
    expect(error).not.toContain('very-secret')
  })
  test('are read as Kubernetes reads them: YAML 1.1, several documents, lists, JSON', async () => {
    const folder = await workspace({
      'k8s/a.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {}\nextra: {mode: 0644, on: yes}\n---\n---\n',
      'k8s/b.yml': 'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}\n',
      'k8s/c.json': '{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"ml"}}',
      'k8s/notes.txt': 'not a manifest',
    })
    const found = await readManifests(['k8s'], folder, 'ml')
    expect(
      found.map(({ object, place }) => [object.kind, object.metadata.name, object.metadata.namespace, place]),
    ).toEqual([
      ['ConfigMap', 'a', 'ml', 'k8s/a.yaml, document 1'],
      ['ConfigMap', 'b', 'ml', 'k8s/b.yml, item 1'],
      ['Namespace', 'ml', undefined, 'k8s/c.json'],
    ])
    expect(found[0]?.object).toMatchObject({ extra: { mode: 0o644, on: true } })
  })

  test.each([
    ['a pattern that names nothing', ['k9s/*.yaml'], {}, /"k9s\/\*\.yaml" names no file/],
    ['YAML that is none', ['a.yaml'], { 'a.yaml': 'a: [' }, /a\.yaml is not YAML: BAD_INDENT at line 1/],
    ['a duplicate key', ['a.yaml'], { 'a.yaml': 'apiVersion: v1\nkind: A\nkind: B' }, /DUPLICATE_KEY at line 3/],
    ['what is no object', ['a.yaml'], { 'a.yaml': 'apiVersion: v1\nkind: ConfigMap' }, /metadata\.name is missing/],
    [
      'another namespace',
      ['a.yaml'],
      { 'a.yaml': '{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: other}}' },
      /is for namespace other, and this release is for ml/,
    ],
    [
      'the same object twice',
      ['a.yaml', 'b.yaml'],
      {
        'a.yaml': '{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}',
        'b.yaml': '{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}',
      },
      /ConfigMap\/a is given twice: in a\.yaml and in b\.yaml/,
    ],
    [
      'an alias bomb',
      ['a.yaml'],
      {
        'a.yaml': `a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n`,
      },
      /alias/i,
    ],
  ])('%s is refused by name', async (_, patterns, files, message) => {
    await expect(readManifests(patterns, await workspace(files), 'ml')).rejects.toThrow(message)
  })

  test('are sent in waves: what others need first, what leads traffic last', async () => {
    const waves = inWaves(await read(MANIFESTS)).map((wave) => wave.map(({ kind }) => kind))
    expect(waves).toEqual([['ConfigMap', 'Secret'], ['Service'], ['Deployment'], ['HTTPRoute']])
  })
})

describe('the example', () => {
  test('keeps the policy once its image is set, and can stand beside itself', async () => {
    const manifests = await readManifests(['examples/digits/k8s'], join(import.meta.dirname, '../..'), 'ml')
    const inputs = {
      image: 'r.io/app',
      digest: DIGEST,
      model: DIGEST,
      replaces: undefined,
      images: undefined,
      workload: undefined,
      revision: undefined,
    } as const
    const set = releaseSet(manifests, inputs, 'c0ffee')
    expect(checkPolicy(set.objects)).toEqual([])
    expect(set.route).toBeDefined()
    expect(() => canaryObjects(set.workload, set.services)).not.toThrow()
  })
})

describe('images', () => {
  test.each([
    ['registry:5000/a/b:1.2@sha256:x', 'registry:5000/a/b'],
    ['registry:5000/a/b', 'registry:5000/a/b'],
    ['app:latest', 'app'],
  ])('%s is named %s', (image, name) => expect(imageName(image)).toBe(name))

  test.each([
    ['by the name of the image', 'ghcr.io/octo/app:1', 'ghcr.io/octo/app'],
    ['by the name of the container', 'ghcr.io/octo/app:1', 'main'],
    ['as the only one there is', 'whatever', undefined],
  ])('are set %s', async (_, image, replaces) => {
    const objects = await read(deployment(`{name: main, image: "${image}"}`))
    const changes = imageChanges({ image: 'r.io/new', digest: DIGEST, replaces, images: undefined })
    const { objects: changed } = setImages(objects, changes)
    expect(changed.flatMap(containersOf).map((container) => container.image)).toEqual([`r.io/new@${DIGEST}`])
  })

  test('init containers and cron jobs too, each by its own line', async () => {
    const objects = await read(`
apiVersion: batch/v1
kind: CronJob
metadata: {name: batch}
spec:
  jobTemplate: {spec: {template: {spec: {initContainers: [{name: fetch, image: fetch}], containers: [{name: score, image: score}]}}}}
`)
    const images = [`fetch=r.io/fetch@${DIGEST}`, `score=r.io/score@${DIGEST}`]
    const { objects: changed } = setImages(
      objects,
      imageChanges({ image: undefined, digest: undefined, replaces: undefined, images }),
    )
    expect(changed.flatMap(containersOf).map(({ image, path }) => [image, path])).toEqual([
      [`r.io/fetch@${DIGEST}`, 'spec.jobTemplate.spec.template.spec.initContainers[0]'],
      [`r.io/score@${DIGEST}`, 'spec.jobTemplate.spec.template.spec.containers[0]'],
    ])
  })

  test('one that matches nothing names what there is', async () => {
    const objects = await read(deployment('{name: main, image: app}'))
    expect(() => setImages(objects, [{ name: 'ap', image: 'x' }])).toThrow(/named "ap".*container main, image app/s)
  })
})

describe('the release', () => {
  test('carries its identity: on the workload all of it, on the pods only what changes them anyway', async () => {
    const manifests = await readManifests(['m.yaml'], await workspace({ 'm.yaml': MANIFESTS }), 'ml')
    const inputs = {
      image: 'r.io/app',
      digest: DIGEST,
      model: DIGEST,
      replaces: undefined,
      images: undefined,
      workload: undefined,
      revision: undefined,
    } as const
    const set = releaseSet(manifests, inputs, 'c0ffee')
    expect(set.identity).toEqual({ image: `r.io/app@${DIGEST}`, model: DIGEST, revision: 'c0ffee' })
    expect(set.workload.metadata.annotations).toEqual({
      'ml-actions.dev/image': `r.io/app@${DIGEST}`,
      'ml-actions.dev/model': DIGEST,
      'ml-actions.dev/revision': 'c0ffee',
    })
    expect(Object.keys(set.workload.spec?.template.metadata?.annotations ?? {})).toEqual([
      'ml-actions.dev/image',
      'ml-actions.dev/model',
    ])
    expect(set.services.map((service) => service.metadata.name)).toEqual(['app'])
    expect(set.route?.service).toBe('app')
  })

  test('leaves the number of replicas to an autoscaler', async () => {
    const text = `${deployment('{name: main, image: app}').replace('selector', 'replicas: 3\n  selector')}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: app}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: app}, maxReplicas: 5}
`
    const manifests = await readManifests(['m.yaml'], await workspace({ 'm.yaml': text }), 'ml')
    const inputs = {
      image: 'r.io/app',
      digest: DIGEST,
      model: undefined,
      replaces: undefined,
      images: undefined,
      workload: undefined,
      revision: undefined,
    } as const
    expect(releaseSet(manifests, inputs, '').workload.spec).not.toHaveProperty('replicas')
  })
})

describe('policy', () => {
  const good = `{name: main, image: "r@${DIGEST}", ports: [{containerPort: 1}], readinessProbe: {tcpSocket: {port: 1}}, resources: {requests: {cpu: 1}, limits: {memory: 1Gi}}, securityContext: {runAsNonRoot: true}}`
  const cases: [string, string, string, string[]][] = [
    ['all is well', good, '', []],
    ['a user that is not root is non-root', good.replace('runAsNonRoot: true', 'runAsUser: 1000'), '', []],
    [
      'the pod may say non-root for all',
      good.replace(', securityContext: {runAsNonRoot: true}', ''),
      'securityContext: {runAsNonRoot: true}',
      [],
    ],
    ['a tag', good.replace(`"r@${DIGEST}"`, 'r:1'), '', ['digest spec.template.spec.containers[0].image']],
    ['latest by silence', good.replace(`"r@${DIGEST}"`, 'r'), '', ['digest spec.template.spec.containers[0].image']],
    [
      'no limits',
      good.replace('{requests: {cpu: 1}, limits: {memory: 1Gi}}', '{}'),
      '',
      [
        'limits spec.template.spec.containers[0].resources.limits.memory',
        'limits spec.template.spec.containers[0].resources.requests.cpu',
      ],
    ],
    [
      'no readiness probe',
      good.replace('readinessProbe: {tcpSocket: {port: 1}}, ', ''),
      '',
      ['probes spec.template.spec.containers[0].readinessProbe'],
    ],
    [
      'root by silence',
      good.replace(', securityContext: {runAsNonRoot: true}', ''),
      '',
      ['non-root spec.template.spec.containers[0].securityContext.runAsNonRoot'],
    ],
    [
      'root by name',
      good.replace('runAsNonRoot: true', 'runAsUser: 0'),
      '',
      ['non-root spec.template.spec.containers[0].securityContext.runAsUser'],
    ],
    [
      'privileged',
      good.replace('runAsNonRoot: true', 'runAsNonRoot: true, privileged: true'),
      'hostNetwork: true',
      [
        'privileged spec.template.spec.containers[0].securityContext.privileged',
        'privileged spec.template.spec.hostNetwork',
      ],
    ],
  ]
  test.each(cases)('%s', async (_, container, pod, expected) => {
    const found = checkPolicy(await read(deployment(container, pod)))
    expect(found.map(({ rule, field }) => `${rule} ${field}`)).toEqual(expected)
    expect(found.every(({ object }) => object === 'Deployment/app')).toBe(true)
  })
})

describe('differences', () => {
  const object = (kind: string, fields: object): KubernetesObject => ({
    apiVersion: 'v1',
    kind,
    metadata: { name: 'a' },
    ...fields,
  })

  test('show fields, not what the server adds', () => {
    const live = {
      ...object('ConfigMap', { data: { a: '1', gone: 'x' } }),
      metadata: {
        name: 'a',
        resourceVersion: '1',
        uid: 'u',
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
      },
    }
    const applied = {
      ...object('ConfigMap', { data: { a: '2', 'dotted.key': 'y' } }),
      metadata: { name: 'a', resourceVersion: '2', labels: { l: 'm' } },
    }
    expect(diffObjects(live, applied)).toEqual({
      object: 'ConfigMap/a',
      kind: 'changed',
      changes: [
        { path: 'data.a', before: '1', after: '2' },
        { path: 'data.gone', before: 'x', after: undefined },
        { path: 'data."dotted.key"', before: undefined, after: 'y' },
        { path: 'metadata.labels', before: undefined, after: '{"l":"m"}' },
      ],
    })
    expect(diffObjects(undefined, applied).kind).toBe('created')
    expect(diffObjects(live, live).kind).toBe('unchanged')
  })

  test('leave out our own annotations, which the summary tells in words', () => {
    const object = (image: string): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a', annotations: { 'ml-actions.dev/image': image } },
    })
    expect(diffObjects(object('1'), object('2')).kind).toBe('unchanged')
  })

  test("never show a Secret's values", () => {
    const diff = diffObjects(
      object('Secret', { data: { k: 'b2xk' } }),
      object('Secret', { data: { k: 'bmV3', n: 'eA==' } }),
    )
    expect(diff.changes).toEqual([
      { path: 'data.k', before: '***', after: '***' },
      { path: 'data.n', before: undefined, after: '***' },
    ])
    expect(JSON.stringify(diffObjects(object('Secret', {}), object('Secret', { data: { k: 'bmV3' } })))).not.toContain(
      'bmV3',
    )
  })

  test("a Secret's values are masked as they stand and decoded", () => {
    const masked: string[] = []
    const data = {
      data: { k: Buffer.from('hunter22').toString('base64'), tiny: 'eA==' },
      stringData: { p: 'swordfish' },
    }
    maskSecrets([object('Secret', data), object('ConfigMap', { data: { c: 'visible-value' } })], {
      mask: (text) => masked.push(text),
    })
    expect(masked).toEqual(['aHVudGVyMjI=', 'hunter22', 'swordfish', 'c3dvcmRmaXNo'])
  })
})
