import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Policy } from '@ml-actions/validation-policy'
import type { Judgement } from './judgement.ts'

/** The files that a run leaves for the steps after it. */
export interface Records {
  readonly folder: string
  write(name: string, content: unknown): Promise<string>
}

/** A new folder for this run's files below the runner's temporary one. */
export async function openRecords(temp: string): Promise<Records> {
  const folder = await mkdtemp(join(temp, 'validate-model-'))
  return {
    folder,
    write: async (name, content) => {
      const path = join(folder, name)
      await writeFile(path, `${JSON.stringify(content, undefined, 2)}\n`)
      return path
    },
  }
}

/** The report for machines. Numbers that are not finite become null, as JSON has it. */
export function machineReport(judgement: Judgement, policy: Policy, facts: Readonly<Record<string, unknown>>): unknown {
  return {
    schema: 1,
    action: 'validate-model',
    verdict: judgement.verdict,
    reason: judgement.reason,
    message: judgement.message,
    ...facts,
    rows: judgement.rows,
    matching: judgement.matching,
    digests: judgement.digests,
    policy: { ...policy, rules: policy.rules.map(({ text }) => text) },
    rules: judgement.outcomes.map(({ rule, ...outcome }) => ({ rule: rule.text, metric: rule.subject, ...outcome })),
    confusion: judgement.confusion,
  }
}

/** The challenger's values by metric. */
export function metricsOf({ outcomes }: Judgement): string {
  const values = outcomes.flatMap(({ rule, challenger }) =>
    challenger === undefined ? [] : [[subjectOf(rule.text), challenger]],
  )
  return JSON.stringify(Object.fromEntries(values))
}

function subjectOf(text: string): string {
  return /^(.*?) (?:>=|<=|>|<) /.exec(text)?.[1] ?? text
}
