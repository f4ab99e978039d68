import { type Digest, hexOf } from '@ml-actions/registry'
import { type Envelope, isSignedBy, parseEnvelope } from './dsse.ts'
import { isOverride, isRecord } from './guards.ts'
import type { Override, Statement } from './statement.ts'
import { parseStatement } from './statement-parser.ts'
import type { StoredAttestation } from './stored.ts'
import { JsonError } from './strict-json.ts'
import type { Signer, TrustPolicy } from './trust-policy.ts'

/** Why a statement is not accepted, in words that stay the same over versions. */
export type RefusalReason =
  | 'no-statement'
  | 'unsigned'
  | 'undeclared-signer'
  | 'signer-not-allowed'
  | 'signer-expired'
  | 'bad-signature'
  | 'subject-mismatch'
  | 'wrong-predicate'
  | 'override-expired'
  | 'too-large'
  | 'duplicate'
  | 'malformed'

/** A statement that is accepted. `signer` is absent in the mode `recorded` for what nobody declared signed. */
export interface Accepted<P> {
  readonly ok: true
  readonly statement: Statement<P>
  readonly signer: string | undefined
  readonly override: Override | undefined
  readonly stored: StoredAttestation
  /** The manifest that attaches it. */
  readonly attestation: Digest
}

/** A statement that is not accepted, and why. */
export interface Refused {
  readonly ok: false
  readonly reason: RefusalReason
  readonly message: string
}

/** What is known of a statement after looking. */
export type Verification<P = unknown> = Accepted<P> | Refused

/** What a statement must be. */
export interface Expectation<P> {
  readonly policy: TrustPolicy
  /** The digest that must be a subject. */
  readonly subject: Digest
  readonly predicateType: string
  /** Whether the predicate is what its type says; `malformed` when not. */
  readonly guard: (predicate: unknown) => predicate is P
  readonly now: Date
  /** `validated` (the default): signed by a declared signer. `recorded`: unsigned is accepted, a broken signature is not. */
  readonly require?: 'validated' | 'recorded'
}

/** Judges one statement against an expectation. Never throws for what the registry holds. */
export function verify<P>(stored: StoredAttestation, expected: Expectation<P>): Verification<P> {
  if (stored.content.kind === 'unreadable') return refuse(stored.content.reason, stored.content.message)
  try {
    const envelope = parseEnvelope(stored.content.bytes)
    const signed = signerOf(envelope, expected)
    if ('ok' in signed) return signed
    return judge(parseStatement(envelope.payload), signed.signer, stored, expected)
  } catch (error) {
    if (error instanceof JsonError) return refuse(error.kind, `the attestation is not accepted: ${error.message}`)
    throw error
  }
}

function signerOf<P>(envelope: Envelope, expected: Expectation<P>): Refused | { signer: Signer | undefined } {
  const { signers } = expected.policy
  const recorded = expected.require === 'recorded'
  if (envelope.signatures.length === 0) {
    return recorded ? { signer: undefined } : refuse('unsigned', 'the statement is not signed')
  }
  let broken: Signer | undefined
  for (const signature of envelope.signatures) {
    // A name is only a hint; cosign leaves it empty, and then each key is tried.
    for (const signer of signers.filter(({ keyId }) => signature.keyid === keyId || signature.keyid === '')) {
      if (isSignedBy(envelope, signature, signer.publicKeyPem)) return { signer }
      if (signature.keyid !== '') broken = signer
    }
  }
  if (broken !== undefined) return refuse('bad-signature', `the signature is not ${broken.name}'s, whose key it names`)
  if (recorded) return { signer: undefined }
  const keys = envelope.signatures.map(({ keyid }) => keyid.slice(0, 16)).join(', ')
  return refuse(
    'undeclared-signer',
    `the statement is signed with a key that the trust policy does not declare (${keys})`,
  )
}

function judge<P>(
  statement: Statement,
  signer: Signer | undefined,
  stored: StoredAttestation,
  expected: Expectation<P>,
): Verification<P> {
  const { predicateType, predicate } = statement
  if (predicateType !== expected.predicateType) {
    return refuse(
      'wrong-predicate',
      `the statement is a ${predicateType.slice(0, 100)}, not a ${expected.predicateType}`,
    )
  }
  if (!statement.subject.some((subject) => subject.digest.sha256 === hexOf(expected.subject))) {
    return refuse('subject-mismatch', `the statement is about ${subjects(statement)}, not about ${expected.subject}`)
  }
  if (signer?.predicateTypes?.includes(predicateType) === false) {
    return refuse('signer-not-allowed', `${signer.name} may not make statements of type ${predicateType}`)
  }
  if (signer?.until !== undefined && Date.parse(signer.until) < expected.now.getTime()) {
    return refuse('signer-expired', `the key of ${signer.name} is accepted until ${signer.until} only`)
  }
  const override = overrideIn(predicate, expected.now)
  if (override !== undefined && 'ok' in override) return override
  if (!expected.guard(predicate)) return refuse('malformed', `the predicate is not a valid ${predicateType}`)
  return {
    ok: true,
    statement: { ...statement, predicate },
    signer: signer?.name,
    override,
    stored,
    attestation: stored.manifest.digest,
  }
}

function overrideIn(predicate: unknown, now: Date): Override | Refused | undefined {
  const override = isRecord(predicate) ? predicate['override'] : undefined
  if (override === undefined) return undefined
  if (!isOverride(override)) return refuse('malformed', 'the override lacks its reason, its author or its end')
  if (Date.parse(override.until) < now.getTime()) {
    return refuse('override-expired', `the override by ${override.by} ended on ${override.until}`)
  }
  return override
}

function subjects(statement: Statement): string {
  return statement.subject
    .slice(0, 3)
    .map((subject) => `sha256:${subject.digest.sha256}`)
    .join(', ')
}

function refuse(reason: RefusalReason, message: string): Refused {
  return { ok: false, reason, message }
}

// The more a refusal tells of an intent, the earlier it is named when several statements are refused.
const TELLING: readonly RefusalReason[] = [
  'bad-signature',
  'undeclared-signer',
  'signer-not-allowed',
  'signer-expired',
  'override-expired',
  'subject-mismatch',
  'unsigned',
  'duplicate',
  'too-large',
  'malformed',
  'wrong-predicate',
  'no-statement',
]

/** The statements that are accepted; when none is, the refusal that tells most, or `no-statement` when there was none. */
export function verifyAll<P>(
  stored: readonly StoredAttestation[],
  expected: Expectation<P>,
): { readonly accepted: readonly Accepted<P>[]; readonly refused: Refused } {
  const verifications = stored.map((attestation) => verify(attestation, expected))
  const refusals = verifications.filter((verification) => !verification.ok)
  const [first] = refusals.sort((one, other) => TELLING.indexOf(one.reason) - TELLING.indexOf(other.reason))
  return {
    accepted: verifications.filter((verification) => verification.ok),
    refused: first ?? refuse('no-statement', `nothing of type ${expected.predicateType} is attached`),
  }
}
