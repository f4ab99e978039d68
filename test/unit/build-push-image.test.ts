import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { parseIgnoreFile } from '../../actions/build-push-image/src/context/ignore.ts'
import { openContext } from '../../actions/build-push-image/src/context/open.ts'
import { type Conclusion, definition } from '../../actions/build-push-image/src/definition.ts'
import { readDockerfile } from '../../actions/build-push-image/src/dockerfile/read.ts'
import { planOf } from '../../actions/build-push-image/src/dockerfile/stages.ts'
import { words } from '../../actions/build-push-image/src/dockerfile/words.ts'
import { configurationOf } from '../../actions/build-push-image/src/layers/assemble.ts'
import { StageWalk } from '../../actions/build-push-image/src/layers/configuration.ts'
import { copiedMembers } from '../../actions/build-push-image/src/layers/copy.ts'
import { followLinks } from '../../actions/build-push-image/src/layers/links.ts'
import { run } from '../../actions/build-push-image/src/run.ts'
import { tagsOf } from '../../actions/build-push-image/src/tags.ts'
import { parseInputs, readContext, type Services, UserError } from '../../packages/action/src/index.ts'
import {
  attach,
  generateKeyPair,
  list,
  PredicateType,
  parseTrustPolicy,
  testResult,
  walkChain,
} from '../../packages/attestation/src/index.ts'
import {
  type Digest,
  isIndex,
  MediaType,
  openRepository,
  parseDigest,
  pushModel,
  type RepositoryClient,
  sha256,
  writeTar,
} from '../../packages/registry/src/index.ts'
import { type SandboxRegistry, startRegistry } from '../../packages/sandbox/src/registry/index.ts'

const CREDENTIALS = { username: 'ci', password: 'hunter2' }
const keys = generateKeyPair()
let scratch: string
let registry: SandboxRegistry
let workspace: string
let counter = 0
const masked: string[] = []

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'build-test-'))
  registry = await startRegistry({ dir: join(scratch, 'registry'), ...CREDENTIALS })
})
afterAll(async () => {
  await registry.stop()
  await rm(scratch, { recursive: true })
})
beforeEach(async () => {
  workspace = await mkdtemp(join(scratch, 'workspace-'))
  counter += 1
})

const open = (name: string) => openRepository({ registry: registry.host, name }, { credentials: CREDENTIALS })
const image = () => `app-${counter}`

async function write(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(workspace, path, '..'), { recursive: true })
    await writeFile(join(workspace, path), text)
  }
}

/** A base with Python's place in it, as a user would pin it. */
async function pushBase(client: RepositoryClient, tag?: string): Promise<Digest> {
  const layer = await client.putBlob(Buffer.from('the base layer'))
  const settings = {
    Env: ['PATH=/usr/bin', 'PYTHONPATH=/opt/site-packages'],
    Cmd: ['sh'],
    Labels: { base: 'yes' },
    WorkingDir: '/srv',
  }
  const config = await client.putBlob(
    Buffer.from(
      JSON.stringify({
        os: 'linux',
        architecture: 'amd64',
        config: settings,
        rootfs: { type: 'layers', diff_ids: [layer.digest] },
        history: [{ created_by: 'base' }],
      }),
    ),
  )
  const manifest = {
    schemaVersion: 2,
    mediaType: MediaType.ociManifest,
    config: { mediaType: MediaType.ociConfig, ...config },
    layers: [{ mediaType: MediaType.ociLayerGzip, ...layer }],
  }
  return (await client.putManifest(manifest, MediaType.ociManifest, tag)).digest
}

interface Ran {
  readonly conclusion: Conclusion
  readonly log: readonly string[]
}

async function step(inputs: Record<string, string>, env: Record<string, string> = {}): Promise<Ran> {
  const log: string[] = []
  const temp = await mkdtemp(join(scratch, 'temp-'))
  const host = {
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: 'octo/app',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SHA: 'c'.repeat(40),
    GITHUB_WORKFLOW_REF: 'octo/app/.github/workflows/x.yml@refs/heads/main',
    GITHUB_RUN_ID: '7',
    RUNNER_TEMP: temp,
    HOME: temp,
    PATH: '/nonexistent',
    ...env,
  }
  const line = (text: string): void => void log.push(text)
  const services: Services = {
    log: {
      info: line,
      debug: line,
      foreign: line,
      notice: line,
      warning: line,
      error: line,
      group: (title, lines) => void log.push(title, ...lines),
      phase: (title, work) => {
        log.push(`▸ ${title}`)
        return work()
      },
    },
    clock: { now: () => Date.parse('2030-01-15T12:00:00Z'), sleep: async () => {} },
    env: host,
    context: readContext(host),
    signal: new AbortController().signal,
    fetch,
    mask: (value) => void masked.push(value),
    saveState: () => {},
    readState: () => '',
  }
  const given = {
    image: `${registry.host}/${image()}`,
    'registry-username': CREDENTIALS.username,
    'registry-password': CREDENTIALS.password,
    ...inputs,
  }
  const variables = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  )
  return { conclusion: await run(parseInputs(definition, variables), services), log }
}

