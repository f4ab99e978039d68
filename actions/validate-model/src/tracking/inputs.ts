import { secret, string } from '@ml-actions/action'
import { MODEL_NAME } from '@ml-actions/mlflow'

/** Where the champion may come from, and the verdict is copied to. */
export const mlflowInputs = {
  'mlflow-tracking-uri': string({
    description:
      'Address of the MLflow server that `champion: models:/NAME@ALIAS` asks, and that `mlflow-model` is in.',
    example: 'https://mlflow.example.com',
    pattern: /^https?:\/\/\S+$/,
    allowed: 'an https address, or plain http on loopback',
  }),
  'mlflow-username': string({ description: 'User of MLflow, for basic authentication.', example: 'ci' }),
  'mlflow-password': secret({
    description: 'Password of `mlflow-username`.',
    example: '${{ secrets.MLFLOW_TRACKING_PASSWORD }}',
  }),
  'mlflow-token': secret({
    description: 'Bearer token of MLflow, in place of user and password.',
    example: '${{ secrets.MLFLOW_TRACKING_TOKEN }}',
  }),
  'mlflow-model': string({
    description:
      'Registered model in MLflow: the challenger’s version, found by its tag `model-digest`, gets the verdict as tags. They are a copy, the attestation counts; when MLflow does not take them, the verdict stands, with a warning and the output `tracking`.',
    example: 'fraud',
    pattern: MODEL_NAME,
    allowed: 'the name of a registered model: letters, numbers, `_`, `.`, `-`, blanks',
  }),
} as const
