import { join, relative, resolve } from 'node:path'
import type { Services } from '@ml-actions/action'
import type { Digest } from '@ml-actions/registry'
import { type Base, resolveBases } from './bases.ts'
import type { Build, Builder } from './builders/builder.ts'
import { chooseBuilder } from './builders/choose.ts'
import type { Clients } from './clients.ts'
import { type Context, openContext } from './context/open.ts'
import type { Inputs } from './definition.ts'
import { readDockerfile } from './dockerfile/read.ts'
import { planOf } from './dockerfile/stages.ts'
import { collectInputs, finishedDigest, type ImageInputs, inputDigest } from './image-inputs.ts'
import { enforce, judge } from './judge.ts'
import type { Finding } from './policy/finding.ts'

/** A build that is ready to begin, and what it would make. */
export interface Prepared {
  readonly build: Build
  readonly builder: Builder
  readonly bases: readonly Base[]
  readonly imageInputs: ImageInputs
  readonly input: Digest
  readonly key: Digest
  readonly findings: readonly Finding[]
  readonly dockerfile: string
}

/** Reads, resolves and judges everything that decides the image; nothing is built or pushed. */
export async function prepare(
  inputs: Inputs,
  services: Services,
  clients: Clients,
  scratch: string,
): Promise<Prepared> {
  const { workspace } = services.context
  const root = resolve(workspace, inputs.context)
  const context = await services.log.phase('Read the context', async () =>
    openContext(
      root,
      inputs.dockerfile === undefined
        ? undefined
        : join(workspace, relative(workspace, resolve(workspace, inputs.dockerfile))),
    ),
  )
  const given = inputs['build-args'] ?? new Map<string, string>()
  const dockerfile = readDockerfile(context.dockerfile.source)
  const plan = planOf(dockerfile, { target: inputs.target, arguments: given })
  for (const name of given.keys()) {
    if (!plan.declaredArguments.has(name))
      services.log.warning(`No ARG of the Dockerfile takes the build argument ${name}.`)
  }
  const builder = await chooseBuilder(inputs, plan, services)
  if (builder.engine !== 'buildkit' && (inputs['cache-from'] !== undefined || inputs['cache-to'] !== undefined))
    services.log.notice(`No cache of a registry is used: ${builder.name} builds here, and only buildx knows them.`)
  const bases = await services.log.phase('Resolve the base images', () => resolveBases(plan.images, clients.openBase))
  const findings = enforce(judge(context, plan, bases, inputs), context, inputs, services)
  const platforms = inputs.platforms ?? []
  const imageInputs = collectInputs({
    builder: builder.engine,
    context,
    dockerfile,
    plan,
    bases,
    platforms,
    target: inputs.target,
    arguments: given,
    secrets: [...(inputs.secrets?.keys() ?? [])],
    refresh: inputs.refresh,
  })
  const input = inputDigest(imageInputs)
  const key = finishedDigest(input, {
    model: inputs.model ?? null,
    labels: Object.fromEntries(inputs.labels ?? []),
    annotations: Object.fromEntries(inputs.annotations ?? []),
  })
  const build: Build = {
    inputs,
    services,
    context,
    dockerfile,
    plan,
    bases,
    arguments: given,
    platforms,
    images: clients.images,
    openBase: clients.openBase,
    tag: contentTag('build', input),
    scratch,
  }
  builder.check(build)
  return { build, builder, bases, imageInputs, input, key, findings, dockerfile: shown(context, workspace) }
}

function shown(context: Context, workspace: string): string {
  const path = relative(workspace, context.dockerfile.shown)
  return path.startsWith('..') ? context.dockerfile.path : path
}

const TAG_LENGTH = 20

/** The tag under which an image of these inputs is found again. */
export function contentTag(kind: 'build' | 'in', digest: Digest): string {
  return `${kind}-${digest.slice('sha256:'.length, 'sha256:'.length + TAG_LENGTH)}`
}
