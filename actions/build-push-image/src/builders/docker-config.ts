import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { isRecord } from '@ml-actions/registry'
import type { Inputs } from '../definition.ts'

/** The directory of Docker's configuration on this machine. */
export function dockerDirectory(env: Readonly<Record<string, string | undefined>>): string {
  return env['DOCKER_CONFIG'] || join(env['HOME'] ?? homedir(), '.docker')
}

/**
 * A configuration for one build: the machine's own (builders, plugins and contexts are linked), with the credentials of the
 * inputs for the image's registry. They never stand on a command line, and `docker login` of other jobs is left alone.
 */
export async function writeDockerConfig(inputs: Inputs, own: string, scratch: string): Promise<string> {
  const directory = join(scratch, 'docker')
  await mkdir(directory, { mode: 0o700 })
  for (const name of await readdir(own).catch(() => [])) {
    if (name !== 'config.json') await symlink(join(own, name), join(directory, name))
  }
  const config = objectIn(await readFile(join(own, 'config.json'), 'utf8').catch(() => '{}'))
  const { 'registry-username': username, 'registry-password': password } = inputs
  if (username !== undefined && password !== undefined) {
    const server = inputs.image.slice(0, inputs.image.indexOf('/'))
    const auth = Buffer.from(`${username}:${password}`).toString('base64')
    config['auths'] = { ...record(config['auths']), [server]: { auth } }
    // A helper's word would come before the file's: the empty name says "none for this server".
    config['credHelpers'] = { ...record(config['credHelpers']), [server]: '' }
  }
  await writeFile(join(directory, 'config.json'), JSON.stringify(config), { mode: 0o600 })
  return directory
}

function objectIn(text: string): Record<string, unknown> {
  try {
    return record(JSON.parse(text))
  } catch {
    return {}
  }
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? { ...value } : {}
}
