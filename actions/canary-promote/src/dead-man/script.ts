import { deadMan } from './dead-man.ts'

/**
 * The program of the Job: the watch, on what a pod has. Ready means armed. It goes into the Job's own arguments, which nobody can
 * change afterwards, and which hold neither `$(` nor `$$`: Kubernetes would put variables there.
 */
export const SCRIPT = `import { log } from 'node:console'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const deadMan = ${deadMan.toString()}

const { env } = process
let ready = false
createServer((_, response) => response.writeHead(ready ? 200 : 503).end()).listen(Number(env.PORT))
// Not 0: a pod that is sent away from its node has not done its work.
process.on('SIGTERM', () => process.exit(143))
await deadMan({
  env,
  fetch,
  token: () => readFileSync(env.ACCOUNT + '/token', 'utf8').trim(),
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  say: (line) => log(new Date().toISOString() + ' ' + line),
  armed: () => {
    ready = true
  },
})
process.exit(0)
`
