import type { Operator, Rule } from '@ml-actions/validation-policy'
import { compareDecimals } from './decimal.ts'

/** Whether a number satisfies a rule as it stands. False for anything undefined. */
export function satisfies(rule: Rule, challenger: number, champion: number | undefined): boolean {
  const { bound } = rule
  const order =
    bound.kind === 'absolute'
      ? compareDecimals(challenger, bound.value, 0)
      : compareDecimals(challenger, champion ?? Number.NaN, bound.offset)
  return holds(rule.operator, order)
}

function holds(operator: Operator, order: number): boolean {
  switch (operator) {
    case '>=':
      return order >= 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '<':
      return order < 0
  }
}
