import type { Override } from './statement.ts'

/** Who may sign, and (where said) what. */
export interface Signer {
  readonly name: string
  readonly publicKeyPem: string
  /** Hexadecimal sha256 of the key's DER form (SPKI), by which cosign names keys too. */
  readonly keyId: string
  /** Predicate types this signer may make; absent: all. */
  readonly predicateTypes?: readonly string[]
  /** The key is not accepted after this time (ISO 8601). */
  readonly until?: string
}

/** An image that may run although its chain would be refused, for the reasons named. */
export interface PolicyOverride extends Override {
  readonly image: string
  readonly accepts: readonly string[]
}

/** Whose statements count. */
export interface TrustPolicy {
  readonly signers: readonly Signer[]
  readonly overrides: readonly PolicyOverride[]
}

/**
 * A trust policy from what a user gives: PEM public keys one after the other (a line `# name` before a key names it), or YAML
 * or JSON: `signers: [{ name, key, predicateTypes?, until? }]`, `overrides: [{ image, accepts, reason, by, until }]`.
 * Throws `TypeError` that names what is wrong and where.
 */
export async function parseTrustPolicy(_text: string): Promise<TrustPolicy> {
  throw new TypeError('not built yet')
}
