import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Digest, isDigest, isRecord, parseDigest } from '@ml-actions/registry'
import { PolicyError } from './error.ts'
import { parseRule } from './parse.ts'
import type { Rule } from './rule.ts'

/** Everything that decides a verdict besides the data. */
export interface Policy {
  readonly rules: readonly Rule[]
  /** One-sided error of each claim, after Holm. */
  readonly alpha: number
  /** What an absolute bound is compared with. */
  readonly thresholds: 'estimate' | 'interval'
  /** A rule that rests on fewer rows is inconclusive. */
  readonly minRows: number
  readonly positiveClass: string | undefined
  /** Digests of the labels files that may be judged on, sorted; absent: any file. */
  readonly labels?: readonly Digest[]
}

/** What stands before the policy file; the defaults stand behind both. */
export interface PolicyInputs {
  /** Path of the policy file. */
  readonly policy: string | undefined
  readonly rules?: readonly string[] | undefined
  readonly alpha?: number | undefined
  readonly thresholds?: 'estimate' | 'interval' | undefined
  readonly 'min-rows'?: number | undefined
  readonly 'positive-class'?: string | undefined
}

const KEYS = ['rules', 'alpha', 'thresholds', 'min-rows', 'positive-class', 'labels']
const MAX_RULES = 500

/** Reads the policy from its file and from what stands before it. @throws PolicyError */
export async function loadPolicy(inputs: PolicyInputs): Promise<Policy> {
  const file = inputs.policy === undefined ? {} : await readPolicy(inputs.policy)
  const texts = [...(inputs.rules ?? []), ...fileRules(file)]
  const problems: string[] = []
  const rules: Rule[] = []
  for (const text of texts) {
    const parsed = parseRule(text)
    if (parsed.ok) rules.push(parsed.rule)
    else problems.push(parsed.problem)
  }
  if (problems.length > 0) throw invalid(problems.join('\n'))
  if (rules.length === 0) {
    throw new PolicyError(
      'no-rules',
      'There are no rules, so there is nothing that the model could satisfy.\nGive `rules`, or a `policy` file with a list `rules:`. Example: `accuracy >= champion - 0.01`',
    )
  }
  if (rules.length > MAX_RULES) throw invalid(`${rules.length} rules are more than ${MAX_RULES}`)
  const { alpha, thresholds, 'min-rows': minRows, 'positive-class': positive } = file
  return {
    rules,
    alpha: inputs.alpha ?? within(alpha, 'alpha', 0, 0.5) ?? 0.05,
    thresholds: inputs.thresholds ?? oneOf(thresholds) ?? 'estimate',
    minRows: inputs['min-rows'] ?? within(minRows, 'min-rows', 1, 1e9) ?? 10,
    positiveClass: inputs['positive-class'] ?? className(positive),
    ...(file['labels'] === undefined ? {} : { labels: pinned(file['labels']) }),
  }
}

/** The digest of what decides, the labels that it pins included: the same rules written differently have the same one. */
export function policyDigest(policy: Policy): Digest {
  const content = JSON.stringify({ ...policy, rules: policy.rules.map(({ text }) => text).sort() })
  return parseDigest(`sha256:${createHash('sha256').update(content).digest('hex')}`)
}

async function readPolicy(path: string): Promise<Record<string, unknown>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw invalid(`${path} can't be read: ${error instanceof Error ? error.message : String(error)}`)
  })
  const { parse } = await import('yaml')
  let content: unknown
  try {
    content = parse(text)
  } catch (error) {
    throw invalid(`${path} is not YAML: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!isRecord(content)) throw invalid(`${path} is not a mapping with a list \`rules:\``)
  const foreign = Object.keys(content).filter((key) => !KEYS.includes(key))
  if (foreign.length > 0) throw invalid(`${path} has ${foreign.join(', ')}; it may have ${KEYS.join(', ')}`)
  return content
}

function fileRules(file: Record<string, unknown>): readonly string[] {
  const { rules } = file
  if (rules === undefined || rules === null) return []
  const texts = Array.isArray(rules) ? rules.map((rule: unknown) => (typeof rule === 'string' ? rule : undefined)) : []
  if (!Array.isArray(rules) || texts.includes(undefined)) throw invalid('`rules` is not a list of texts')
  return texts.filter((text) => text !== undefined)
}

function within(value: unknown, name: string, above: number, most: number): number | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'number' && value > 0 && value >= above && value <= most) return value
  throw invalid(`\`${name}\` is ${JSON.stringify(value)}; allowed is a number from ${above} to ${most}`)
}

function oneOf(value: unknown): 'estimate' | 'interval' | undefined {
  if (value === undefined || value === 'estimate' || value === 'interval') return value
  throw invalid(`\`thresholds\` is ${JSON.stringify(value)}; allowed are \`estimate\` and \`interval\``)
}

function className(value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw invalid(`\`positive-class\` is ${JSON.stringify(value)}; allowed is the name of a class`)
}

/** Pinned labels in one spelling. Nothing pinned is written by leaving the key out, never by an empty list. */
function pinned(value: unknown): readonly Digest[] {
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value]
  const digests = texts.filter(isDigest)
  if (digests.length === 0 || digests.length < texts.length) {
    throw invalid(
      `\`labels\` is ${JSON.stringify(value)}; allowed is the SHA-256 of a labels file, \`sha256:\` followed by 64 lower-case hexadecimal characters, or a list of them`,
    )
  }
  return [...new Set(digests)].sort()
}

function invalid(what: string): PolicyError {
  return new PolicyError('invalid-policy', what)
}
