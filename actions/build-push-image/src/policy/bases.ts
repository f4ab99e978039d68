import type { Base } from '../bases.ts'
import type { Finding } from './finding.ts'

/** What is to be said about where the image comes from, and as whom it runs. */
export function judgeBases(bases: readonly Base[], finalUser: string | undefined): Finding[] {
  const findings = bases.flatMap((base): Finding[] => {
    if (base.pinned) return []
    const fix = `Write ${base.written.split('@')[0] ?? base.written}@${base.digest}.`
    if (base.tag === undefined || base.tag === 'latest') {
      return [
        {
          rule: 'latest',
          severity: 'error',
          what: `The base ${base.written} is whatever is latest on the day of the build.`,
          fix,
        },
      ]
    }
    return [
      {
        rule: 'base-digest',
        severity: 'warning',
        what: `The base ${base.written} is named by a tag, which may move; today it is ${base.digest}.`,
        fix,
      },
    ]
  })
  if (finalUser !== undefined && /^(?:root|0)?(?::.*)?$/.test(finalUser)) {
    findings.push({
      rule: 'root',
      severity: 'warning',
      what: 'The image runs as root.',
      fix: 'End the Dockerfile with a numeric `USER`, such as `USER 65532:65532`.',
    })
  }
  return findings
}
