import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { MediaType, openRepository, parseRepository, sha256 } from '@ml-actions/registry'
import { startRegistry } from '@ml-actions/sandbox'
import { ROOT } from '../scripts/generate.ts'
import { alternate, median, type Row } from './measure.ts'

const FILES = 1_024
const FILE_BYTES = 1024 * 1024
const RUNS = 5
const ACCOUNT = { username: 'bench', password: 'bench-password' }

/** A build that the registry has already, over a context of 1 GiB whose contents are read each time. */
export async function benchBuild(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-build-'))
  const registry = await startRegistry({ dir: join(folder, 'registry'), ...ACCOUNT })
  try {
    const base = await pushBase(`${registry.host}/bench/base`)
    const context = writeContext(join(folder, 'context'), `${registry.host}/bench/base@${base}`)
    const first = await build(folder, context, `${registry.host}/bench/app`)
    if (first.reason !== 'built') throw new Error(`the first build ended with ${first.reason}\n${first.log}`)
    const times: number[] = []
    for (let turn = 0; turn < RUNS; turn++) {
      const again = await build(folder, context, `${registry.host}/bench/app`)
      if (again.reason === 'built' || again.exitCode !== 0)
        throw new Error(`nothing was skipped: ${again.reason}\n${again.log}`)
      times.push(again.milliseconds)
    }
    const sum = ['sh', '-c', `find ${context}/data -type f | sort | xargs sha256sum`] as const
    const [hashing = Number.NaN] = alternate([{ argv: sum }], RUNS)
    return [
      {
        group: 'Build',
        what: 'skip of an unchanged context of 1 GiB',
        ours: median(times) / 1000,
        other: { name: '`sha256sum` of its files', value: hashing / 1000 },
        unit: 's',
        aim: '≤ 2',
        runs: RUNS,
      },
    ]
  } finally {
    await registry.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function pushBase(name: string): Promise<string> {
  const client = openRepository(parseRepository(name), { credentials: ACCOUNT })
  const tar = Buffer.alloc(1_024)
  const layer = gzipSync(tar)
  const stored = await client.putBlob(layer)
  const config = Buffer.from(
    JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      config: {},
      rootfs: { type: 'layers', diff_ids: [sha256(tar)] },
    }),
  )
  const manifest = {
    schemaVersion: 2,
    mediaType: MediaType.ociManifest,
    config: { mediaType: MediaType.ociConfig, ...(await client.putBlob(config)) },
    layers: [{ mediaType: MediaType.ociLayerGzip, ...stored }],
  }
  return (await client.putManifest(manifest, MediaType.ociManifest, 'base')).digest
}

function writeContext(context: string, base: string): string {
  mkdirSync(join(context, 'data'), { recursive: true })
  for (let file = 0; file < FILES; file++) writeFileSync(join(context, 'data', `${file}.bin`), randomBytes(FILE_BYTES))
  writeFileSync(join(context, 'Dockerfile'), `FROM ${base}\nCOPY data /data\nUSER 65532\n`)
  return context
}

interface Built {
  readonly exitCode: number | null
  readonly reason: string
  readonly milliseconds: number
  readonly log: string
}

/** The bundle in a process of its own; the registry answers from this one. */
async function build(folder: string, context: string, image: string): Promise<Built> {
  const files = ['output', 'state', 'summary'].map((name) => join(folder, name))
  for (const path of files) writeFileSync(path, '')
  const [output = '', state = '', summary = ''] = files
  const inputs = {
    IMAGE: image,
    CONTEXT: context,
    BUILDER: 'layers',
    'REGISTRY-USERNAME': ACCOUNT.username,
    'REGISTRY-PASSWORD': ACCOUNT.password,
  }
  const startedAt = performance.now()
  const child = spawn(process.execPath, [join(ROOT, 'dist/build-push-image/index.js')], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      RUNNER_TEMP: folder,
      GITHUB_OUTPUT: output,
      GITHUB_STATE: state,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_SHA: 'c'.repeat(40),
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name}`, value])),
    },
  })
  let log = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    log += text
  })
  await once(child, 'close')
  const [, reason = 'none'] = /^reason<<(?:.*)\n(.*)$/m.exec(readFileSync(output, 'utf8')) ?? []
  return { exitCode: child.exitCode, reason, milliseconds: performance.now() - startedAt, log }
}
