import { randomBytes } from 'node:crypto'
import { cp, mkdir, rename, symlink, writeFile } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import type { RunEvent, RunResult } from '@ml-actions/workflow-runner'
import { collectAttestations, writeAttestations } from './attestations.ts'
import { clusterState } from './cluster.ts'
import { requestBodies } from './images.ts'
import { environmentKeys } from './keys.ts'
import { type Asked, type Load, startLoad } from './load.ts'
import type { DemoOptions, Scenario } from './options.ts'
import { writePage } from './page/page.ts'
import type { Progress } from './progress.ts'
import { createProject } from './project.ts'
import { preparePython, pythonCache } from './python.ts'
import { assertRealIsPossible, startRealStack } from './real/stack.ts'
import { mishaps, type ReleaseSetting, runRelease } from './releases.ts'
import { type DemoResult, demoResult, type Moment, momentOf, releaseRecord, writeResult } from './result.ts'
import { startSandboxStack } from './sandbox/stack.ts'
import { demoVariables, shownVariables, writeVariables } from './variables.ts'

interface Surroundings {
  /** The repository's root. */
  readonly root: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly progress: Progress
}

/** Which patches make the second release. */
const PATCHES: Readonly<Record<Scenario, readonly string[]>> = {
  better: ['better'],
  accuracy: ['better', 'accuracy'],
  errors: ['better', 'errors'],
  latency: ['better', 'latency'],
  'no-metrics': ['better'],
  unvalidated: ['better'],
  forged: ['better'],
  inconclusive: ['better', 'inconclusive'],
}

/** Both releases, from an empty machine to the page. */
export async function runDemo(
  options: DemoOptions,
  { root, env, signal, progress }: Surroundings,
): Promise<DemoResult> {
  if (options.real) await assertRealIsPossible()
  const home = resolve(options.out)
  const runId = `${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}-${randomBytes(3).toString('hex')}`
  const out = join(home, runId)
  const cache = join(root, '.ml-actions')
  const example = join(root, 'examples/digits')
  const requirements = (name: string): string => join(example, name)
  const python = await preparePython(
    pythonCache(root, env),
    { all: [requirements('requirements-dev.txt')], serving: requirements('requirements.txt') },
    env,
    progress.say,
  )
  await mkdir(out, { recursive: true })
  const template = join(root, 'workflows-templates/train-validate-deploy.yml')
  const project = await createProject(join(out, 'project'), { example, template }, env)
  const images = await requestBodies(project.path, python, out, env)
  const services = join(out, 'services')
  await mkdir(services)
  const stack = options.real
    ? await startRealStack(services, { root, example, runId, python, env, keep: options.keep, say: progress.say })
    : await startSandboxStack(services, { layerCache: join(cache, 'layers'), python, env })
  try {
    progress.say(`the release will answer at ${stack.router.url}`)
    const keys = environmentKeys()
    const variables = demoVariables(stack, keys)
    await writeVariables(join(out, 'vars.json'), variables)
    const setting: ReleaseSetting = {
      root,
      out,
      cache: join(cache, 'tools'),
      project,
      stack,
      variables,
      env,
      progress,
      signal,
    }

    const first = await runRelease(setting, { name: 'first', number: 1, commit: project.firstCommit })
    const runs: { readonly name: string; readonly run: RunResult }[] = [{ name: 'first', run: first }]
    const moments: Moment[] = []
    let asked: readonly Asked[] = []
    if (first.conclusion === 'success' && !signal.aborted) {
      const commit = await commitPatches(options.scenario, setting)
      const around = mishaps(options.scenario, setting)
      const rate = stack.requestsPerSecond
      let load: Load | undefined
      const onEvent = (event: RunEvent): void => {
        around.onEvent(event)
        const moment = momentOf(event, Date.now())
        if (moment !== undefined) moments.push(moment)
        if (load !== undefined || event.type !== 'job-started' || event.id !== 'build') return
        load = startLoad({ url: stack.router.url, rate, bodies: images, log: join(out, 'load.jsonl') })
        progress.say(`a client asks ${rate} times a second`)
      }
      try {
        const second = await runRelease(setting, { name: 'second', number: 2, commit }, { ...around, onEvent })
        await around.settled()
        runs.push({ name: 'second', run: second })
      } finally {
        if (load !== undefined) asked = await load.stop()
      }
    }

    const registry = variables.vars['ML_REGISTRY'] ?? ''
    const found = await collectAttestations(stack, [`${registry}/serve`, `${registry}/model`], digestsOf(runs), keys)
    await writeAttestations(join(out, 'attestations'), found)
    await keepLogs(join(out, 'logs'), runs)
    const state = await clusterState(stack)
    await writeFile(join(out, 'cluster.json'), `${JSON.stringify(state, null, 2)}\n`)
    if (stack.champion !== undefined) {
      const champion = await stack.champion()
      await writeFile(join(out, 'champion.json'), `${JSON.stringify(champion ?? null, null, 2)}\n`)
    }
    const result = demoResult(
      options.scenario,
      runs.map(({ name, run }) => releaseRecord(name, run)),
      moments,
      join(out, 'report.html'),
    )
    await writePage(join(out, 'report.html'), {
      result,
      runs,
      found,
      asked,
      pods: state.pods,
      vars: shownVariables(variables),
      parts: stack.parts,
    })
    await writeResult(join(out, 'result.json'), result)
    await switchLatest(home, out)
    return result
  } finally {
    await stack.stop()
  }
}

async function commitPatches(scenario: Scenario, { root, project }: ReleaseSetting): Promise<string> {
  let commit = project.firstCommit
  for (const name of PATCHES[scenario]) {
    commit = await project.commitPatch(
      join(root, 'examples/digits-regressions', `${name}.patch`),
      `Change the model: ${name}`,
    )
  }
  return commit
}

/** The images and models that any step named as its output. */
function digestsOf(runs: readonly { readonly run: RunResult }[]): readonly string[] {
  const outputs = runs.flatMap(({ run }) =>
    run.jobs.flatMap((job) => job.steps.flatMap((step) => [step.outputs['digest'], step.outputs['model']])),
  )
  return [...new Set(outputs.filter((digest) => digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest)))].map(
    String,
  )
}

async function keepLogs(
  into: string,
  runs: readonly { readonly name: string; readonly run: RunResult }[],
): Promise<void> {
  await mkdir(into, { recursive: true })
  for (const { name, run } of runs) {
    for (const { logPath } of run.jobs) {
      if (logPath !== undefined) await cp(resolve(run.directory, logPath), join(into, `${name}-${basename(logPath)}`))
    }
  }
}

/** `latest` points to a whole run or to the one before; never to one half written. */
async function switchLatest(home: string, out: string): Promise<void> {
  const draft = join(home, `.latest-${process.pid}`)
  await symlink(relative(home, out), draft)
  await rename(draft, join(home, 'latest'))
}
