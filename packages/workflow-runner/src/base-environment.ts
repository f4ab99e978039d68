/** Variables that a runner's own jobs set, or that belong to whatever started this one. */
const FOREIGN =
  /^(?:GITHUB_|RUNNER_|ACTIONS_|INPUT_|STATE_|npm_|NODE_OPTIONS$|NODE_CHANNEL_|NODE_UNIQUE_ID$|INIT_CWD$|GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX)$)/

/** The environment that jobs inherit: the runner's own without what would reach into them by accident. */
export function baseEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined || FOREIGN.test(name) ? [] : [[name, value]])),
  )
}
