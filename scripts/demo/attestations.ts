import { verify } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { list, preAuthenticationEncoding, type Statement, type StoredAttestation } from '@ml-actions/attestation'
import { type Digest, openRepository, parseDigest, parseRepository } from '@ml-actions/registry'
import { IN_TOTO_PAYLOAD, readEnvelope } from './envelope.ts'
import { ENVIRONMENTS, type EnvironmentKeys } from './keys.ts'
import type { Stack } from './stack.ts'

/** A statement as it was found in the registry, with which of this run's keys signed it. */
export interface FoundAttestation {
  readonly attestation: Digest
  readonly attachedTo: readonly string[]
  readonly statement: Statement
  /** `unsigned`, `undeclared key`, or the environment whose key it is. */
  readonly signature: string
}

/** Every statement attached to one of the digests, in each repository, each once. */
export async function collectAttestations(
  stack: Stack,
  repositories: readonly string[],
  subjects: readonly string[],
  keys: EnvironmentKeys,
): Promise<readonly FoundAttestation[]> {
  const credentials = { username: stack.registry.username, password: stack.registry.password }
  const found = new Map<string, FoundAttestation>()
  for (const name of repositories) {
    const client = openRepository(parseRepository(name), { credentials })
    for (const subject of new Set(subjects)) {
      for (const stored of await list(client, parseDigest(subject))) {
        const read = readAttestation(stored, keys)
        if (read === undefined) continue
        // A copy on the image is the same envelope under another manifest.
        const key = JSON.stringify([read.statement, read.signature])
        const place = `${name}@${subject}`
        const before = found.get(key)
        found.set(
          key,
          before === undefined
            ? { ...read, attachedTo: [place] }
            : { ...before, attachedTo: [...before.attachedTo, place] },
        )
      }
    }
  }
  return [...found.values()]
}

/** One file per statement: what was found, where, and what it says. */
export async function writeAttestations(directory: string, found: readonly FoundAttestation[]): Promise<void> {
  await mkdir(directory, { recursive: true })
  for (const [index, each] of found.entries()) {
    const type = each.statement.predicateType
      .split('/')
      .slice(-2)
      .join('-')
      .replaceAll(/[^\w.-]/g, '-')
    await writeFile(
      join(directory, `${String(index + 1).padStart(2, '0')}-${type}.json`),
      `${JSON.stringify(each, null, 2)}\n`,
    )
  }
}

function readAttestation(
  stored: StoredAttestation,
  keys: EnvironmentKeys,
): Omit<FoundAttestation, 'attachedTo'> | undefined {
  const envelope = readEnvelope(stored)
  if (envelope === undefined) return undefined
  const encoded = preAuthenticationEncoding(IN_TOTO_PAYLOAD, envelope.payload)
  const environment = ENVIRONMENTS.find((name) =>
    envelope.signatures.some((each) => verify('sha256', encoded, keys[name].publicKeyPem, each)),
  )
  const signature = envelope.signatures.length === 0 ? 'unsigned' : (environment ?? 'undeclared key')
  return { attestation: stored.manifest.digest, statement: envelope.statement, signature }
}
