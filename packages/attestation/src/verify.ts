import type { Digest } from '@ml-actions/registry'
import type { Override, Statement } from './statement.ts'
import type { StoredAttestation } from './stored.ts'
import type { TrustPolicy } from './trust-policy.ts'

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

/** What is known of a statement after looking. `signer` is absent in the mode `recorded` for what nobody declared signed. */
export type Verification<P = unknown> =
  | {
      readonly ok: true
      readonly statement: Statement<P>
      readonly signer: string | undefined
      readonly override: Override | undefined
      readonly stored: StoredAttestation
    }
  | { readonly ok: false; readonly reason: RefusalReason; readonly message: string }

/** What a statement must be. */
export interface Expectation<P> {
  readonly policy: TrustPolicy
  /** The digest that must be a subject. */
  readonly subject: Digest
  readonly predicateType: string
  /** Whether the predicate is what its type says; `malformed` when not. */
  readonly guard: (predicate: unknown) => predicate is P
  readonly now: Date
  /** `validated`: signed by a declared signer. `recorded`: unsigned is accepted, a broken signature is not. */
  readonly require?: 'validated' | 'recorded'
}

/** Judges one statement against an expectation. Never throws for what the registry holds. */
export function verify<P>(_stored: StoredAttestation, _expected: Expectation<P>): Verification<P> {
  return { ok: false, reason: 'malformed', message: 'not built yet' }
}
