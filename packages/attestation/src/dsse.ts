import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { isExactRecord } from './guards.ts'
import { assertP256, keyIdOf } from './keys.ts'
import type { Signing } from './signing.ts'
import { JsonError, parseStrictJson } from './strict-json.ts'

/** The payload type of in-toto statements. */
const IN_TOTO = 'application/vnd.in-toto+json'

/** One signature over an envelope's payload, and the key's name. */
export interface Signature {
  readonly keyid: string
  readonly sig: Uint8Array
}

/** An envelope taken apart; nothing in it was verified. */
export interface Envelope {
  readonly payload: Uint8Array
  readonly signatures: readonly Signature[]
}

const MAX_SIGNATURES = 8

/**
 * What is signed: DSSE's pre-authentication encoding (github.com/secure-systems-lab/dsse, protocol.md), so that a signature
 * over one type of payload can't be taken for one over another.
 */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType)
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} `), type, Buffer.from(` ${payload.length} `), payload])
}

/** An envelope's bytes around a payload, signed as asked. Throws `TypeError` for a key that is not ECDSA P-256. */
export function seal(payload: Uint8Array, signing: Signing): Buffer {
  const signatures =
    signing.kind === 'none'
      ? []
      : [
          {
            keyid: keyIdOf(signing.privateKeyPem),
            sig: sign(
              'sha256',
              preAuthenticationEncoding(IN_TOTO, payload),
              privateKey(signing.privateKeyPem),
            ).toString('base64'),
          },
        ]
  return Buffer.from(
    JSON.stringify({ payloadType: IN_TOTO, payload: Buffer.from(payload).toString('base64'), signatures }),
  )
}

function privateKey(pem: string): KeyObject {
  const key = createPrivateKey(pem)
  assertP256(key)
  return key
}

/**
 * An envelope from its bytes. Fields that DSSE does not know, base64 that has two spellings, and one key's signature twice are
 * refused: there is one way to write an envelope. Throws `JsonError`.
 */
export function parseEnvelope(bytes: Uint8Array): Envelope {
  const value = parseStrictJson(bytes)
  if (!isExactRecord(value, ['payloadType', 'payload', 'signatures'])) throw malformed('it is no DSSE envelope')
  if (value['payloadType'] !== IN_TOTO) throw malformed(`its payload is not ${IN_TOTO}`)
  const { payload, signatures } = value
  if (!Array.isArray(signatures) || signatures.length > MAX_SIGNATURES) throw malformed('it has no list of signatures')
  const parsed = signatures.map(parseSignature)
  if (new Set(parsed.map((signature) => signature.keyid)).size < parsed.length) {
    throw new JsonError('duplicate', 'it holds two signatures of one key')
  }
  return { payload: fromBase64(payload), signatures: parsed }
}

function parseSignature(value: unknown): Signature {
  if (!isExactRecord(value, ['keyid', 'sig']) || typeof value['keyid'] !== 'string')
    throw malformed('a signature is none')
  return { keyid: value['keyid'], sig: fromBase64(value['sig']) }
}

function fromBase64(text: unknown): Buffer {
  if (typeof text === 'string') {
    const bytes = Buffer.from(text, 'base64')
    if (bytes.toString('base64') === text) return bytes
  }
  throw malformed('it holds something that is not base64')
}

function malformed(message: string): JsonError {
  return new JsonError('malformed', message)
}

/** Whether a signature over an envelope's payload was made with the private half of a public key (PEM). */
export function isSignedBy(envelope: Envelope, signature: Signature, publicKeyPem: string): boolean {
  try {
    return verify(
      'sha256',
      preAuthenticationEncoding(IN_TOTO, envelope.payload),
      createPublicKey(publicKeyPem),
      signature.sig,
    )
  } catch {
    // OpenSSL throws for some signatures that are not even well formed.
    return false
  }
}
