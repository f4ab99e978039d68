/** `prepare`, `up`, `down` and `status`, for the services that are named and those that they need. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from './cache.ts'
import { running, SERVICE_NAMES, STATE, stateOf } from './endpoints.ts'
import { SERVICES } from './list.ts'
import { alone, claim, owner } from './owner.ts'
import { type AnyService, type Context, ServiceError, type ServiceName, type Status } from './service.ts'
import { removeState } from './traces.ts'

/** This clone, and where its lines go. */
export interface Here {
  readonly clone: string
  readonly log: (line: string) => void
  /** Told of each service as soon as it answers, while others still start. */
  readonly isUp?: (service: Up) => void
}

export interface Up {
  readonly name: ServiceName
  readonly version: string
}

/** Installs and builds what services need, and starts nothing: what `up` would do first. */
export async function prepare(here: Here, names: readonly ServiceName[]): Promise<void> {
  await alone(() => installAll(here, inOrder(withNeeded(names))), here.log)
}

/** Brings services up with what they need. Throws all that could not start, after the others did. */
export async function up(here: Here, names: readonly ServiceName[]): Promise<Up[]> {
  return alone(async () => {
    await claim(here.clone)
    const wanted = inOrder(withNeeded(names))
    await installAll(here, wanted)
    const starts = new Map<ServiceName, Promise<Up>>()
    for (const service of wanted) {
      const before = [...service.after, ...(service.follows ?? [])].flatMap((name) => starts.get(name) ?? [])
      starts.set(
        service.name,
        Promise.allSettled(before).then(() => start(here, service)),
      )
    }
    const settled = await Promise.allSettled(starts.values())
    await tellFollowers(here, wanted)
    throwRejected(wanted, settled)
    return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  }, here.log)
}

/** Ends services and those that can't be without them; all of them, and every trace, when none is named. */
export async function down(here: Here, names: readonly ServiceName[]): Promise<void> {
  await alone(async () => {
    if ((await owner()) === undefined) return
    await claim(here.clone)
    const ending = inOrder(names.length === 0 ? SERVICE_NAMES : withDependent(names)).toReversed()
    const failed: string[] = []
    for (const service of ending) await stop(here, service).catch((error: unknown) => failed.push(said(service, error)))
    if (failed.length > 0) throw new ServiceError(failed.join('\n\n'))
    if (names.length === 0) await rm(STATE, { recursive: true, force: true })
    else await tellFollowers(here, ending)
  }, here.log)
}

/** What each service says of itself. */
export async function status(here: Here): Promise<(Status & { readonly name: ServiceName })[]> {
  return Promise.all(
    SERVICES.map(async (service) => {
      const { name } = service
      if ((await running(name)) === undefined) return { name, running: false, detail: 'down' }
      return { name, ...(await service.status(contextOf(here, service))) }
    }),
  )
}

function contextOf(here: Here, { name }: AnyService): Context {
  return {
    clone: here.clone,
    state: stateOf(name),
    cache: cacheFolder(process.env),
    log: (line) => here.log(`  ${name}: ${line}`),
    running,
  }
}

/** Side by side: one compiles while another waits for the network. What can't share the machine takes turns. */
async function installAll(here: Here, services: readonly AnyService[]): Promise<void> {
  const settled = await Promise.allSettled(services.map(async (service) => service.install(contextOf(here, service))))
  throwRejected(services, settled)
}

/** Throws all that went wrong, each with its service. */
function throwRejected(services: readonly AnyService[], settled: readonly PromiseSettledResult<unknown>[]): void {
  const errors = settled.flatMap((each, n) => (each.status === 'rejected' ? [said(services[n], each.reason)] : []))
  if (errors.length > 0) throw new ServiceError(errors.join('\n\n'))
}

async function start(here: Here, service: AnyService): Promise<Up> {
  const startedAt = performance.now()
  const context = contextOf(here, service)
  for (const name of service.after) {
    if ((await running(name)) === undefined) throw new ServiceError(`It needs ${name}, which is not up.`)
  }
  const known = await running(service.name)
  await mkdir(context.state, { recursive: true })
  const found = await service.up(context)
  await writeFile(join(context.state, 'running.json'), JSON.stringify(found, undefined, 2))
  const version = await service.version(context)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  here.log(`✓ ${service.name} ${version} ${known === undefined ? `up in ${seconds} s` : 'is up'}`)
  const up = { name: service.name, version }
  here.isUp?.(up)
  return up
}

async function stop(here: Here, service: AnyService): Promise<void> {
  const context = contextOf(here, service)
  const known = await running(service.name).catch(() => undefined)
  // A follower asks who is there while this one ends.
  await rm(join(context.state, 'running.json'), { force: true })
  await service.down(context)
  await removeState(context.state)
  if (known !== undefined) here.log(`✓ ${service.name} down`)
}

async function tellFollowers(here: Here, changed: readonly AnyService[]): Promise<void> {
  const names = changed.map(({ name }) => name)
  for (const service of SERVICES) {
    const follows = service.follows?.some((name) => names.includes(name)) ?? false
    if (!follows || names.includes(service.name) || (await running(service.name)) === undefined) continue
    await start(here, service)
  }
}

function inOrder(names: readonly ServiceName[]): readonly AnyService[] {
  return SERVICES.filter(({ name }) => names.includes(name))
}

function withNeeded(names: readonly ServiceName[]): readonly ServiceName[] {
  const wanted = names.length === 0 ? SERVICE_NAMES : names
  return [...new Set(wanted.flatMap((name) => [name, ...withNeededBy(name)]))]
}

function withNeededBy(name: ServiceName): readonly ServiceName[] {
  const after = SERVICES.find((service) => service.name === name)?.after ?? []
  return after.flatMap((each) => [each, ...withNeededBy(each)])
}

function withDependent(names: readonly ServiceName[]): readonly ServiceName[] {
  return SERVICE_NAMES.filter((name) => names.some((each) => each === name || withNeededBy(name).includes(each)))
}

function said(service: AnyService | undefined, error: unknown): string {
  if (error instanceof ServiceError) return `✗ ${service?.name}: ${error.message}`
  return `✗ ${service?.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}