async function refusal(
  inputs: Record<string, string>,
  env: Record<string, string> = {},
): Promise<{ reason: string; message: string }> {
  const error = await step(inputs, env).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof UserError) return { reason: error.reason, message: error.message }
  throw error ?? new Error('nothing was refused')
}

describe('.dockerignore', () => {
  // Cases of github.com/moby/patternmatcher, TestMatches and TestExclusion…: pattern, path, whether it is ignored.
  test.each<[string, string, boolean]>([
    ['**', 'file', true],
    ['**', 'dir/file', true],
    ['**/**', 'dir/file', true],
    ['dir/**', 'dir/dir2/file', true],
    ['dir/**', 'dir', false],
    ['**/dir', 'dir', true],
    ['**/dir2/*', 'dir/dir2/file', true],
    ['**/dir2/**', 'dir/dir2/dir2/file', true],
    ['**file', 'dir/file', true],
    ['**/file', 'dir/file', true],
    ['**/file', 'dir/dir/file.txt', false],
    ['**/*.txt', 'dir/file.txt', true],
    ['**/*.txt', 'file.txt.bz', false],
    ['a**/*.txt', 'a/dir/file.txt', true],
    ['a/*.txt', 'a/dir/file.txt', false],
    ['a/b/*.txt', 'a/b/.txt', true],
    ['*.txt', 'a/b.txt', false],
    ['file.txt', 'file.txt/below', true],
    ['d(o)g', 'd(o)g', true],
    ['a(b)c/def', 'a(b)c/def', true],
    ['a(b)c/def', 'a(b)c/xyz', false],
    ['a.|)$(}+{bc', 'a.|)$(}+{bc', true],
    [
      'dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl',
      'dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl',
      true,
    ],
    ['abc.def', 'abcZdef', false],
    ['abc?def', 'abcZdef', true],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'aXb', false],
    ['[a-c]d', 'bd', true],
    ['[^a]d', 'ad', false],
    ['[^a]d', 'bd', true],
    ['/leading', 'leading', true],
    [' trimmed ', 'trimmed', true],
    ['./a/../b', 'b', true],
    ['.', 'anything', false],
    ['#comment', '#comment', false],
    ['*\n!a', 'a', false],
    ['*\n!a', 'b', true],
    ['a\n!a/keep', 'a/keep', false],
    ['a\n!a/keep', 'a/other', true],
    ['a\n!a/keep\na/keep', 'a/keep', true],
    ['!a\na', 'a', true],
    ['**\n!src\n**/*.pyc', 'src/x.py', false],
    ['**\n!src\n**/*.pyc', 'src/x.pyc', true],
    ['Upper', 'upper', false],
    // Seen with BuildKit of Docker 26.1, whose walk differs from MatchesOrParentMatches here.
    ['**/x/[a-b]\n!ab', 'ab/x/a', true],
    ['a*/c.txt\n![^a]/[^a]\n!a*', 'ab/c.txt', true],
    ['**/b/**/*.txt\n!a*\n/w+1.whl', 'a/b/c.txt', true],
    ['ab\n**/x/[a-b]\n!ab', 'ab/x/a', false],
  ])('%j and %j', (rules, path, ignored) => {
    expect(parseIgnoreFile(rules).ignores(path)).toBe(ignored)
  })

  test.each(['!', '[', 'a[', '[]a]', '[-x]', '[a-b-c]', 'a\\'])('%j is refused, as Docker refuses it', (rule) => {
    expect(() => parseIgnoreFile(rule)).toThrow(SyntaxError)
  })

  test('a directory is left unread only when nothing below it comes back', async () => {
    const name = fc.constantFrom('a', 'b', 'c', 'ab')
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
    const pattern = fc
      .array(fc.oneof(name, fc.constantFrom('*', '**', 'a*', '?')), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join('/'))
    const rule = fc.tuple(fc.boolean(), pattern).map(([exception, text]) => (exception ? `!${text}` : text))
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 4 }), path, (lines, file) => {
        const rules = parseIgnoreFile(lines.join('\n'))
        if (rules.ignores(file)) return
        const parts = file.split('/')
        for (let depth = 1; depth < parts.length; depth += 1) {
          const directory = parts.slice(0, depth).join('/')
          if (rules.ignores(directory)) expect(rules.mayHoldExceptions(directory)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('Dockerfiles', () => {
  test('are split as Docker splits them', () => {
    const source =
      '# syntax=docker/dockerfile:1\n# a comment\nARG BASE\nFROM --platform=$P ${BASE} AS x\nCOPY --chown=1:1 a \\\n  # between\n\n  b c/\nRUN <<EOF cat\nFROM not\nEOF\nenv A=1\n'
    const { instructions, syntax } = readDockerfile(source)
    expect(syntax).toBe('docker/dockerfile:1')
    expect(instructions.map(({ keyword, text, line }) => [line, keyword, text])).toEqual([
      [3, 'ARG', 'BASE'],
      [4, 'FROM', '${BASE} AS x'],
      [5, 'COPY', 'a   b c/'],
      [9, 'RUN', '<<EOF cat'],
      [12, 'ENV', 'A=1'],
    ])
  })

  test.each([
    ['a "b c" d', ['a', 'b c', 'd']],
    ['$A-${A}-${B:-x}-${A:+y}-${B}', ['1-1-x-y-']],
    ['\'$A\' \\$A "$A \\" b"', ['$A', '$A', '1 " b']],
    ['A="" b\\ c', ['A=', 'b c']],
    ['${B:-${A:-z}}', ['1']],
    ['', []],
  ])('words of %j', (text, expected) => {
    expect(words(text, (name) => (name === 'A' ? '1' : undefined))).toEqual(expected)
  })

  test('stages, and what a target needs', () => {
    const dockerfile = readDockerfile(
      'ARG V=1\nFROM a:$V AS one\nFROM b AS two\nARG T\nRUN --mount=type=bind,from=c,target=/x true\nFROM one\nCOPY --from=two /x /x\nCOPY --from=d:2 /y /y\nFROM unneeded',
    )
    const plan = planOf(dockerfile, { target: '2', arguments: new Map([['V', '9']]) })
    expect(plan.images).toEqual(['a:9', 'b', 'c', 'd:2'])
    expect([...plan.declaredArguments]).toEqual(['V', 'T'])
    expect(plan.buildkitOnly).toEqual(['RUN --mount (line 5)'])
  })

  test.each([
    ['', 'has no FROM'],
    ['RUN x', 'has no FROM'],
    ['FROM $MISSING', 'a build argument may be missing'],
    ['FROM a b', 'can’t be read'.replace('’', "'")],
  ])('%j is refused', (source, message) => {
    expect(() => planOf(readDockerfile(source), { target: undefined, arguments: new Map() })).toThrow(message)
  })
})

describe('tags', () => {
  const at = (ref: string) =>
    readContext({ GITHUB_REF: ref, GITHUB_SHA: 'abcdef0123456789'.repeat(3).slice(0, 40), GITHUB_RUN_ID: '7' })
  const now = new Date('2030-01-15T12:00:00Z')
  const all = ['{branch}', 'pr-{pr}', 'v{version}', '{major}', '{minor}', '{date}', '{short-sha}', 'latest']

  test.each([
    ['refs/heads/feature/a b', ['feature-a-b', '2030-01-15', 'abcdef012345', 'latest']],
    ['refs/pull/12/merge', ['pr-12', '2030-01-15', 'abcdef012345', 'latest']],
    ['refs/tags/v1.2.3', ['v1.2.3', '1', '1.2', '2030-01-15', 'abcdef012345', 'latest']],
    ['refs/tags/1.2.3-rc.1', ['v1.2.3-rc.1', '2030-01-15', 'abcdef012345', 'latest']],
  ])('%s', (ref, expected) => {
    expect(tagsOf(all, [], at(ref), now).wanted.map(({ tag }) => tag)).toEqual(expected)
  })

  test('those that never move come first', () => {
    const { wanted } = tagsOf(['latest', '{date}', '{version}'], ['{date}'], at('refs/tags/v1.0.0'), now)
    expect(wanted.filter(({ immutable }) => immutable).map(({ tag }) => tag)).toEqual(['2030-01-15', '1.0.0'])
    expect(wanted.at(-1)).toEqual({ tag: 'latest', immutable: false })
  })

  test('any ref gives tags that registries take', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (branch) => {
        for (const { tag } of tagsOf(['{branch}'], [], at(`refs/heads/${branch}`), now).wanted)
          expect(tag).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/)
      }),
    )
  })
})

