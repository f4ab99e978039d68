import type { Job } from './model.ts'

/** All jobs that must have ended before this one, directly needed or not. */
export function ancestors(jobs: readonly Job[], id: string): ReadonlySet<string> {
  const found = new Set<string>()
  const waiting = [id]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const need of jobs.find((job) => job.id === next)?.needs ?? []) {
      if (!found.has(need)) {
        found.add(need)
        waiting.push(need)
      }
    }
  }
  return found
}

/** The jobs named and all that they need, in the file's order; all jobs when none is named. */
export function selectJobs(jobs: readonly Job[], ids: readonly string[] | undefined): readonly Job[] {
  if (ids === undefined || ids.length === 0) return jobs
  const wanted = new Set(ids.flatMap((id) => [id, ...ancestors(jobs, id)]))
  return jobs.filter((job) => wanted.has(job.id))
}
