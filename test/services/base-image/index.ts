/**
 * A Debian image with Python, made from Debian's packages for machines that reach no public registry. The machine's own
 * certificate authorities go in, so that pip works inside builds and containers. The same packages give the same digest.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cached, contents } from '../cache.ts'
import { command, succeeds } from '../command.ts'
import { debianPackages } from '../debian.ts'
import { type Context, type Running, type Service, ServiceError } from '../service.ts'
import { writeImage } from './layout.ts'

const AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt'
const PACKAGES = ['python3', 'python3-venv', 'python3-pip', 'python-is-python3', 'ca-certificates']
const NAME = 'base/debian-python:12'
/** The time stamp of every file and of the image. */
const EPOCH = '1700000000'

const CUSTOMIZE = [
  `mkdir -p "$1/etc/ssl/certs" && cp -L ${AUTHORITIES} "$1${AUTHORITIES}"`,
  // As in the images that people build on: pip installs for everybody.
  'rm -f "$1"/usr/lib/python3*/EXTERNALLY-MANAGED',
  'rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/* "$1"/var/log/* "$1"/usr/share/doc/* "$1"/usr/share/locale/*',
]

export const baseImage: Service<'base-image'> = {
  name: 'base-image',
  about: "A Debian 12 with Python from Debian's packages (mmdebstrap), in Docker and in the open registry",
  after: ['docker', 'registry'],
  async install(context) {
    await debianPackages(context, ['mmdebstrap', 'ca-certificates'])
    await archive(context)
  },
  async version(context) {
    return (await readFile(join(await archive(context), 'debian_version'), 'utf8')).trim()
  },
  async up(context) {
    const { image, docker } = await names(context)
    const folder = await archive(context)
    const digest = await readFile(join(folder, 'digest'), 'utf8')
    // The engine keeps images by the digest of their manifest.
    const known = await command([...docker, 'image', 'inspect', '--format', '{{.Id}}', image]).catch(() => '')
    if (known.trim() !== digest) {
      await command([...docker, 'load', '--quiet', '--input', join(folder, 'image.tar')])
      await command([...docker, 'tag', 'ml-actions/base:12', image])
      await command([...docker, 'image', 'rm', 'ml-actions/base:12'])
    }
    await command([...docker, 'push', '--quiet', image])
    return { endpoints: { image, digest }, env: {} } satisfies Running<'base-image'>
  },
  async down() {
    // It goes with Docker and the registry.
  },
  async status(context) {
    const { image, docker } = await names(context)
    const there = await succeeds([...docker, 'image', 'inspect', image])
    return { running: there, detail: there ? image : `Docker has no ${image}` }
  },
}

async function names(
  context: Context,
): Promise<{ readonly image: string; readonly docker: readonly [string, ...string[]] }> {
  const [engine, registry] = await Promise.all([context.running('docker'), context.running('registry')])
  if (engine === undefined || registry === undefined) throw new ServiceError('Docker or the registry is down.')
  const { bin, socket, config } = engine.endpoints
  return {
    image: `${registry.endpoints.open}/${NAME}`,
    docker: [join(bin, 'docker'), '--host', `unix://${socket}`, '--config', config],
  }
}

async function archive(context: Context): Promise<string> {
  const key = await contents(import.meta.dirname, AUTHORITIES)
  return cached(context, 'base-image', key, async (folder) => {
    const tar = join(folder, 'rootfs.tar')
    const hooks = [...CUSTOMIZE, `cp "$1/etc/debian_version" ${folder}`].map((line) => `--customize-hook=${line}`)
    const include = `--include=${PACKAGES.join(',')}`
    await command(['mmdebstrap', '--quiet', '--variant=minbase', include, ...hooks, 'bookworm', tar], {
      env: { SOURCE_DATE_EPOCH: EPOCH, TMPDIR: folder },
      fix: 'The machine must reach its Debian mirror: see whether `apt-get update` works.',
    })
    await writeImage({ tar, folder, name: 'docker.io/ml-actions/base:12', created: new Date(Number(EPOCH) * 1000) })
  })
}
