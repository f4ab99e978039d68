import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto'

/** A new ECDSA P-256 key pair, PEM: PKCS 8 and SPKI. */
export function generateKeyPair(): {
  readonly privateKeyPem: string
  readonly publicKeyPem: string
  readonly keyId: string
} {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return { privateKeyPem: privateKey, publicKeyPem: publicKey, keyId: keyIdOf(publicKey) }
}

/** The name of a key: hexadecimal sha256 of its public half's DER form. A private key has the id of its public half. */
export function keyIdOf(keyPem: string): string {
  const der = createPublicKey(keyPem).export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(der).digest('hex')
}
