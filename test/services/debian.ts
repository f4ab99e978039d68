/** Debian packages: of this release through the machine's own package manager, of the next one unpacked into the cache. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cached } from './cache.ts'
import { command, succeeds } from './command.ts'
import { type Context, ServiceError } from './service.ts'
import { turns } from './turns.ts'

const POLICY = '/usr/sbin/policy-rc.d'
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'
/** Another installation on this machine is waited for. */
const PATIENT = ['-o', 'DPkg::Lock::Timeout=600'] as const
/** The package manager serves one at a time, and what keeps daemons from starting is there for one. */
const inTurn = turns()
const QUIET = { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }

const REACHABLE = 'The machine must reach its Debian mirror: see whether `apt-get update` works.'

/** Installs what is missing. No daemon is started by it: the services start their own. */
export function debianPackages(context: Context, names: readonly string[]): Promise<void> {
  return inTurn(() => install(context, names))
}

async function install(context: Context, names: readonly string[]): Promise<void> {
  const missing = []
  for (const name of names) if (!(await isInstalled(name))) missing.push(name)
  if (missing.length === 0) return
  context.log(`installing ${missing.join(' ')}`)
  const mine = !existsSync(POLICY)
  if (mine) await writeFile(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    const argv = ['apt-get', ...PATIENT, 'install', '-y', '-qq', '--no-install-recommends', ...missing] as const
    if (await succeeds(argv, { env: QUIET })) return
    await update()
    await command(argv, { env: QUIET, fix: REACHABLE })
  } finally {
    if (mine) await rm(POLICY, { force: true })
  }
}

/** The version that a Debian package has here. */
export async function debianVersion(name: string): Promise<string> {
  return (await command(['dpkg-query', '-W', '-f', '${Version}', name])).trim()
}

async function isInstalled(name: string): Promise<boolean> {
  const status = await command(['dpkg-query', '-W', '-f', '${db:Status-Status}', name]).catch(() => '')
  return status === 'installed'
}

/**
 * A folder with the files of packages of Debian 13, unpacked and not installed, so that the machine's own stay as they are.
 * They come from the mirror that the machine uses, through a package manager with its own list of sources. The cache key is
 * the names and `pin`, a version's beginning such as `26.1`, which the first package must have.
 */
export async function trixiePackages(
  context: Context,
  name: string,
  packages: readonly string[],
  pin = '',
): Promise<string> {
  return cached(context, name, [...packages, pin, process.arch], async (folder) => {
    const scratch = join(folder, 'apt')
    const apt = await trixieApt(scratch)
    await command(['apt-get', ...apt, 'update', '-qq'], { env: QUIET })
    await command(['apt-get', ...apt, 'download', '-qq', ...packages], { cwd: scratch, env: QUIET })
    for (const file of (await readdir(scratch)).filter((each) => each.endsWith('.deb'))) {
      if (file.startsWith(`${packages[0]}_`) && !file.startsWith(`${packages[0]}_${pin}`))
        throw new ServiceError(`Debian 13 has ${file}, where ${pin} was expected.`)
      await command(['dpkg-deb', '-x', join(scratch, file), folder])
    }
    await rm(scratch, { recursive: true })
  })
}

/** The options of an apt-get that knows Debian 13 only, and writes nothing of the machine's. */
async function trixieApt(scratch: string): Promise<string[]> {
  await mkdir(join(scratch, 'lists/partial'), { recursive: true })
  await mkdir(join(scratch, 'archives/partial'), { recursive: true })
  await writeFile(join(scratch, 'status'), '')
  await writeFile(join(scratch, 'sources.list'), `deb [signed-by=${KEYRING}] ${await mirror()} trixie main\n`)
  const options = {
    'Dir::Etc::SourceList': join(scratch, 'sources.list'),
    'Dir::Etc::SourceParts': '-',
    'Dir::State::Lists': join(scratch, 'lists'),
    'Dir::State::Status': join(scratch, 'status'),
    'Dir::Cache': scratch,
    // The sandbox user of apt may not write into the cache of root.
    'APT::Sandbox::User': 'root',
  }
  return Object.entries(options).flatMap(([key, value]) => ['-o', `${key}=${value}`])
}

/** Where the machine itself has its Debian from. */
function mirror(): Promise<string> {
  return inTurn(async () => {
    const known = await bookwormMain()
    if (known !== undefined) return known
    // A machine that never asked for a package list knows none.
    await update()
    const found = await bookwormMain()
    if (found !== undefined) return found
    throw new ServiceError('The package manager has no source with Debian 12 (bookworm main).', {
      fix: 'Add one to /etc/apt/sources.list; Docker of Debian 13 is taken from the same mirror.',
    })
  })
}

async function bookwormMain(): Promise<string | undefined> {
  const format = '$(REPO_URI) $(RELEASE) $(COMPONENT)'
  const lines = await command(['apt-get', 'indextargets', '--format', format, 'Created-By: Packages'])
  const line = lines.split('\n').find((each) => /\sbookworm main$/.test(each))
  return line?.split(' ')[0]
}

async function update(): Promise<void> {
  await command(['apt-get', ...PATIENT, 'update', '-qq'], { env: QUIET, fix: REACHABLE })
}
