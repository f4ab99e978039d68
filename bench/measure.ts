import { spawnSync } from 'node:child_process'

/** What something else took; `null` when it was not run, and why, or did not come to an end. */
type Beside =
  | { readonly name: string; readonly value: number }
  | { readonly name: string; readonly value: null; readonly why: string }

/** One comparison, as it stands in `results.json` and in the table of the README. */
export interface Row {
  readonly group: string
  readonly what: string
  /** Ours, in `unit`. */
  readonly ours: number
  /** What a user would use instead, by name, in the same unit. */
  readonly other: Beside | readonly Beside[]
  readonly unit: 'ms' | 's' | 'MB' | 'MiB' | 'requests'
  readonly aim?: string
  readonly runs: number
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
}

export interface Command {
  readonly argv: readonly [command: string, ...args: string[]]
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

/** Wall milliseconds from start to exit of each command in turn (A B A B …), so that a drift of the machine meets all alike. */
export function alternate(commands: readonly Command[], runs: number): readonly number[] {
  const times: number[][] = commands.map(() => [])
  for (let turn = 0; turn <= runs; turn++) {
    for (const [index, { argv, env, cwd }] of commands.entries()) {
      const [command, ...args] = argv
      const startedAt = performance.now()
      spawnSync(command, args, {
        env: { PATH: process.env['PATH'], ...env },
        stdio: 'ignore',
        ...(cwd === undefined ? {} : { cwd }),
      })
      // The first turn warms the file cache.
      if (turn > 0) times[index]?.push(performance.now() - startedAt)
    }
  }
  return times.map(median)
}
