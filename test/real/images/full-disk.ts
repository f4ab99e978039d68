/** Builds on disks that are too small: the engine's, where a command writes and where the image is packed, and the runner's. */
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRepository } from '@ml-actions/registry'
import { endpoints } from '../../services/endpoints.ts'
import { ownDocker } from '../own-docker.ts'
import { checkout, pushSmallBase, type Ran, RUN } from './world.ts'

export interface FullDisk {
  /** The disk of the engine was full when a command wrote, then when the image was packed. */
  readonly running: Ran
  readonly packing: Ran
  /** The tags in the registry after these two. */
  readonly tags: readonly string[]
  /** The disk is larger now. */
  readonly healed: Ran
}

const from = (bytes: number): string =>
  `ARG BASE\nFROM \${BASE}\nRUN --network=none head -c ${bytes} /dev/urandom >/stamp\nUSER 1000\n`

/** The engine's disk. */
export async function engineFull(): Promise<FullDisk> {
  const { open } = await endpoints('registry')
  const name = `${RUN}/full-disk`
  const images = openRepository({ registry: open, name })
  const place = await checkout()
  const base = await pushSmallBase(openRepository({ registry: open, name: `${name}-base` }))
  const inputs = { image: `${open}/${name}`, 'build-args': `BASE=${base}` }
  const disk = await mkdtemp('/var/tmp/full-docker-')
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk])
  const docker = await ownDocker({ features: { 'containerd-snapshotter': true }, 'data-root': disk })
  try {
    await docker.start()
    const build = (): Promise<Ran> => place.run('build-push-image', inputs, { env: docker.clientEnv })
    await place.write({ Dockerfile: from(80_000_000) })
    const running = await build()
    await place.write({ Dockerfile: from(35_000_000) })
    const packing = await build()
    const tags = await images.tags()
    execFileSync('mount', ['-o', 'remount,size=256m', disk])
    return { running, packing, tags, healed: await build() }
  } finally {
    await docker.remove()
    execFileSync('umount', ['--lazy', disk])
    await rm(disk, { recursive: true, force: true })
    await place.remove()
  }
}

/** The runner's disk, where `builder: layers` packs. */
export async function runnerFull(): Promise<{ readonly ran: Ran; readonly tags: readonly string[] }> {
  const { open } = await endpoints('registry')
  const name = `${RUN}/full-runner`
  const images = openRepository({ registry: open, name })
  const base = await pushSmallBase(openRepository({ registry: open, name: `${name}-base` }))
  const place = await checkout()
  const temp = await mkdtemp(join(tmpdir(), 'full-runner-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', temp])
  try {
    await place.write({ Dockerfile: 'ARG BASE\nFROM ${BASE}\nCOPY data /data\nUSER 1000\n' })
    execFileSync('sh', ['-c', 'head -c 4000000 /dev/urandom >data'], { cwd: place.root })
    const inputs = { image: `${open}/${name}`, 'build-args': `BASE=${base}`, builder: 'layers' }
    const ran = await place.run('build-push-image', inputs, { env: { RUNNER_TEMP: temp } })
    return { ran, tags: await images.tags() }
  } finally {
    execFileSync('umount', ['--lazy', temp])
    await rm(temp, { recursive: true, force: true })
    await place.remove()
  }
}
