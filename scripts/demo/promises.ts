import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { valueAt } from '@ml-actions/kubernetes'
import type { Form } from './forms.ts'
import { readLoad } from './load.ts'
import { isRefused, servedByCanary } from './page/traffic.ts'

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** What of a form, run into `out`, is not as promised, one line each. */
export async function brokenPromises(form: Form, out: string, exitCode: number | null): Promise<readonly string[]> {
  const latest = join(out, 'latest')
  const problems: string[] = []
  const expect = (what: string, found: unknown, wanted: unknown): void => {
    if (found !== wanted) problems.push(`${what} is ${String(found)}, not ${String(wanted)}`)
  }
  expect('the exit code', exitCode, form.exitCode)
  if (!existsSync(join(latest, 'result.json'))) return [...problems, 'there is no result.json']
  const result: unknown = JSON.parse(readFileSync(join(latest, 'result.json'), 'utf8'))
  expect('the action', valueAt(result, 'action'), form.action)
  expect('the reason', valueAt(result, 'reason'), form.reason)
  const releases = items(valueAt(result, 'releases'))
  expect('the first release', valueAt(releases[0], 'conclusion'), 'success')
  for (const id of form.skipped ?? []) {
    const job = items(valueAt(releases[1], 'jobs')).find((each) => valueAt(each, 'id') === id)
    expect(`job ${id}`, valueAt(job, 'conclusion'), 'skipped')
  }
  const load = join(latest, 'load.jsonl')
  const asked = existsSync(load) ? await readLoad(load) : []
  if (form.skipped === undefined && asked.length < 100)
    problems.push(`the load client asked only ${asked.length} times`)
  const refused = asked.filter(isRefused)
  if (refused.length > 0)
    problems.push(`${refused.length} requests were refused, the first: ${JSON.stringify(refused[0])}`)
  const ended = items(valueAt(result, 'moments')).findLast((moment) =>
    String(valueAt(moment, 'label')).startsWith('canary-promote'),
  )
  const settled = Number(valueAt(ended, 'at'))
  const late = asked.filter((request) => request.at > settled && servedByCanary(request))
  if (late.length > 0) problems.push(`${late.length} requests were answered by the canary after it was gone`)
  const state: unknown = JSON.parse(readFileSync(join(latest, 'cluster.json'), 'utf8'))
  const left = items(valueAt(state, 'objects')).filter((name) => String(name).includes('-canary'))
  if (left.length > 0) problems.push(`the canary left ${left.join(', ')}`)
  return [...problems, ...evidenceProblems(latest)]
}

/** Python reads the stored counts and computes the e-values again. */
function evidenceProblems(latest: string): readonly string[] {
  const report = join(latest, 'runs/2/artifacts/report-canary/files/report.json')
  if (!existsSync(report)) return []
  const oracle = join(import.meta.dirname, '../../test/oracle/recompute_evalues.py')
  const again = spawnSync('python3', [oracle, report], { encoding: 'utf8' })
  return again.status === 0 ? [] : [`the e-values do not follow from the counts: ${again.stderr}`]
}
