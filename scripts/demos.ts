/**
 * Runs the demo in each of its forms and holds it to what it promises: `demos.ts OUT [FORM…]`. The pages stay in
 * `OUT/FORM/latest/`. Each form must end with its action and reason, no user may have been refused, and the e-values must
 * follow from the stored counts.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readLoad } from './demo/load.ts'
import { isRefused, servedByCanary } from './demo/page/traffic.ts'
import { ROOT } from './generate.ts'

interface Form {
  readonly name: string
  readonly arguments: readonly string[]
  readonly exitCode: 0 | 1
  readonly action: string
  readonly reason: string
  /** Jobs of the second release that must not have run. */
  readonly skipped?: readonly string[]
}

const AFTER_VALIDATION = ['build', 'deploy-production']
const FORMS: readonly Form[] = [
  { name: 'better', arguments: [], exitCode: 0, action: 'canary-promote', reason: 'promoted' },
  {
    name: 'accuracy',
    arguments: ['--regress', 'accuracy'],
    exitCode: 1,
    action: 'validate-model',
    reason: 'worse-than-champion',
    skipped: AFTER_VALIDATION,
  },
  { name: 'errors', arguments: ['--regress', 'errors'], exitCode: 1, action: 'canary-promote', reason: 'errors-harm' },
  {
    name: 'latency',
    arguments: ['--regress', 'latency'],
    exitCode: 1,
    action: 'canary-promote',
    reason: 'latency-harm',
  },
  {
    name: 'no-metrics',
    arguments: ['--regress', 'no-metrics'],
    exitCode: 1,
    action: 'canary-promote',
    reason: 'blind',
  },
  {
    name: 'unvalidated',
    arguments: ['--regress', 'unvalidated'],
    exitCode: 1,
    action: 'k8s-deploy',
    reason: 'not-validated',
  },
  {
    name: 'forged',
    arguments: ['--regress', 'forged'],
    exitCode: 1,
    action: 'k8s-deploy',
    reason: 'undeclared-signer',
  },
  {
    name: 'inconclusive',
    arguments: ['--inconclusive'],
    exitCode: 1,
    action: 'validate-model',
    reason: 'too-few-rows',
    skipped: AFTER_VALIDATION,
  },
]

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** What is not as promised, one line each. */
async function problemsOf(form: Form, out: string, exitCode: number | null): Promise<readonly string[]> {
  const latest = join(out, 'latest')
  const problems: string[] = []
  const expect = (what: string, found: unknown, wanted: unknown): void => {
    if (found !== wanted) problems.push(`${what} is ${String(found)}, not ${String(wanted)}`)
  }
  expect('the exit code', exitCode, form.exitCode)
  if (!existsSync(join(latest, 'result.json'))) return [...problems, 'there is no result.json']
  const result: unknown = JSON.parse(readFileSync(join(latest, 'result.json'), 'utf8'))
  expect('the action', field(result, 'action'), form.action)
  expect('the reason', field(result, 'reason'), form.reason)
  const releases = items(field(result, 'releases'))
  expect('the first release', field(releases[0], 'conclusion'), 'success')
  for (const id of form.skipped ?? []) {
    const job = items(field(releases[1], 'jobs')).find((each) => field(each, 'id') === id)
    expect(`job ${id}`, field(job, 'conclusion'), 'skipped')
  }
  const asked = await readLoad(join(latest, 'load.jsonl'))
  if (form.skipped === undefined && asked.length < 100)
    problems.push(`the load client asked only ${asked.length} times`)
  const refused = asked.filter(isRefused)
  if (refused.length > 0)
    problems.push(`${refused.length} requests were refused, the first: ${JSON.stringify(refused[0])}`)
  const ended = items(field(result, 'moments')).findLast((moment) =>
    String(field(moment, 'label')).startsWith('canary-promote'),
  )
  const settled = Number(field(ended, 'at'))
  const late = asked.filter((request) => request.at > settled && servedByCanary(request))
  if (late.length > 0) problems.push(`${late.length} requests were answered by the canary after it was gone`)
  return [...problems, ...evidenceProblems(latest)]
}

/** Python reads the stored counts and computes the e-values again. */
function evidenceProblems(latest: string): readonly string[] {
  const report = join(latest, 'runs/2/artifacts/report-canary/files/report.json')
  if (!existsSync(report)) return []
  const again = spawnSync('python3', [join(ROOT, 'test/oracle/recompute_evalues.py'), report], { encoding: 'utf8' })
  console.log(again.stdout.trim())
  return again.status === 0 ? [] : [`the e-values do not follow from the counts: ${again.stderr}`]
}

const [out = '.ml-actions/demos', ...only] = process.argv.slice(2)
let failed = 0
const wanted = FORMS.filter(({ name }) => only.length === 0 || only.includes(name))
for (const form of wanted) {
  const startedAt = performance.now()
  const folder = join(out, form.name)
  console.log(`\n=== ${form.name}`)
  const run = spawnSync(process.execPath, [join(ROOT, 'scripts/demo.ts'), '--out', folder, ...form.arguments], {
    stdio: 'inherit',
  })
  const problems = await problemsOf(form, folder, run.status)
  for (const problem of problems) console.error(`✗ ${form.name}: ${problem}`)
  if (problems.length > 0) failed++
  else
    console.log(
      `✓ ${form.name}: ${form.action} says ${form.reason} (${((performance.now() - startedAt) / 1000).toFixed(0)}s)`,
    )
}
console.log(`${wanted.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
