import type { ResolvedImage, RunSpec } from '../engine.ts'
import { EngineError } from '../errors.ts'
import { readImage } from './answers.ts'
import type { ContainerClient } from './client.ts'

/** Gigabytes over a slow line; the caller's signal ends it earlier. */
const PULL_TIMEOUT_MS = 2 * 3_600_000

/**
 * Pulls what is asked for and names it by digest, so that what runs is what is recorded, whatever becomes of the tag.
 * @throws EngineError `image-unavailable`.
 */
export async function resolveImage(
  client: ContainerClient,
  spec: RunSpec,
  signal?: AbortSignal,
): Promise<ResolvedImage> {
  const { image: reference, pull = 'missing' } = spec
  if (reference === undefined) throw new EngineError('image-unavailable', 'No image was given.')
  const present = pull === 'always' ? undefined : await inspectImage(client, reference, signal)
  if (present !== undefined) return present
  if (pull === 'never') {
    throw new EngineError('image-unavailable', `The image ${reference} is not on this machine, and \`pull: never\`.`)
  }
  const result = await client.call(['pull', '--quiet', reference], { timeoutMs: PULL_TIMEOUT_MS, signal })
  if (result.exitCode !== 0) {
    signal?.throwIfAborted()
    const cause = client.explain(result.stderr, null)
    if (cause.reason === 'engine-unavailable') throw cause
    throw new EngineError(
      'image-unavailable',
      `The image ${reference} can't be pulled: ${lastLines(result.stderr)}${adviceFor(client, reference)}`,
    )
  }
  const pulled = await inspectImage(client, reference, signal)
  if (pulled !== undefined) return pulled
  throw new EngineError('image-unavailable', `The image ${reference} was pulled and is not there.`)
}

/** Podman tries again by itself and says so each time. */
function lastLines(stderr: string): string {
  return stderr.trim().split('\n').slice(-3).join('\n')
}

function adviceFor({ dialect }: ContainerClient, reference: string): string {
  const [first = ''] = reference.split('/')
  return reference.includes('/') && /[.:]|^localhost$/.test(first) ? '' : dialect.imageAdvice
}

async function inspectImage(
  client: ContainerClient,
  reference: string,
  signal: AbortSignal | undefined,
): Promise<ResolvedImage | undefined> {
  const result = await client.call(['image', 'inspect', reference], { signal })
  if (result.exitCode !== 0) {
    if (/no such image|not found|image not known/i.test(result.stderr)) return undefined
    signal?.throwIfAborted()
    throw client.explain(result.stderr, result.exitCode)
  }
  const image = readImage(result.stdout)
  if (image === undefined) return undefined
  const asked = /@(sha256:[0-9a-f]{64})$/.exec(reference)?.[1]
  if (asked !== undefined) return { reference, identity: reference, digest: asked }
  const name = reference.replace(/:[^/:]*$/, '')
  const known =
    image.repoDigests.find((entry) => entry.startsWith(`${name}@`)) ??
    image.repoDigests.find((entry) => entry.split('@')[0]?.endsWith(`/${name}`)) ??
    image.repoDigests[0]
  const digest = known?.split('@')[1]
  return known === undefined || digest === undefined
    ? { reference, identity: image.id, digest: image.id }
    : { reference, identity: known, digest }
}
