export { PolicyError } from './error.ts'
export { metricsInWords, parseRule } from './parse.ts'
export { loadPolicy, type Policy, type PolicyInputs, policyDigest } from './policy.ts'
export type { Bound, Operator, Rule } from './rule.ts'
