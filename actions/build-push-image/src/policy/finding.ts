/** The rules that can be excepted by name. */
const RULES = ['weights', 'secrets', 'latest', 'base-digest', 'root'] as const
export type Rule = (typeof RULES)[number]

/** One breach of the policy: what it is, where, and what to do. */
export interface Finding {
  readonly rule: Rule
  /** An error stops the build; a warning is said and recorded. */
  readonly severity: 'error' | 'warning'
  readonly what: string
  readonly fix: string
  readonly file?: string
  readonly line?: number
}
