import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Services, UserError } from '@ml-actions/action'
import { signingProblem } from '@ml-actions/attestation'
import { isRegistryError } from '@ml-actions/registry'
import { renderSummary } from '@ml-actions/report'
import { type Clients, openClients } from './clients.ts'
import type { Conclusion, Inputs } from './definition.ts'
import { UnsupportedSubstitution } from './dockerfile/words.ts'
import { differences } from './image-inputs.ts'
import { assertMayPush, type Decision, decide, type Made, make } from './make.ts'
import { type Prepared, prepare } from './prepare.ts'
import type { Reason } from './reasons.ts'
import { type InputRecord, recordOf } from './record.ts'
import { pageOf, type Told, writeReport } from './summary.ts'
import { tagsOf, type WantedTag } from './tags.ts'

/** Builds an image unless the registry has it, puts the model on top, says what was done, and names the result last. */
export async function run(inputs: Inputs, services: Services): Promise<Conclusion> {
  assertSigningKey(inputs)
  // The input is masked as a whole, line by line with its name; what a command prints is the value.
  for (const value of inputs.secrets?.values() ?? []) services.mask(value)
  const temp = services.context.temp === '' ? tmpdir() : services.context.temp
  const scratch = await mkdtemp(join(temp, 'build-push-image-'))
  const reports = await mkdtemp(join(temp, 'build-push-image-report-'))
  try {
    return await work(inputs, services, scratch, reports)
  } catch (error) {
    throw explained(error, inputs)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function work(inputs: Inputs, services: Services, scratch: string, reports: string): Promise<Conclusion> {
  const clients = await openClients(inputs, services)
  const prepared = await prepare(inputs, services, clients, scratch)
  const { wanted, leftOut } = tagsOf(
    inputs.tags,
    inputs['immutable-tags'] ?? [],
    services.context,
    new Date(services.clock.now()),
  )
  for (const { template, why } of leftOut) services.log.info(`The tag ${template} is left out: ${why}.`)
  const decision = await services.log.phase('Ask the registry what it has', () => decide(prepared, clients, inputs))
  const changes = await changesSince(prepared, clients, inputs, wanted)
  services.log.group(explanation(decision), changes)
  const observing = inputs.mode === 'observe'
  if (!observing) await assertMayPush(clients, inputs)
  const made = observing ? undefined : await make(prepared, decision, clients, inputs, services)
  const named = made === undefined ? [] : await nameImage(clients, made, wanted, services)
  return conclude(inputs, prepared, decision, made, { tags: named, leftOut, changes, reports })
}

function explanation({ finished, built }: Decision): string {
  if (finished.kind === 'found') return `The registry has this image: ${finished.digest}`
  if (finished.kind === 'unproven')
    return `The registry has an image under this name, but it is not used: ${finished.why}`
  if (built.kind === 'found') return `The registry has this image without the model: ${built.digest}`
  if (built.kind === 'unproven') return `The registry has an image under this name, but it is not used: ${built.why}`
  return 'The registry has no image of these inputs'
}

/** What is different from the image that one of the tags names now, so that a build is never a riddle. */
async function changesSince(
  prepared: Prepared,
  clients: Clients,
  inputs: Inputs,
  tags: readonly WantedTag[],
): Promise<string[]> {
  for (const { tag } of tags) {
    const before: InputRecord | undefined = await recordOf(clients.images, tag)
    if (before === undefined) continue
    const found = differences(before.inputs, prepared.imageInputs)
    const model = inputs.model ?? null
    return before.model === model
      ? found
      : [...found, `the model is ${model ?? 'gone'}, it was ${before.model ?? 'not there'}`]
  }
  return []
}

/** Gives the image its names, those that never move first. Throws `UserError` `tag-immutable`. */
async function nameImage(
  clients: Clients,
  made: Made,
  tags: readonly WantedTag[],
  services: Services,
): Promise<string[]> {
  for (const { tag, immutable } of tags) {
    const outcome = await clients.images.tag(made.digest, tag, { immutable })
    services.log.info(`Tag ${tag}: ${outcome}`)
  }
  return tags.map(({ tag }) => tag)
}

interface Rest {
  readonly tags: readonly string[]
  readonly leftOut: readonly { readonly template: string; readonly why: string }[]
  readonly changes: readonly string[]
  readonly reports: string
}

async function conclude(
  inputs: Inputs,
  prepared: Prepared,
  decision: Decision,
  made: Made | undefined,
  rest: Rest,
): Promise<Conclusion> {
  const has = decision.finished.kind === 'found' ? decision.finished.digest : undefined
  const reason = made?.reason ?? (has === undefined ? 'would-build' : 'would-reuse')
  const digest = made?.digest ?? has
  const message = `${SENTENCES[reason]}${digest === undefined ? '' : ` ${inputs.image}@${digest}`}`
  const told: Told = {
    verdict: 'pass',
    reason,
    message,
    image: inputs.image,
    digest,
    model: inputs.model,
    tags: rest.tags,
    leftOut: rest.leftOut,
    builder: prepared.builder.name,
    input: prepared.input,
    bases: prepared.bases.map((base) => base.resolved),
    changes: rest.changes,
    attestation: made?.attestation,
    findings: prepared.findings,
  }
  return {
    verdict: 'pass',
    reason,
    message,
    summary: renderSummary(pageOf(told)),
    outputs: {
      digest: digest ?? '',
      image: digest === undefined ? '' : `${inputs.image}@${digest}`,
      model: inputs.model ?? '',
      tags: rest.tags.join('\n'),
      reused: String(reason === 'reused' || reason === 'would-reuse'),
      'input-digest': prepared.input,
      changes: rest.changes.join('\n'),
      builder: prepared.builder.name,
      attestation: made?.attestation ?? '',
      report: await writeReport(told, rest.reports),
    },
  }
}

const SENTENCES = {
  built: 'Built and pushed:',
  reused: 'Nothing was built, the registry has it:',
  'model-appended': 'The model was put on an image that the registry had:',
  labelled: 'Nothing was built; the labels were put on an image that the registry had:',
  'would-build': 'The image would be built.',
  'would-reuse': 'The image of the registry would be used:',
} as const

function assertSigningKey(inputs: Inputs): void {
  const problem = signingProblem(inputs)
  if (problem !== undefined) throw new UserError({ reason: 'invalid-input', what: problem })
}

/** A registry's refusal as the user's own business; everything else as it is. */
function explained(error: unknown, inputs: Inputs): unknown {
  if (error instanceof UnsupportedSubstitution) {
    return new UserError(
      { reason: 'dockerfile-invalid' satisfies Reason, what: `The Dockerfile: ${error.message}.` },
      { cause: error },
    )
  }
  if (isFullDisk(error)) {
    return new UserError(
      {
        reason: 'disk-full' satisfies Reason,
        what: `No space is left on a disk: ${error.message}.`,
        fix: 'Free the disk that RUNNER_TEMP is on.',
      },
      { cause: error },
    )
  }
  if (!isRegistryError(error) || error.reason === 'cancelled') return error
  const reason: Reason =
    error.reason === 'immutable-tag'
      ? 'tag-immutable'
      : error.reason === 'unauthorized' || error.reason === 'denied'
        ? 'push-denied'
        : 'push-failed'
  return new UserError({ reason, what: `The registry of ${inputs.image}: ${error.message}.` }, { cause: error })
}

function isFullDisk(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}
