/**
 * Slurm 22.05 on one node with two GPUs that are none: controller, node daemon and munge, with their own key, ports and
 * spool folders.
 */
import { randomBytes } from 'node:crypto'
import { chown, mkdir, readFile, writeFile } from 'node:fs/promises'
import { availableParallelism, hostname, totalmem } from 'node:os'
import { join } from 'node:path'
import { command } from '../command.ts'
import { answers, type Daemon, end, isAlive, start } from '../daemon.ts'
import { debianPackages, debianVersion } from '../debian.ts'
import type { Context, Service } from '../service.ts'

const DAEMONS = ['slurmd', 'slurmctld', 'munged'] as const

export const slurm: Service<'slurm'> = {
  name: 'slurm',
  about: "Debian's Slurm 22.05 with munge: one node, two GPUs for the scheduler",
  after: [],
  async install(context) {
    await debianPackages(context, ['slurmctld', 'slurmd', 'slurm-client', 'munge'])
  },
  async version() {
    return (await debianVersion('slurmctld')).split('-')[0] ?? ''
  },
  async up(context) {
    const conf = await configure(context)
    const env = { SLURM_CONF: conf }
    await startMunge(context)
    await start(daemon(context, 'slurmctld'), { argv: ['slurmctld', '-D', '-f', conf], env, reads: [conf] })
    await start(daemon(context, 'slurmd'), {
      argv: ['slurmd', '-D', '-f', conf, '-N', 'localhost'],
      env,
      reads: [conf],
    })
    await answers(daemon(context, 'slurmctld'), async () => /^idle|^mix|^alloc/.test(await nodeState(env)), {
      fix: `The node's own log is ${join(context.state, 'slurmd.log')}.`,
    })
    return { endpoints: { conf, munge: socketOf(context) }, env }
  },
  async down(context) {
    for (const name of DAEMONS) await end(daemon(context, name))
  },
  async status(context) {
    const alive = await Promise.all(DAEMONS.map((name) => isAlive(daemon(context, name))))
    const gone = DAEMONS.filter((_, n) => !alive[n])
    return { running: gone.length === 0, detail: gone.length === 0 ? confOf(context) : `gone: ${gone.join(', ')}` }
  },
}

const daemon = ({ state }: Context, name: (typeof DAEMONS)[number]): Daemon => ({ state, name })
const confOf = ({ state }: Context): string => join(state, 'slurm.conf')
const mungeOf = ({ state }: Context): string => join(state, 'munge')
const socketOf = (context: Context): string => join(mungeOf(context), 'socket')

async function nodeState(env: Readonly<Record<string, string>>): Promise<string> {
  return (await command(['sinfo', '--noheader', '--format', '%T'], { env, timeoutMs: 10_000 })).trim()
}

/** munge refuses root, and folders or keys that others could change. */
async function startMunge(context: Context): Promise<void> {
  const folder = mungeOf(context)
  const [uid, gid] = await Promise.all([idOf('-u'), idOf('-g')])
  await mkdir(folder, { recursive: true })
  await chown(folder, uid, gid)
  const key = join(folder, 'key')
  await writeFile(key, randomBytes(128), { mode: 0o400, flag: 'wx' }).catch(() => {
    // The key of the first start holds.
  })
  await chown(key, uid, gid)
  const files = [
    `--socket=${socketOf(context)}`,
    `--key-file=${key}`,
    `--pid-file=${folder}/pid`,
    `--log-file=${folder}/log`,
  ]
  const argv = ['munged', '--foreground', '--force', ...files, `--seed-file=${folder}/seed`] as const
  await start(daemon(context, 'munged'), { argv: [...argv], uid, gid })
  await answers(daemon(context, 'munged'), async () => {
    return (await command(['munge', '--no-input', `--socket=${socketOf(context)}`])) !== ''
  })
}

async function idOf(flag: '-u' | '-g'): Promise<number> {
  return Number((await command(['id', flag, 'munge'])).trim())
}

async function configure(context: Context): Promise<string> {
  const { state } = context
  const values: Readonly<Record<string, string>> = {
    STATE: state,
    MUNGE: socketOf(context),
    HOST: hostname(),
    CPUS: String(availableParallelism()),
    // Half of the memory: the other services want theirs.
    MEMORY: String(Math.floor(totalmem() / 2 ** 21)),
  }
  const template = await readFile(join(import.meta.dirname, 'slurm.conf'), 'utf8')
  await writeFile(
    confOf(context),
    template.replaceAll(/@(\w+)@/g, (_, name: string) => values[name] ?? ''),
  )
  await writeFile(join(state, 'gres.conf'), await readFile(join(import.meta.dirname, 'gres.conf')))
  return confOf(context)
}
