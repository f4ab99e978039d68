import { describe, expect, test } from '@jest/globals'
import { definition } from '../../actions/k8s-deploy/src/definition.ts'
import { foreignCommands, runBundle } from '../support/bundle.ts'

// The committed bundle as a process of its own, in the runner's environment. Port 9 answers nobody.

const DIGEST = `sha256:${'a'.repeat(64)}`
const KUBECONFIG = `apiVersion: v1
current-context: here
contexts: [{name: here, context: {cluster: c, user: u}}]
clusters: [{name: c, cluster: {server: "http://127.0.0.1:9"}}]
users: [{name: u, user: {token: the-token}}]
`
const RIGHT: Readonly<Record<string, string>> = {
  kubeconfig: KUBECONFIG,
  namespace: 'ml',
  mode: 'status',
  workload: 'app',
}

/** For each input a value that is not allowed; `null` where any text is, and what is wrong with it shows later. */
const WRONG: Readonly<Record<string, string | null>> = {
  mode: 'apply',
  kubeconfig: null,
  context: 'two\nlines',
  'in-cluster': 'yes',
  namespace: 'Not_A_Namespace',
  manifests: null,
  workload: 'App!',
  image: 'repo:tag',
  digest: 'sha256:short',
  replaces: 'two\nlines',
  images: 'app=repo:latest',
  model: 'sha512:aa',
  revision: 'a b',
  canary: '1',
  'on-running-canary': 'ignore',
  require: 'signed',
  'trusted-keys': null,
  'policy-digest': 'x',
  'labels-digest': 'x',
  'model-repository': 'UPPER',
  'policy-exceptions': 'everything',
  'force-conflicts': 'maybe',
  timeout: '10',
  'lease-wait': 'soon',
  'lease-duration': '0s',
  sign: 'keyless',
  'signing-key': null,
  'registry-username': 'two\nlines',
  'registry-password': null,
  environment: 'two\nlines',
  url: 'ftp://example.org',
  'github-token': null,
}

// No environment holds a NUL, and none more than 128 KiB in one variable.
const HOSTILE = [
  'a\n::set-output name=verdict::pass',
  '::error::x',
  '$(touch /tmp/owned)',
  '; rm -rf /',
  'x'.repeat(100_000),
]

describe('inputs', () => {
  test('each has a case here', () => {
    expect(Object.keys(WRONG).sort()).toEqual(Object.keys(definition.inputs).sort())
  })

  test.each(Object.entries(WRONG).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])))(
    'a wrong %s is told before anything starts',
    async (name, value) => {
      const run = await runBundle('k8s-deploy', { inputs: { ...RIGHT, [name]: value } })
      expect(run.exitCode).toBe(1)
      expect(run.outputs).toEqual({ verdict: 'fail', reason: 'invalid-input' })
      expect(run.annotations).toEqual([{ level: 'error', message: expect.stringContaining(`\`${name}\``) }])
      expect(run.summary).toBe('')
    },
  )

  test('all that is wrong together is told at once', async () => {
    const run = await runBundle('k8s-deploy', { inputs: { image: 'ghcr.io/octo/app', sign: 'key' } })
    const [error] = run.annotations
    for (const name of ['kubeconfig', 'manifests', 'digest', 'trusted-keys', 'signing-key']) {
      expect(error?.message).toContain(`\`${name}\``)
    }
    expect(error?.message).toContain('the runner dropped it')
  })

  test.each(HOSTILE)('hostile text is no command and reaches no shell (%#)', async (text) => {
    for (const name of ['namespace', 'workload', 'manifests', 'kubeconfig', 'trusted-keys', 'images']) {
      const inputs = {
        ...RIGHT,
        mode: 'plan',
        image: 'ghcr.io/octo/app',
        digest: DIGEST,
        'trusted-keys': 'x',
        [name]: text,
      }
      const run = await runBundle('k8s-deploy', { inputs })
      expect(run.exitCode).toBe(1)
      expect(run.outputs['verdict']).toBe('fail')
      expect(foreignCommands(run.stdout)).toEqual([])
      expect(run.stderr).toBe('')
    }
  })
})

describe('the cluster', () => {
  test('one that can not be reached is never a first release', async () => {
    const run = await runBundle('k8s-deploy', { inputs: RIGHT })
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toEqual({ verdict: 'fail', reason: 'unreadable-cluster' })
    expect(run.masks).toContain('the-token')
    expect(run.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('the-token')
  })

  test('an exec plugin without kubectl is told by name', async () => {
    const kubeconfig = KUBECONFIG.replace('{token: the-token}', '{exec: {command: aws}}')
    const run = await runBundle('k8s-deploy', { inputs: { ...RIGHT, kubeconfig }, env: { PATH: '/nonexistent' } })
    expect(run.outputs).toEqual({ verdict: 'fail', reason: 'unreadable-cluster' })
    expect(run.annotations[0]?.message).toContain('needs kubectl on PATH')
  })

  test('SIGINT ends the wait for it in order', async () => {
    const run = await runBundle('k8s-deploy', {
      inputs: { ...RIGHT, mode: 'rollback' },
      onLine: (line, kill) => {
        if (line.includes('Take Lease') || line.includes('▸')) kill('SIGINT')
      },
    })
    expect(run.exitCode).toBe(1)
    expect(['cancelled', 'unreadable-cluster']).toContain(run.outputs['reason'])
  })

  test('post has nothing to do after wrong inputs, and says nothing', async () => {
    const run = await runBundle('k8s-deploy', { state: { 'ml-actions-stage': 'main' } })
    expect({ exitCode: run.exitCode, annotations: run.annotations, outputs: run.outputs }).toEqual({
      exitCode: 0,
      annotations: [],
      outputs: {},
    })
  })
})
