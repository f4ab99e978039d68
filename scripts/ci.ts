/**
 * Everything that must hold for a change, after `npm ci`: `.ci/run`. Steps that wait run beside steps that compute; what each
 * says is shown as a whole when it ends; the end of what failed said, once more, and a table of what each took close the run.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '@ml-actions/process'
import { ROOT } from './generate.ts'

interface Step {
  readonly name: string
  readonly argv: readonly [command: string, ...args: string[]]
  readonly after?: readonly string[]
}

interface Outcome {
  readonly name: string
  readonly seconds: number
  readonly passed: boolean
  /** The end of what it said, for whoever reads only the end. */
  readonly end: readonly string[]
}

const OUT = '.ml-actions/ci'
const END_LINES = 60
/** Whoever starts this gives it 90 minutes, and shows nothing of what it said when they are over. */
const LIMIT_MS = 85 * 60_000
/** So long have services to go down after the limit. */
const GRACE_MS = 2 * 60_000
const startedAt = performance.now()
const secondsSince = (then: number): number => Math.round((performance.now() - then) / 1000)

const npm = (...args: string[]): Step['argv'] => ['npm', 'run', '--silent', ...args]
/** Out of the way of everything else. */
const whileIdle = (...args: string[]): Step['argv'] => ['nice', '-n', '19', ...npm(...args)]
/** Suites that mostly wait, as tests do: the processor is enough for both. The first brings all services up and down. */
const beside = ['services', 'training', 'training-restart']
const steps: readonly Step[] = [
  // Cold, this compiles Kubernetes for minutes.
  { name: 'services built', argv: whileIdle('services', '--', 'prepare') },
  { name: 'dist', argv: whileIdle('build', '--', '--check') },
  { name: 'npm test', argv: npm('test') },
  { name: 'services and training', argv: npm('test:real', '--', ...beside), after: ['services built'] },
  // Beside the tests both would only take longer: each fills the processor, and requests of a starved demo are late.
  { name: 'demos', argv: npm('demos', '--', OUT), after: ['npm test'] },
  {
    name: 'pages',
    argv: ['sh', '-c', `npm run --silent pictures -- ${OUT}/pictures ${OUT}/*/latest/report.html`],
    after: ['demos'],
  },
  {
    name: 'real services',
    argv: npm('test:real', '--', ...beside.flatMap((suite) => ['--except', suite])),
    after: ['services and training', 'demos'],
  },
]

const running = new Map<string, number>()
const stop = new AbortController()
const stuck = setTimeout(() => {
  const names = [...running].map(([name, since]) => `${name} (since ${secondsSince(since)} s)`)
  console.error(`✗ ${LIMIT_MS / 60_000} minutes are over, and these still run: ${names.join(', ')}`)
  stop.abort()
}, LIMIT_MS)

async function take({ name, argv: [command, ...args] }: Step): Promise<Outcome> {
  if (stop.signal.aborted) return { name, seconds: 0, passed: false, end: [] }
  console.log(`▶ ${name} (${secondsSince(startedAt)} s)`)
  const began = performance.now()
  running.set(name, began)
  const lines: string[] = []
  const { exitCode } = await run(command, args, {
    cwd: ROOT,
    env: process.env,
    signal: stop.signal,
    graceMs: GRACE_MS,
    maxOutputBytes: 1,
    onLine: (line) => lines.push(line),
  })
  running.delete(name)
  const outcome = { name, seconds: secondsSince(began), passed: exitCode === 0, end: lines.slice(-END_LINES) }
  console.log([`\n=== ${name}`, ...lines, told(outcome), ''].join('\n'))
  return outcome
}

function told({ name, seconds, passed }: Outcome): string {
  return `${passed ? '✓' : '✗'} ${name} (${seconds} s)`
}

/** Each as soon as those ended that it comes after, whether they passed or not: one run tells all that is wrong. */
async function takeAll(): Promise<readonly Outcome[]> {
  const taken = new Map<string, Promise<Outcome>>()
  for (const step of steps) {
    const before = (step.after ?? []).flatMap((name) => taken.get(name) ?? [])
    taken.set(
      step.name,
      Promise.all(before).then(() => take(step)),
    )
  }
  return Promise.all(taken.values())
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort())
rmSync(join(ROOT, OUT), { recursive: true, force: true })
mkdirSync(join(ROOT, OUT), { recursive: true })
const outcomes = await takeAll()
clearTimeout(stuck)
for (const outcome of outcomes)
  if (!outcome.passed) console.log([`\n=== the end of ${outcome.name}`, ...outcome.end, ''].join('\n'))
console.log(outcomes.map(told).join('\n'))
console.log(`${secondsSince(startedAt)} s in all`)
if (outcomes.some(({ passed }) => !passed)) process.exitCode = 1
