/** A build that the registry has already, beside a builder that has all its layers. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endpoints, environment } from '../../test/services/endpoints.ts'
import { ROOT, runBundle } from '../../test/support/bundle.ts'
import { median, type Row } from '../measure.ts'

const RUNS = 5

/** The example's own context; every repository of this run is its own. */
export async function benchSkip(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-skip-'))
  try {
    const { open } = await endpoints('registry')
    const { image: base, digest } = await endpoints('base-image')
    const context = join(folder, 'context')
    await cp(join(ROOT, 'examples/digits'), context, { recursive: true })
    const from = `BASE=${base.replace(/:[^:/]*$/, '')}@${digest}`
    const place = `${open}/bench/${randomUUID().slice(0, 8)}`
    const env = await environment('docker')

    const ours = async (): Promise<string> => {
      const inputs = { image: `${place}/ours`, context, 'build-args': from, builder: 'buildx' }
      const run = await runBundle('build-push-image', { inputs, env: defined(env), limitMs: 300_000 })
      if (run.exitCode !== 0) throw new Error(run.stdout)
      return run.outputs['reason'] ?? ''
    }
    const buildx = (): Promise<void> => {
      const cache = `type=registry,ref=${place}/cache:main`
      return must(
        'docker',
        [
          ...['buildx', 'build', '--push', '--tag', `${place}/theirs:main`, '--build-arg', from],
          ...[
            '--cache-from',
            cache,
            '--cache-to',
            `${cache},mode=max,image-manifest=true,oci-mediatypes=true`,
            context,
          ],
        ],
        env,
      )
    }
    const built = await ours()
    if (built !== 'built') throw new Error(`the first build ended with ${built}`)
    await buildx()
    const times: [number[], number[]] = [[], []]
    for (let turn = 0; turn < RUNS; turn++) {
      times[0].push(
        await seconds(async () => {
          const reason = await ours()
          if (reason === 'built') throw new Error('nothing was skipped')
        }),
      )
      times[1].push(await seconds(buildx))
    }
    return [
      {
        ...{ group: 'Skip', what: "an unchanged build of the example's service", unit: 's', runs: RUNS },
        ours: median(times[0]),
        other: {
          name: '`docker buildx build --push` with registry cache, its layers all there',
          value: median(times[1]),
        },
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1000
}

type Environment = Readonly<Record<string, string | undefined>>

function defined(env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/** As a step of a workflow would call it; throws what it said when it fails. */
async function must(program: string, args: readonly string[], env: Environment): Promise<void> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  await once(child, 'close')
  if (child.exitCode !== 0) throw new Error(said.slice(-2_000))
}
