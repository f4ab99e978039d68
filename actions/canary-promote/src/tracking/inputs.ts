import { secret, string } from '@ml-actions/action'
import { ALIAS, MODEL_NAME } from '@ml-actions/mlflow'

/** What in MLflow follows the promotion. */
export const mlflowInputs = {
  'mlflow-tracking-uri': string({
    description:
      'Address of the MLflow server whose alias follows the promotion. When MLflow does not take it, the promotion stands, with a warning and the output `tracking`; the next run heals it.',
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
      'Registered model in MLflow whose alias goes to the version that train-in-container registered for the model that serves.',
    example: 'fraud',
    pattern: MODEL_NAME,
    allowed: 'the name of a registered model: letters, numbers, `_`, `.`, `-`, blanks',
  }),
  'mlflow-alias': string({
    description:
      'Alias that names the version that serves. Written after a promotion, or when what serves is found to be promoted already; never before.',
    example: 'production',
    default: 'champion',
    pattern: ALIAS,
    allowed: 'letters, numbers, `-` and `_`; MLflow reserves `latest`, and `v1` and the like',
  }),
} as const