describe('the context', () => {
  const entriesOf = () => openContext(workspace, undefined).entries
  beforeEach(() => write({ Dockerfile: 'FROM scratch', a: 'a', 'b/c': 'c' }))

  test('does not depend on times, owners and umasks', async () => {
    const before = entriesOf()
    await utimes(join(workspace, 'a'), 1, 1)
    await chmod(join(workspace, 'a'), 0o600)
    await chmod(join(workspace, 'b'), 0o700)
    expect(entriesOf()).toEqual(before)
  })

  test.each<[string, () => Promise<unknown>]>([
    ['a byte', () => writeFile(join(workspace, 'a'), 'A')],
    ['the x bit', () => chmod(join(workspace, 'a'), 0o755)],
    ['an empty directory', () => mkdir(join(workspace, 'empty'))],
    ['a link', () => symlink('a', join(workspace, 'link'))],
    ['a rule', () => writeFile(join(workspace, '.dockerignore'), 'b')],
  ])('%s changes it', async (_, change) => {
    const before = JSON.stringify(entriesOf())
    await change()
    expect(JSON.stringify(entriesOf())).not.toBe(before)
  })

  test('takes the ignore file beside the Dockerfile before its own', async () => {
    await write({
      '.dockerignore': 'a',
      'docker/x.Dockerfile': 'FROM scratch',
      'docker/x.Dockerfile.dockerignore': '**\n!b/c',
    })
    const { entries } = openContext(workspace, join(workspace, 'docker/x.Dockerfile'))
    expect(entries.map(({ path }) => path)).toEqual(['b', 'b/c'])
  })

  test('a pipe is refused', () => {
    execFileSync('mkfifo', [join(workspace, 'pipe')])
    expect(() => entriesOf()).toThrow('neither a file, a directory nor a link')
  })
})

