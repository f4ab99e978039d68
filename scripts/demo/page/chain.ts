import type { Section } from '@ml-actions/report'
import type { FoundAttestation } from '../attestations.ts'

const SHOWN = 19

/** What was attested, about what, signed by whom; each names the one before by digest. */
export function chainSection(found: readonly FoundAttestation[]): Section {
  return {
    kind: 'group',
    title: 'The chain of attestations',
    sections: [
      {
        kind: 'text',
        text: [
          'As they stand in the registry at the end. The files in ',
          { code: 'attestations/' },
          ' hold them whole.',
        ],
      },
      {
        kind: 'table',
        head: ['Statement', 'About', 'Refers to', 'Signed with', 'Attached to'],
        rows: found.map(({ statement, signature, attachedTo }) => [
          [{ code: statement.predicateType.split('/').slice(-2).join('/') }],
          statement.subject.map(({ name, digest }) => ({
            code: `${name.split('/').at(-1)?.split('@')[0]} ${short(digest.sha256)}`,
          })),
          referencesOf(statement.predicate)
            .slice(0, 8)
            .map((reference) => ({ code: `${reference} ` })),
          [{ strong: signature }],
          attachedTo.map((place) => ({
            code: `${place.split('@')[0]?.split('/').at(-1)} ${short(place.split('sha256:')[1] ?? '')} `,
          })),
        ]),
      },
    ],
  }
}

function short(hexadecimal: string): string {
  return hexadecimal.slice(0, SHOWN - 7)
}

/** Named digests anywhere in a predicate. */
function referencesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf)
  if (typeof value !== 'object' || value === null) return []
  const own =
    'digest' in value && 'name' in value && typeof value.digest === 'object' && value.digest !== null
      ? [`${String(value.name)} ${short(String(Object.values(value.digest)[0] ?? ''))}`]
      : []
  return [...own, ...Object.values(value).flatMap(referencesOf)]
}
