import type { Verdict } from '@ml-actions/action'
import type { Conclusion, Outputs, Reason } from './definition.ts'
import type { Job } from './job.ts'
import type { Story } from './story.ts'
import { summarize, writeReport } from './summary.ts'

/** The end of a run: outputs, summary and report, all from the story. */
export async function conclude(
  job: Job,
  story: Story,
  ending: { readonly verdict: Verdict; readonly reason: Reason; readonly message: string },
  more: Outputs = {},
): Promise<Conclusion> {
  const { release, before, doom } = story
  const given = {
    image: release?.image,
    digest: release?.image.split('@')[1],
    model: release?.model,
    revision: release?.revision,
    track: story.track,
    'previous-image': before?.image,
    'previous-model': before?.model,
    namespace: story.namespace,
    workload: story.workload,
    'failure-class': doom?.class,
    container: doom?.container,
    'exit-code': doom?.exitCode?.toString(),
    attestation: story.attestation,
    report: await writeReport(story, ending, job.services),
    ...more,
  }
  return { ...ending, outputs: present(given), summary: summarize(story, ending) }
}

/** The outputs that have a value. */
function present<K extends string>(outputs: { readonly [N in K]?: string | undefined }): { readonly [N in K]?: string }
function present(outputs: Readonly<Record<string, string | undefined>>): object {
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== undefined))
}
