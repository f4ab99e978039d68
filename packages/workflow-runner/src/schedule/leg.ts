import { evaluateTemplate } from '../expressions/evaluate.ts'
import { isRecord, type JsonRecord, listOf, toText } from '../json.ts'
import type { EnvironmentValues, Json } from '../types.ts'
import type { Job } from '../workflow/model.ts'
import { runsHere } from '../workflow/refusals.ts'
import type { RunPlan } from './run-plan.ts'

/** One combination of a job's matrix, or the job itself. */
export interface Leg {
  readonly job: Job
  readonly key: string
  /** The job's name where the file gives none. */
  readonly label: string
  readonly matrix: JsonRecord
  readonly needs: JsonRecord
  readonly strategy: JsonRecord
  /** Aborted when another leg failed and `fail-fast` holds. */
  readonly failed: AbortSignal
}

/** What a leg's expressions say about how it is run. */
export interface LegSettings {
  readonly name: string
  readonly timeoutMinutes: number
  readonly continueOnError: boolean
  /** Empty where the job names none. */
  readonly environment: string
  /** Values of the environment that the job names. */
  readonly values: EnvironmentValues
  readonly group?: string
  readonly cancelInProgress: boolean
}

/** GitHub's limit where the file sets none. */
const DEFAULT_TIMEOUT_MINUTES = 360

/** Computes them. Throws when the leg can't be run: another system, a group that the run itself holds. */
export async function legSettings(plan: RunPlan, leg: Leg): Promise<LegSettings> {
  const { job, matrix, needs, strategy } = leg
  const evaluated = async (value: Json | undefined): Promise<Json> =>
    evaluateTemplate(value ?? null, { contexts: { ...plan.contexts, needs, matrix, strategy }, status: 'success' })
  const runsOn = await evaluated(job.runsOn)
  const wrong = listOf(isRecord(runsOn) ? runsOn['labels'] : runsOn)
    .map(toText)
    .find((label) => !runsHere(label))
  if (wrong !== undefined) throw new Error(`The job runs on ${wrong}, and this machine is ${process.platform}.`)
  const concurrency = await evaluated(job.concurrency)
  const group = toText(isRecord(concurrency) ? concurrency['group'] : concurrency)
  if (group !== '' && group.toLowerCase() === plan.holds?.toLowerCase()) {
    throw new Error(
      `Canceling since a deadlock for concurrency group '${group}' was detected between 'top level workflow' and '${job.id}'`,
    )
  }
  const environment = toText(await evaluated(isRecord(job.environment) ? job.environment['name'] : job.environment))
  return {
    environment,
    values: environmentValues(plan, environment),
    name: plan.masker.mask(toText(await evaluated(job.name)) || leg.label),
    timeoutMinutes: Number((await evaluated(job.timeoutMinutes)) ?? DEFAULT_TIMEOUT_MINUTES),
    continueOnError: (await evaluated(job.continueOnError)) === true,
    cancelInProgress: isRecord(concurrency) && toText(concurrency['cancel-in-progress']) === 'true',
    ...(group === '' ? {} : { group }),
  }
}

/** Environments are named without regard to case. */
function environmentValues(plan: RunPlan, wanted: string): EnvironmentValues {
  return Object.entries(plan.environments).find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1] ?? {}
}

/** A group belongs to a repository. */
export function groupKey(plan: Pick<RunPlan, 'contexts'>, group: string): string {
  return `${toText(plan.contexts.github['repository'])}\n${group}`
}
