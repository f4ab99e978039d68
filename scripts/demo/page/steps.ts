import type { Badge, Inline, Section } from '@ml-actions/report'
import type { ReleaseRecord, StepRecord } from '../result.ts'

/** What each of our actions said about a release, in their order. */
export function verdictTable(release: ReleaseRecord): Section {
  const rows = release.jobs.flatMap((job) =>
    job.steps
      .filter((step) => step.verdict !== null)
      .map((step): readonly (readonly Inline[])[] => [
        [job.id],
        [step.action ?? step.name],
        verdictCell(step),
        [{ code: step.reason ?? '' }],
        [step.seconds.toFixed(1)],
      ]),
  )
  return { kind: 'table', head: ['Job', 'Action', 'Verdict', 'Reason', 'Seconds'], rows, numeric: [4] }
}

/** Every job and step of a release with its verdict. */
export function stepTable(release: ReleaseRecord): Section {
  const rows = release.jobs
    .filter((job) => job.conclusion !== 'skipped')
    .flatMap((job) =>
      job.steps
        .filter((step) => step.conclusion !== 'skipped')
        .map((step): readonly (readonly Inline[])[] => [
          [job.id],
          [step.name],
          verdictCell(step),
          step.reason === null ? [] : [{ code: step.reason }],
          [step.seconds.toFixed(1)],
        ]),
    )
  return { kind: 'table', head: ['Job', 'Step', 'Verdict', 'Reason', 'Seconds'], rows, numeric: [4] }
}

export function releaseBadge(release: ReleaseRecord): Badge {
  return release.conclusion === 'success' ? { tone: 'pass', text: 'released' } : { tone: 'fail', text: 'refused' }
}

function verdictCell(step: StepRecord): readonly Inline[] {
  return step.verdict === null ? [step.conclusion] : [{ strong: step.verdict }]
}
