import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ACTION = join(import.meta.dirname, '../../actions/train-in-container/src/index.ts')

/** What one stage of the step left. */
export interface StageResult {
  readonly exitCode: number | null
  readonly outputs: Readonly<Record<string, string>>
  readonly stdout: string
  readonly summary: string
}

/** Whose process a step is. */
export interface User {
  readonly uid: number
  readonly gid: number
}

/** A step of a job on a machine of its own: workspace, temp and state are kept from main to post. */
export class Step {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'train-step-')))
  readonly workspace = join(this.root, 'workspace')
  readonly temp = join(this.root, 'temp')
  #state: Record<string, string> = {}
  #child: ChildProcess | undefined
  #stdout = ''
  #stateFile = ''

  readonly #user: User | undefined

  /** Of this user, or of another one where this one is root. */
  constructor(user?: User) {
    this.#user = user
    this.#own(this.root)
    for (const folder of [this.workspace, this.temp]) {
      mkdirSync(folder)
      this.#own(folder)
    }
  }

  #own(path: string): void {
    if (this.#user !== undefined) chownSync(path, this.#user.uid, this.#user.gid)
  }

  write(path: string, text: string): string {
    const file = join(this.workspace, path)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, text, { mode: 0o755 })
    this.#own(file)
    return file
  }

  /** Runs main, or post with the state that main saved. */
  async run(
    stage: 'main' | 'post',
    inputs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = {},
  ): Promise<StageResult> {
    const files = mkdtempSync(join(this.root, `${stage}-`))
    const names = ['output', 'state', 'step_summary', 'env', 'path']
    this.#own(files)
    for (const name of names) {
      writeFileSync(join(files, name), '')
      this.#own(join(files, name))
    }
    this.#stdout = ''
    this.#stateFile = join(files, 'state')
    if (stage === 'main') this.#state = {}
    const child = spawn(process.execPath, ['--no-warnings', ACTION], {
      cwd: this.workspace,
      ...this.#user,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: this.root,
        GITHUB_ACTIONS: 'true',
        GITHUB_WORKSPACE: this.workspace,
        GITHUB_REPOSITORY: 'octo/model',
        GITHUB_SHA: 'c'.repeat(40),
        GITHUB_WORKFLOW_REF: 'octo/model/.github/workflows/train.yml@refs/heads/main',
        GITHUB_RUN_ID: '7',
        GITHUB_RUN_ATTEMPT: '1',
        GITHUB_JOB: 'train',
        RUNNER_TEMP: this.temp,
        ...Object.fromEntries(names.map((name) => [`GITHUB_${name.toUpperCase()}`, join(files, name)])),
        ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
        ...Object.fromEntries(Object.entries(this.#state).map(([name, value]) => [`STATE_${name}`, value])),
        ...env,
      },
    })
    this.#child = child
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text
    })
    await once(child, 'close')
    const read = (name: string): string => readFileSync(join(files, name), 'utf8')
    this.#state = { ...this.#state, ...fileCommands(read('state')) }
    return {
      exitCode: child.exitCode,
      outputs: fileCommands(read('output')),
      stdout: this.#stdout,
      summary: read('step_summary'),
    }
  }

  /** What the runner does on cancellation. */
  signal(name: NodeJS.Signals): void {
    this.#child?.kill(name)
  }

  async untilFile(path: string, limitMs = 20_000): Promise<void> {
    await this.#until(path, () => existsSync(path), limitMs)
  }

  /** Until main has noted its run: a command may be at work before its engine has said so. */
  async untilNoted(limitMs = 20_000): Promise<void> {
    await this.#until(
      'the note of the run',
      () => readFileSync(this.#stateFile, 'utf8').includes('ml-actions-run'),
      limitMs,
    )
  }

  async #until(what: string, there: () => boolean, limitMs: number): Promise<void> {
    for (const since = performance.now(); !there(); ) {
      if (performance.now() - since > limitMs || this.#child?.exitCode !== null)
        throw new Error(`${what} never came; the log so far:\n${this.#stdout}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  clean(): void {
    this.#child?.kill('SIGKILL')
    rmSync(this.root, { recursive: true, force: true })
  }
}

function fileCommands(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [, name, , value] of text.matchAll(/^([^=\n]+?)<<(.+)\n([\s\S]*?)(?:\n)?\2$/gm)) {
    if (name !== undefined) values[name] = value ?? ''
  }
  return values
}
