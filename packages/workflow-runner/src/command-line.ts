import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { isRecord, parseJson, recordOf, toText, toTexts } from './json.ts'
import type { RunOptions } from './types.ts'

/** What the command line asks for. */
export interface RunRequest {
  readonly options: RunOptions
  readonly quiet: boolean
}

/** The `run` command; `run` is called with what was asked for. */
export function runCommand(
  surroundings: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
  run: (request: RunRequest) => Promise<void>,
): Command {
  return new Command('run')
    .description("Run a workflow file on this machine as GitHub's runner would, each job in a process of its own.")
    .argument('<file>', 'the workflow file')
    .option('--event <name>', 'the event that starts it (default: push, workflow_dispatch, or its first trigger)')
    .option('--event-file <file>', 'JSON of github.event')
    .option('--ref <ref>', 'branch, tag or full ref (default: the branch checked out)')
    .option('--sha <commit>', 'commit (default: HEAD with the uncommitted changes)')
    .option('--job <id...>', 'only these jobs and what they need')
    .option('--var <name=value>', 'a variable (vars.NAME)', pair)
    .option('--var-file <file>', 'variables, one NAME=VALUE a line, or JSON', pairs)
    .option('--secret <name=value>', 'a secret; NAME alone takes it from the environment', secret(surroundings.env))
    .option('--secret-file <file>', 'secrets, one NAME=VALUE a line, or JSON', pairs)
    .option(
      '--environment <name=file>',
      'JSON with vars and secrets that only jobs of this environment see',
      environment,
      {},
    )
    .option('--input <name=value>', 'an input of workflow_dispatch', pair)
    .option('--repository <OWNER/NAME=path>', "where another repository's actions lie here", pair)
    .option('--name <OWNER/NAME>', "this repository's name (default: from the remote origin)")
    .option('--actor <login>', 'github.actor')
    .option('--out <dir>', 'directory of the run (default: .ml-actions/runs/<run id>)')
    .option('--keep-workspaces', "keep the jobs' workspaces")
    .option('--debug', 'RUNNER_DEBUG and debug lines')
    .option('--quiet', 'steps and annotations only; the lines are in the logs')
    .action(async (file: string, given: Given) => {
      const runId = `${Date.now()}`
      await run({
        quiet: given.quiet === true,
        options: {
          file,
          runId,
          repository: surroundings.cwd,
          env: surroundings.env,
          out: given.out ?? join(surroundings.cwd, '.ml-actions', 'runs', runId),
          vars: { ...given.varFile, ...given.var },
          secrets: { ...given.secretFile, ...given.secret },
          environments: given.environment ?? {},
          inputs: given.input ?? {},
          repositories: given.repository ?? {},
          keepWorkspaces: given.keepWorkspaces === true,
          debug: given.debug === true,
          ...(given.event === undefined ? {} : { eventName: given.event }),
          ...(given.eventFile === undefined ? {} : { event: readEvent(given.eventFile) }),
          ...(given.ref === undefined ? {} : { ref: given.ref }),
          ...(given.sha === undefined ? {} : { sha: given.sha }),
          ...(given.job === undefined ? {} : { jobs: given.job }),
          ...(given.name === undefined ? {} : { repositoryName: given.name }),
          ...(given.actor === undefined ? {} : { actor: given.actor }),
        },
      })
    })
}

type Environments = NonNullable<RunOptions['environments']>

type Pairs = Readonly<Record<string, string>>

interface Given {
  readonly event?: string
  readonly eventFile?: string
  readonly ref?: string
  readonly sha?: string
  readonly job?: readonly string[]
  readonly var?: Pairs
  readonly varFile?: Pairs
  readonly secret?: Pairs
  readonly secretFile?: Pairs
  readonly environment?: Environments
  readonly input?: Pairs
  readonly repository?: Pairs
  readonly name?: string
  readonly actor?: string
  readonly out?: string
  readonly keepWorkspaces?: boolean
  readonly debug?: boolean
  readonly quiet?: boolean
}

function pair(text: string, before: Pairs = {}): Pairs {
  const equals = text.indexOf('=')
  if (equals <= 0) throw new InvalidArgumentError('It must have the form NAME=VALUE.')
  return { ...before, [text.slice(0, equals)]: text.slice(equals + 1) }
}

function secret(env: Readonly<Record<string, string | undefined>>): (text: string, before?: Pairs) => Pairs {
  return (text, before) => {
    if (text.includes('=')) return pair(text, before)
    const value = env[text]
    if (value === undefined) throw new InvalidArgumentError(`The environment has no ${text}.`)
    return { ...before, [text]: value }
  }
}

function pairs(file: string, before: Pairs = {}): Pairs {
  const text = readArgument(file)
  if (text.trimStart().startsWith('{')) {
    const value = readJson(file, text)
    if (!isRecord(value)) throw new InvalidArgumentError(`${file} is no JSON object.`)
    return { ...before, ...Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toText(item)])) }
  }
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .reduce((all, line) => pair(line, all), before)
}

function environment(text: string, before: Environments = {}): Environments {
  const [[name, file] = ['', '']] = Object.entries(pair(text, {}))
  const value = recordOf(readJson(file, readArgument(file)))
  return { ...before, [name]: { vars: toTexts(value['vars']), secrets: toTexts(value['secrets']) } }
}

function readEvent(file: string): NonNullable<RunOptions['event']> {
  const value = readJson(file, readArgument(file))
  if (!isRecord(value)) throw new InvalidArgumentError(`${file} is no JSON object.`)
  return value
}

function readJson(file: string, text: string): ReturnType<typeof parseJson> {
  try {
    return parseJson(text)
  } catch (error) {
    throw new InvalidArgumentError(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function readArgument(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error))
  }
}
