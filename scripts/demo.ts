/** `npm run demo`: two releases of a model on this machine. The exit code is 0 when both were released, 1 when not, 130 when interrupted. */
import { formatDuration } from '@ml-actions/action'
import { RefusedError } from '@ml-actions/workflow-runner'
import { readOptions } from './demo/options.ts'
import { createProgress } from './demo/progress.ts'
import { runDemo } from './demo/run.ts'
import { DemoStop } from './demo/stop.ts'
import { ROOT } from './generate.ts'

const options = readOptions(process.argv.slice(2))
const interruption = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (interruption.signal.aborted) process.exit(130)
    interruption.abort()
  })
}
const startedAt = Date.now()
const progress = createProgress((line) => console.log(line), Date.now)
try {
  const result = await runDemo(options, { root: ROOT, env: process.env, signal: interruption.signal, progress })
  const { conclusion, action, reason, decidedBy } = result
  const said = reason === null ? `decided by ${decidedBy ?? 'nothing'}` : `${action} says ${reason}`
  progress.say(`${conclusion}: ${said} (${formatDuration(Date.now() - startedAt)})`)
  console.log(`\n${result.page}`)
  process.exitCode = interruption.signal.aborted ? 130 : conclusion === 'pass' ? 0 : 1
} catch (error) {
  if (!(error instanceof DemoStop) && !(error instanceof RefusedError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
