import { definition } from '../../../actions/k8s-deploy/src/definition.ts'
import { type ActionCase, CLOSED, DIGEST, kubeconfig } from './case.ts'

/** What a deployment needs, whatever it sends. */
const DEPLOY = { namespace: 'ml', manifests: 'k8s', 'trusted-keys': 'none' }

export const k8sDeploy: ActionCase = {
  definition,
  wrong: {
    mode: ['apply', 'one of `deploy`, `plan`, `observe`, `status`, `rollback`'],
    kubeconfig: 'free',
    context: ['two\nlines', 'has more than one line'],
    'in-cluster': ['yes', '`true` or `false`'],
    namespace: ['Not_A_Namespace', 'a name of lower-case letters, 0–9 and `-`, 63 characters at most'],
    manifests: 'free',
    workload: ['App!', 'the name of a Deployment'],
    image: ['repo:tag', '`HOST/NAME` in lower case, without tag or digest'],
    digest: ['sha256:short', '`sha256:` followed by 64 lower-case hexadecimal characters'],
    replaces: ['two\nlines', 'has more than one line'],
    images: ['app=repo:latest', 'lines of `NAME=REPOSITORY@sha256:…`'],
    model: ['sha512:aa', '`sha256:` followed by 64 lower-case hexadecimal characters'],
    revision: ['a b', 'a commit or a version'],
    canary: ['1', '`true` or `false`'],
    'on-running-canary': ['ignore', 'one of `refuse`, `supersede`'],
    require: ['signed', 'one of `validated`, `recorded`, `none`'],
    'trusted-keys': 'free',
    policy: ['-rf', 'a path that does not start with `-`'],
    'policy-digest': ['x', '`sha256:` followed by 64 lower-case hexadecimal characters'],
    'labels-digest': ['x', '`sha256:` followed by 64 lower-case hexadecimal characters'],
    validation: ['latest', '`sha256:` followed by 64 lower-case hexadecimal characters'],
    'model-repository': ['UPPER', '`HOST/NAME` in lower case, without tag or digest'],
    'policy-exceptions': ['everything', '`digest`, `limits`, `probes`, `non-root` or `privileged`'],
    'force-conflicts': ['maybe', '`true` or `false`'],
    'on-full-nodes': ['ignore', 'one of `refuse`, `warn`'],
    timeout: ['10', 'a duration with its unit (ms, s, m, h, d), 5s to 6h'],
    'lease-wait': ['soon', 'a duration with its unit (ms, s, m, h, d), 0s to 6h'],
    'lease-duration': ['0s', 'a duration with its unit (ms, s, m, h, d), 1s to 15m'],
    sign: ['keyless', 'one of `none`, `key`'],
    'signing-key': 'free',
    'registry-username': ['two\nlines', 'has more than one line'],
    'registry-password': 'free',
    environment: ['two\nlines', 'has more than one line'],
    url: ['ftp://example.org', 'an http(s) address'],
    'github-token': 'free',
  },
  right: (host) => ({ inputs: { kubeconfig: kubeconfig(host), namespace: 'ml', mode: 'status', workload: 'app' } }),
  reason: 'forbidden',
  needs: ['kubeconfig', 'manifests', 'trusted-keys'],
  golden: (host) => ({
    inputs: { kubeconfig: kubeconfig(host), namespace: 'ml', mode: 'status', workload: 'app' },
  }),
  refusals: [
    {
      what: 'an exec plugin without kubectl',
      start: (host) => ({
        inputs: { kubeconfig: kubeconfig(host, '{exec: {command: aws}}'), mode: 'status', workload: 'app' },
        env: { PATH: '/nonexistent' },
      }),
      reason: 'unreadable-cluster',
      says: ['needs kubectl on PATH'],
    },
    {
      what: 'inputs that contradict each other',
      start: () => ({ inputs: { image: 'ghcr.io/octo/app', sign: 'key', validation: DIGEST } }),
      reason: 'invalid-input',
      says: [
        '`kubeconfig`',
        '`manifests`',
        '`digest`',
        '`trusted-keys`',
        '`model-repository`',
        '`signing-key`',
        'the runner dropped it',
      ],
    },
    ...[
      { what: 'a policy file that is not there', files: {}, says: ["validation.yml can't be read", 'checked out'] },
      {
        what: 'a policy that pins labels by something that is no digest',
        files: { 'validation.yml': 'rules: [accuracy >= 0.9]\nlabels: latest' },
        says: ['`labels` is "latest"', 'the SHA-256 of a labels file'],
      },
    ].map(({ what, files, says }) => ({
      what,
      start: (host: string) => ({
        inputs: { ...DEPLOY, kubeconfig: kubeconfig(host), policy: 'validation.yml' },
        files: { ...files },
      }),
      reason: 'invalid-policy',
      says,
    })),
    {
      what: 'a policy digest of another policy than the file of this checkout',
      start: (host) => ({
        inputs: { ...DEPLOY, kubeconfig: kubeconfig(host), policy: 'validation.yml', 'policy-digest': DIGEST },
        files: { 'validation.yml': 'rules: [accuracy >= 0.9]' },
      }),
      reason: 'policy-mismatch',
      says: [DIGEST, 'validation.yml of this checkout has the digest', 'go before the policy file'],
    },
    {
      what: 'labels that the policy does not pin',
      start: (host) => ({
        inputs: { ...DEPLOY, kubeconfig: kubeconfig(host), policy: 'validation.yml', 'labels-digest': DIGEST },
        files: { 'validation.yml': `rules: [accuracy >= 0.9]\nlabels: sha256:${'b'.repeat(64)}` },
      }),
      reason: 'dataset-mismatch',
      says: [DIGEST, `pins sha256:${'b'.repeat(64)}`],
    },
    {
      what: 'a cluster that can not be reached is no first release',
      start: () => ({
        inputs: { kubeconfig: kubeconfig(CLOSED), namespace: 'ml', mode: 'status', workload: 'app' },
      }),
      reason: 'unreadable-cluster',
      says: ["can't be reached"],
    },
  ],
  foreign: (text, host) => ({
    inputs: { kubeconfig: kubeconfig(host), namespace: 'ml', mode: 'plan', manifests: '*.yaml', require: 'none' },
    files: {
      'app.yaml': JSON.stringify({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'app', annotations: { note: text } },
        spec: { selector: {}, template: { spec: { containers: [{ name: text, image: text, command: [text] }] } } },
      }),
    },
  }),
  waits: [
    {
      what: 'an API server',
      start: (host) => ({ inputs: { kubeconfig: kubeconfig(host), namespace: 'ml', mode: 'status', workload: 'app' } }),
    },
    {
      what: 'kubectl',
      tools: ['kubectl'],
      start: (host) => ({
        inputs: { kubeconfig: kubeconfig(host, '{exec: {command: aws}}'), mode: 'status', workload: 'app' },
      }),
    },
  ],
}
