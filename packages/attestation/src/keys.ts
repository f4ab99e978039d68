import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** A pair of keys, PEM, and the name that both go by. */
export interface KeyPair {
  readonly privateKeyPem: string
  readonly publicKeyPem: string
  readonly keyId: string
}

/** A new ECDSA P-256 key pair, PEM: PKCS 8 and SPKI. */
export function generateKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return { privateKeyPem: privateKey, publicKeyPem: publicKey, keyId: keyIdOf(publicKey) }
}

/** The public half of a private key, PEM in SPKI. Throws for what is no key. */
export function publicKeyOf(privateKeyPem: string): string {
  return createPublicKey(privateKeyPem).export({ type: 'spki', format: 'pem' }).toString()
}

/** The name of a key: hexadecimal sha256 of its public half's DER form. A private key has the id of its public half. */
export function keyIdOf(keyPem: string): string {
  const der = createPublicKey(keyPem).export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(der).digest('hex')
}

/**
 * Why a text can't be used to sign, or `undefined` when it can; the text itself is never repeated. For checking the input
 * `signing-key` before anything else starts.
 */
export function signingKeyProblem(pem: string): string | undefined {
  if (/BEGIN ENCRYPTED/.test(pem)) return 'it is encrypted; store the decrypted PKCS 8 form as the secret'
  try {
    assertP256(createPrivateKey(pem))
    return undefined
  } catch (error) {
    return error instanceof TypeError && error.message.includes('P-256') ? error.message : 'it is no private key in PEM'
  }
}

/** Throws `TypeError` for a key that is not on the curve P-256. */
export function assertP256(key: KeyObject): void {
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new TypeError(`a key of type ${key.asymmetricKeyType ?? 'unknown'} is not an ECDSA P-256 key`)
  }
}
