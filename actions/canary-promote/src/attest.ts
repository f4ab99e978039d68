import type { Services } from '@ml-actions/action'
import { UserError } from '@ml-actions/action'
import {
  accessOptions,
  isRegistryError,
  openRepository,
  parseReference,
  type RepositoryClient,
  sha256,
} from '@ml-actions/registry'
import type { Inputs, Reason } from './definition.ts'
import { errorCounts } from './evidence/blocks.ts'
import type { Journal } from './journal.ts'

/** What became of the canary, as the statement tells it. */
export interface Told {
  readonly outcome: 'promoted' | 'went-back' | 'held'
  readonly verdict: 'pass' | 'fail' | 'inconclusive'
  readonly reason: Reason
  /** The report's bytes: the statement names its digest. */
  readonly report: string
}

/** The registry of an image, with the credentials of the inputs. */
function openImage(image: string, inputs: Inputs, services: Services): RepositoryClient {
  // A cancelled run, too, says what became of its canary.
  return openRepository(parseReference(image).repository, { ...accessOptions(inputs, services), signal: undefined })
}

/** Makes sure that the image can be read, before anything moves. @throws UserError `registry-unreadable`. */
export async function checkRegistry(image: string, inputs: Inputs, services: Services): Promise<void> {
  try {
    const { digest } = parseReference(image)
    const found = digest === undefined ? undefined : await openImage(image, inputs, services).resolve(digest)
    if (found !== undefined) return
    throw new UserError({
      reason: 'registry-unreadable' satisfies Reason,
      what: `The registry does not know ${image}.`,
    })
  } catch (error) {
    if (!isRegistryError(error)) throw error
    throw new UserError(
      {
        reason: 'registry-unreadable' satisfies Reason,
        what: `${image} can't be read (${error.reason}): ${error.message}`,
        fix: 'Check `registry-username` and `registry-password`.',
      },
      { cause: error },
    )
  }
}

/** The statement about the canary, and its digest where it could be attached; a failure to attach is a warning. */
export async function attestPromotion(
  journal: Journal,
  told: Told,
  inputs: Inputs,
  services: Services,
): Promise<{ readonly statement: string; readonly digest: string | undefined } | undefined> {
  const image = journal.canary?.image
  const digest = image === undefined ? undefined : parseReference(image).digest
  if (image === undefined || digest === undefined) return undefined
  const { attach, promotion, signingOf } = await import('@ml-actions/attestation')
  const { context, clock } = services
  const stable = journal.stable?.image.split('@')[1]
  const model = journal.canary?.model
  const statement = promotion(
    { digest, uri: image },
    {
      target: { cluster: inputs.context ?? 'current', namespace: journal.namespace, workload: journal.workload },
      outcome: told.outcome,
      verdict: told.verdict,
      reason: told.reason,
      ...(stable === undefined ? {} : { stable: { digest: { sha256: hex(stable) } } }),
      ...(model === undefined ? {} : { model: { digest: { sha256: hex(model) } } }),
      evidence: evidenceOf(journal, told),
      run: {
        builder: `${context.serverUrl}/${context.workflowRef}`,
        invocation: `${context.runUrl}/attempts/${context.runAttempt}`,
        startedOn: new Date(journal.startedMs).toISOString(),
        finishedOn: new Date(clock.now()).toISOString(),
      },
    },
  )
  const text = `${JSON.stringify(statement, undefined, 2)}\n`
  try {
    const attached = await attach(openImage(image, inputs, services), digest, statement, signingOf(inputs))
    return { statement: text, digest: attached.digest }
  } catch (error) {
    services.log.warning(
      `The statement about this canary could not be attached to the image: ${error instanceof Error ? error.message : String(error)}`,
    )
    return { statement: text, digest: undefined }
  }
}

function evidenceOf({ evidence, assessment, weights }: Journal, { report }: Told): Record<string, unknown> {
  const blocks = evidence?.blocks ?? []
  const arm = (name: 'canary' | 'stable') => {
    const counts = blocks.map((block) => errorCounts(block[name]))
    return {
      requests: counts.reduce((sum, { trials }) => sum + trials, 0),
      errors: counts.reduce((sum, { bad }) => sum + bad, 0),
    }
  }
  return {
    report: { digest: { sha256: hex(sha256(Buffer.from(report))) } },
    canary: arm('canary'),
    stable: arm('stable'),
    highestWeight: Math.max(0, ...weights.map(({ weight }) => weight)),
    logEValues: Object.fromEntries(
      [...(assessment?.metrics ?? [])].map(([metric, { harm, safety }]) => [
        metric,
        { harm: Math.max(0, ...harm), safety: safety.get(1)?.at(-1) ?? 0 },
      ]),
    ),
  }
}

function hex(digest: string): string {
  return digest.replace(/^sha256:/, '')
}