describe('builder: layers', () => {
  const SOURCE = `ARG BASE
FROM \${BASE}
COPY src /app/src
COPY --chown=7:8 --chmod=0600 pyproject.toml *.cfg /etc/app/
WORKDIR /app
ENV PYTHONPATH=/app/src:\${PYTHONPATH} \\
    PORT=8080
EXPOSE 8080
USER 65532:65532
LABEL own="two words"
CMD ["python", "-m", "digits.serve"]
`
  let base: string
  let models: RepositoryClient

  beforeEach(async () => {
    await write({
      Dockerfile: SOURCE,
      '.dockerignore': '**\n!src\n!pyproject.toml\n!*.cfg\n**/*.pyc',
      'src/app.py': 'print(1)',
      'src/app.pyc': 'junk',
      'src/bin/tool': '#!/bin/sh',
      'pyproject.toml': '[project]',
      'setup.cfg': '',
      'weights.bin': 'not copied',
    })
    await chmod(join(workspace, 'src/bin/tool'), 0o755)
    base = `${registry.host}/base@${await pushBase(open('base'))}`
    models = open('models')
  })

  const inputs = (more: Record<string, string> = {}) => ({ builder: 'layers', 'build-args': `BASE=${base}`, ...more })
  const signed = (more: Record<string, string> = {}) =>
    inputs({ sign: 'key', 'signing-key': keys.privateKeyPem, ...more })

  async function pushWeights(text: string): Promise<Digest> {
    const directory = await mkdtemp(join(scratch, 'model-'))
    await writeFile(join(directory, 'weights'), text)
    return (await pushModel(models, directory)).digest
  }
  const withModel = (model: Digest, more: Record<string, string> = {}) =>
    signed({ model, 'model-repository': `${registry.host}/models`, ...more })

  async function look(digest: string): Promise<{ config: unknown; files: string[][]; annotations: unknown }> {
    const client = open(image())
    const { manifest } = await client.getManifest(digest)
    if (isIndex(manifest)) throw new Error('one image was expected')
    const config: unknown = JSON.parse((await client.getBlob(manifest.config.digest, { maxBytes: 1e6 })).toString())
    const files: string[][] = []
    for (const layer of manifest.layers.slice(1)) {
      const listing = execFileSync('tar', ['--numeric-owner', '-tvzf', '-'], {
        input: await client.getBlob(layer.digest, { maxBytes: 1e6 }),
        encoding: 'utf8',
      })
      files.push(
        listing
          .trim()
          .split('\n')
          .map((entry) => entry.replace(/ +/g, ' ').replace(/ 1970-01-01 \d\d:\d\d/, '')),
      )
    }
    return { config, files, annotations: manifest.annotations }
  }

  test('makes what the Dockerfile says, on the base, as GNU tar and the specification see it', async () => {
    const { conclusion } = await step(inputs({ tags: '{branch}, v1', labels: 'mine=yes' }))
    expect([conclusion.verdict, conclusion.reason]).toEqual(['pass', 'built'])
    const { config, files } = await look(conclusion.outputs?.digest ?? '')
    expect(files).toEqual([
      ['-rw-r--r-- 0/0 8 app/src/app.py', 'drwxr-xr-x 0/0 0 app/src/bin/', '-rwxr-xr-x 0/0 9 app/src/bin/tool'],
      ['-rw------- 7/8 9 etc/app/pyproject.toml', '-rw------- 7/8 0 etc/app/setup.cfg'],
    ])
    expect(config).toMatchObject({
      os: 'linux',
      architecture: 'amd64',
      config: {
        Env: ['PATH=/usr/bin', 'PYTHONPATH=/app/src:/opt/site-packages', 'PORT=8080'],
        Cmd: ['python', '-m', 'digits.serve'],
        User: '65532:65532',
        WorkingDir: '/app',
        ExposedPorts: { '8080/tcp': {} },
        Labels: {
          base: 'yes',
          own: 'two words',
          mine: 'yes',
          'org.opencontainers.image.source': 'https://github.com/octo/app',
          'org.opencontainers.image.revision': 'c'.repeat(40),
          'org.opencontainers.image.base.digest': base.slice(base.indexOf('@') + 1),
        },
      },
    })
    expect(conclusion.outputs?.tags).toBe('main\nv1')
    expect((await open(image()).resolve('main'))?.digest).toBe(conclusion.outputs?.digest)
  })

  test('the same inputs are built once, whatever the times; a change is named', async () => {
    const first = await step(inputs())
    await utimes(join(workspace, 'src/app.py'), 1, 1)
    const second = await step(inputs())
    expect([second.conclusion.reason, second.conclusion.outputs?.digest]).toEqual([
      'reused',
      first.conclusion.outputs?.digest,
    ])
    expect(second.log).not.toContain('▸ Build with layers')
    await write({ 'src/app.py': 'print(2)', 'src/new.py': '', 'ignored.txt': 'x' })
    const third = await step(inputs({ refresh: 'now' }))
    expect([third.conclusion.reason, third.conclusion.outputs?.changes]).toEqual([
      'built',
      '`refresh` changed from nothing to "now"\n2 of the context\'s files changed: src/app.py, src/new.py',
    ])
  })

  test('carries the model as its last layer; another model is put on without a build; the chain holds', async () => {
    const [one, two] = [await pushWeights('one'), await pushWeights('two')]
    const verdict = testResult({
      challenger: two,
      challengerName: 'm',
      result: 'PASSED',
      reason: 'better',
      policy: sha256('policy'),
      labels: sha256('labels'),
      challengerPredictions: sha256('p'),
      passed: [],
      warned: [],
      failed: [],
      finishedOn: '2030-01-15T11:00:00Z',
    })
    await attach(models, two, verdict, { kind: 'key', privateKeyPem: keys.privateKeyPem })
    const first = await step(withModel(one))
    expect(first.log).toContain(`No validation is attached to the model ${one}, so none could be copied to the image.`)
    const second = await step(withModel(two))
    expect(second.conclusion.reason).toBe('model-appended')
    expect(second.conclusion.outputs?.changes).toBe(`the model is ${two}, it was ${one}`)
    const digest = second.conclusion.outputs?.digest ?? ''
    const { files, annotations } = await look(digest)
    expect(files.at(-1)).toEqual(['drwxr-xr-x 0/0 0 model/', '-rw-r--r-- 0/0 3 model/weights'])
    expect(annotations).toMatchObject({ 'dev.ml-actions.model': two })
    const chain = await walkChain({
      images: open(image()),
      image: parseDigest(digest),
      models,
      require: 'validated',
      policy: await parseTrustPolicy(keys.publicKeyPem),
      expected: { policy: sha256('policy'), serving: { kind: 'nothing' } },
      now: new Date('2030-01-15T12:00:00Z'),
    })
    expect(chain).toMatchObject({ ok: true, model: two })
    // A third run finds both, and copies nothing twice.
    expect((await step(withModel(two))).conclusion.reason).toBe('reused')
    expect(await list(open(image()), chain.ok ? chain.image : sha256(''), PredicateType.testResult)).toHaveLength(1)
  })

  test('an image that somebody else put under our tag is not used', async () => {
    const first = await step(signed())
    const client = open(image())
    const [tag = ''] = (await client.tags()).filter((name) => name.startsWith('in-'))
    const planted = await pushBase(client)
    await client.tag(planted, tag)
    const again = await step(signed())
    expect(again.conclusion.reason).toBe('labelled')
    expect(again.log).toContainEqual(expect.stringContaining('it is not used: nothing of type'))
    expect(again.conclusion.outputs?.digest).not.toBe(planted)
    // Also where the statement is there but signed by another key.
    const other = await step({ ...signed(), 'signing-key': generateKeyPair().privateKeyPem })
    expect([other.conclusion.reason, other.log.some((line) => line.includes('does not declare'))]).toEqual([
      'built',
      true,
    ])
    expect(first.conclusion.reason).toBe('built')
  })

  test('what a model may not do to an image', async () => {
    const model = await pushWeights('x'.repeat(5000))
    expect((await refusal(withModel(model, { 'model-size-limit': '1KiB' }))).reason).toBe('model-too-large')
    expect((await refusal(withModel(sha256('absent')))).reason).toBe('model-unavailable')
  })

  test('an immutable tag that names another image stops before anything moves', async () => {
    await step(inputs({ tags: 'v1', 'immutable-tags': 'v1' }))
    expect((await step(inputs({ tags: 'v1', 'immutable-tags': 'v1' }))).conclusion.reason).toBe('reused')
    await write({ 'src/app.py': 'changed' })
    const { reason, message } = await refusal(inputs({ tags: 'moving, v1', 'immutable-tags': 'v1' }))
    expect([reason, message]).toEqual(['tag-immutable', expect.stringContaining('the tag v1 already names')])
    expect(await open(image()).resolve('moving')).toBeUndefined()
  })

  test('observe says what would be done and leaves nothing', async () => {
    const { conclusion } = await step(inputs({ mode: 'observe' }))
    expect([conclusion.reason, conclusion.outputs?.digest]).toEqual(['would-build', ''])
    expect(await open(image()).tags()).toEqual([])
    const { digest } = (await step(inputs())).conclusion.outputs ?? {}
    expect((await step(inputs({ mode: 'observe' }))).conclusion).toMatchObject({
      reason: 'would-reuse',
      outputs: { digest },
    })
  })

  test('on a base of several platforms, for each that is asked', async () => {
    const client = open('base-index')
    const amd = await client.resolve(await pushBase(client))
    const arm = { ...amd, platform: { os: 'linux', architecture: 'arm64' } }
    const index = {
      schemaVersion: 2,
      mediaType: MediaType.ociIndex,
      manifests: [{ ...amd, platform: { os: 'linux', architecture: 'amd64' } }, arm],
    }
    const { digest } = await client.putManifest(index, MediaType.ociIndex)
    const args = { builder: 'layers', 'build-args': `BASE=${registry.host}/base-index@${digest}` }
    const { conclusion } = await step({ ...args, platforms: 'linux/amd64, linux/arm64' })
    const { manifest } = await open(image()).getManifest(conclusion.outputs?.digest ?? '')
    expect(isIndex(manifest) && manifest.manifests.map((entry) => entry.platform?.architecture)).toHaveLength(2)
    expect((await refusal({ ...args, platforms: 'linux/s390x' })).message).toContain('has no image for linux/s390x')
  })

  test.each([
    ['RUN pip install x', 'builder-unable', 'line 3 of the Dockerfile, RUN pip install x'],
    ['COPY <<EOF /x\nhi\nEOF', 'builder-unable', 'need BuildKit'],
    ['COPY --chown=app src /app', 'builder-unable', 'write numbers'],
    ['COPY --parents src /app', 'builder-unable', '--parents needs BuildKit'],
    ['COPY absent /app', 'builder-unable', 'absent is not in the context'],
    ['ADD https://example.org/x /x', 'builder-unable', 'fetches from the network'],
    ['ENV HF_TOKEN=hf_abcdef', 'policy-violation', 'ENV HF_TOKEN in line 3'],
    ['ENV A=${B%%x}', 'dockerfile-invalid', '${B%%x} is a substitution that is not understood here'],
  ])('%s is refused by its line', async (line, reason, message) => {
    await write({ Dockerfile: `ARG BASE\nFROM \${BASE}\n${line}\n` })
    const found = await refusal(inputs())
    expect([found.reason, found.message]).toEqual([reason, expect.stringContaining(message)])
  })

  test('a base by tag is resolved, recorded and said; latest is refused', async () => {
    await pushBase(open('base'), '3.12')
    await pushBase(open('base'), 'latest')
    const tagged = (tag: string, more: Record<string, string> = {}) =>
      inputs({ 'build-args': `BASE=${registry.host}/base${tag}`, ...more })
    const { log } = await step(tagged(':3.12'))
    expect(log).toContainEqual(expect.stringContaining('is named by a tag, which may move; today it is sha256:'))
    expect((await refusal(tagged(''))).message).toContain('whatever is latest')
    expect((await step(tagged('', { 'policy-exceptions': 'latest' }))).conclusion.verdict).toBe('pass')
    expect((await refusal(tagged(':gone'))).reason).toBe('base-unresolved')
    expect((await refusal(inputs({ 'build-args': 'BASE=' }))).reason).toBe('dockerfile-invalid')
  })

  test('weights and secrets stay out, unless they are excepted by name', async () => {
    await write({
      'src/.env': 'A=1',
      'src/key.txt': '-----BEGIN PRIVATE KEY-----\n',
      'src/model.safetensors': '',
      'src/lfs.bin': 'version https://git-lfs.github.com/spec/v1\noid x',
    })
    await truncate(join(workspace, 'src/model.safetensors'), 2 * 1024 * 1024)
    const { reason, message } = await refusal(inputs())
    expect(reason).toBe('policy-violation')
    for (const path of ['src/.env', 'src/key.txt', 'src/model.safetensors', 'src/lfs.bin'])
      expect(message).toContain(path)
    expect((await refusal(inputs({ 'policy-exceptions': 'weights' }))).message).not.toContain('safetensors')
    expect((await step(inputs({ 'policy-exceptions': 'weights, secrets' }))).conclusion.verdict).toBe('pass')
  })

  test('who may not push is told before anything is built', async () => {
    const { reason, message } = await refusal(inputs({ 'registry-password': 'wrong' }))
    expect([reason, message.includes('wrong')]).toEqual([
      expect.stringMatching(/^(?:push-denied|base-unresolved)$/),
      false,
    ])
  })
})

