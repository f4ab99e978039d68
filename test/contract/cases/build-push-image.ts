import { definition } from '../../../actions/build-push-image/src/definition.ts'
import { type ActionCase, DIGEST, SECRET, type Start, type Texts } from './case.ts'

const start = (host: string, inputs: Texts = {}): Start & { readonly inputs: Texts } => ({
  inputs: {
    image: `${host}/octo/app`,
    builder: 'layers',
    'registry-username': 'ci',
    'registry-password': SECRET,
    ...inputs,
  },
  files: {
    Dockerfile: `FROM ${host}/base@${DIGEST}
COPY Dockerfile /
USER 1000
`,
  },
})

export const buildPushImage: ActionCase = {
  definition,
  wrong: {
    image: ['repo:tag', '`HOST/NAME` in lower case, without tag or digest'],
    context: ['-rf', 'a path that does not start with `-`'],
    dockerfile: ['-f', 'a path that does not start with `-`'],
    target: ['two\nlines', 'has more than one line'],
    'build-args': ['no equals sign', 'lines of `NAME=value`, each name once'],
    secrets: ['no equals sign', 'lines of `NAME=value`, each name once'],
    platforms: ['linux', 'lines of `os/architecture`'],
    builder: ['kaniko', 'one of `auto`, `buildx`, `docker`, `layers`'],
    model: ['sha256:short', '`sha256:` followed by 64 lower-case hexadecimal characters'],
    'model-repository': ['UPPER', '`HOST/NAME` in lower case, without tag or digest'],
    'model-size-limit': ['4', 'a size with its unit (B, KiB, MiB, GiB, TiB, KB, MB, GB, TB)'],
    tags: ['{commit}', 'holds {commit}, which is none of'],
    'immutable-tags': ['v9', 'names v9, which is not one of `tags`'],
    labels: ['=x', 'lines of `NAME=value`, each name once'],
    annotations: ['=x', 'lines of `NAME=value`, each name once'],
    'cache-from': ['repo', 'has repo, which is no `REPOSITORY:TAG`'],
    'cache-to': ['type=registry,ref=x', '`REPOSITORY:TAG`'],
    refresh: ['two\nlines', 'has more than one line'],
    'policy-exceptions': ['everything', '`weights`, `secrets`, `latest`, `base-digest` or `root`'],
    'registry-username': ['two\nlines', 'has more than one line'],
    'registry-password': 'free',
    sign: ['keyless', 'one of `none`, `key`'],
    'signing-key': 'free',
    timeout: ['10', 'a duration with its unit (ms, s, m, h, d), 1s to 6h'],
    mode: ['push', 'one of `run`, `observe`'],
  },
  right: (host) => start(host),
  reason: 'base-unresolved',
  needs: ['image'],
  golden: (host) => start(host),
  refusals: [
    ...['buildx', 'docker'].map((builder) => ({
      what: `without ${builder}`,
      start: (host: string) => ({ ...start(host, { builder }), env: { PATH: '/nonexistent' } }),
      reason: 'builder-unavailable',
      says: ['No image can be built here'],
    })),
    {
      what: 'inputs that contradict each other',
      start: (host) => start(host, { model: DIGEST, sign: 'key', 'registry-username': '' }),
      reason: 'invalid-input',
      says: ['`model-repository`', '`signing-key`', '`registry-username`'],
    },
    {
      what: 'a Dockerfile that is not there',
      start: (host) => start(host, { context: 'nowhere' }),
      reason: 'context-unreadable',
      says: ['There is no Dockerfile at'],
    },
  ],
  foreign: (text, host) => ({
    ...start(host),
    files: { Dockerfile: `FROM ${host}/base@${DIGEST}\nLABEL a="${text.replaceAll('\n', ' ')}"\nUSER 1000\n${text}\n` },
  }),
  waits: [
    { what: 'a registry', start: (host) => start(host) },
    { what: 'docker', tools: ['docker'], start: (host) => start(host, { builder: 'docker' }) },
  ],
}
