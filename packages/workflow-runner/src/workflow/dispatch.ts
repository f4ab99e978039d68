import { toText } from '../json.ts'
import type { Json, RunOptions } from '../types.ts'
import type { Workflow, WorkflowInput } from './model.ts'

/** The event of a run and the `inputs` context it brings. */
export interface Dispatch {
  readonly eventName: string
  readonly inputs: Readonly<Record<string, Json>>
  /** Why GitHub would not start the workflow this way. */
  readonly problems: readonly string[]
}

/** Decides by which event the workflow is started, and checks what is given against its declared inputs. */
export function dispatch(workflow: Workflow, options: Pick<RunOptions, 'eventName' | 'inputs'>): Dispatch {
  const given = options.inputs ?? {}
  const eventName = options.eventName ?? defaultEvent(workflow, Object.keys(given).length > 0)
  const problems: string[] = []
  if (!workflow.triggers.includes(eventName)) {
    problems.push(`The workflow is not started by ${eventName}; it is by ${workflow.triggers.join(', ')}.`)
  }
  const takesInputs = eventName === 'workflow_dispatch' || eventName === 'workflow_call'
  const declared = takesInputs ? workflow.inputs[eventName] : []
  for (const name of Object.keys(given)) {
    if (!declared.some((input) => input.name === name)) problems.push(`${eventName} has no input named ${name}.`)
  }
  const entries = declared.map((input) => [input.name, read(input, given[input.name], problems)] as const)
  return { eventName, inputs: Object.fromEntries(entries), problems }
}

function defaultEvent(workflow: Workflow, inputsGiven: boolean): string {
  const order = inputsGiven ? ['workflow_dispatch', 'workflow_call', 'push'] : ['push', 'workflow_dispatch']
  return order.find((name) => workflow.triggers.includes(name)) ?? workflow.triggers[0] ?? 'push'
}

function read(input: WorkflowInput, given: string | number | boolean | undefined, problems: string[]): Json {
  const value = given ?? input.default
  if (value === undefined || value === '') {
    if (input.required) problems.push(`The input ${input.name} is required.`)
    if (input.type === 'boolean') return false
    return input.type === 'number' ? 0 : ''
  }
  const text = toText(value)
  switch (input.type) {
    case 'boolean':
      if (text !== 'true' && text !== 'false') problems.push(`The input ${input.name} is true or false, not ${text}.`)
      return text === 'true'
    case 'number':
      if (Number.isNaN(Number(text))) problems.push(`The input ${input.name} is a number, not ${text}.`)
      return Number(text)
    case 'choice':
      if (!input.options.includes(text)) {
        problems.push(`The input ${input.name} is one of ${input.options.join(', ')}, not ${text}.`)
      }
      return text
    default:
      return text
  }
}
