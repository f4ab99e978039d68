import { type Services, UserError } from '@ml-actions/action'
import type { Base } from './bases.ts'
import type { Context } from './context/open.ts'
import type { Inputs } from './definition.ts'
import type { Plan } from './dockerfile/stages.ts'
import { finalUserOf } from './layers/configuration.ts'
import { judgeBases } from './policy/bases.ts'
import { copiedEntries } from './policy/copied.ts'
import type { Finding } from './policy/finding.ts'
import { secretFilesAmong, secretVariables } from './policy/secrets.ts'
import { weightsAmong } from './policy/weights.ts'
import type { Reason } from './reasons.ts'

/** Everything that the policy has to say about a build. */
export function judge(context: Context, plan: Plan, bases: readonly Base[], inputs: Inputs): Finding[] {
  const copied = copiedEntries(context.entries, plan)
  const given = inputs['build-args'] ?? new Map<string, string>()
  return [
    ...weightsAmong(copied),
    ...secretFilesAmong(copied),
    ...secretVariables(plan, given),
    ...judgeBases(bases, finalUserOf(plan)),
  ]
}

/**
 * Says each finding on its line, and throws `UserError` `policy-violation` for errors that no exception covers. What remains is
 * returned: warnings, and errors that were excepted by name.
 */
export function enforce(findings: readonly Finding[], context: Context, inputs: Inputs, services: Services): Finding[] {
  const excepted = new Set<string>(inputs['policy-exceptions'] ?? [])
  const errors = findings.filter((finding) => finding.severity === 'error' && !excepted.has(finding.rule))
  for (const finding of findings) {
    const place = {
      title: `Policy: ${finding.rule}`,
      file: finding.file ?? context.dockerfile.shown,
      ...(finding.line === undefined ? {} : { startLine: finding.line }),
    }
    if (errors.includes(finding)) services.log.error(`${finding.what} ${finding.fix}`, place)
    else if (!excepted.has(finding.rule)) services.log.warning(`${finding.what} ${finding.fix}`, place)
  }
  if (errors.length === 0) return [...findings]
  throw new UserError({
    reason: 'policy-violation' satisfies Reason,
    what: errors.map((finding) => `${finding.rule}: ${finding.what} ${finding.fix}`).join('\n'),
    fix: 'Where it has to be so, name the rule in `policy-exceptions`; it stands in the record then.',
  })
}
