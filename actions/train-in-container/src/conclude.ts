import { writeFile } from 'node:fs/promises'
import type { Conclusion } from '@ml-actions/action'
import { hashFile } from './datasets.ts'
import type { Definition, Outputs } from './definition.ts'
import type { End } from './end.ts'
import { printable, type RunStory, reportJson, runReport } from './report.ts'
import { track } from './tracking/track.ts'

/** Tells of a run: report, MLflow, summary, outputs. */
export async function conclude(end: End): Promise<Conclusion<Definition>> {
  const { renderSummary } = await import('@ml-actions/report')
  const { inputs, prepared, launched, left, judgement, published } = end
  const story: RunStory = {
    purpose: inputs.purpose,
    verdict: judgement.verdict,
    reason: judgement.reason,
    message: judgement.message,
    failure: judgement.failure,
    tail: end.tail,
    courses: left.history.courses,
    last: left.history.last,
    facts: factsOf(end),
    isolation: launched.running.isolation,
    datasets: prepared.datasets.map(({ name, digest }) => ({ name, digest })),
    checkpoint: left.checkpoint,
    durationMs: end.finishedAtMs - launched.startedAtMs,
  }
  const report = await end.records.keep('report.json', (file) => writeFile(file, reportJson(story)))
  const tracked = await track(end, [report, left.historyFile, published?.statementFile ?? ''])
  const outputs: Outputs = {
    'failure-class': judgement.failure?.class ?? '',
    model: inputs.purpose === 'evaluate' ? (inputs.model ?? '') : (published?.model ?? ''),
    metrics: JSON.stringify(
      Object.fromEntries([...left.history.last].map(([name, value]) => [name, printable(value)])),
    ),
    'metrics-history': left.historyFile,
    attestation: published?.attestation ?? '',
    statement: published?.statementFile ?? '',
    checkpoint: left.checkpoint?.path ?? '',
    'resumed-from': prepared.resumedFrom?.path ?? '',
    ...(inputs.purpose === 'evaluate' && left.productExists
      ? {
          predictions: prepared.directories.predictions,
          'predictions-digest': `sha256:${await hashFile(prepared.directories.predictions)}`,
        }
      : {}),
    'model-path': prepared.directories.model,
    image: launched.running.image?.identity ?? '',
    'exit-code': left.state.status === 'exited' ? String(left.state.exitCode) : '',
    log: left.log,
    output: prepared.directories.output,
    report,
    ...tracked,
  }
  return {
    verdict: judgement.verdict,
    reason: judgement.reason,
    message: judgement.message,
    outputs,
    summary: renderSummary(runReport(story)),
  }
}

function factsOf({
  inputs,
  prepared,
  launched,
  left,
  published,
  finishedAtMs,
}: End): readonly (readonly [string, string])[] {
  const { environment } = launched
  const facts: (readonly [string, string])[] = [
    ['Time', `${Math.round((finishedAtMs - launched.startedAtMs) / 100) / 10} s`],
    [inputs.engine === 'host' ? 'Interpreter' : 'Image', environment.uri ?? ''],
    ['Revision', `${prepared.revision.commit}${prepared.revision.modified === true ? ' (modified)' : ''}`],
    ['Isolation', launched.running.isolation.mechanism],
  ]
  if (prepared.resumedFrom !== undefined) facts.push(['Resumed from', prepared.resumedFrom.path])
  if (left.checkpoint !== undefined) facts.push(['Newest checkpoint', left.checkpoint.path])
  const model = published?.model ?? inputs.model
  if (model !== undefined) facts.push([inputs.purpose === 'train' ? 'Model' : 'Scored model', model])
  if (published?.attestation !== undefined) facts.push(['Attestation', published.attestation])
  return facts
}
