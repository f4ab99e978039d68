/** An action as its runner starts it: a process of its own, which may be killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from '../../support/bundle.ts'

export type ActionName = 'k8s-deploy' | 'canary-promote'

/** A line of output, and when it came. */
export interface Line {
  readonly text: string
  readonly atMs: number
}

/** A run as it ended. */
export interface Run {
  readonly exitCode: number | null
  readonly killed: boolean
  readonly outputs: Readonly<Record<string, string>>
  readonly lines: readonly Line[]
  readonly tookMs: number
}

/** A run under way. */
export interface Running {
  kill(signal: NodeJS.Signals): void
  /** When a line first held this text; never, where it ended without. */
  said(text: string | RegExp): Promise<number>
  readonly ended: Promise<Run>
}

/** The folder with the bundles: those of this checkout, unless another one is named. */
const DIST = process.env['ML_ACTIONS_DIST'] ?? join(ROOT, 'dist')

/** Starts the bundle of an action in `workspace`. `attempt` is the run's, which a person sees who starts it again. */
export async function startAction(
  action: ActionName,
  workspace: string,
  inputs: Readonly<Record<string, string>>,
  attempt: number,
): Promise<Running> {
  const temp = await mkdtemp(join(workspace, `${action}-`))
  const files = { output: join(temp, 'output'), state: join(temp, 'state') }
  for (const file of Object.values(files)) await writeFile(file, '')
  const startedMs = Date.now()
  const child = spawn(process.execPath, [join(DIST, action, 'index.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: 'octo/model',
      GITHUB_RUN_ID: '7',
      GITHUB_RUN_ATTEMPT: String(attempt),
      GITHUB_SHA: 'c'.repeat(40),
      GITHUB_JOB: 'deploy',
      GITHUB_STATE: files.state,
      GITHUB_OUTPUT: files.output,
      RUNNER_TEMP: temp,
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    },
  })
  const lines: Line[] = []
  const waiting = new Set<(line: Line) => void>()
  const ended = follow(child, (line) => {
    lines.push(line)
    for (const look of waiting) look(line)
  }).then(async (): Promise<Run> => {
    const values = (await readFile(files.output, 'utf8')).matchAll(/^(.+)<<(.+)\n([\s\S]*?)\n\2$/gm)
    const outputs = Object.fromEntries([...values].map(([, name = '', , value = '']) => [name, value]))
    const killed = child.signalCode === 'SIGKILL'
    return { exitCode: child.exitCode, killed, outputs, lines, tookMs: Date.now() - startedMs }
  })
  return {
    kill: (signal) => void child.kill(signal),
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = (line: Line): void => {
          if (typeof text === 'string' ? line.text.includes(text) : text.test(line.text)) resolve(line.atMs)
        }
        for (const line of lines) look(line)
        waiting.add(look)
        void ended.then(() => reject(new Error(`${action} never said ${String(text)}:\n${textOf(lines)}`)))
      }),
    ended,
  }
}

async function follow(child: ChildProcess, tell: (line: Line) => void): Promise<void> {
  const closed = once(child, 'close')
  if (child.stdout === null) throw new Error('it has no output')
  for await (const text of createInterface({ input: child.stdout })) tell({ text, atMs: Date.now() })
  await closed
}

export function textOf(lines: readonly Line[]): string {
  return lines.map(({ text }) => text).join('\n')
}
