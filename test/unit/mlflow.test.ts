import { jest } from '@jest/globals'
import { mlflowActionsSuite } from '../support/mlflow/actions-suite.ts'
import { mlflowAliasSuite } from '../support/mlflow/alias-suite.ts'
import { startMlflow } from '../support/mlflow/server.ts'
import { mlflowSuite } from '../support/mlflow/suite.ts'

jest.setTimeout(90_000)

// test/real/mlflow.test.ts has the same for MLflow itself.
mlflowSuite('the stand-in', startMlflow)
mlflowActionsSuite('the stand-in', startMlflow)
mlflowAliasSuite('the stand-in', startMlflow)
