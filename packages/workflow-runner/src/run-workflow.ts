import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { tryGit } from './git.ts'
import { toText } from './json.ts'
import { findNode24 } from './node-24.ts'
import { planRun } from './plan.ts'
import { writeResult } from './report/result.ts'
import { runInTurn } from './schedule/run-in-turn.ts'
import { ArtifactStore } from './served/artifact-store.ts'
import { prepareSource, type Source } from './source.ts'
import type { RunOptions, RunResult } from './types.ts'
import { RefusedError } from './types.ts'
import { dispatch } from './workflow/dispatch.ts'
import { selectJobs } from './workflow/graph.ts'
import { readWorkflow } from './workflow/read.ts'
import { type Files, refusals } from './workflow/refusals.ts'

/**
 * Runs a workflow file on this machine as GitHub's runner would, each job in a process of its own.
 * Resolves when every job has ended, whatever the conclusion. Throws RefusedError before anything is started
 * when the file is not valid or asks for something that can't be done here.
 */
export async function runWorkflow(given: RunOptions): Promise<RunResult> {
  const startedAt = Date.now()
  const options = {
    ...given,
    file: resolve(given.file),
    repository: resolve(given.repository),
    out: resolve(given.out),
  }
  const workflow = await readWorkflow(given.file, readText(options.file))
  const jobs = selectJobs(workflow.jobs, options.jobs)
  const started = dispatch(workflow, options)
  const unknown = (options.jobs ?? []).filter((id) => !workflow.jobs.some((job) => job.id === id))
  const problems = [...started.problems, ...unknown.map((id) => `The workflow has no job ${id}.`)]
  if (problems.length > 0) throw new RefusedError(problems)
  options.out = makeDirectory(options.out)

  const source = await prepareSource(options)
  const node = findNode24([import.meta.dirname, dirname(process.argv[1] ?? ''), process.cwd()])
  const plan = planRun(options, { workflow, jobs, source, started, node: node ?? process.execPath })
  const refused = await refusals(jobs, workflow.permissions, {
    files: filesOf(source, plan.env),
    repositories: plan.repositories,
    node,
    searchPath: plan.env['PATH'] ?? '',
  })
  if (refused.length > 0) {
    // Nothing was started: the directory is free for the next attempt.
    rmSync(source.path, { recursive: true, force: true })
    throw new RefusedError(refused)
  }

  const runId = toText(plan.contexts.github['run_id'])
  plan.emit({ type: 'run-started', workflow: workflow.name, runId, sha: source.sha })
  if (source.note !== undefined) plan.emit({ type: 'note', text: source.note })
  const ended = await runInTurn(plan)
  const result: RunResult = {
    conclusion: ended.conclusion,
    workflow: workflow.name,
    file: given.file,
    event: started.eventName,
    ref: source.ref,
    sha: source.sha,
    runId,
    runNumber: options.runNumber ?? 1,
    startedAt: new Date(startedAt).toISOString(),
    seconds: Math.round(Date.now() - startedAt) / 1000,
    jobs: ended.jobs,
    annotations: plan.annotations,
    artifacts: new ArtifactStore(join(options.out, 'artifacts')).list(),
    directory: options.out,
  }
  writeResult(result)
  plan.emit({ type: 'run-ended', result })
  return result
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new RefusedError([`${file} can't be read: ${error instanceof Error ? error.message : String(error)}`])
  }
}

/** The directory, created; its real path, as processes will see it. */
function makeDirectory(out: string): string {
  if (existsSync(join(out, 'source.git'))) throw new RefusedError([`${out} holds another run already.`])
  mkdirSync(out, { recursive: true })
  return realpathSync(out)
}

/** Files of mapped repositories from the disk, those of the workspace from the run's commit. */
function filesOf(source: Source, env: Readonly<Record<string, string>>): Files {
  return {
    read: async (root, path) => {
      if (root === undefined) return tryGit(['show', `${source.sha}:${path}`], { cwd: source.path, env })
      const file = join(root, path)
      return existsSync(file) ? readFileSync(file, 'utf8') : undefined
    },
  }
}
