/** The same build with a registry that keeps referrers itself. */
import { generateKeyPair } from '@ml-actions/attestation'
import { openRepository, type RepositoryClient } from '@ml-actions/registry'
import { startReferrersRegistry } from './referrers-registry.ts'
import { checkout, pushSmallBase, type Ran, RUN } from './world.ts'

export interface OnReferrers {
  readonly host: string
  readonly name: string
  readonly publicKeyPem: string
  readonly built: Ran
  readonly again: Ran
  /** Nothing changed but `refresh`. */
  readonly refreshed: Ran
  readonly images: RepositoryClient
  stop(): Promise<void>
}

export async function onReferrers(): Promise<OnReferrers> {
  const { host, stop } = await startReferrersRegistry()
  const name = `${RUN}/referrers`
  const keys = generateKeyPair()
  const place = await checkout()
  try {
    const base = await pushSmallBase(openRepository({ registry: host, name }))
    await place.write({
      // Layers that nobody has made before: Docker remembers, by host without port, in which repositories a layer lies, and
      // this registry takes an unknown one, from which it shall be mounted, for an error.
      Dockerfile: `ARG BASE\nFROM \${BASE}\nRUN --network=none : ${RUN}; head -c 20 /dev/urandom >/made\nCOPY app.py /app/\nUSER 1000\n`,
      'app.py': `print('${RUN}')\n`,
    })
    const inputs = {
      image: `${host}/${name}`,
      'build-args': `BASE=${base}`,
      sign: 'key',
      'signing-key': keys.privateKeyPem,
    }
    const built = await place.run('build-push-image', inputs)
    const again = await place.run('build-push-image', inputs)
    const refreshed = await place.run('build-push-image', { ...inputs, refresh: 'next week' })
    const images = openRepository({ registry: host, name })
    return { host, name, publicKeyPem: keys.publicKeyPem, built, again, refreshed, images, stop }
  } catch (error) {
    await stop()
    throw error
  } finally {
    await place.remove()
  }
}
