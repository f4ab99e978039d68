import type { RunContext } from '@ml-actions/action'
import { attach, buildProvenance, signingOf } from '@ml-actions/attestation'
import type { Digest, RepositoryClient } from '@ml-actions/registry'
import type { Base } from './bases.ts'
import type { Inputs } from './definition.ts'
import type { Wanted } from './reuse.ts'

/** What a build says of its image, besides the image itself. */
export interface BuildFacts {
  readonly wanted: Wanted
  readonly inputs: Inputs
  readonly context: RunContext
  readonly bases: readonly Base[]
  readonly dockerfile: string
  readonly platforms: readonly string[]
  readonly builder: string
  readonly warnings: readonly string[]
  readonly startedAt: number
  readonly finishedAt: number
}

/** Makes the build statement of an image, signs it as asked, and attaches it. */
export async function attestBuild(images: RepositoryClient, image: Digest, facts: BuildFacts): Promise<Digest> {
  const { inputs, context, wanted } = facts
  const repository = `${context.serverUrl}/${context.repository}`
  const statement = buildProvenance({
    image,
    imageName: inputs.image,
    ...(wanted.model === undefined ? {} : { model: { digest: wanted.model, uri: inputs['model-repository'] ?? '' } }),
    bases: facts.bases.map((base) => ({ uri: base.resolved, digest: base.digest })),
    input: wanted.input,
    ...(/^[0-9a-f]{40}$/.test(context.sha) ? { code: { uri: `git+${repository}`, commit: context.sha } } : {}),
    parameters: {
      key: wanted.key,
      dockerfile: facts.dockerfile,
      target: inputs.target ?? null,
      platforms: facts.platforms,
      arguments: Object.fromEntries(inputs['build-args'] ?? []),
      secrets: [...(inputs.secrets?.keys() ?? [])],
      cacheFrom: inputs['cache-from'] ?? [],
      policyExceptions: inputs['policy-exceptions'] ?? [],
    },
    circumstances: { builder: facts.builder, runner: context.runnerName, warnings: facts.warnings },
    run: {
      builder: `${context.serverUrl}/${context.workflowRef}`,
      invocation: `${context.runUrl}/attempts/${context.runAttempt}`,
      startedOn: new Date(facts.startedAt).toISOString(),
      finishedOn: new Date(facts.finishedAt).toISOString(),
    },
  })
  return (await attach(images, image, statement, signingOf(inputs))).digest
}