// fixtures/buildkit-copy.json holds what BuildKit of Docker 26.1 (buildx 0.13.1) made of each instruction in this context, as GNU
// tar lists its layers. Directories on the way to a destination are left to the runtime here.
describe('files are copied as BuildKit copies them', () => {
  let context: ReturnType<typeof openContext>
  let recorded: [instruction: string, listing: string[]][]

  beforeEach(async () => {
    const files = ['src/a.py', 'src/b.py', 'src/sub/c', 'src/sub/deep/d', 'top']
    await write({
      ...Object.fromEntries(files.map((path) => [path, path])),
      'src/run': 'r',
      Dockerfile: '',
      'dst/x': '',
    })
    await write({ '.dockerignore': 'Dockerfile\n.dockerignore\nd*\n' })
    await mkdir(join(workspace, 'src/empty'))
    await chmod(join(workspace, 'src/run'), 0o755)
    for (const [target, path] of [
      ['a.py', 'src/l'],
      ['sub', 'src/ld'],
      ['src', 'lsrc'],
    ] as const)
      await symlink(target, join(workspace, path))
    context = openContext(workspace, undefined)
    const fixture: unknown = JSON.parse(
      await readFile(new URL('./fixtures/buildkit-copy.json', import.meta.url), 'utf8'),
    )
    recorded = Object.entries(fixture ?? {}).map(([instruction, listing]: [string, unknown]) => [
      instruction,
      Array.isArray(listing) ? listing.map(String) : [],
    ])
  })

  test('in each form that was recorded', async () => {
    expect(recorded.length).toBeGreaterThan(35)
    for (const [source, theirs] of recorded) {
      const walk = new StageWalk(
        configurationOf({ platform: { os: 'linux', architecture: 'amd64' }, mediaType: '', layers: [], config: {} }),
        new Map(),
        new Map(),
        '\\',
      )
      const members = readDockerfile(`FROM x\n${source}`)
        .instructions.slice(1)
        .flatMap((instruction) => (walk.take(instruction) ? [] : copiedMembers(instruction, walk, context)))
      const chunks: Uint8Array[] = []
      for await (const chunk of writeTar(members)) chunks.push(chunk)
      const listing = execFileSync('tar', ['--numeric-owner', '-tvf', '-'], {
        input: Buffer.concat(chunks),
        encoding: 'utf8',
      })
      const ours = listing
        .trim()
        .split('\n')
        .map((entry) => entry.replace(/ +/g, ' ').replace(/ 1970-01-01 \d\d:\d\d/, ''))
      const missing = theirs.filter((entry) => !ours.includes(entry))
      const added = ours.filter((entry) => !theirs.includes(entry))
      const first = members.find((member) => member.type !== 'directory') ?? members[0]
      const onTheWay = missing.every(
        (entry) => entry.startsWith('d') && (first?.name ?? '').startsWith(entry.split(' ').slice(3).join(' ')),
      )
      expect([source, added, onTheWay || missing.every((entry) => / (?:w|rel)\/(?:more\/)?$/.test(entry))]).toEqual([
        source,
        [],
        true,
      ])
    }
  })

  test('no link leads out of the context', () => {
    const entries = [
      { type: 'symlink', path: 'out', target: '../../../etc' },
      { type: 'symlink', path: 'absolute', target: '/src' },
      { type: 'symlink', path: 'round', target: 'round' },
    ] as const
    expect(followLinks('out/passwd', entries)).toBe('etc/passwd')
    expect(followLinks('absolute/a', entries)).toBe('src/a')
    expect(followLinks('round', entries)).toBeUndefined()
  })
})

