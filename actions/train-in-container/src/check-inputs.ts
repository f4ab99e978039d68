import type { InputProblem } from '@ml-actions/action'
import { type TrackingInputs, trackingProblems } from '@ml-actions/mlflow'
import { parseCommand } from './command.ts'
import type { EngineName } from './engines.ts'
import { parseMount } from './mounts.ts'

/** What the rules over several inputs look at. */
export interface CheckedInputs extends TrackingInputs {
  readonly purpose: 'train' | 'evaluate'
  readonly engine: EngineName
  readonly image: string | undefined
  readonly command: string | undefined
  readonly run: string | undefined
  readonly datasets: ReadonlyMap<string, string> | undefined
  readonly mounts: readonly string[] | undefined
  readonly env: ReadonlyMap<string, string> | undefined
  readonly secrets: ReadonlyMap<string, string> | undefined
  readonly model: string | undefined
  readonly network: string | undefined
  readonly 'gpu-access': 'auto' | 'cdi' | 'gpus'
  readonly 'model-repository': string | undefined
  readonly 'checkpoint-grace': number
  readonly 'registry-username': string | undefined
  readonly 'registry-password': string | undefined
  readonly sign: 'none' | 'key'
  readonly 'signing-key': string | undefined
}

/** GitHub ends a cancelled job 5 minutes after the cancellation; the worker itself is killed 15 s before (`JobDispatcher.cs`). */
const MAX_CHECKPOINT_GRACE_MS = 4 * 60_000

/** What is wrong with inputs that are right each by itself. */
export function checkInputs(inputs: CheckedInputs): readonly InputProblem[] {
  const problems: InputProblem[] = []
  const add = (input: string, message: string): void => {
    problems.push({ input, message: `\`${input}\`: ${message}` })
  }
  if ((inputs.command === undefined) === (inputs.run === undefined)) {
    add('command', 'give either `command` (a list of arguments) or `run` (shell text).')
  }
  if (inputs.command !== undefined) {
    const command = parseCommand(inputs.command)
    if (!command.ok) add('command', command.problem)
  }
  if (inputs.engine !== 'host' && inputs.image === undefined) {
    const example = inputs.engine === 'docker' ? 'python:3.12-slim' : 'docker.io/library/python:3.12-slim'
    add(
      'image',
      `\`engine: ${inputs.engine}\` needs an image. Example: "${example}". Without one use \`engine: host\`.`,
    )
  }
  if (inputs.engine === 'podman' && inputs['gpu-access'] === 'gpus') {
    add('gpu-access', '`gpus` is Docker’s; Podman is given devices by CDI. Leave it out.')
  }
  if (inputs.engine === 'host' && inputs.image !== undefined) {
    add('image', '`engine: host` runs a process of this machine and can’t use an image. Leave it out.')
  }
  if (inputs.engine === 'host' && !['none', 'default', 'host', undefined].includes(inputs.network)) {
    add(
      'network',
      `"${inputs.network}" is a network of containers; \`engine: host\` knows \`none\`, \`default\` and \`host\`.`,
    )
  }
  if (inputs.purpose === 'evaluate') {
    if (inputs.model === undefined) {
      add(
        'model',
        'an evaluation needs the digest of the model to score. If it comes from another job’s output and arrives empty: the runner drops an output that contains a masked string.',
      )
    }
    if (inputs['model-repository'] === undefined) {
      add('model-repository', 'an evaluation fetches its model from there. Example: "ghcr.io/acme/fraud-model".')
    }
    const names = [...(inputs.datasets?.keys() ?? [])]
    if (names.length !== 1 && !names.includes('features')) {
      add(
        'datasets',
        'an evaluation scores one dataset: give one, or call it `features`. Example: "features=data/features.csv".',
      )
    }
  } else if (inputs.model !== undefined) {
    add('model', 'only an evaluation takes a model. Set `purpose: evaluate`, or leave it out.')
  }
  if (inputs['checkpoint-grace'] > MAX_CHECKPOINT_GRACE_MS) {
    add(
      'checkpoint-grace',
      'longer than 4m can’t be kept: GitHub ends a cancelled job after five minutes in all, whatever it is doing. Let the training save more often instead.',
    )
  }
  for (const text of inputs.mounts ?? []) {
    const mount = parseMount(text)
    if (!mount.ok) add('mounts', mount.problem)
  }
  for (const table of [inputs.env, inputs.secrets]) {
    for (const name of table?.keys() ?? []) {
      if (name.startsWith('ML_ACTIONS_'))
        add('env', `${name}: names that start with ML_ACTIONS_ are this action’s own.`)
    }
  }
  for (const name of inputs.secrets?.keys() ?? []) {
    if (inputs.env?.has(name) === true) add('secrets', `${name} stands in \`env\` too.`)
  }
  const variables = new Map<string, string>()
  for (const name of inputs.datasets?.keys() ?? []) {
    const variable = datasetVariable(name)
    const other = variables.get(variable)
    if (other !== undefined) add('datasets', `"${other}" and "${name}" would both be ${variable}.`)
    variables.set(variable, name)
  }
  if (inputs.sign === 'key' && inputs['signing-key'] === undefined) {
    add('signing-key', '`sign: key` needs a key. If the secret exists, this run may be one of a fork, which gets none.')
  }
  if ((inputs['registry-username'] === undefined) !== (inputs['registry-password'] === undefined)) {
    add('registry-password', '`registry-username` and `registry-password` go together; one of them is empty.')
  }
  return [...problems, ...trackingProblems(inputs)]
}

/** The variable that tells the command where a dataset is. */
export function datasetVariable(name: string): string {
  return `ML_ACTIONS_DATA_${name.toUpperCase().replaceAll('-', '_')}`
}
