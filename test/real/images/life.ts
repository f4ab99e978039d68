/** One image over several runs, as its repository changes: what each run found, did, and left in the registry. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { generateKeyPair } from '@ml-actions/attestation'
import { openRepository, parseReference, pushModel, type RepositoryClient } from '@ml-actions/registry'
import { endpoints, stateOf } from '../../services/endpoints.ts'
import { writeModel } from '../../support/registry/content.ts'
import { ownDocker } from '../own-docker.ts'
import { checkout, pushDebianBase, type Ran, RUN } from './world.ts'

export interface Life {
  readonly images: RepositoryClient
  readonly publicKeyPem: string
  readonly bases: { readonly first: string; readonly second: string }
  readonly model: string
  readonly built: Ran
  readonly again: Ran
  /** What the registry wrote down of the second run, as `METHOD path`. */
  readonly againRequests: readonly string[]
  /** A file changed, and a machine that never built it. */
  readonly elsewhere: Ran
  /** With `mode: observe` after the base moved, and what the registry wrote down. */
  readonly observed: Ran
  readonly observedRequests: readonly string[]
  readonly moved: Ran
  readonly withModel: Ran
}

const dockerfile = (base: string): string => `ARG BASE=${base}
FROM \${BASE} AS app
RUN --network=none python3 -c "import secrets; print(secrets.token_hex())" >/stamp
COPY app.py /app/
USER 1000
`

export async function live(): Promise<Life> {
  const { open } = await endpoints('registry')
  const name = `${RUN}/life`
  const images = openRepository({ registry: open, name })
  const bases = openRepository({ registry: open, name: `${name}-base` })
  const base = await pushDebianBase(bases, '12', 'first')
  const keys = generateKeyPair()
  const place = await checkout()
  const inputs = {
    image: `${open}/${name}`,
    'policy-exceptions': 'base-digest',
    'cache-from': `${open}/${name}-cache:{branch}`,
    'cache-to': `${open}/${name}-cache:{branch}`,
    sign: 'key',
    'signing-key': keys.privateKeyPem,
  }
  const docker = await ownDocker({ features: { 'containerd-snapshotter': true } })
  try {
    const [, model] = await Promise.all([docker.start(), pushedModel(open, name, place.root)])
    await place.write({ Dockerfile: dockerfile(base), 'app.py': 'print(1)\n', '.dockerignore': 'model' })
    const built = await place.run('build-push-image', inputs)
    const { result: again, requests: againRequests } = await recorded(name, () => place.run('build-push-image', inputs))
    await place.write({ 'app.py': 'print(2)\n' })
    const elsewhere = await place.run('build-push-image', inputs, { env: docker.clientEnv })
    const first = await digestOf(base)
    await pushDebianBase(bases, '12', 'second')
    const { result: observed, requests: observedRequests } = await recorded(name, () =>
      place.run('build-push-image', { ...inputs, mode: 'observe' }),
    )
    const moved = await place.run('build-push-image', inputs)
    const withModel = await place.run('build-push-image', {
      ...inputs,
      model,
      'model-repository': `${open}/${name}-models`,
    })
    return {
      images,
      publicKeyPem: keys.publicKeyPem,
      bases: { first, second: await digestOf(base) },
      model,
      built,
      again,
      againRequests,
      elsewhere,
      observed,
      observedRequests,
      moved,
      withModel,
    }
  } finally {
    await docker.remove()
    await place.remove()
  }
}

async function pushedModel(registry: string, name: string, root: string): Promise<string> {
  const models = openRepository({ registry, name: `${name}-models` })
  return (await pushModel(models, await writeModel(join(root, 'model'), 200_000))).digest
}

async function digestOf(image: string): Promise<string> {
  const { repository, tag = '' } = parseReference(image)
  return (await openRepository(repository).resolve(tag))?.digest ?? ''
}

/** Does something, and reads in the registry's own log what it was asked for meanwhile. */
async function recorded<T>(
  repository: string,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly requests: readonly string[] }> {
  const log = join(stateOf('registry'), 'open.log')
  const { size } = await stat(log)
  const result = await work()
  const text = (await readFile(log)).subarray(size).toString()
  const requests = [...text.matchAll(/"([A-Z]+) (\/v2\/\S+) HTTP\/1\.1" \d+/g)]
    .map(([, method, path]) => `${method} ${path}`)
    .filter((request) => request.includes(` /v2/${repository}/`))
  return { result, requests }
}
