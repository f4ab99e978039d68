import type { Statement, StoredAttestation } from '@ml-actions/attestation'

export type { Statement }

export const IN_TOTO_PAYLOAD = 'application/vnd.in-toto+json'

/** The payload and the raw signatures of a stored envelope; `undefined` when it is none. */
export function statementBytes({
  content,
}: StoredAttestation): { readonly payload: Uint8Array; readonly signatures: readonly Uint8Array[] } | undefined {
  if (content.kind !== 'envelope') return undefined
  const envelope: unknown = JSON.parse(Buffer.from(content.bytes).toString('utf8'))
  if (typeof envelope !== 'object' || envelope === null || !('payload' in envelope) || !('signatures' in envelope))
    return undefined
  const signatures = Array.isArray(envelope.signatures) ? envelope.signatures : []
  return {
    payload: Buffer.from(String(envelope.payload), 'base64'),
    signatures: signatures.map((each: unknown) => Buffer.from(signatureOf(each), 'base64')),
  }
}

export function isStatement(value: unknown): value is Statement {
  return (
    typeof value === 'object' &&
    value !== null &&
    'subject' in value &&
    'predicateType' in value &&
    'predicate' in value
  )
}

function signatureOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'sig' in value ? String(value.sig) : ''
}
