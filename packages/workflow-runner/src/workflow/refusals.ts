import { posix } from 'node:path'
import { ActionError, parseAction } from '../actions/definition.ts'
import { mappedPath, parseUses } from '../actions/uses.ts'
import { findProgram } from '../job/shell.ts'
import { isRecord, listOf, toText, toTexts } from '../json.ts'
import { servedAction, servedNames } from '../served/index.ts'
import type { Json } from '../types.ts'
import { actionGrammarErrors } from './grammar.ts'
import type { Job, Step, UsesStep } from './model.ts'

/** Reads files without running anything. */
export interface Files {
  /** Text of a file of a mapped repository, or (no root) of the run's commit. */
  read(root: string | undefined, path: string): Promise<string | undefined>
}

/** What a run has at hand. */
export interface Means {
  readonly files: Files
  readonly repositories: Readonly<Record<string, string>>
  readonly node: string | undefined
  readonly searchPath: string
}

/** Everything in these jobs that can't be done here; each a sentence that names its place. None: the run may start. */
export async function refusals(
  jobs: readonly Job[],
  workflowPermissions: Json | undefined,
  means: Means,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const job of jobs) {
    const place = `Job ${job.id}`
    found.push(...job.beyond.map((what) => `${place} ${what}, which this runner can't do.`))
    if (wantsIdentity(job.permissions ?? workflowPermissions)) {
      found.push(`${place} asks for \`id-token: write\`: GitHub's identity (OIDC) does not exist here.`)
    }
    found.push(
      ...wrongSystem(job).map((label) => `${place} runs on ${label}, and this machine is ${process.platform}.`),
    )
    found.push(...(await stepRefusals(job.steps, place, means, new Set())))
  }
  return [...new Set(found)]
}

async function stepRefusals(
  steps: readonly Step[],
  place: string,
  means: Means,
  seen: Set<string>,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const [i, step] of steps.entries()) {
    const where = `${place}, step ${step.id ?? i + 1}`
    if (step.kind === 'run') found.push(...shellRefusals(step.shell, where, means))
    else found.push(...(await usesRefusals(step, where, means, seen)))
  }
  return found
}

function shellRefusals(shell: Json | undefined, where: string, means: Means): readonly string[] {
  const name = toText(shell)
  if (name === 'cmd' || name === 'powershell') return [`${where}: the shell ${name} exists on Windows only.`]
  if (name === 'pwsh' && findProgram('pwsh', means.searchPath) === undefined) {
    return [`${where}: the shell pwsh is not on this machine.`]
  }
  return []
}

async function usesRefusals(
  step: UsesStep,
  where: string,
  means: Means,
  seen: Set<string>,
): Promise<readonly string[]> {
  const uses = parseUses(step.uses)
  switch (uses.kind) {
    case 'local':
      return actionRefusals(undefined, posix.normalize(uses.path), `${where} (${step.uses})`, means, seen)
    case 'remote': {
      const root = mappedPath(means.repositories, uses.repository)
      if (root !== undefined) return actionRefusals(root, uses.path, `${where} (${step.uses})`, means, seen)
      if (servedAction(uses.repository, uses.path) !== undefined) return servedRefusals(step, uses.repository, where)
      return [
        `${where}: ${step.uses} is not on this machine. Name its files by --repository ${uses.repository}=PATH; ` +
          `served without are ${servedNames.join(', ')}.`,
      ]
    }
    case 'docker':
      return [`${where}: ${step.uses} is a container action, which this runner can't run.`]
    case 'unknown':
      return [`${where}: ${step.uses} can't be run by this runner.`]
  }
}

function servedRefusals(step: UsesStep, repository: string, where: string): readonly string[] {
  const beyond = servedAction(repository, '')?.beyond ?? {}
  const given = toTexts(step.with)
  return Object.entries(beyond).flatMap(([name, nothing]) => {
    const value = given[name]
    return value === undefined || nothing.includes(value)
      ? []
      : [`${where}: ${repository} with \`${name}: ${value}\` is not served here.`]
  })
}

async function actionRefusals(
  root: string | undefined,
  directory: string,
  where: string,
  means: Means,
  seen: Set<string>,
): Promise<readonly string[]> {
  const key = `${root ?? ''}:${directory}`
  if (seen.has(key)) return []
  seen.add(key)
  const path = posix.join(directory, 'action.yml')
  const text =
    (await means.files.read(root, path)) ?? (await means.files.read(root, posix.join(directory, 'action.yaml')))
  // An action of the workspace may be made by an earlier step; one of another repository can't.
  if (text === undefined) return root === undefined ? [] : [`${where}: there is no ${path} in ${root}.`]
  const errors = await actionGrammarErrors(path, text)
  if (errors.length > 0) return errors.map((error) => `${where}: ${error}`)
  try {
    const { runs } = parseAction(path, text)
    if (runs.kind === 'composite') return await stepRefusals(runs.steps, where, means, seen)
    return await scriptRefusals(root, directory, runs.main, where, means)
  } catch (error) {
    if (error instanceof ActionError) return [`${where}: ${error.message}`]
    throw error
  }
}

async function scriptRefusals(
  root: string | undefined,
  directory: string,
  main: string,
  where: string,
  means: Means,
): Promise<readonly string[]> {
  const script = posix.join(directory, main)
  return [
    ...(means.node === undefined
      ? [
          `${where} needs Node 24, and this is Node ${process.versions.node}. Run with Node 24, or install the package ` +
            `node-${process.platform}-${process.arch} where this runner is installed.`,
        ]
      : []),
    ...(root !== undefined && (await means.files.read(root, script)) === undefined
      ? [`${where}: there is no ${script} in ${root}.`]
      : []),
  ]
}

function wantsIdentity(permissions: Json | undefined): boolean {
  return isRecord(permissions) && permissions['id-token'] === 'write'
}

function wrongSystem(job: Job): readonly string[] {
  const labels = listOf(isRecord(job.runsOn) ? job.runsOn['labels'] : job.runsOn).map(toText)
  return labels.filter((label) => !runsHere(label))
}

/** Whether a label of `runs-on` does not name another operating system than this. */
export function runsHere(label: string): boolean {
  const system = /^(?:windows|macos|ubuntu)(?=-|$)/.exec(label.toLowerCase())?.[0]
  if (system === undefined) return true
  return system === { linux: 'ubuntu', darwin: 'macos', win32: 'windows' }[toText(process.platform)]
}
