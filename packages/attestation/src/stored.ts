import {
  type Descriptor,
  type Digest,
  isIndex,
  isRegistryError,
  MediaType,
  RegistryError,
  type RepositoryClient,
  sha256,
} from '@ml-actions/registry'
import { seal } from './dsse.ts'
import type { Signing } from './signing.ts'
import type { Statement } from './statement.ts'

/** An attestation as the registry holds it: read in bounds, not believed. */
export interface StoredAttestation {
  /** The manifest that attaches it; its digest is the `attestation` output of an action. */
  readonly manifest: Descriptor
  /** What it is attached to. */
  readonly attachedTo: Digest
  /** What the manifest's annotation says; only a hint. */
  readonly predicateType: string | undefined
  readonly content: StoredContent
}

/** The envelope's bytes, or why there are none. */
export type StoredContent =
  | { readonly kind: 'envelope'; readonly bytes: Uint8Array }
  | { readonly kind: 'unreadable'; readonly reason: 'too-large' | 'malformed'; readonly message: string }

/** The type of attached envelopes, of the artifact and of its one layer, as cosign has it. */
const DSSE_TYPE = 'application/vnd.dsse.envelope.v1+json'

/** The annotation that tells predicate types apart before anything is fetched. */
const PREDICATE_TYPE = 'in-toto.io/predicate-type'

/** GitHub's bound for one attestation; ours are a few KB. */
const MAX_ENVELOPE_BYTES = 16 * 1024 * 1024

const MAX_ATTESTATIONS = 64
const EMPTY = Buffer.from('{}')

/**
 * Signs a statement and attaches it to a manifest of the repository. The digest returned is that of the attaching manifest.
 * What it is attached to need not be a subject: an evaluation's statement speaks of predictions and hangs on the model.
 */
export async function attach(
  client: RepositoryClient,
  to: Digest,
  statement: Statement,
  signing: Signing,
): Promise<{ readonly digest: Digest }> {
  const envelope = seal(Buffer.from(JSON.stringify(statement)), signing)
  return attachEnvelope(client, to, envelope, statement.predicateType)
}

async function attachEnvelope(
  client: RepositoryClient,
  to: Digest,
  envelope: Uint8Array,
  predicateType: string | undefined,
): Promise<{ digest: Digest }> {
  if (envelope.length > MAX_ENVELOPE_BYTES) {
    throw new RegistryError(
      'too-large',
      `a statement of ${envelope.length} bytes is not attached; ${MAX_ENVELOPE_BYTES} are allowed`,
    )
  }
  const subject = await client.resolve(to)
  if (subject === undefined)
    throw new RegistryError('not-found', `${to} is not in the repository, so nothing can be attached to it`)
  const [layer, config] = await Promise.all([client.putBlob(envelope), client.putBlob(EMPTY)])
  const manifest = {
    schemaVersion: 2,
    mediaType: MediaType.ociManifest,
    artifactType: DSSE_TYPE,
    config: { mediaType: MediaType.empty, ...config, data: EMPTY.toString('base64') },
    layers: [{ mediaType: DSSE_TYPE, ...layer }],
    subject,
    ...(predicateType === undefined ? {} : { annotations: { [PREDICATE_TYPE]: predicateType } }),
  }
  const { digest } = await client.putManifest(manifest, MediaType.ociManifest)
  return { digest }
}

/**
 * The attestations attached to a manifest, those of one predicate type where asked (and those that don't say theirs). Throws
 * `too-large` beyond 64: somebody could be hiding the true one in a crowd.
 */
export async function list(
  client: RepositoryClient,
  subject: Digest,
  predicateType?: string,
): Promise<StoredAttestation[]> {
  const wanted = (await client.referrers(subject, DSSE_TYPE)).filter((referrer) => {
    const hint = referrer.annotations?.[PREDICATE_TYPE]
    return predicateType === undefined || hint === undefined || hint === predicateType
  })
  if (wanted.length > MAX_ATTESTATIONS) {
    throw new RegistryError(
      'too-large',
      `${subject} has ${wanted.length} attestations; ${MAX_ATTESTATIONS} are looked at`,
    )
  }
  const found = await Promise.all(wanted.map((referrer) => ifThere(() => read(client, referrer.digest, subject))))
  return found.filter((stored) => stored !== undefined)
}

/** One attestation by the digest that `attach` returned. Throws `not-found` when it is gone. */
export async function fetchByDigest(client: RepositoryClient, digest: Digest): Promise<StoredAttestation> {
  return read(client, digest, undefined)
}

/** Attaches the same envelope, byte for byte, to another manifest, possibly in another repository. */
export async function copyTo(
  from: RepositoryClient,
  to: RepositoryClient,
  attestation: Digest | StoredAttestation,
  subject: Digest,
): Promise<{ readonly digest: Digest }> {
  const stored = typeof attestation === 'string' ? await fetchByDigest(from, attestation) : attestation
  if (stored.content.kind === 'unreadable') throw new RegistryError('invalid-response', stored.content.message)
  return attachEnvelope(to, subject, stored.content.bytes, stored.predicateType)
}

async function read(
  client: RepositoryClient,
  digest: Digest,
  expectedSubject: Digest | undefined,
): Promise<StoredAttestation> {
  const { manifest, descriptor } = await client.getManifest(digest)
  const attachedTo = manifest.subject?.digest
  if (attachedTo === undefined || isIndex(manifest) || manifest.artifactType !== DSSE_TYPE) {
    throw new RegistryError('invalid-response', `${digest} is not an attached attestation`)
  }
  const stored = { manifest: descriptor, attachedTo, predicateType: manifest.annotations?.[PREDICATE_TYPE] }
  const unreadable = (reason: 'too-large' | 'malformed', message: string): StoredAttestation => ({
    ...stored,
    content: { kind: 'unreadable', reason, message },
  })
  if (expectedSubject !== undefined && attachedTo !== expectedSubject) {
    return unreadable('malformed', `${digest} is listed with ${expectedSubject} and is attached to ${attachedTo}`)
  }
  const [layer, ...more] = manifest.layers
  if (layer === undefined || more.length > 0 || layer.mediaType !== DSSE_TYPE) {
    return unreadable('malformed', `${digest} does not hold one envelope`)
  }
  if (layer.size > MAX_ENVELOPE_BYTES) return unreadable('too-large', `${digest} holds ${layer.size} bytes`)
  try {
    const bytes = await client.getBlob(layer.digest, { maxBytes: MAX_ENVELOPE_BYTES })
    return { ...stored, content: { kind: 'envelope', bytes } }
  } catch (error) {
    if (isRegistryError(error, 'too-large')) return unreadable('too-large', error.message)
    throw error
  }
}

/** The digest of an envelope's bytes: the same wherever it is attached. */
export function envelopeDigest(stored: StoredAttestation): Digest | undefined {
  return stored.content.kind === 'envelope' ? sha256(stored.content.bytes) : undefined
}

async function ifThere<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    // A list may name what was removed a moment ago; what is gone proves nothing.
    if (isRegistryError(error, 'not-found')) return undefined
    throw error
  }
}
