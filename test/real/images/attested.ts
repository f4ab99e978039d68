/** Images on a base as the public ones are: an index with BuildKit's own provenance beside each image. */
import { join } from 'node:path'
import { openRepository, type RepositoryClient } from '@ml-actions/registry'
import { command } from '../../services/command.ts'
import { endpoints } from '../../services/endpoints.ts'
import { checkout, dockerClient, pushSmallBase, type Ran, RUN } from './world.ts'

export interface Attested {
  readonly host: string
  readonly baseName: string
  /** The digest of the base's index. */
  readonly base: string
  readonly runs: readonly { readonly ran: Ran; readonly images: RepositoryClient }[]
}

export async function attestedBases(): Promise<Attested> {
  const { open: host } = await endpoints('registry')
  const baseName = `${RUN}/attested-base`
  const bases = openRepository({ registry: host, name: baseName })
  const place = await checkout()
  try {
    const below = await pushSmallBase(bases)
    await place.write({
      'base/Dockerfile': `FROM ${below}\nENV MADE=by-buildkit\n`,
      Dockerfile: 'ARG BASE\nFROM ${BASE}\nCOPY app.py /app/\nUSER 1000\n',
      'app.py': 'print(1)\n',
    })
    const build = [
      'buildx',
      'build',
      '--provenance=mode=max',
      '--push',
      '--tag',
      `${host}/${baseName}:attested`,
    ] as const
    await command(['docker', ...build, join(place.root, 'base')], { env: await dockerClient() })
    const base = (await bases.resolve('attested'))?.digest ?? ''
    const runs = ['buildx', 'layers'].map(async (builder) => {
      const name = `${RUN}/attested-${builder}`
      const inputs = { image: `${host}/${name}`, 'build-args': `BASE=${host}/${baseName}@${base}`, builder }
      return {
        ran: await place.run('build-push-image', inputs),
        images: openRepository({ registry: host, name }),
      }
    })
    return { host, baseName, base, runs: await Promise.all(runs) }
  } finally {
    await place.remove()
  }
}
