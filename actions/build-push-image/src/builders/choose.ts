import { type Services, UserError } from '@ml-actions/action'
import type { Inputs } from '../definition.ts'
import type { Plan } from '../dockerfile/stages.ts'
import type { Reason } from '../reasons.ts'
import type { Builder } from './builder.ts'
import { buildxBuilder } from './buildx.ts'
import { dockerBuilder } from './docker.ts'
import { layersBuilder } from './layers.ts'
import { answers } from './run-docker.ts'

/** The builder asked for, or the best that is here. Throws `UserError` `builder-unavailable`. */
export async function chooseBuilder(inputs: Inputs, plan: Plan, services: Services): Promise<Builder> {
  switch (inputs.builder) {
    case 'layers':
      return layersBuilder
    case 'buildx':
      if (await hasBuildx(services)) return buildxBuilder
      throw unavailable('`docker buildx` does not answer', 'Add docker/setup-buildx-action before this step.')
    case 'docker':
      if (await hasDocker(services)) return dockerBuilder
      throw unavailable('the Docker daemon does not answer', 'Start Docker on the runner, or use `builder: layers`.')
    case 'auto':
      if (await hasBuildx(services)) return buildxBuilder
      if (await hasDocker(services)) return dockerBuilder
      if (plan.runs.length === 0) return layersBuilder
      throw unavailable(
        `neither buildx nor a Docker daemon answers, and the Dockerfile runs something in line ${plan.runs[0]?.line ?? 0}`,
        'Start Docker on the runner, or move what is run into the base image and use `builder: layers`.',
      )
  }
}

async function hasBuildx(services: Services): Promise<boolean> {
  return (await answers(['buildx', 'version'], services)) && (await answers(['buildx', 'inspect'], services))
}

function hasDocker(services: Services): Promise<boolean> {
  return answers(['version', '--format', '{{.Server.Version}}'], services)
}

function unavailable(what: string, fix: string): UserError {
  return new UserError({
    reason: 'builder-unavailable' satisfies Reason,
    what: `No image can be built here: ${what}.`,
    fix,
  })
}
