import { basename } from 'node:path'
import { parse } from 'yaml'
import { isJson, isRecord, type JsonRecord, listOf, recordOf, toText } from '../json.ts'
import type { Json } from '../types.ts'
import { RefusedError } from '../types.ts'
import { grammarErrors } from './grammar.ts'
import type { Job, Workflow, WorkflowInput } from './model.ts'
import { present, readSteps, stepsBeyond } from './steps.ts'

/**
 * Reads a workflow file that GitHub's own parser accepts.
 * Values come from the YAML document: the parser's tokens keep the source of block scalars, indentation included.
 * Throws RefusedError with every error and its line and column.
 */
export async function readWorkflow(file: string, text: string): Promise<Workflow> {
  const errors = await grammarErrors(file, text)
  if (errors.length > 0) throw new RefusedError(errors)
  const parsed: unknown = parse(text)
  const document = isJson(parsed) ? recordOf(parsed) : {}
  return {
    name: document['name'] === undefined ? basename(file) : toText(document['name']),
    triggers: triggersOf(document['on']),
    inputs: {
      workflow_dispatch: inputsOf(document['on'], 'workflow_dispatch'),
      workflow_call: inputsOf(document['on'], 'workflow_call'),
    },
    ...present({
      env: document['env'],
      runDefaults: recordOf(document['defaults'])['run'],
      concurrency: document['concurrency'],
      permissions: document['permissions'],
    }),
    jobs: Object.entries(recordOf(document['jobs'])).map(([id, raw]) => readJob(id, recordOf(raw))),
  }
}

function readJob(id: string, raw: JsonRecord): Job {
  const steps = listOf(raw['steps'])
  return {
    id,
    needs: listOf(raw['needs']).map(toText),
    ...present({
      name: raw['name'],
      if: raw['if'],
      runsOn: raw['runs-on'],
      env: raw['env'],
      runDefaults: recordOf(raw['defaults'])['run'],
      outputs: raw['outputs'],
      strategy: raw['strategy'],
      continueOnError: raw['continue-on-error'],
      timeoutMinutes: raw['timeout-minutes'],
      concurrency: raw['concurrency'],
      environment: raw['environment'],
      permissions: raw['permissions'],
    }),
    steps: readSteps(steps),
    beyond: [...jobBeyond(raw), ...stepsBeyond(steps)],
  }
}

function jobBeyond(raw: JsonRecord): readonly string[] {
  return [
    ...(raw['uses'] === undefined ? [] : [`calls the reusable workflow ${toText(raw['uses'])}`]),
    ...(raw['container'] === undefined ? [] : ['runs in a container']),
    ...(raw['services'] === undefined ? [] : [`needs services (${Object.keys(recordOf(raw['services'])).join(', ')})`]),
    ...(raw['snapshot'] === undefined ? [] : ['takes a snapshot of its image']),
  ]
}

function triggersOf(on: Json | undefined): readonly string[] {
  return isRecord(on) ? Object.keys(on) : listOf(on).map(toText)
}

function inputsOf(on: Json | undefined, trigger: string): readonly WorkflowInput[] {
  const inputs = recordOf(recordOf(recordOf(on)[trigger])['inputs'])
  return Object.entries(inputs).map(([name, value]) => {
    const raw = recordOf(value)
    return {
      name,
      type: raw['type'] === undefined ? 'string' : toText(raw['type']),
      required: raw['required'] === true,
      options: listOf(raw['options']).map(toText),
      ...present({ default: raw['default'] }),
    }
  })
}
