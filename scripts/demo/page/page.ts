import { rename, writeFile } from 'node:fs/promises'
import { type Report, renderHtml, type Section } from '@ml-actions/report'
import type { RunResult } from '@ml-actions/workflow-runner'
import type { FoundAttestation } from '../attestations.ts'
import type { ServingPod } from '../cluster.ts'
import type { Asked } from '../load.ts'
import type { DemoResult, ReleaseRecord } from '../result.ts'
import { actionReports } from './action-reports.ts'
import { chainSection } from './chain.ts'
import { type Part, partsSection } from './parts.ts'
import { releaseBadge, stepTable, verdictTable } from './steps.ts'
import { trafficSections } from './traffic.ts'

export interface PageContent {
  readonly result: DemoResult
  readonly runs: readonly { readonly name: string; readonly run: RunResult }[]
  readonly found: readonly FoundAttestation[]
  readonly asked: readonly Asked[]
  /** What runs in the end. */
  readonly pods: readonly ServingPod[]
  readonly vars: Readonly<Record<string, string>>
  readonly parts: readonly Part[]
}

/** Writes the page that a newcomer ends at. */
export async function writePage(file: string, content: PageContent): Promise<void> {
  await writeFile(`${file}.new`, await renderHtml(await pageReport(content)))
  await rename(`${file}.new`, file)
}

async function pageReport(content: PageContent): Promise<Report> {
  const { result, runs, found, asked, pods, vars, parts } = content
  const [first, second] = await Promise.all(
    result.releases.map((release, index) => releaseSections(release, runs[index]?.run)),
  )
  return {
    title: 'A model from a commit to a promoted release',
    sections: [
      headline(result),
      ...(second ?? []),
      { kind: 'group', title: 'What users saw', sections: trafficSections(asked, result.moments) },
      servingSection(pods),
      chainSection(found),
      ...(first ?? []),
      partsSection(parts, process.version),
      {
        kind: 'details',
        title: 'The variables of this machine (vars.json)',
        sections: [{ kind: 'facts', rows: Object.entries(vars).map(([name, value]) => [name, [{ code: value }]]) }],
      },
    ],
  }
}

/** What the gates said stands open, unless they had nothing to compare yet; the rest can be opened. */
async function releaseSections(release: ReleaseRecord, run: RunResult | undefined): Promise<readonly Section[]> {
  const reports = run === undefined ? [] : await actionReports(run)
  const open = release.name === 'first' ? [] : ['report-validate', 'report-canary']
  return [
    {
      kind: 'group',
      title: `The ${release.name} release (${release.revision.slice(0, 12)}, ${Math.round(release.seconds)} s)`,
      badge: releaseBadge(release),
      sections: [
        verdictTable(release),
        ...reports.map(
          ({ artifact, title, sections }): Section => ({
            kind: open.includes(artifact) ? 'group' : 'details',
            title,
            sections,
          }),
        ),
        { kind: 'details', title: 'Every job and step', sections: [stepTable(release)] },
      ],
    },
  ]
}

function headline({ conclusion, action, reason, decidedBy, scenario, releases }: DemoResult): Section {
  if (releases.length < 2) {
    const first = releases[0]?.conclusion === 'success' ? 'serves' : 'was stopped'
    return {
      kind: 'verdict',
      badge: { tone: conclusion, text: reason ?? conclusion },
      text: [`The first release ${first}; there was no second. Decided by `, { code: decidedBy ?? 'nothing' }, '.'],
    }
  }
  const what =
    conclusion === 'pass'
      ? 'The second release replaced the first, on evidence.'
      : 'The second release was stopped; the first one serves on.'
  return {
    kind: 'verdict',
    badge: { tone: conclusion, text: reason ?? conclusion },
    text: [
      what,
      ' Decided by ',
      { code: action ?? decidedBy ?? 'nothing' },
      '; the second release was: ',
      { strong: scenario },
      '.',
    ],
  }
}

/** The cluster's own word on what it runs. */
function servingSection(pods: readonly ServingPod[]): Section {
  return {
    kind: 'group',
    title: 'What serves in the end',
    sections: [
      {
        kind: 'table',
        head: ['Pod', 'Image, as the node says'],
        rows: pods.map(({ name, image }) => [[{ code: name }], [{ code: image }]]),
      },
    ],
  }
}
