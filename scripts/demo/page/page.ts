import { rename, writeFile } from 'node:fs/promises'
import { type Report, renderHtml, type Section } from '@ml-actions/report'
import type { RunResult } from '@ml-actions/workflow-runner'
import type { FoundAttestation } from '../attestations.ts'
import type { Asked } from '../load.ts'
import type { DemoResult } from '../result.ts'
import { actionReports } from './action-reports.ts'
import { chainSection } from './chain.ts'
import { standIns } from './stand-ins.ts'
import { releaseBadge, stepTable } from './steps.ts'
import { trafficSections } from './traffic.ts'

export interface PageContent {
  readonly result: DemoResult
  readonly runs: readonly { readonly name: string; readonly run: RunResult }[]
  readonly found: readonly FoundAttestation[]
  readonly asked: readonly Asked[]
  readonly vars: Readonly<Record<string, string>>
  readonly versions: { readonly python: string; readonly node: string }
}

/** Writes the page that a newcomer ends at. */
export async function writePage(file: string, content: PageContent): Promise<void> {
  await writeFile(`${file}.new`, await renderHtml(await pageReport(content)))
  await rename(`${file}.new`, file)
}

async function pageReport(content: PageContent): Promise<Report> {
  const { result, runs, found, asked, vars, versions } = content
  const releases: Section[] = []
  for (const [index, release] of result.releases.entries()) {
    const run = runs[index]?.run
    releases.push({
      kind: 'group',
      title: `The ${release.name} release (${release.revision.slice(0, 12)}, ${Math.round(release.seconds)} s)`,
      badge: releaseBadge(release),
      sections: [stepTable(release), ...(run === undefined ? [] : await actionReports(run))],
    })
  }
  return {
    title: 'A model from a commit to a promoted release',
    sections: [
      headline(result),
      ...releases,
      { kind: 'group', title: 'What users saw', sections: trafficSections(asked) },
      chainSection(found),
      standIns(versions),
      {
        kind: 'details',
        title: 'The variables of this machine (vars.json)',
        sections: [{ kind: 'facts', rows: Object.entries(vars).map(([name, value]) => [name, [{ code: value }]]) }],
      },
    ],
  }
}

function headline({ conclusion, action, reason, scenario }: DemoResult): Section {
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
      { code: action ?? 'nothing' },
      '; the second release was: ',
      { strong: scenario },
      '.',
    ],
  }
}
