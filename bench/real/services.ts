/** The services that are measured on, and what ours is measured beside. */
import { flagger, helm } from '../../test/services/bench-partners/index.ts'
import { cacheFolder } from '../../test/services/cache.ts'
import { type Here, up } from '../../test/services/commands.ts'
import { running, stateOf } from '../../test/services/endpoints.ts'
import { missingHere } from '../../test/services/machine.ts'
import type { Context } from '../../test/services/service.ts'
import { ROOT } from '../../test/support/bundle.ts'

const here: Here = { clone: ROOT, log: (line) => console.log(line) }

/** What programs that are no service are built with. */
const context: Context = {
  clone: ROOT,
  state: stateOf('kubernetes'),
  cache: cacheFolder(process.env),
  log: (line) => console.log(line),
  running,
}

/** Brings up what is not there yet; returns names and versions. Throws what this machine lacks. */
export async function bringUp(): Promise<readonly string[]> {
  const missing = await missingHere()
  if (missing.length > 0)
    throw new Error(['The real services can not be brought onto this machine:', ...missing].join('\n- '))
  const found = await up(here, ['docker', 'registry', 'base-image', 'kubernetes', 'gateway', 'prometheus'])
  await helmProgram()
  await flaggerProgram()
  return found.map(({ name, version }) => `${name} ${version}`)
}

export function helmProgram(): Promise<string> {
  return helm(context)
}

export function flaggerProgram(): ReturnType<typeof flagger> {
  return flagger(context)
}
