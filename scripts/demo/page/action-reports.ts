import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Section } from '@ml-actions/report'
import type { RunResult } from '@ml-actions/workflow-runner'

/** The template's names for them, in the order of the pipeline. */
const ORDER = ['report-train', 'report-validate', 'report-build', 'report-deploy', 'report-canary']

/** What an action told, under the name of the artifact that keeps it. */
export interface ActionReport {
  readonly artifact: string
  readonly title: string
  readonly sections: readonly Section[]
}

/** The reports that the actions wrote and the template kept as artifacts, in the pipeline's order. */
export async function actionReports(run: RunResult): Promise<readonly ActionReport[]> {
  const reports: ActionReport[] = []
  for (const name of ORDER) {
    const artifact = run.artifacts.find((each) => each.name === name)
    if (artifact === undefined || !existsSync(artifact.path)) continue
    const files = await readdir(artifact.path, { recursive: true })
    for (const file of files.filter((each) => each.endsWith('.json')).sort()) {
      const read: unknown = JSON.parse(await readFile(join(artifact.path, file), 'utf8'))
      const page = typeof read === 'object' && read !== null && 'page' in read ? read.page : undefined
      if (isPage(page)) reports.push({ artifact: artifact.name, title: page.title, sections: page.sections })
    }
  }
  return reports
}

/** Our own actions wrote it a moment ago; whatever it says is escaped when it is drawn. */
function isPage(value: unknown): value is { readonly title: string; readonly sections: readonly Section[] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'title' in value &&
    'sections' in value &&
    Array.isArray(value.sections)
  )
}
