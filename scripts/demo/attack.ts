import { attach, generateKeyPair, list, PredicateType } from '@ml-actions/attestation'
import { openRepository, parseDigest, parseRepository } from '@ml-actions/registry'
import { readEnvelope } from './envelope.ts'
import type { Stack } from './stack.ts'

/**
 * What an attacker with push rights to the registry does between build and deployment: takes the verdict away from the
 * image and its model, and for `forged` puts one of the same words in its place, signed with a key of his own.
 */
export async function attack(
  kind: 'unvalidated' | 'forged',
  stack: Stack,
  target: { readonly repositories: readonly string[]; readonly image: string; readonly model: string },
): Promise<void> {
  const credentials = { username: stack.registry.username, password: stack.registry.password }
  const { privateKeyPem } = generateKeyPair()
  for (const name of target.repositories) {
    const client = openRepository(parseRepository(name), { credentials })
    for (const subject of [parseDigest(target.image), parseDigest(target.model)]) {
      for (const stored of await list(client, subject, PredicateType.testResult)) {
        const envelope = readEnvelope(stored)
        if (envelope === undefined) throw new Error('what is attached is no statement')
        await client.deleteManifest(stored.manifest.digest)
        if (kind === 'forged') await attach(client, subject, envelope.statement, { kind: 'key', privateKeyPem })
      }
    }
  }
}
