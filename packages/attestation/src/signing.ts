import { signingKeyProblem } from './keys.ts'

/** How statements are signed: not at all (mode `recorded`), or by an ECDSA P-256 private key (PEM, PKCS 8 or SEC 1). */
export type Signing = { readonly kind: 'none' } | { readonly kind: 'key'; readonly privateKeyPem: string }

/** The inputs by which every action is told how to sign. */
export interface SigningInputs {
  readonly sign: 'key' | 'none'
  readonly 'signing-key': string | undefined
}

/** How the inputs say to sign. That `sign: key` has a key is for the action's own check of its inputs. */
export function signingOf({ sign, 'signing-key': privateKeyPem }: SigningInputs): Signing {
  return sign === 'key' && privateKeyPem !== undefined ? { kind: 'key', privateKeyPem } : { kind: 'none' }
}

/** Why the key given can't sign; `undefined` when it can, or none is asked for. To be asked before anything starts. */
export function signingProblem({ sign, 'signing-key': key }: SigningInputs): string | undefined {
  const problem = sign === 'key' && key !== undefined ? signingKeyProblem(key) : undefined
  return problem === undefined ? undefined : `\`signing-key\` can't be used: ${problem}.`
}
