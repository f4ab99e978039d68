import { formatDuration } from '@ml-actions/action'
import type { RunEvent } from '@ml-actions/workflow-runner'

/** Tells a person who waits what is going on: one line per phase, job and step that matters, with the time since the start. */
export interface Progress {
  readonly say: (line: string) => void
  /** Shows a workflow's events under a release's name. */
  follow(release: string): (event: RunEvent) => void
}

const SIGNS = { success: '✓', failure: '✗', cancelled: '■', skipped: '–' } as const

export function createProgress(write: (line: string) => void, now: () => number): Progress {
  const startedAt = now()
  const say = (line: string): void => write(`${formatDuration(now() - startedAt).padStart(7)}  ${line}`)
  return {
    say,
    follow: (release) => (event) => {
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
          return conclusion === 'failure' ? say(`${release} · ${event.job} · ✗ ${name}`) : undefined
        }
        case 'job-ended':
          return event.result.conclusion === 'skipped'
            ? undefined
            : say(
                `${release} · ${SIGNS[event.result.conclusion]} ${event.result.name} (${formatDuration(event.result.seconds * 1000)})`,
              )
        case 'line':
          return event.kind === 'error' ? say(`${release} · ${event.job} · ${event.text.slice(0, 400)}`) : undefined
        case 'run-started':
        case 'note':
        case 'step-started':
        case 'run-ended':
          return undefined
      }
    },
  }
}
