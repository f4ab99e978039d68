/**
 * Podman 4.3 over runc, with its own storage, networks and addresses. There is no daemon: what is up is a set of
 * configuration files that the suites' environment names.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { command, succeeds } from '../command.ts'
import { debianPackages } from '../debian.ts'
import { type Context, type Running, type Service, ServiceError } from '../service.ts'
import { chains, isMountPoint, removeChains, removeEmptyControlGroup } from '../traces.ts'
import { BRIDGE, type Files, writeConfiguration } from './configuration.ts'

const CHAINS = /^NETAVARK/
const NAMESPACES = '/run/netns'
// catatonit is what `--init` runs, uidmap what a user without root needs; Podman only recommends them.
const PACKAGES = ['podman', 'runc', 'conmon', 'netavark', 'aardvark-dns', 'catatonit', 'uidmap', 'iptables', 'iproute2']

export const podman: Service<'podman'> = {
  name: 'podman',
  about: "Debian's Podman 4.3 over runc, which joins any form of control groups",
  after: [],
  // The registry's addresses are the ones that it trusts without TLS.
  follows: ['registry'],
  async install(context) {
    await debianPackages(context, PACKAGES)
  },
  async version() {
    return (await command(['podman', '--version'])).trim().replace('podman version ', '')
  },
  async up(context) {
    await noteBefore(context)
    const files = filesOf(context)
    await writeConfiguration(context, files)
    await client(files, ['info']).catch((error: unknown) => {
      throw new ServiceError('Podman does not answer.', { log: error instanceof Error ? error.message : String(error) })
    })
    return running(files)
  },
  async down(context) {
    const files = filesOf(context)
    if (await succeeds(['podman', 'info'], { env: running(files).env })) await emptied(files)
    if (await succeeds(['ip', 'link', 'show', BRIDGE])) await command(['ip', 'link', 'delete', BRIDGE])
    await removeOurs(context)
    await removeEmptyControlGroup('libpod_parent')
  },
  async status(context) {
    const answers = await succeeds(['podman', 'info'], { env: running(filesOf(context)).env })
    return { running: answers, detail: answers ? `CONTAINERS_CONF ${filesOf(context).containers}` : 'podman fails' }
  },
}

const noteOf = ({ state }: Context): string => join(state, 'before')

function filesOf({ state }: Context): Files {
  const at = (name: string): string => join(state, `${name}.conf`)
  return { containers: at('containers'), storage: at('storage'), registries: at('registries') }
}

function running(files: Files): Running<'podman'> {
  const env = {
    CONTAINERS_CONF: files.containers,
    CONTAINERS_STORAGE_CONF: files.storage,
    CONTAINERS_REGISTRIES_CONF: files.registries,
  }
  return { endpoints: { ...files }, env }
}

function client(files: Files, args: readonly string[]): Promise<string> {
  return command(['podman', ...args], { env: running(files).env })
}

async function emptied(files: Files): Promise<void> {
  await client(files, ['pod', 'rm', '--all', '--force'])
  await client(files, ['rm', '--all', '--force', '--time', '0'])
  const networks = (await client(files, ['network', 'ls', '--quiet']))
    .split('\n')
    .filter((name) => !['', 'podman'].includes(name))
  if (networks.length > 0) await client(files, ['network', 'rm', '--force', ...networks])
}

/**
 * What was there before the first start is another Podman's: all of them have chains of the same names, and one mount point for
 * all network namespaces.
 */
async function noteBefore(context: Context): Promise<void> {
  await mkdir(context.state, { recursive: true })
  const found = [
    (await chains(CHAINS)).length > 0 ? 'chains' : '',
    (await isMountPoint(NAMESPACES)) ? 'namespaces' : '',
  ]
  await writeFile(noteOf(context), found.join(' '), { flag: 'wx' }).catch(() => {
    // The first start's note holds.
  })
}

async function removeOurs(context: Context): Promise<void> {
  const before = await readFile(noteOf(context), 'utf8').catch(() => 'chains namespaces')
  if (!before.includes('chains')) await removeChains(CHAINS)
  const empty = (await readdir(NAMESPACES).catch(() => [])).length === 0
  if (!before.includes('namespaces') && empty && (await isMountPoint(NAMESPACES))) await command(['umount', NAMESPACES])
}
