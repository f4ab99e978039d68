import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report, Section } from '@ml-actions/report'
import type { Finding } from './policy/finding.ts'

/** What a run has to tell. */
export interface Told {
  readonly verdict: 'pass' | 'fail'
  readonly reason: string
  readonly message: string
  readonly image: string
  readonly digest: string | undefined
  readonly model: string | undefined
  readonly tags: readonly string[]
  readonly leftOut: readonly { readonly template: string; readonly why: string }[]
  readonly builder: string
  readonly input: string
  readonly bases: readonly string[]
  readonly changes: readonly string[]
  readonly attestation: string | undefined
  readonly findings: readonly Finding[]
}

/** The run, for people. */
export function pageOf(told: Told): Report {
  const code = (text: string): { code: string }[] => [{ code: text }]
  const sections: Section[] = [
    { kind: 'verdict', badge: { tone: told.verdict, text: told.reason }, text: [told.message] },
    {
      kind: 'facts',
      rows: [
        ['Image', code(told.digest === undefined ? told.image : `${told.image}@${told.digest}`)],
        ...(told.model === undefined ? [] : [['Model', code(told.model)] as const]),
        ['Tags', told.tags.length === 0 ? ['none'] : told.tags.map((tag) => ({ code: tag }))],
        ['Builder', code(told.builder)],
        ...told.bases.map((base) => ['Base', code(base)] as const),
        ['Inputs', code(told.input)],
        ...(told.attestation === undefined ? [] : [['Statement', code(told.attestation)] as const]),
      ],
    },
  ]
  if (told.changes.length > 0) sections.push(list('What changed since the last build', told.changes))
  if (told.findings.length > 0) {
    sections.push(
      list(
        'Policy',
        told.findings.map((finding) => `${finding.rule}: ${finding.what} ${finding.fix}`),
      ),
    )
  }
  if (told.leftOut.length > 0)
    sections.push(
      list(
        'Tags left out',
        told.leftOut.map(({ template, why }) => `${template}: ${why}`),
      ),
    )
  return { title: 'Image', sections }
}

function list(title: string, lines: readonly string[]): Section {
  return { kind: 'group', title, sections: [{ kind: 'list', items: lines.map((line) => [line]) }] }
}

/** The same as JSON, in a file of its own. Returns its path. */
export async function writeReport(told: Told, directory: string): Promise<string> {
  const path = join(directory, 'report.json')
  await writeFile(path, `${JSON.stringify({ ...told, page: pageOf(told) }, null, 2)}\n`)
  return path
}
