import type { Inline, Section } from '@ml-actions/report'

/** A part of the pipeline: what it was here, and what is therefore not proven. */
export interface Part {
  readonly name: string
  readonly here: readonly Inline[]
  readonly unproven: string
}

/** What every form of the demo has in common. */
const EVERYWHERE: readonly Part[] = [
  {
    name: 'Workflow',
    here: ['The template as users copy it, run by ', { code: 'ml-actions run' }],
    unproven: 'GitHub’s own scheduling, tokens, environments’ protection rules',
  },
  {
    name: 'Users',
    here: ['A load client that asks as users come, with held-out images'],
    unproven: 'Real traffic: bursts, slow clients, other regions',
  },
  {
    name: 'GPU',
    here: ['None: the job asks for none and says so'],
    unproven: 'Discovery, health and leases on real devices',
  },
  { name: 'Signatures', here: ['Real ECDSA keys of this run'], unproven: 'GitHub’s identity (Sigstore)' },
]

/** What was real here, what stood in for it, and what is therefore not proven. */
export function partsSection(parts: readonly Part[], node: string): Section {
  const actions: Part = {
    name: 'Actions',
    here: ['Real: the committed bundles, each a process under Node ', { code: node }],
    unproven: 'Nothing',
  }
  return {
    kind: 'group',
    title: 'What was real, what stood in',
    sections: [
      {
        kind: 'table',
        head: ['Part', 'Here', 'What that does not prove'],
        rows: [actions, ...parts, ...EVERYWHERE].map(({ name, here, unproven }) => [[name], here, [unproven]]),
      },
    ],
  }
}
