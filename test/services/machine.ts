/** What a machine must be so that the services can be brought onto it. */
import { readFile } from 'node:fs/promises'
import { STRANGER } from '../support/stranger.ts'
import { succeeds } from './command.ts'

/** One sentence for each thing that is missing; none when all is well. */
export async function missingHere(): Promise<string[]> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '')
  const field = (name: string): string => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(release)?.[1] ?? ''
  const missing = []
  if (field('ID') !== 'debian' || field('VERSION_ID') !== '12')
    missing.push(`Debian 12 is needed; this is ${field('PRETTY_NAME') || process.platform}.`)
  if (process.getuid?.() !== 0) missing.push('root is needed: packages are installed, networks and mounts made.')
  if (process.arch !== 'x64') missing.push(`a 64-bit PC processor is needed; this is ${process.arch}.`)
  return missing
}

/** What keeps other users out, whom some suites play; nothing for who is no root. */
export async function shutToOthers(clone: string): Promise<string[]> {
  if (process.getuid?.() !== 0) return []
  if (await succeeds([...STRANGER, 'test', '-x', process.execPath])) return []
  return [`other users must be let into ${clone}: some suites play one. Clone it elsewhere than below /root.`]
}
