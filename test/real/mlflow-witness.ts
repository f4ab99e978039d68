import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { isRecord } from '@ml-actions/registry'
import { endpoints, environment } from '../services/endpoints.ts'
import type { MlflowForm, SeenRun, SeenVersion } from '../support/mlflow/form.ts'

const CLIENT = join(import.meta.dirname, 'mlflow-client.py')

/** The real MLflow, with its own client in Python as the witness. */
export async function startRealMlflow(): Promise<MlflowForm> {
  const { url, python } = await endpoints('mlflow')
  const child = spawn(python, [CLIENT], { env: await environment('mlflow'), stdio: ['pipe', 'pipe', 'inherit'] })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let turn: Promise<unknown> = Promise.resolve()

  /** One call after the other: the client answers in order. */
  function ask<T>(is: (value: unknown) => value is T, ...call: readonly unknown[]): Promise<T> {
    const answered = turn.then(async () => {
      child.stdin.write(`${JSON.stringify(call)}\n`)
      const line = await answers.next()
      if (line.done === true) throw new Error("MLflow's client has ended")
      const answer: unknown = JSON.parse(line.value)
      if (!isRecord(answer) || !('value' in answer) || !is(answer['value']))
        throw new Error(`MLflow's client answered ${line.value}`)
      return answer['value']
    })
    turn = answered.catch(() => undefined)
    return answered
  }

  return {
    url,
    witness: {
      runs: (experiment) => ask(isRuns, 'runs', experiment),
      versions: (model) => ask(isVersions, 'versions', model),
      setAlias: async (model, alias, version) => {
        await ask(isNothing, 'setAlias', model, alias, version)
      },
      addVersion: (model, source, tags) => ask(isText, 'addVersion', model, source, tags),
      deleteExperiment: async (name) => {
        await ask(isNothing, 'deleteExperiment', name)
      },
    },
    async stop() {
      const ended = once(child, 'close')
      child.stdin.end()
      await ended
    },
  }
}

function isRuns(value: unknown): value is Readonly<Record<string, SeenRun>> {
  return isRecord(value) && Object.values(value).every((run) => isRecord(run) && isRecord(run['history']))
}

function isVersions(value: unknown): value is Readonly<Record<string, SeenVersion>> {
  return isRecord(value) && Object.values(value).every((version) => isRecord(version) && isRecord(version['tags']))
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isNothing(value: unknown): value is null {
  return value === null
}
