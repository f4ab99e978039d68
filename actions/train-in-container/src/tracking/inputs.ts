import { secret, string } from '@ml-actions/action'
import { MODEL_NAME } from '@ml-actions/mlflow'

/** Where the run is told to MLflow. */
export const mlflowInputs = {
  'mlflow-tracking-uri': string({
    description:
      'Address of an MLflow server, which gets parameters, metrics with their steps, tags and the report of each run that ends. It is a copy: when MLflow does not take it, the run stands, with a warning and the output `tracking`. Without it nothing is sent.',
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
  'mlflow-experiment': string({
    description: 'Experiment in MLflow; made where there is none. Default: `OWNER/REPOSITORY`.',
    example: 'fraud',
  }),
  'mlflow-model': string({
    description:
      'Registered model in MLflow that gets a version for each model pushed here. Its source and its tag `model-digest` name the model in `model-repository`, where it stays.',
    example: 'fraud',
    pattern: MODEL_NAME,
    allowed: 'the name of a registered model: letters, numbers, `_`, `.`, `-`, blanks',
  }),
} as const
