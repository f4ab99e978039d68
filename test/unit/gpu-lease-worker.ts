import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { acquire, type Exclusion, release, standpoint } from '@ml-actions/gpu'

// A job that fights for devices. It takes turns until its rounds are over, and witnesses each device that it was granted by
// an exclusive file, so that a double grant shows without trusting the leases.

interface Orders {
  readonly worker: string
  readonly directory: string
  readonly witness: string
  readonly devices: readonly string[]
  /** How many devices each round wants, and whether it waits to be killed while it holds them. */
  readonly rounds: readonly { readonly count: number; readonly end: 'release' | 'die' }[]
  readonly exclusion: 'kernel' | 'none'
}

/** The copy without the lock: nobody is kept out or waits for others, and a file is replaced by whoever comes later. */
const NO_EXCLUSION: Exclusion = {
  enter: () => Promise.resolve(() => Promise.resolve()),
  publish: rename,
  turns: 'anytime',
}

function isOrders(value: unknown): value is Orders {
  return typeof value === 'object' && value !== null && 'rounds' in value
}

const orders: unknown = JSON.parse(process.argv[2] ?? '')
if (!isOrders(orders)) throw new Error('no orders')
const { worker, directory, witness, devices } = orders
const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** One that was killed leaves its file; the one who killed it has left word of that before. */
function enter(device: string): void {
  const file = join(witness, encodeURIComponent(device))
  try {
    writeFileSync(file, worker, { flag: 'wx' })
  } catch {
    const other = existsSync(file) ? readFileSync(file, 'utf8') : ''
    if (!existsSync(join(witness, `killed-${other}`))) say(`double ${device} ${worker} ${other}`)
    writeFileSync(`${file}.${worker}`, worker)
    renameSync(`${file}.${worker}`, file)
  }
}

function leave(device: string): void {
  const file = join(witness, encodeURIComponent(device))
  const holder = existsSync(file) ? readFileSync(file, 'utf8') : 'nobody'
  if (holder !== worker) say(`double ${device} ${worker} ${holder}`)
  rmSync(file, { force: true })
}

const { self } = await standpoint()
say('ready')
// Everybody starts at the same moment.
await new Promise((resolve) => process.stdin.once('data', resolve))
process.stdin.unref()
for (const { count, end } of orders.rounds) {
  const outcome = await acquire({
    directory,
    candidates: devices,
    count,
    waitMs: 60_000,
    owner: { ...self, name: worker },
    label: { repository: 'octo/model', run: '1', job: worker, runner: worker },
    env: process.env,
    pollMs: 100,
    ...(orders.exclusion === 'none' ? { exclusion: NO_EXCLUSION } : {}),
  })
  if (outcome.kind === 'busy') {
    say(`busy ${worker}`)
    break
  }
  for (const device of outcome.grant.devices) enter(device)
  say(`granted ${worker} ${outcome.grant.devices.join(' ')}`)
  // The training.
  await setTimeout(end === 'die' ? 600_000 : 40)
  for (const device of outcome.grant.devices) leave(device)
  await release(outcome.grant, process.env)
}
say('done')
