import type { Statement, StoredAttestation } from '@ml-actions/attestation'

export const IN_TOTO_PAYLOAD = 'application/vnd.in-toto+json'

/** A statement with the bytes that were signed and the raw signatures over them. */
export interface ReadEnvelope {
  readonly statement: Statement
  readonly payload: Uint8Array
  readonly signatures: readonly Uint8Array[]
}

/** What a stored envelope says; `undefined` when it is none, or holds no statement. */
export function readEnvelope({ content }: StoredAttestation): ReadEnvelope | undefined {
  if (content.kind !== 'envelope') return undefined
  const envelope: unknown = JSON.parse(Buffer.from(content.bytes).toString('utf8'))
  if (typeof envelope !== 'object' || envelope === null || !('payload' in envelope) || !('signatures' in envelope))
    return undefined
  const signatures = Array.isArray(envelope.signatures) ? envelope.signatures : []
  const payload = Buffer.from(String(envelope.payload), 'base64')
  const statement: unknown = JSON.parse(payload.toString('utf8'))
  if (!isStatement(statement)) return undefined
  return {
    statement,
    payload,
    signatures: signatures.map((each: unknown) => Buffer.from(signatureOf(each), 'base64')),
  }
}

function isStatement(value: unknown): value is Statement {
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
