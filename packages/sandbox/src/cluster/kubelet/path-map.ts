import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from 'node:fs'
import { basename, delimiter, join, posix } from 'node:path'

/** A directory of the pod that appears at a path of its own. */
export interface Mount {
  readonly path: string
  readonly directory: string
}

/** A command that can't be started, in the words of runc. */
export class StartError extends Error {}

/**
 * Where a container's paths are on this machine. Pods have no root of their own: paths that exist in the image are
 * rewritten in what the process is given, and executables that the image lacks come from the node.
 */
export class PathMap {
  readonly #root: string
  readonly #mounts: readonly Mount[]
  readonly #nodePath: string

  constructor(root: string, mounts: readonly Mount[], nodePath: string) {
    this.#root = root
    this.#mounts = [...mounts].sort((a, b) => b.path.length - a.path.length)
    this.#nodePath = nodePath
  }

  /** The path on this machine; undefined for one that neither a mount nor the image has. */
  find(path: string): string | undefined {
    const normal = posix.normalize(path)
    if (!normal.startsWith('/')) return undefined
    const mount = this.#mounts.find((each) => normal === each.path || normal.startsWith(`${each.path}/`))
    if (mount !== undefined) return join(mount.directory, normal.slice(mount.path.length))
    const inside = join(this.#root, normal)
    return existsSync(inside) ? inside : undefined
  }

  /** An environment value with every path in it rewritten. `/` alone is an address more often than a directory. */
  value(text: string): string {
    return text
      .split(':')
      .map((part) => (part.startsWith('/') && part !== '/' ? (this.find(part) ?? part) : part))
      .join(':')
  }

  /** An argument, or the value of an `--option=`, rewritten. */
  argument(text: string): string {
    const option = /^(--?[^=]+=)(\/.*)$/.exec(text)
    return option === null ? this.value(text) : `${option[1]}${this.value(option[2] ?? '')}`
  }

  workingDirectory(path: string): string {
    return this.find(path) ?? this.#root
  }

  /** PATH for the process: the image's directories that exist, then the node's. */
  searchPath(imagePath: string): string {
    const directories = imagePath.split(':').flatMap((each) => this.find(each) ?? [])
    return [...directories, this.#nodePath].join(delimiter)
  }

  /** A command line that runs here. Throws `StartError` when there is no such executable. */
  command(argv: readonly string[], searchPath: string): string[] {
    const [name, ...rest] = argv
    if (name === undefined || name === '') throw new StartError('no command specified')
    const executable = this.#executable(name, searchPath)
    const given = rest.map((each) => this.argument(each))
    return [...this.#interpreter(executable, searchPath), executable, ...given]
  }

  #executable(name: string, searchPath: string): string {
    const inside = name.includes('/') ? this.find(name) : undefined
    if (inside !== undefined) return inside
    const wanted = basename(name)
    const names = wanted === 'python' ? [wanted, 'python3'] : [wanted]
    const candidates = names.flatMap((each) => searchPath.split(delimiter).map((directory) => join(directory, each)))
    const found = candidates.find(isExecutable)
    if (found !== undefined) return found
    const why = name.includes('/') ? `stat ${name}: no such file or directory` : 'executable file not found in $PATH'
    throw new StartError(`exec: "${name}": ${why}`)
  }

  /** Scripts name their interpreter by a path of the image; it is found as a command is. */
  #interpreter(file: string, searchPath: string): string[] {
    const line = /^#!\s*(\S+)(?:\s+(.*))?$/.exec(firstLine(file))
    const [, interpreter = '', argument = ''] = line ?? []
    if (line === null || existsSync(interpreter)) return []
    const found = this.#executable(interpreter, searchPath)
    return argument === '' ? [found] : [found, argument.trim()]
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function firstLine(file: string): string {
  const descriptor = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(256)
    const length = readSync(descriptor, buffer, 0, buffer.length, 0)
    return buffer.subarray(0, length).toString('latin1').split('\n')[0] ?? ''
  } finally {
    closeSync(descriptor)
  }
}
