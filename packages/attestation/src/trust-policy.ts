import { createPublicKey } from 'node:crypto'
import { isListOf, isOptional, isOverride, isRecord, isText, isTime } from './guards.ts'
import { assertP256, keyIdOf } from './keys.ts'
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

/** Verdicts that a person may set aside for one image. A missing or forged statement is no verdict. */
const OVERRIDABLE = [
  'failed-not-passed',
  'warned-not-passed',
  'policy-mismatch',
  'dataset-mismatch',
  'champion-mismatch',
  'champion-unknown',
] as const

/** An image (by digest) that may run although its chain would be refused, for the reasons named. */
export interface PolicyOverride extends Override {
  readonly image: string
  readonly accepts: readonly (typeof OVERRIDABLE)[number][]
}

/** Whose statements count. */
export interface TrustPolicy {
  readonly signers: readonly Signer[]
  readonly overrides: readonly PolicyOverride[]
}

const MAX_CHARACTERS = 1024 * 1024

/**
 * A trust policy from what a user gives: PEM public keys one after the other (a line `# name` before a key names it), or YAML
 * or JSON: `signers: [{ name, key, predicateTypes?, until? }]`, `overrides: [{ image, accepts, reason, by, until }]`. Nothing
 * at all trusts nobody. Throws `TypeError` that says what is wrong and where.
 */
export async function parseTrustPolicy(text: string): Promise<TrustPolicy> {
  if (text.length > MAX_CHARACTERS) throw new TypeError('the trust policy is larger than 1 MiB')
  const policy = looksLikePem(text) ? { signers: fromPem(text), overrides: [] } : await fromYaml(text)
  for (const what of ['name', 'keyId'] as const) {
    const values = policy.signers.map((signer) => signer[what])
    const twice = values.find((value, index) => values.indexOf(value) !== index)
    if (twice !== undefined) throw new TypeError(`two signers have the same ${what}, ${twice}`)
  }
  return policy
}

function looksLikePem(text: string): boolean {
  const first = text.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#'))
  return first === undefined || first.startsWith('-----BEGIN')
}

function fromPem(text: string): Signer[] {
  const blocks = [...text.matchAll(/(?:^# *(.+?) *\r?\n)?(-----BEGIN [A-Z ]+-----[\s\S]*?-----END [A-Z ]+-----)/gm)]
  return blocks.map(([, name, key = ''], index) => signerOf({ key, name: name ?? `key ${index + 1}` }, index))
}

async function fromYaml(text: string): Promise<TrustPolicy> {
  const { parse } = await import('yaml')
  let value: unknown
  try {
    value = parse(text) ?? {}
  } catch (error) {
    throw new TypeError(`the trust policy is no YAML: ${isRecord(error) ? String(error['code']) : 'unreadable'}`)
  }
  if (!isRecord(value)) throw new TypeError('the trust policy is neither PEM keys nor an object with `signers`')
  const unknown = Object.keys(value).find((key) => key !== 'signers' && key !== 'overrides')
  if (unknown !== undefined)
    throw new TypeError(`the trust policy has no part named ${JSON.stringify(unknown.slice(0, 50))}`)
  return {
    signers: listIn(value, 'signers').map(signerOf),
    overrides: listIn(value, 'overrides').map(overrideOf),
  }
}

function listIn(value: Record<string, unknown>, key: string): unknown[] {
  const list: unknown = value[key] ?? []
  if (Array.isArray(list)) return list
  throw new TypeError(`\`${key}\` of the trust policy is not a list`)
}

function signerOf(value: unknown, index: number): Signer {
  const where = `signer ${index + 1} of the trust policy`
  if (!isRecord(value)) throw new TypeError(`${where} has no \`name\` and \`key\``)
  const { name, key, predicateTypes, until }: Record<string, unknown> = value
  if (!isText(name) || !isText(key)) throw new TypeError(`${where} has no \`name\` and \`key\``)
  if (!isOptional(predicateTypes, isTexts)) throw new TypeError(`${where}: \`predicateTypes\` is not a list of texts`)
  if (!isOptional(until, isTime)) throw new TypeError(`${where}: \`until\` is not a time such as 2030-01-31T00:00:00Z`)
  return {
    name,
    ...publicKey(key, `${where} (${name})`),
    ...(predicateTypes === undefined ? {} : { predicateTypes }),
    ...(until === undefined ? {} : { until }),
  }
}

function isTexts(value: unknown): value is string[] {
  return isListOf(value, isText)
}

function publicKey(pem: string, where: string): { publicKeyPem: string; keyId: string } {
  // Node makes a public key of a private one, which then would stand in a file that everybody reads.
  if (!pem.includes('-----BEGIN PUBLIC KEY-----')) throw new TypeError(`${where}: the key is not a public key in PEM`)
  try {
    assertP256(createPublicKey(pem))
  } catch {
    throw new TypeError(`${where}: the key is not an ECDSA P-256 public key`)
  }
  return { publicKeyPem: pem, keyId: keyIdOf(pem) }
}

function overrideOf(value: unknown, index: number): PolicyOverride {
  const where = `override ${index + 1} of the trust policy`
  if (!isOverride(value)) throw new TypeError(`${where} lacks its \`reason\`, its author \`by\` or its end \`until\``)
  const { reason, by, until } = value
  const { image, accepts }: Record<string, unknown> = { ...value }
  if (!isText(image) || !/^sha256:[0-9a-f]{64}$/.test(image)) throw new TypeError(`${where}: \`image\` is not a digest`)
  if (!isAcceptance(accepts)) throw new TypeError(`${where}: \`accepts\` is not a list of ${OVERRIDABLE.join(', ')}`)
  return { image, accepts, reason, by, until }
}

function isAcceptance(value: unknown): value is (typeof OVERRIDABLE)[number][] {
  return isListOf(value, isOverridable) && value.length > 0
}

function isOverridable(value: unknown): value is (typeof OVERRIDABLE)[number] {
  return OVERRIDABLE.some((reason) => reason === value)
}
