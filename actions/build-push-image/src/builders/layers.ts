import { UserError } from '@ml-actions/action'
import {
  type AppendableLayer,
  copyBlob,
  type Descriptor,
  type Digest,
  isRegistryError,
  type RepositoryClient,
} from '@ml-actions/registry'
import type { Instruction } from '../dockerfile/read.ts'
import { configurationOf, storeImage, storeIndex } from '../layers/assemble.ts'
import { type BaseImage, readBase } from '../layers/base.ts'
import { globalValues, StageWalk } from '../layers/configuration.ts'
import { copiedMembers } from '../layers/copy.ts'
import { packLayer } from '../layers/pack.ts'
import { unable } from '../layers/unable.ts'
import type { Reason } from '../reasons.ts'
import type { Build, Builder } from './builder.ts'

const ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: 'amd64',
  arm64: 'arm64',
  arm: 'arm',
  ppc64: 'ppc64le',
  s390x: 's390x',
}

/** Puts the files that a Dockerfile copies on its base, in the registry, without any daemon. */
export const layersBuilder: Builder = { name: 'layers', engine: 'layers', check, build }

function check({ plan, inputs }: Build): void {
  const { target } = plan
  if (inputs.secrets !== undefined) throw cannot('nothing runs, so no secret can be used')
  if (target.base.kind !== 'image') unable(target.from, 'the stage does not begin with an image of a registry')
  for (const instruction of target.instructions) {
    if (instruction.keyword === 'RUN') unable(instruction, 'it runs something, and there is nothing to run it in')
    if (instruction.keyword === 'ONBUILD' || instruction.keyword === 'MAINTAINER')
      unable(instruction, 'it is not supported')
  }
}

async function build(build: Build): Promise<Digest> {
  check(build)
  const [base] = build.bases
  if (base === undefined) return unable(build.plan.target.from, 'it has no base')
  const client = await build.openBase(base.reference)
  try {
    const images = await readBase(client, base.digest, build.platforms, ARCHITECTURES[process.arch] ?? process.arch)
    for (const layer of new Map(
      images.flatMap((image) => image.layers).map((layer) => [layer.digest, layer]),
    ).values()) {
      await copyBlob(client, build.images, layer)
    }
    const stored: Descriptor[] = []
    for (const image of images) stored.push(await buildOne(build, image, build.images))
    return await storeIndex(build.images, stored)
  } catch (error) {
    if (isRegistryError(error, 'unsupported')) throw cannot(error.message)
    throw error
  }
}

async function buildOne(build: Build, base: BaseImage, images: RepositoryClient): Promise<Descriptor> {
  const globals = globalValues(build.dockerfile.instructions, build.arguments)
  const walk = new StageWalk(configurationOf(base), build.arguments, globals, build.dockerfile.escapeChar)
  const layers: AppendableLayer[] = []
  for (const instruction of build.plan.target.instructions) {
    if (walk.take(instruction)) continue
    if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') unable(instruction, 'it is not known')
    const members = copiedMembers(instruction, walk, build.context)
    if (members.length > 0) layers.push(await packLayer(images, members, shown(instruction), build.scratch))
  }
  return storeImage(images, base, layers, walk.configuration)
}

function shown(instruction: Instruction): string {
  return `${instruction.keyword} ${instruction.text}`
}

function cannot(why: string): UserError {
  return new UserError({
    reason: 'builder-unable' satisfies Reason,
    what: `\`builder: layers\` can't build this image: ${why}.`,
    fix: 'Use `builder: buildx` on a runner with Docker.',
  })
}
