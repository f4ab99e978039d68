import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Container, Pod } from '../kinds.ts'
import type { Store } from '../storage/store.ts'
import { expand, imageVariables, variablesOf } from './environment.ts'
import type { Image } from './image.ts'
import { type Mount, PathMap } from './path-map.ts'

/** What a container becomes on this machine. */
export interface CommandLine {
  readonly argv: string[]
  readonly cwd: string
  readonly env: Record<string, string>
}

interface Given {
  readonly store: Store
  readonly pod: Pod
  readonly container: Container
  readonly image: Image
  readonly mounts: readonly Mount[]
  readonly port: number
  readonly directory: string
  readonly nodePath: string
  readonly apiPort: number
}

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** Command, directory and environment of a container. Throws `ConfigError` and `StartError`. */
export async function commandLine(given: Given): Promise<CommandLine> {
  const { store, pod, container, image, mounts, port, directory, nodePath, apiPort } = given
  const home = join(directory, 'home')
  await mkdir(home, { recursive: true })
  const paths = new PathMap(image.root, mounts, nodePath)
  const here = new Map([
    ['HOST', '127.0.0.1'],
    ['PORT', String(port)],
    ['KUBERNETES_SERVICE_HOST', '127.0.0.1'],
    ['KUBERNETES_SERVICE_PORT', String(apiPort)],
  ])
  const initial = new Map([...imageVariables(image.config.environment), ...here])
  const variables = new Map([...variablesOf(store, pod, container, initial), ...here])
  const searchPath = paths.searchPath(variables.get('PATH') ?? DEFAULT_PATH)
  const mapped = [...variables].map(([name, value]): [string, string] => [name, paths.value(value)])
  const env = Object.fromEntries([
    ['HOME', home],
    ['TMPDIR', home],
    ...mapped,
    ['PATH', searchPath],
    ['HOSTNAME', pod.metadata.name],
  ])
  const argv = argvOf(container, image).map((each) => expand(each, variables))
  return {
    argv: paths.command(argv, searchPath),
    cwd: paths.workingDirectory(container.workingDir ?? image.config.workingDirectory),
    env,
  }
}

function argvOf({ command, args }: Container, { config }: Image): string[] {
  if (command !== undefined && command.length > 0) return [...command, ...(args ?? [])]
  return [...config.entrypoint, ...(args !== undefined && args.length > 0 ? args : config.command)]
}
