import { type Services, UserError } from '@ml-actions/action'
import { ACCESS_FIX, type Digest } from '@ml-actions/registry'
import type { Clients } from './clients.ts'
import type { Inputs } from './definition.ts'
import { copyValidations, finishImage } from './finish.ts'
import { contentTag, type Prepared } from './prepare.ts'
import type { Reason } from './reasons.ts'
import { attachRecord } from './record.ts'
import { type Existing, findExisting, type Wanted } from './reuse.ts'
import { attestBuild, type BuildFacts } from './statement.ts'

/** What the registry has already, and so what is left to do. */
export interface Decision {
  readonly finished: Existing
  /** The image before the model was put on it. */
  readonly built: Existing
}

/** Asks the registry for the finished image, and for the one without the model. */
export async function decide(prepared: Prepared, clients: Clients, inputs: Inputs): Promise<Decision> {
  const { input, key } = prepared
  const [finished, built] = await Promise.all([
    findExisting(clients.images, contentTag('in', key), { input, model: inputs.model, key }, inputs),
    findExisting(clients.images, contentTag('build', input), { input, model: undefined, key: input }, inputs),
  ])
  return { finished, built }
}

/** The image that came out. */
export interface Made {
  readonly digest: Digest
  readonly attestation: Digest
  readonly reason: 'built' | 'reused' | 'model-appended' | 'labelled'
}

/** Does what is left: nothing, the model alone, or all of it. Statements come before the tags that lead to the image. */
export async function make(
  prepared: Prepared,
  decision: Decision,
  clients: Clients,
  inputs: Inputs,
  services: Services,
): Promise<Made> {
  const { finished, built } = decision
  if (finished.kind === 'found') {
    if (inputs.model !== undefined) await copyValidations(clients, inputs.model, finished.digest)
    return { digest: finished.digest, attestation: finished.attestation, reason: 'reused' }
  }
  const startedAt = services.clock.now()
  const base = built.kind === 'found' ? built.digest : await buildAnew(prepared, clients, inputs, services)
  const { input, key, bases, build, imageInputs } = prepared
  const { digest } = await services.log.phase('Put the model and the labels on top', () =>
    finishImage(clients, base, inputs, {
      input,
      source: services.context.repository === '' ? '' : `${services.context.serverUrl}/${services.context.repository}`,
      revision: services.context.sha,
      created: new Date(startedAt).toISOString(),
      base: bases.find(
        (each) => build.plan.target.base.kind === 'image' && each.written === build.plan.target.base.reference,
      ),
    }),
  )
  const wanted = { input, model: inputs.model, key }
  // Each waits to see that its entry in the list of referrers stays, where the registry keeps none itself: they wait together.
  const [attestation] = await Promise.all([
    attestBuild(clients.images, digest, factsOf(prepared, wanted, inputs, services, startedAt)),
    attachRecord(clients.images, digest, { inputs: imageInputs, model: inputs.model ?? null }),
    inputs.model === undefined ? undefined : copyAndTell(clients, inputs.model, digest, services),
  ])
  await clients.images.tag(digest, contentTag('in', key))
  const onTop = inputs.model === undefined ? 'labelled' : 'model-appended'
  return { digest, attestation, reason: built.kind === 'found' ? onTop : 'built' }
}

async function copyAndTell(clients: Clients, model: Digest, image: Digest, services: Services): Promise<void> {
  if ((await copyValidations(clients, model, image)) > 0) return
  services.log.notice(`No validation is attached to the model ${model}, so none could be copied to the image.`)
}

async function buildAnew(prepared: Prepared, clients: Clients, inputs: Inputs, services: Services): Promise<Digest> {
  const { builder, build, input } = prepared
  const startedAt = services.clock.now()
  const digest = await services.log.phase(`Build with ${builder.name}`, () => builder.build(build))
  await attestBuild(
    clients.images,
    digest,
    factsOf(prepared, { input, model: undefined, key: input }, inputs, services, startedAt),
  )
  await clients.images.tag(digest, build.tag)
  return digest
}

function factsOf(
  prepared: Prepared,
  wanted: Wanted,
  inputs: Inputs,
  services: Services,
  startedAt: number,
): BuildFacts {
  return {
    wanted,
    inputs,
    context: services.context,
    bases: prepared.bases,
    dockerfile: prepared.dockerfile,
    platforms: prepared.build.platforms,
    builder: prepared.builder.name,
    warnings: prepared.findings.map((finding) => `${finding.rule}: ${finding.what}`),
    startedAt,
    finishedAt: services.clock.now(),
  }
}

/** Asks for the right to push before anything long begins. Throws `UserError` `push-denied`. */
export async function assertMayPush(clients: Clients, inputs: Inputs): Promise<void> {
  if (await clients.images.canPush()) return
  throw new UserError({
    reason: 'push-denied' satisfies Reason,
    what: `The credentials don't allow a push to ${inputs.image}.`,
    fix: ACCESS_FIX,
  })
}
