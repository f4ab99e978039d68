import { rename, writeFile } from 'node:fs/promises'
import type { RunEvent, RunResult } from '@ml-actions/workflow-runner'
import type { Scenario } from './options.ts'

export interface StepRecord {
  readonly name: string
  readonly action: string | null
  readonly conclusion: string
  readonly outputs: Readonly<Record<string, string>>
  readonly verdict: string | null
  readonly reason: string | null
  readonly seconds: number
}

export interface JobRecord {
  readonly id: string
  readonly name: string
  readonly conclusion: string
  readonly seconds: number
  readonly steps: readonly StepRecord[]
}

export interface ReleaseRecord {
  readonly name: string
  readonly revision: string
  readonly conclusion: string
  readonly seconds: number
  readonly jobs: readonly JobRecord[]
}

/** `result.json`: what happened, for a machine. */
export interface DemoResult {
  readonly schema: 1
  readonly scenario: Scenario
  readonly conclusion: 'pass' | 'fail'
  /** What decided how the last release ended: the job and the step; of one of our actions, its name and its reason too. */
  readonly decidedBy: string | null
  readonly action: string | null
  readonly reason: string | null
  readonly releases: readonly ReleaseRecord[]
  /** When the actions of the second release ended, in milliseconds since 1970. */
  readonly moments: readonly Moment[]
  readonly page: string
}

export interface Moment {
  readonly at: number
  readonly label: string
}

export function releaseRecord(name: string, run: RunResult): ReleaseRecord {
  return {
    name,
    revision: run.sha,
    conclusion: run.conclusion,
    seconds: run.seconds,
    jobs: run.jobs.map((job) => ({
      id: job.id,
      name: job.name,
      conclusion: job.conclusion,
      seconds: job.seconds,
      steps: job.steps.map((step) => ({
        name: step.stage === 'main' ? step.name : `${step.name} (${step.stage})`,
        action: step.action ?? null,
        conclusion: step.conclusion,
        outputs: step.outputs,
        verdict: step.outputs['verdict'] ?? null,
        reason: step.outputs['reason'] ?? null,
        seconds: step.seconds,
      })),
    })),
  }
}

/** The step that decided a release: the first of our actions that failed, else any that did, else the last that gave a verdict. */
function decidingStep(release: ReleaseRecord): { readonly job: JobRecord; readonly step: StepRecord } | undefined {
  const all = release.jobs.flatMap((job) => job.steps.map((step) => ({ job, step })))
  const judged = all.filter(({ step }) => step.verdict !== null)
  const failed = ({ step }: { readonly step: StepRecord }): boolean => step.conclusion === 'failure'
  return judged.find(failed) ?? all.find(failed) ?? judged.at(-1)
}

/** The moment that an event marks: one of our actions has given its verdict. */
export function momentOf(event: RunEvent, at: number): Moment | undefined {
  if (event.type !== 'step-ended' || event.result.stage !== 'main') return undefined
  const { action, outputs } = event.result
  const reason = outputs['reason']
  return action === undefined || reason === undefined ? undefined : { at, label: `${action}: ${reason}` }
}

export function demoResult(
  scenario: Scenario,
  releases: readonly ReleaseRecord[],
  moments: readonly Moment[],
  page: string,
): DemoResult {
  const last = releases.at(-1)
  const deciding = last === undefined ? undefined : decidingStep(last)
  return {
    schema: 1,
    scenario,
    conclusion: releases.every((release) => release.conclusion === 'success') ? 'pass' : 'fail',
    decidedBy: deciding === undefined ? null : `${deciding.job.name}: ${deciding.step.name}`,
    action: deciding?.step.action ?? null,
    reason: deciding?.step.reason ?? null,
    releases,
    moments,
    page,
  }
}

export async function writeResult(file: string, result: DemoResult): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(result, null, 2)}\n`)
  await rename(`${file}.new`, file)
}
