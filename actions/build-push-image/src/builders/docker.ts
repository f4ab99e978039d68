import { UserError } from '@ml-actions/action'
import { type Digest, isDigest } from '@ml-actions/registry'
import { contextArchive } from '../context/archive.ts'
import type { Reason } from '../reasons.ts'
import type { Build, Builder } from './builder.ts'
import { pushedDigest } from './buildx.ts'
import { pinnedDockerfile } from './pinned.ts'
import { dockerClient } from './run-docker.ts'

/** `docker build` without buildx: the daemon's own builder, which knows less. What it would lose is refused. */
export const dockerBuilder: Builder = { name: 'docker', engine: 'docker', check, build }

function check({ plan, platforms, inputs, dockerfile }: Build): void {
  const lost = [
    ...plan.buildkitOnly,
    ...(dockerfile.syntax === undefined ? [] : [`# syntax=${dockerfile.syntax}`]),
    ...(platforms.length > 1 ? [`${platforms.length} platforms`] : []),
    ...(inputs.secrets === undefined ? [] : ['secrets']),
  ]
  if (lost.length === 0) return
  throw new UserError({
    reason: 'builder-unable' satisfies Reason,
    what: `\`builder: docker\` can't do what this build asks for: ${lost.join('; ')}.`,
    fix: 'Install the buildx plugin (docker/setup-buildx-action) and use `builder: buildx`.',
  })
}

async function build(build: Build): Promise<Digest> {
  check(build)
  const docker = await dockerClient(build)
  const pinned = pinnedDockerfile(build)
  const name = `${build.inputs.image}:${build.tag}`
  await docker.run(
    [
      'build',
      '--tag',
      name,
      '--file',
      build.context.dockerfile.path,
      ...build.platforms.flatMap((platform) => ['--platform', platform]),
      ...(build.inputs.target === undefined ? [] : ['--target', build.inputs.target]),
      ...[...pinned.arguments].flatMap(([key, value]) => ['--build-arg', `${key}=${value}`]),
      '-',
    ],
    { input: () => contextArchive(build.context, pinned.source) },
  )
  const pushed = await docker.run(['push', name], { failure: 'push-failed' })
  const [, digest] = /digest: (sha256:[0-9a-f]{64}) size:/.exec(pushed.stdout) ?? []
  return isDigest(digest) ? digest : pushedDigest(build)
}
