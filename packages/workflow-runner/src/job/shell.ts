import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** How a script file is run. */
export interface ShellCommand {
  readonly file: string
  readonly args: readonly string[]
  readonly extension: string
}

/**
 * The command line for a shell's name or template (actions/runner, `ScriptHandlerHelpers.cs`).
 * Without a name: bash with `-e` alone, or sh where there is no bash. `{0}` stands for the script in `args`.
 */
export function shellCommand(shell: string, searchPath: string): ShellCommand {
  switch (shell) {
    case '':
      return findProgram('bash', searchPath) === undefined
        ? { file: 'sh', args: ['-e', '{0}'], extension: '.sh' }
        : { file: 'bash', args: ['-e', '{0}'], extension: '.sh' }
    case 'bash':
      return { file: 'bash', args: ['--noprofile', '--norc', '-e', '-o', 'pipefail', '{0}'], extension: '.sh' }
    case 'sh':
      return { file: 'sh', args: ['-e', '{0}'], extension: '.sh' }
    case 'python': {
      // GitHub's machines have `python`; many others only `python3`.
      const file = findProgram('python', searchPath) === undefined ? 'python3' : 'python'
      return { file, args: ['{0}'], extension: '.py' }
    }
    case 'pwsh':
      return { file: 'pwsh', args: ['-command', `. '{0}'`], extension: '.ps1' }
    default: {
      const [file = '', ...args] = shell.split(' ').filter((part) => part !== '')
      if (!args.some((part) => part.includes('{0}'))) {
        throw new Error(
          `Invalid shell option '${shell}'. Shell must be a valid built-in (bash, sh, python, pwsh) or a format string containing '{0}'`,
        )
      }
      return { file, args, extension: '' }
    }
  }
}

/** Where a program lies on a search path. */
export function findProgram(name: string, searchPath: string): string | undefined {
  if (name.includes('/')) return name
  return searchPath
    .split(delimiter)
    .filter((directory) => directory !== '')
    .map((directory) => join(directory, name))
    .find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
