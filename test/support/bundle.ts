import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly message: string
}

/** What a bundle left behind, as the runner would read it. */
export interface BundleRun {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  readonly annotations: readonly Annotation[]
  readonly masks: readonly string[]
  readonly summary: string
  readonly stdout: string
  readonly stderr: string
  /** Where it ran; removed since. */
  readonly folder: string
  /** The files that it left there, relative. */
  readonly files: readonly string[]
}

/** The process while it runs. */
export interface BundleProcess {
  readonly kill: (signal: NodeJS.Signals) => void
}

export interface BundleOptions {
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Files that lie in the workspace, executable, where no `cwd` is given. */
  readonly files?: Readonly<Record<string, string>>
  /** State that main left, for the post step. */
  readonly state?: Readonly<Record<string, string>>
  /** A program that starts the bundle, with its own arguments: `srun`, say. */
  readonly launcher?: readonly string[]
  /** Called with each line of output; may end the process. */
  readonly onLine?: (line: string, kill: (signal: NodeJS.Signals) => void) => void
  /** Called when the process has been started. */
  readonly onStart?: (process: BundleProcess) => void
  /** Ends the process when it takes longer. Default 60 s. */
  readonly limitMs?: number
}

/** Runs `dist/ACTION/index.js` under this Node as the runner does: inputs and files by environment, no standard input. */
export async function runBundle(action: string, options: BundleOptions = {}): Promise<BundleRun> {
  const folder = await mkdtemp(join(tmpdir(), `bundle-${action}-`))
  const files = { output: '', env: '', path: '', state: '', step_summary: '' }
  for (const name of Object.keys(files)) await writeFile(join(folder, name), '')
  for (const [name, content] of Object.entries(options.files ?? {}))
    await writeFile(join(folder, name), content, { mode: 0o755 })
  const [program, ...words] = [
    ...(options.launcher ?? []),
    process.execPath,
    join(ROOT, 'dist', action, 'index.js'),
  ] as const
  const child = spawn(program, words, {
    cwd: options.cwd ?? folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      TMPDIR: folder,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: options.cwd ?? folder,
      GITHUB_REPOSITORY: 'octo/model',
      GITHUB_SHA: 'c'.repeat(40),
      GITHUB_REF: 'refs/heads/main',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_RUN_ID: '7',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_JOB: 'job',
      GITHUB_WORKFLOW: 'contract',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: 'http://127.0.0.1:9',
      RUNNER_TEMP: folder,
      RUNNER_NAME: 'contract',
      RUNNER_TRACKING_ID: `github_${basename(folder)}`,
      ...Object.fromEntries(Object.keys(files).map((name) => [`GITHUB_${name.toUpperCase()}`, join(folder, name)])),
      ...Object.fromEntries(
        Object.entries(options.inputs ?? {}).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
      ...Object.fromEntries(Object.entries(options.state ?? {}).map(([name, value]) => [`STATE_${name}`, value])),
      ...options.env,
    },
  })
  options.onStart?.({ kill: (signal) => child.kill(signal) })
  const limit = setTimeout(() => child.kill('SIGKILL'), options.limitMs ?? 60_000)
  let stdout = ''
  let stderr = ''
  let pending = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    const lines = (pending + text).split('\n')
    pending = lines.pop() ?? ''
    for (const line of lines) options.onLine?.(line, (signal) => child.kill(signal))
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  await once(child, 'close')
  clearTimeout(limit)
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')
  const result: BundleRun = {
    exitCode: child.exitCode,
    signal: child.signalCode,
    outputs: fileCommands(await read('output')),
    state: fileCommands(await read('state')),
    summary: await read('step_summary'),
    annotations: annotationsOf(stdout),
    masks: stdout
      .split('\n')
      .flatMap((line) => (line.startsWith('::add-mask::') ? [unescapeData(line.slice(12))] : [])),
    stdout,
    stderr,
    folder,
    files: await readdir(folder, { recursive: true }),
  }
  await rm(folder, { recursive: true, force: true })
  return result
}

/** `NAME<<DELIMITER` blocks and `NAME=value` lines (actions/runner, `FileCommandManager.cs`). */
function fileCommands(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const block = /^([^=]*?)<<(.+)$/.exec(line)
    if (block !== null) {
      const end = lines.indexOf(block[2] ?? '', at + 1)
      if (end < 0) throw new Error(`no end of ${line}`)
      values[block[1] ?? ''] = lines.slice(at + 1, end).join('\n')
      at = end
    } else if (line !== '') values[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1)
  }
  return values
}

function annotationsOf(stdout: string): Annotation[] {
  return stdout.split(/\r\n|\n|\r/).flatMap((line) => {
    const [, level, message = ''] = /^\s*::(error|warning|notice)(?: [^:]*)?::(.*)$/.exec(line) ?? []
    return level === 'error' || level === 'warning' || level === 'notice'
      ? [{ level, message: unescapeData(message) }]
      : []
  })
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

/**
 * Every workflow command in the output that is none of those an action of ours gives. The runner looks for `##[command]`
 * anywhere in a line, but only where the line is no `::command::` already (actions/runner, `ActionCommandManager.cs`).
 */
export function foreignCommands(stdout: string): readonly string[] {
  const ours = /^::(error|warning|notice|debug|group|endgroup|add-mask)( [^:]*)?::/
  return stdout
    .split(/\r\n|\n|\r/)
    .filter((line) => !ours.test(line) && (/^\s*::[a-z-]+.*::/i.test(line) || /##\[[a-z-]+/i.test(line)))
}
