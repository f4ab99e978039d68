import { generateKeyPair, type KeyPair, PredicateType } from '@ml-actions/attestation'
import { stringify } from 'yaml'

/** The template's environments. Each has a key of its own. */
export const ENVIRONMENTS = ['pull-request', 'training', 'validation', 'staging', 'production'] as const
export type EnvironmentName = (typeof ENVIRONMENTS)[number]
export type EnvironmentKeys = Readonly<Record<EnvironmentName, KeyPair>>

const RELEASES = [PredicateType.release, PredicateType.promotion]

/** What each environment's key is believed to sign; a pull request's nothing at all. */
const BELIEVED: Readonly<Record<EnvironmentName, readonly string[]>> = {
  'pull-request': [],
  training: [PredicateType.provenance],
  validation: [PredicateType.testResult],
  staging: RELEASES,
  production: RELEASES,
}

/** A new key for each environment. */
export function environmentKeys(): EnvironmentKeys {
  return {
    'pull-request': generateKeyPair(),
    training: generateKeyPair(),
    validation: generateKeyPair(),
    staging: generateKeyPair(),
    production: generateKeyPair(),
  }
}

/** The variable TRUSTED_KEYS, as the templates' README shows it. */
export function trustedKeys(keys: EnvironmentKeys): string {
  const signers = ENVIRONMENTS.filter((name) => BELIEVED[name].length > 0).map((name) => ({
    name,
    key: keys[name].publicKeyPem,
    predicateTypes: BELIEVED[name],
  }))
  return stringify({ signers })
}
