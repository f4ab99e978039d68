import { afterAll, jest } from '@jest/globals'
import { mlflowActionsSuite } from '../support/mlflow/actions-suite.ts'
import { mlflowAliasSuite } from '../support/mlflow/alias-suite.ts'
import type { MlflowForm } from '../support/mlflow/form.ts'
import { mlflowSuite } from '../support/mlflow/suite.ts'
import { startRealMlflow } from './mlflow-witness.ts'

jest.setTimeout(180_000)

/** One witness for all: MLflow's client takes seconds to start. */
let shared: Promise<MlflowForm> | undefined
async function start(): Promise<MlflowForm> {
  shared ??= startRealMlflow()
  return { ...(await shared), stop: async () => {} }
}
afterAll(async () => {
  await (await shared)?.stop()
})

const NAME = 'MLflow 3.17, as its own client in Python sees it'

// test/unit/mlflow.test.ts has the same for the stand-in.
mlflowSuite(NAME, start)
mlflowActionsSuite(NAME, start)
mlflowAliasSuite(NAME, start)
