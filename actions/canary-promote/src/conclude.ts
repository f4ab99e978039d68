import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Services, Verdict } from '@ml-actions/action'
import type { ReleaseIdentity } from '@ml-actions/kubernetes'
import { renderSummary } from '@ml-actions/report'
import { attestPromotion, type Told } from './attest.ts'
import { runName } from './connect.ts'
import type { Conclusion, Inputs, Reason } from './definition.ts'
import { type Journal, reportJson } from './journal.ts'
import { pageOf } from './page.ts'
import type { Settings } from './settings.ts'
import { followInMlflow } from './tracking/alias.ts'

/** How a run ended, before it is told to anybody. */
export interface Result {
  readonly verdict: Verdict
  readonly reason: Reason
  readonly message: string
  /** What serves now. */
  readonly serving: ReleaseIdentity | undefined
  /** Percent that the canary has now. */
  readonly weight: number
  /** Set where the canary was judged and traffic moved: then a statement is made about its image. */
  readonly outcome?: Told['outcome']
  readonly failed?: boolean
  /** Whether the post step has something left to do. */
  readonly unfinished?: boolean
}

/** Writes the report, attaches the statement, and tells the result. */
export async function conclude(
  journal: Journal,
  settings: Settings,
  inputs: Inputs,
  services: Services,
  result: Result,
): Promise<Conclusion> {
  const { verdict, reason, message, serving } = result
  const ending = { verdict, reason, message, finishedMs: services.clock.now(), run: runName(services.context) }
  const folder = join(services.context.temp, `canary-promote-${inputs.workload}`)
  mkdirSync(folder, { recursive: true })
  const page = pageOf(journal, settings, ending)
  const report = reportJson(journal, settings, ending, page)
  const reportPath = join(folder, 'report.json')
  writeFileSync(reportPath, report)
  const attested =
    result.outcome === undefined
      ? undefined
      : await attestPromotion(journal, { outcome: result.outcome, verdict, reason, report }, inputs, services)
  const statementPath = join(folder, 'statement.json')
  if (attested !== undefined) writeFileSync(statementPath, attested.statement)
  const tracked = await followInMlflow(inputs, services, result)
  return {
    verdict,
    reason,
    message,
    summary: renderSummary(page),
    outputs: {
      report: reportPath,
      weight: String(result.weight),
      ...(serving === undefined ? {} : { image: serving.image }),
      ...(serving?.model === undefined ? {} : { model: serving.model }),
      ...(attested === undefined ? {} : { statement: statementPath }),
      ...(attested?.digest === undefined ? {} : { attestation: attested.digest }),
      ...tracked,
    },
    ...(result.failed === undefined ? {} : { failed: result.failed }),
  }
}