describe('builders that are programs', () => {
  let bin: string
  let record: string

  beforeEach(async () => {
    bin = await mkdtemp(join(scratch, 'bin-'))
    record = join(bin, 'log')
    const fake = join(import.meta.dirname, 'build-push-image-docker.ts')
    // Questions are answered by the shell, so that only what does something costs a start of Node.
    const questions =
      'case "$1 $2" in "buildx version" | "buildx inspect") answer=buildx ;; "version --format") answer=docker ;; esac'
    const answer = 'if [ -n "$answer" ]; then case ",$FAKE_DOCKER," in *",$answer,"*) exit 0 ;; *) exit 1 ;; esac; fi'
    const script = `#!/bin/sh\n${questions}\n${answer}\nexec ${process.execPath} --no-warnings ${fake} "$@"\n`
    await writeFile(join(bin, 'docker'), script, { mode: 0o755 })
    await pushBase(open('tagged'), '1')
    await write({
      Dockerfile: `FROM ${registry.host}/tagged:1\nARG A\nCOPY . /app\nRUN true\nUSER 1\n`,
      '.dockerignore': 'out',
      in: 'x',
      out: 'y',
    })
  })

  const env = (answers: string) => ({ PATH: `${bin}:/usr/bin:/bin`, FAKE_DOCKER: answers, FAKE_DOCKER_LOG: record })
  const calls = async (): Promise<string[][]> => {
    const lines = (await readFile(record, 'utf8')).trim().split('\n')
    return lines.map((line) => {
      const call: unknown = JSON.parse(line)
      return typeof call === 'object' && call !== null && 'args' in call && Array.isArray(call.args)
        ? call.args.map(String)
        : []
    })
  }
  const sent = () => execFileSync('tar', ['-tvf', `${record}.tar`], { encoding: 'utf8' })

  test('buildx gets an archive on its input, digests for tags, and secrets by file', async () => {
    const { conclusion, log } = await step(
      { 'build-args': 'A=1\nB=2', secrets: 'pip=s3cret', target: '0', platforms: 'linux/amd64' },
      env('buildx,print'),
    )
    expect([conclusion.reason, conclusion.outputs?.builder]).toEqual(['built', 'buildx'])
    expect(masked).toContain('s3cret')
    expect(log).toContain('RUN printed ***')
    const [args = [], ...others] = await calls()
    const name = args[args.indexOf('--tag') + 1]
    expect(others).toEqual([['image', 'rm', '--no-prune', name]])
    const repository = `${registry.host}/${image()}`
    expect(
      args.map((arg) => (arg.startsWith('/') || arg.includes('src=') ? arg.replace(/\/.*\//, 'SCRATCH/') : arg)),
    ).toEqual([
      'buildx',
      'build',
      '--progress=plain',
      '--provenance=false',
      '--sbom=false',
      '--output',
      'type=registry,oci-mediatypes=true',
      '--tag',
      expect.stringMatching(new RegExp(`^${repository}:build-[0-9a-f]{20}$`)),
      '--metadata-file',
      'SCRATCH/metadata.json',
      '--file',
      'Dockerfile',
      '--platform',
      'linux/amd64',
      '--target',
      '0',
      '--build-arg',
      'A=1',
      '--build-arg',
      'B=2',
      '--secret',
      'id=pip,src=SCRATCH/0',
      '-',
    ])
    expect(args.join(' ')).not.toContain('s3cret')
    expect(await readFile(record, 'utf8')).toContain('"secrets":["s3cret"]')
    expect(sent()).not.toContain('out')
    const pinned = execFileSync('tar', ['-xOf', `${record}.tar`, 'Dockerfile'], { encoding: 'utf8' })
    expect(pinned).toMatch(/^FROM \S+\/tagged@sha256:[0-9a-f]{64}\n/)
  })

  test('a base in an argument’s default is pinned too, and `refresh` is part of what the builder sees', async () => {
    const tagged = `${registry.host}/tagged:1`
    const dockerfile = `ARG BASE=${tagged}\nFROM --platform=linux/amd64 \${BASE} AS made\n# for later\nRUN true\nFROM made\nUSER 1\n`
    await write({ Dockerfile: dockerfile })
    await step({ refresh: 'this week' }, env('buildx'))
    const pinned = execFileSync('tar', ['-xOf', `${record}.tar`, 'Dockerfile'], { encoding: 'utf8' })
    const argument = `ARG ML_ACTIONS_REFRESH=${sha256('this week').slice(7, 23)}`
    expect(pinned.replace(/sha256:[0-9a-f]{64}/, 'DIGEST').split('\n')).toEqual([
      `ARG BASE=${tagged}`,
      `FROM --platform=linux/amd64 ${registry.host}/tagged@DIGEST AS made`,
      '# for later',
      argument,
      'RUN true',
      'FROM made',
      argument,
      'USER 1',
      '',
    ])
  })

  test('a buildx that names no digest is asked by the tag', async () => {
    const { conclusion } = await step({}, env('buildx,old'))
    expect(conclusion.reason).toBe('built')
  })

  test('docker builds and pushes when there is no buildx, and says what it would lose', async () => {
    expect((await step({}, env('docker'))).conclusion.outputs?.builder).toBe('docker')
    expect((await calls()).map(([command]) => command)).toEqual(['build', 'push'])
    await write({
      Dockerfile: `# syntax=docker/dockerfile:1\nFROM ${registry.host}/tagged:1\nRUN --mount=type=cache,target=/x true\n`,
    })
    const { reason, message } = await refusal({ platforms: 'linux/amd64, linux/arm64', secrets: 'a=b' }, env('docker'))
    expect(reason).toBe('builder-unable')
    expect(message).toContain('RUN --mount (line 3); # syntax=docker/dockerfile:1; 2 platforms; secrets')
  })

  test('a secret that a command printed is in no cause of a failure', async () => {
    const { message } = await refusal({ secrets: 'pip=s3cret' }, env('buildx,print,fail'))
    expect(message).toContain('RUN printed ***')
    expect(message).not.toContain('s3cret')
  })

  test('a build that fails ends with its last lines', async () => {
    const { reason, message } = await refusal({}, env('buildx,fail'))
    expect([reason, message]).toEqual(['build-failed', expect.stringContaining('failed to solve: the RUN said no')])
    expect(message).toContain('exit code 17')
  })

  test('no builder is said, with what to do', async () => {
    expect((await refusal({}, env(''))).message).toContain(
      'neither buildx nor a Docker daemon answers, and the Dockerfile runs something in line 4',
    )
    expect((await refusal({ builder: 'buildx' }, env('docker'))).reason).toBe('builder-unavailable')
    await write({ Dockerfile: `FROM ${registry.host}/tagged:1\nCOPY in /\nUSER 1\n` })
    expect((await step({}, env(''))).conclusion.outputs?.builder).toBe('layers')
  })
})

test('the archive that is sent is what was hashed', async () => {
  await write({ Dockerfile: 'FROM scratch', a: '1', 'd/b': '2' })
  const { contextArchive } = await import('../../actions/build-push-image/src/context/archive.ts')
  const context = openContext(workspace, undefined)
  await writeFile(join(workspace, 'a'), '3')
  const drain = async (): Promise<void> => {
    for await (const _ of contextArchive(context, 'FROM scratch')) {
      // Only the end matters.
    }
  }
  await expect(drain()).rejects.toThrow('changed while the image was being built')
})
