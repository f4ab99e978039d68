/** From what the cluster shows of a failing rollout to the verdict, beside kubectl and helm. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '@ml-actions/process'
import { FAILURES } from '../../test/real/rollouts/cases.ts'
import type { Failure } from '../../test/real/rollouts/failure.ts'
import type { Image } from '../../test/real/rollouts/images.ts'
import { type Change, manifests } from '../../test/real/rollouts/manifests.ts'
import { observe } from '../../test/real/rollouts/verdicts.ts'
import { openWorld, type Stage, type World } from '../../test/real/rollouts/world.ts'
import { command } from '../../test/services/command.ts'
import { endpoints } from '../../test/services/endpoints.ts'
import type { Row } from '../measure.ts'
import { helmProgram } from './services.ts'

/** At least one of each class. */
const CASES = [
  'an image that is not there',
  'a crash loop',
  'out of memory',
  'a command that is not in the image',
  'a Secret missing for a volume',
  'a claim that stays pending',
  'never ready',
  'killed by its liveness probe',
  'over the quota',
  'denied by admission',
  'past the deadline',
]
const LIMIT_SECONDS = 120
/** So many of ours at a time: theirs wait most of the time. */
const LANES = 3

/** Releases an image and waits for what becomes of it; the milliseconds since 1970 when it was told, undefined for never. */
type Contestant = (stage: Stage, image: Image, change?: Change, failure?: Failure) => Promise<number | undefined>

export async function benchVerdicts(): Promise<readonly Row[]> {
  const world = await openWorld()
  const folder = await mkdtemp(join(tmpdir(), 'bench-verdicts-'))
  try {
    const failures = CASES.map((name) => {
      const found = FAILURES.find((failure) => failure.name === name)
      if (found === undefined) throw new Error(`there is no failure ${name}`)
      return found
    })
    const ended = await Promise.allSettled([
      inLanes(failures, LANES, (failure) => measure(world, failure, k8sDeploy)),
      inLanes(failures, LANES * 2, (failure) => measure(world, failure, kubectlRollout)),
      inLanes(failures, LANES * 2, async (failure) => measure(world, failure, await helmUpgrade(folder))),
    ])
    const [ours = [], kubectl = [], helm = []] = ended.map((each) => {
      if (each.status === 'rejected') throw each.reason
      return each.value
    })
    return failures.map((failure, index): Row => {
      const beside = (name: string, seconds: number | undefined) =>
        seconds === undefined ? { name, value: null, why: `not within ${LIMIT_SECONDS} s` } : { name, value: seconds }
      return {
        ...{ group: 'From the fact to the verdict', unit: 's', runs: 1 },
        what: `${failure.name} (${failure.class}), from ${failure.fact}`,
        ours: ours[index] ?? Number.NaN,
        other: [beside('`kubectl rollout status`', kubectl[index]), beside('`helm upgrade --wait`', helm[index])],
      }
    })
  } finally {
    await world.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** All are waited for, also when one fails: what they stand on is taken away afterwards. */
async function inLanes<T, R>(items: readonly T[], lanes: number, work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  const failures: unknown[] = []
  const left = [...items.entries()]
  const lane = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, item] = next
      await work(item).then(
        (result) => {
          results[index] = result
        },
        (error: unknown) => failures.push(error),
      )
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  if (failures.length > 0) throw new AggregateError(failures, 'not every rollout could be measured')
  return results
}

/** The seconds from the fact to the verdict. */
async function measure(world: World, failure: Failure, contestant: Contestant): Promise<number | undefined> {
  const { images, cluster } = world
  const stage = await world.stage('bench')
  for (const rule of failure.rules?.(stage.namespace) ?? []) await stage.applyToCluster(rule)
  for (const object of failure.before ?? []) await stage.apply(object)
  await contestant(stage, images.first)
  const observer = await observe(cluster, stage.namespace, (objects) => failure.isSeen(objects))
  let told: number | undefined
  try {
    told = await contestant(stage, failure.image?.(images) ?? images.second, failure.change, failure)
  } finally {
    await observer.stop()
  }
  const seen = observer.seenAt()
  if (seen === undefined) throw new Error(`${failure.name}: the cluster never showed ${failure.fact}`)
  const seconds = told === undefined ? undefined : Math.max(0, told - seen) / 1000
  console.log(`${contestant.name}, ${failure.name}: ${seconds ?? 'never'} s`)
  return seconds
}

async function k8sDeploy(stage: Stage, image: Image, change?: Change, failure?: Failure): Promise<number | undefined> {
  const { lines, outputs } = await stage.release(image, change, { timeout: `${LIMIT_SECONDS}s`, ...failure?.inputs })
  if (outputs['reason'] !== (failure?.class ?? 'first-release'))
    throw new Error(lines.map(({ text }) => text).join('\n'))
  return failure === undefined ? undefined : lines.find(({ text }) => text.startsWith(`${failure.class}: `))?.at
}

async function kubectlRollout(
  stage: Stage,
  image: Image,
  change: Change = {},
  failure?: Failure,
): Promise<number | undefined> {
  const { kubectl, kubeconfig } = await endpoints('kubernetes')
  const asAdmin = [kubectl, `--kubeconfig=${kubeconfig}`, `--namespace=${stage.namespace}`] as const
  await command([...asAdmin, 'apply', '--server-side', '-f', '-'], { input: withImage(change, image) })
  const args = [...asAdmin.slice(1), 'rollout', 'status', 'deployment/app', `--timeout=${LIMIT_SECONDS}s`]
  return endOf(kubectl, args, { patience: /timed out waiting/, isGood: failure === undefined })
}

async function helmUpgrade(folder: string): Promise<Contestant> {
  const helm = await helmProgram()
  const { kubeconfig } = await endpoints('kubernetes')
  return async function helmUpgradeWait(stage, image, change = {}, failure) {
    const chart = join(folder, stage.namespace)
    await mkdir(join(chart, 'templates'), { recursive: true })
    await writeFile(join(chart, 'Chart.yaml'), JSON.stringify({ apiVersion: 'v2', name: 'app', version: '1.0.0' }))
    const list: unknown = JSON.parse(withImage(change, image))
    const items =
      typeof list === 'object' && list !== null && 'items' in list && Array.isArray(list.items) ? list.items : []
    const texts = items.map((item) => JSON.stringify(item, null, 1))
    await writeFile(join(chart, 'templates/app.yaml'), texts.join('\n---\n'))
    const args = ['upgrade', '--install', 'app', chart, '--wait', `--timeout=${LIMIT_SECONDS}s`]
    const asAdmin = [`--kubeconfig=${kubeconfig}`, `--namespace=${stage.namespace}`]
    return endOf(helm, [...args, ...asAdmin], { patience: /deadline exceeded/, isGood: failure === undefined })
  }
}

/** When it ended with an error of its own; undefined where only its patience ended. A good release must end well. */
async function endOf(
  program: string,
  args: readonly string[],
  { patience, isGood }: { readonly patience: RegExp; readonly isGood: boolean },
): Promise<number | undefined> {
  const { exitCode, stderr } = await run(program, args, { env: process.env, timeoutMs: (LIMIT_SECONDS + 60) * 1000 })
  if ((exitCode === 0) !== isGood) throw new Error(`${program} ${args[0]} ended with ${exitCode}: ${stderr}`)
  return isGood || patience.test(stderr) ? undefined : Date.now()
}

function withImage(change: Change, { repository, digest }: Image): string {
  return manifests(change).replaceAll('"image":"model"', `"image":"${repository}@${digest}"`)
}
