import { formatDuration } from '@ml-actions/action'
import type { RunEvent } from '@ml-actions/workflow-runner'

/** Tells a person who waits what is going on: one line per phase, job and step that matters, with the time since the start. */
export interface Progress {
  readonly say: (line: string) => void
  /** Shows a workflow's events under a release's name. */
  follow(release: string): (event: RunEvent) => void
}

/** So many lines, of so many characters, are shown of what a step said that failed without a verdict. */
const END_LINES = 15
const LINE_LENGTH = 400

const SIGNS = { success: '✓', failure: '✗', cancelled: '■', skipped: '–' } as const

export function createProgress(write: (line: string) => void, now: () => number): Progress {
  const startedAt = now()
  const say = (line: string): void => write(`${formatDuration(now() - startedAt).padStart(7)}  ${line}`)
  return {
    say,
    follow: (release) => followOne(release, say),
  }
}

function followOne(release: string, say: Progress['say']): (event: RunEvent) => void {
  const ends = new Map<string, string[]>()
  return (event) => {
    switch (event.type) {
      case 'job-started':
        return say(`${release} · ${event.name} …`)
      case 'step-ended': {
        const { action, outputs, conclusion, name } = event.result
        const verdict = outputs['verdict']
        if (verdict !== undefined && event.result.stage === 'main') {
          return say(
            `${release} · ${event.job} · ${SIGNS[conclusion]} ${action ?? name}: ${verdict} (${outputs['reason']})`,
          )
        }
        if (conclusion !== 'failure') return
        say(`${release} · ${event.job} · ✗ ${name}`)
        for (const line of ends.get(event.job) ?? []) say(`${release} · ${event.job} · | ${line}`)
        return
      }
      case 'job-ended':
        return event.result.conclusion === 'skipped'
          ? undefined
          : say(
              `${release} · ${SIGNS[event.result.conclusion]} ${event.result.name} (${formatDuration(event.result.seconds * 1000)})`,
            )
      case 'step-started':
        ends.set(event.job, [])
        return
      case 'line': {
        const text = event.text.slice(0, LINE_LENGTH)
        if (event.kind === 'error') say(`${release} · ${event.job} · ${text}`)
        const end = ends.get(event.job)
        if (event.kind === 'plain') end?.push(text)
        if (end !== undefined && end.length > END_LINES) end.shift()
        return
      }
      case 'run-started':
      case 'note':
      case 'run-ended':
        return
    }
  }
}
