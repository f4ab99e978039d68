/**
 * Runs the demo in each of its forms and holds it to what it promises: `demos.ts [--real] OUT [FORM…]`. The pages stay in
 * `OUT/FORM/latest/`. Each form must end with its action and reason, no user may have been refused, and the e-values must
 * follow from the stored counts. Two forms run side by side; what each says is shown when it ends, and what was not as
 * promised once more when all have ended.
 */
import { join } from 'node:path'
import { run } from '@ml-actions/process'
import { FORMS, type Form } from './demo/forms.ts'
import { brokenPromises } from './demo/promises.ts'
import { ROOT } from './generate.ts'
import { sideBySide } from './side-by-side.ts'

const given = process.argv.slice(2)
const on = given.includes('--real') ? ['--real'] : []
const [out = '.ml-actions/demos', ...only] = given.filter((word) => word !== '--real')
const wanted = FORMS.filter(({ name }) => only.length === 0 || only.includes(name))
const AT_ONCE = 2
/** A demo that takes longer hangs. */
const LONGEST_MS = 15 * 60_000

/** How much of what a form said is shown again where it did not end as promised. */
const TOLD_AGAIN = 25

/** What was not as promised, for whoever reads the end; nothing of a form that is. */
async function notHeld(form: Form): Promise<readonly string[]> {
  const startedAt = performance.now()
  const folder = join(out, form.name)
  const demo = [join(ROOT, 'scripts/demo.ts'), '--out', folder, ...on, ...form.arguments]
  const lines: string[] = []
  const onLine = (line: string): unknown => lines.push(line)
  const { exitCode } = await run(process.execPath, demo, { env: process.env, timeoutMs: LONGEST_MS, onLine })
  console.log([`\n=== ${form.name}`, ...lines].join('\n'))
  const problems = await brokenPromises(form, folder, exitCode)
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  if (problems.length === 0) {
    console.log(`✓ ${form.name}: ${form.action} says ${form.reason} (${seconds}s)`)
    return []
  }
  const failed = problems.map((problem) => `✗ ${form.name}: ${problem}`)
  for (const line of failed) console.error(line)
  return ['', ...lines.slice(-TOLD_AGAIN), ...failed]
}

const ended: (readonly string[])[] = []
await sideBySide(wanted, { atOnce: AT_ONCE }, async (form) => ended.push(await notHeld(form)))
const failed = ended.filter((lines) => lines.length > 0)
for (const line of failed.flat()) console.error(line)
console.log(`\n${ended.length - failed.length} passed, ${failed.length} failed`)
process.exitCode = failed.length === 0 ? 0 : 1
