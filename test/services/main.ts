/** `npm run services -- prepare [NAME…] | up [NAME…] | down [NAME…] | status`. */

import { join } from 'node:path'
import { down, type Here, prepare, status, up } from './commands.ts'
import { SERVICE_NAMES } from './endpoints.ts'
import { SERVICES } from './list.ts'
import { missingHere } from './machine.ts'
import { owner } from './owner.ts'
import { ServiceError, type ServiceName } from './service.ts'

const USAGE = `usage: npm run services -- prepare [NAME…] | up [NAME…] | down [NAME…] | status

${SERVICES.map(({ name, about }) => `  ${name.padEnd(11)} ${about}`).join('\n')}`

const VERBS = ['prepare', 'up', 'down', 'status']

const here: Here = { clone: join(import.meta.dirname, '../..'), log: (line) => console.log(line) }

async function main(verb: string | undefined, args: readonly string[]): Promise<number> {
  const names = args.filter((arg): arg is ServiceName => SERVICE_NAMES.some((name) => name === arg))
  if (names.length < args.length || !VERBS.some((known) => known === verb)) {
    console.error(USAGE)
    return 2
  }
  const missing = await missingHere()
  if (missing.length > 0) {
    console.error(['The services can not be brought onto this machine:', ...missing].join('\n- '))
    return 1
  }
  if (verb === 'prepare') await prepare(here, names)
  else if (verb === 'up') await up(here, names)
  else if (verb === 'down') await down(here, names)
  else await printStatus()
  return 0
}

async function printStatus(): Promise<void> {
  const clone = await owner()
  if (clone !== undefined) console.log(`of the clone in ${clone}`)
  for (const { name, running, detail } of await status(here)) {
    console.log(`${running ? '✓' : '·'} ${name.padEnd(11)} ${detail}`)
  }
}

const [verb, ...args] = process.argv.slice(2)
process.exitCode = await main(verb, args).catch((error: unknown) => {
  if (!(error instanceof ServiceError)) throw error
  console.error(error.message)
  return 1
})
