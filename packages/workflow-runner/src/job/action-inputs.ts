import type { ActionDefinition } from '../actions/definition.ts'
import { evaluateTemplate } from '../expressions/evaluate.ts'
import { toText, toTexts } from '../json.ts'
import type { UsesStep } from '../workflow/model.ts'
import type { Attempt } from './attempt.ts'

/**
 * The inputs an action gets: those given, and the defaults of the others, which may be expressions. Names match in any
 * case; `required` is not enforced (actions/runner, `ActionRunner.cs`).
 */
export async function actionInputs(
  attempt: Attempt,
  step: UsesStep,
  declared: ActionDefinition['inputs'],
): Promise<Readonly<Record<string, string>>> {
  const given = toTexts(await evaluateTemplate(step.with ?? {}, attempt.around))
  const inputs: Record<string, string> = {}
  for (const [name, input] of Object.entries(declared)) {
    inputs[name] = givenValue(given, name) ?? toText(await evaluateTemplate(input.default ?? '', attempt.around))
  }
  for (const name of unexpected(given, declared)) inputs[name] = given[name] ?? ''
  return inputs
}

/** Says, as GitHub does, which inputs the action does not know or wants to be rid of. */
export function warnAboutInputs(attempt: Attempt, step: UsesStep, declared: ActionDefinition['inputs']): void {
  const given = toTexts(step.with)
  for (const [name, { deprecationMessage }] of Object.entries(declared)) {
    if (deprecationMessage === undefined || givenValue(given, name) === undefined) continue
    attempt.report.issue('warning', `Input '${name}' has been deprecated with message: ${deprecationMessage}`)
  }
  const unknown = unexpected(given, declared)
  if (unknown.length === 0) return
  attempt.report.issue(
    'warning',
    `Unexpected input(s) '${unknown.join("', '")}', valid inputs are ['${Object.keys(declared).join("', '")}']`,
  )
}

function givenValue(given: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(given).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
}

function unexpected(given: Readonly<Record<string, string>>, declared: ActionDefinition['inputs']): readonly string[] {
  const known = new Set(Object.keys(declared).map((name) => name.toLowerCase()))
  return Object.keys(given).filter((name) => !known.has(name.toLowerCase()))
}

/** The names under which a JavaScript action finds its inputs. */
export function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
  )
}
