import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Services, Verdict } from '@ml-actions/action'
import { parseUnschedulable } from '@ml-actions/kubernetes'
import { type Inline, type Report, renderSummary, type Section } from '@ml-actions/report'
import type { Reason } from './definition.ts'
import type { ObjectDiff } from './diff.ts'
import type { Story } from './story.ts'

/** How the run ended, for the head of the summary. */
export interface Ending {
  readonly verdict: Verdict
  readonly reason: Reason
  readonly message: string
}

const MAX_CHANGES = 200

/** The job summary as Markdown, everything foreign in it escaped. */
export function summarize(story: Story, ending: Ending): string {
  return renderSummary(reportOf(story, ending))
}

/** Writes the story as JSON beside the job's other temporary files; returns its path. */
export async function writeReport(story: Story, ending: Ending, services: Services): Promise<string> {
  const file = join(services.context.temp, `k8s-deploy-${story.workload ?? 'release'}-${services.clock.now()}.json`)
  const chain = story.verified?.kind === 'walked' ? story.verified.chain : undefined
  await writeFile(
    file,
    `${JSON.stringify({ schema: 1, ...ending, ...story, verified: undefined, chain, page: reportOf(story, ending) }, undefined, 2)}\n`,
  )
  return file
}

function reportOf(story: Story, ending: Ending): Report {
  return {
    title: `k8s-deploy: ${story.workload ?? 'release'} in ${story.namespace}`,
    sections: [
      {
        kind: 'verdict',
        badge: { tone: ending.verdict, text: ending.verdict },
        text: [{ code: ending.reason }, `: ${ending.message}`],
      },
      ...facts(story),
      ...doomed(story),
      ...violations(story),
      ...chain(story),
      ...differences(story.diffs),
    ],
  }
}

function facts(story: Story): Section[] {
  const rows: [string, readonly Inline[]][] = []
  const add = (label: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') rows.push([label, [{ code: value }]])
  }
  add('Image', story.release?.image)
  add('Model', story.release?.model)
  add('Revision', story.release?.revision)
  add('Track', story.track)
  add('Served before', story.before?.image)
  add('Its model', story.before?.model)
  if (story.returned !== undefined) rows.push(['Going back', [story.returned]])
  if (story.exceptions.length > 0) rows.push(['Policy exceptions', [story.exceptions.join(', ')]])
  if (story.unwalked.length > 0) {
    const images = story.unwalked.flatMap((image): Inline[] => [' ', { code: image }])
    rows.push(['Not walked', ['pinned, and no statement was asked for:', ...images]])
  }
  add('Statement', story.attestation)
  if (story.next !== undefined) rows.push(['Next', [story.next]])
  return rows.length === 0 ? [] : [{ kind: 'facts', rows }]
}

function doomed({ doom, logLines }: Story): Section[] {
  if (doom === undefined) return []
  const rows: [string, readonly Inline[]][] = [['Class', [{ strong: doom.class }]]]
  const add = (label: string, value: string | undefined): void => {
    if (value !== undefined) rows.push([label, [{ code: value }]])
  }
  add('Pod', doom.pod)
  add('Container', doom.container)
  add('Exit code', doom.exitCode?.toString())
  add('Reason', doom.reason)
  rows.push(['What to do', [doom.advice]])
  const scheduler = parseUnschedulable(doom.message.replace(/^.*?(?=\d+\/\d+ nodes are available)/s, ''))
  return [
    {
      kind: 'group',
      title: 'Why it failed',
      sections: [
        { kind: 'text', text: [doom.message] },
        { kind: 'facts', rows },
        ...(scheduler === undefined
          ? []
          : [
              {
                kind: 'table',
                head: ['Nodes', `Why none of ${scheduler.nodes} fits`],
                rows: scheduler.reasons.map((each) => [[String(each.nodes)], [each.reason]]),
                numeric: [0],
              } as const,
            ]),
        ...(logLines.length === 0 ? [] : [{ kind: 'log', lines: logLines } as const]),
      ],
    },
  ]
}

function violations(story: Story): Section[] {
  if (story.violations.length === 0) return []
  const rows = story.violations.map(({ object, field, rule, message }) => [
    [{ code: object }],
    [{ code: field }],
    [rule],
    [message],
  ])
  return [
    {
      kind: 'group',
      title: 'Policy',
      sections: [{ kind: 'table', head: ['Object', 'Field', 'Rule', 'Breach'], rows }],
    },
  ]
}

function chain(story: Story): Section[] {
  if (story.verified?.kind !== 'walked') return []
  const rows = story.verified.chain.steps.map((step) => [
    [step.what],
    [step.found ? 'found' : 'missing'],
    [step.signer ?? 'nobody'],
    [step.message],
  ])
  return [
    {
      kind: 'group',
      title: 'Chain of statements',
      sections: [{ kind: 'table', head: ['Step', 'Statement', 'Signed by', 'What it says'], rows }],
    },
  ]
}

function differences(diffs: readonly ObjectDiff[] | undefined): Section[] {
  if (diffs === undefined) return []
  const lines = diffs.flatMap((diff) => [
    `${MARK[diff.kind]} ${diff.object}${diff.kind === 'unchanged' ? ' (unchanged)' : ''}`,
    ...diff.changes.map(
      (change) => `    ${change.path}: ${change.before ?? '(absent)'} → ${change.after ?? '(absent)'}`,
    ),
  ])
  const cut =
    lines.length > MAX_CHANGES ? [...lines.slice(0, MAX_CHANGES), `… ${lines.length - MAX_CHANGES} more lines`] : lines
  return [
    {
      kind: 'details',
      title: `Differences (${diffs.filter((diff) => diff.kind !== 'unchanged').length} of ${diffs.length} objects)`,
      sections: [{ kind: 'log', lines: cut }],
    },
  ]
}

const MARK = { created: '+', changed: '~', unchanged: '=' } as const
