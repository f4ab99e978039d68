import { describe, expect, test } from '@jest/globals'
import { cacheFlags, cachePlaces, watchCaches } from '../../actions/build-push-image/src/builders/cache.ts'
import { dockerFailure } from '../../actions/build-push-image/src/builders/docker-failure.ts'
import { definition } from '../../actions/build-push-image/src/definition.ts'
import { parseInputs, readContext, UserError } from '../../packages/action/src/index.ts'

const EXIT = { ending: 'exited', exitCode: 1, signal: null } as const
const PUT = 'unexpected status from PUT request to http://127.0.0.1:5000/v2/app/blobs/uploads/01a1?_state=x'

describe('why a Docker command failed', () => {
  // As buildx 0.13 with Docker 26.1 said it.
  test.each<[string, string[], string, boolean]>([
    [
      'a registry that answers 503',
      [
        '#7 pushing layers',
        `ERROR: failed to solve: failed to push 127.0.0.1:5000/app:x: failed commit on ref "layer-sha256:1": ${PUT}: 503 Service Unavailable`,
      ],
      'push-failed',
      true,
    ],
    [
      'a rate limit',
      [
        `ERROR: failed to solve: failed to push 127.0.0.1:5000/app:x: failed commit on ref "layer-sha256:1": ${PUT}: 429 Too Many Requests`,
      ],
      'push-failed',
      true,
    ],
    [
      'a cut connection',
      [
        'ERROR: failed to solve: failed to push 127.0.0.1:5000/app:x: failed to copy: failed to do request: Put "http://x/": write tcp 127.0.0.1:1->127.0.0.1:2: write: connection reset by peer',
      ],
      'push-failed',
      true,
    ],
    [
      'a registry that lets nobody push',
      [
        `ERROR: failed to solve: failed to push 127.0.0.1:5000/app:x: failed commit on ref "layer-sha256:1": ${PUT}: 403 Forbidden`,
      ],
      'push-denied',
      false,
    ],
    [
      'a registry that knows no such request',
      [
        `ERROR: failed to solve: failed to push 127.0.0.1:5000/app:x: failed commit on ref "layer-sha256:1": ${PUT}: 501 Not Implemented`,
      ],
      'push-failed',
      false,
    ],
    [
      'a full disk in a RUN',
      [
        "#5 6.062 head: error writing 'standard output': No space left on device",
        'ERROR: failed to solve: process "/bin/sh -c head" did not complete successfully: exit code: 1',
      ],
      'disk-full',
      false,
    ],
    [
      'a full disk while a base is unpacked',
      ['ERROR: failed to solve: failed to extract layer sha256:1: write /var/lib/x: no space left on device: unknown'],
      'disk-full',
      false,
    ],
    [
      'a command that speaks of pushes and errors of its own',
      [
        '#6 0.3 ERROR: failed to push some refs: unexpected status from PUT request: 503 Service Unavailable',
        'ERROR: failed to solve: process "/bin/sh -c git push" did not complete successfully: exit code: 1',
      ],
      'build-failed',
      false,
    ],
    ['a base that is gone', ['ERROR: failed to solve: 127.0.0.1:5000/base@sha256:1: not found'], 'build-failed', false],
  ])('%s', (_, lines, reason, transient) => {
    expect(dockerFailure('buildx', EXIT, lines, 'build-failed')).toMatchObject({ reason, transient })
  })

  test('a push that took too long is not begun again', () => {
    const late = { ending: 'timed-out', exitCode: null, signal: 'SIGTERM' } as const
    const failure = dockerFailure(
      'push',
      late,
      ['received unexpected HTTP status: 503 Service Unavailable'],
      'push-failed',
    )
    expect(failure).toMatchObject({ reason: 'push-failed', transient: false })
    expect(failure.what).toContain('took longer than `timeout`')
  })
})

describe('caches', () => {
  const inputs = (given: Record<string, string>) =>
    parseInputs(
      definition,
      Object.fromEntries(
        Object.entries({ image: 'ghcr.io/octo/app', ...given }).map(([name, value]) => [
          `INPUT_${name.toUpperCase()}`,
          value,
        ]),
      ),
    )
  const services = (log: string[], ref: string) => ({
    context: readContext({ GITHUB_REF: ref, GITHUB_SHA: 'c'.repeat(40), GITHUB_RUN_ID: '7' }),
    clock: { now: () => 0 },
    log: { info: (line: string) => void log.push(line) },
  })

  test('are named as tags are, and what does not apply to the run is left out and said', () => {
    const log: string[] = []
    const given = inputs({
      'cache-from': 'ghcr.io/octo/cache:{branch}\nghcr.io/octo/cache:pr-{pr}',
      'cache-to': 'ghcr.io:443/octo/cache:{branch}',
    })
    const places = cachePlaces(given, services(log, 'refs/heads/feature/x'))
    expect(places).toEqual({ from: ['ghcr.io/octo/cache:feature-x'], to: 'ghcr.io:443/octo/cache:feature-x' })
    expect(log.join()).toContain('ghcr.io/octo/cache:pr-{pr} is left out: this run has no pr')
    expect(cacheFlags(places)).toEqual([
      '--cache-from',
      'type=registry,ref=ghcr.io/octo/cache:feature-x',
      '--cache-to',
      expect.stringMatching(/^type=registry,ref=ghcr\.io:443\/octo\/cache:feature-x,mode=max,.*ignore-error=true$/),
    ])
    expect(cacheFlags(cachePlaces(inputs({}), services(log, '')))).toEqual([])
  })

  test.each([
    [{ 'cache-to': 'ghcr.io/octo/cache' }, 'ghcr.io/octo/cache, which is no'],
    [{ 'cache-from': 'ghcr.io/octo/cache:{commit}' }, 'holds {commit}'],
    [{ 'cache-to': 'ghcr.io/octo/cache:x', builder: 'layers' }, '`builder: layers` knows no cache'],
    [{ 'cache-from': 'type=gha' }, '`REPOSITORY:TAG`'],
  ])('%j is refused', (given, says) => {
    expect(() => inputs(given)).toThrow(UserError)
    expect(() => inputs(given)).toThrow(says)
  })

  test('that could not be used are told of; one that is not there yet is not', () => {
    const warnings: string[] = []
    const watch = watchCaches((message) => warnings.push(message))
    for (const line of [
      '#4 importing cache manifest from 127.0.0.1:1/cache:main',
      '#4 ERROR: failed to configure registry cache importer: 127.0.0.1:1/cache:main: not found',
      '#5 importing cache manifest from 127.0.0.1:1/cache:other',
      '#5 ERROR: failed to configure registry cache importer: unexpected status from HEAD request to http://127.0.0.1:1/: 401 Unauthorized',
      '#6 [2/3] RUN make',
      '#6 ERROR: process "/bin/sh -c make" did not complete successfully',
      '#9 exporting cache to registry',
      '#9 ERROR: error writing layer blob: 401 Unauthorized',
    ])
      watch(line)
    expect(warnings).toEqual([
      expect.stringMatching(/importing cache manifest from 127\.0\.0\.1:1\/cache:other failed: .*401/),
      expect.stringMatching(/exporting cache to registry failed: .*401/),
    ])
  })
})
