import type { Descriptor, Digest, RepositoryClient } from '@ml-actions/registry'
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

/** Signs a statement and attaches it to a manifest of the repository. The digest returned is that of the attaching manifest. */
export async function attach(
  _client: RepositoryClient,
  _subject: Digest,
  _statement: Statement,
  _signing: Signing,
): Promise<{ readonly digest: Digest }> {
  throw new TypeError('not built yet')
}

/** The attestations attached to a manifest, those of one predicate type where asked. Never more than 64. */
export async function list(
  _client: RepositoryClient,
  _subject: Digest,
  _predicateType?: string,
): Promise<StoredAttestation[]> {
  throw new TypeError('not built yet')
}

/** One attestation by the digest that `attach` returned. */
export async function fetchByDigest(_client: RepositoryClient, _digest: Digest): Promise<StoredAttestation> {
  throw new TypeError('not built yet')
}

/** Attaches the same envelope, byte for byte, to another manifest, possibly in another repository. */
export async function copyTo(
  _from: RepositoryClient,
  _to: RepositoryClient,
  _attestation: Digest | StoredAttestation,
  _subject: Digest,
): Promise<{ readonly digest: Digest }> {
  throw new TypeError('not built yet')
}
