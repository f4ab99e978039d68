import type { InputsOfAction, Services } from '@ml-actions/action'
import { confusion, EvaluationError, type Frame, type Needs, readFrame, readMetrics } from '@ml-actions/evaluation'
import type { Digest } from '@ml-actions/registry'
import type { Policy } from '@ml-actions/validation-policy'
import type { Definition } from './definition.ts'
import { fileDigest } from './file-digest.ts'
import { judgeMetrics } from './judge/judge-metrics.ts'
import { judgeRows } from './judge/judge-rows.ts'
import type { Outcome, RuleReason } from './judge/outcome.ts'
import { type Judged, verdictOf } from './judge/verdict.ts'

type Inputs = InputsOfAction<Definition>
type Surroundings = Pick<Services, 'log' | 'signal'>

/** Digests of the files that were judged. */
export interface DataDigests {
  readonly labels?: Digest
  readonly challenger: Digest
  readonly champion?: Digest
}

/** Everything that was found out. */
export interface Judgement extends Omit<Judged, 'reason'> {
  readonly reason:
    | Judged['reason']
    | RuleReason
    | 'stale-champion'
    | 'unattested-predictions'
    | 'labels-not-pinned'
    | 'registry-unreadable'
    | 'champion-not-found'
    | 'champion-without-digest'
    | 'champion-not-in-registry'
    | 'mlflow-unreadable'
    | 'push-failed'
  readonly outcomes: readonly Outcome[]
  readonly digests: DataDigests | undefined
  readonly rows: number | undefined
  readonly matching: Frame['matching'] | undefined
  readonly confusion:
    | { readonly classes: readonly string[]; readonly counts: readonly (readonly number[])[] }
    | undefined
}

type JudgedData = Omit<Judgement, 'digests'>

/** Above this a matrix can't be read any more. */
const MAX_MATRIX_CLASSES = 30

/** Reads the data and judges every rule. Data that can't be trusted is a failed verdict with its reason, not an error. */
export async function judgeAll(inputs: Inputs, policy: Policy, services: Surroundings): Promise<Judgement> {
  // Beside the reading; what goes wrong here is told where the digests are asked for.
  const hashing = hashFiles(inputs).then(
    (digests) => ({ digests }),
    (error: unknown) => ({ error }),
  )
  const hashed = async (): Promise<DataDigests> => {
    const result = await hashing
    if ('error' in result) throw result.error
    return result.digests
  }
  try {
    const judged =
      inputs.metrics === undefined ? await judgeFiles(inputs, policy, services) : await judgeTables(inputs, policy)
    return onPinnedLabels({ ...judged, digests: await hashed() }, policy)
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error
    const result = await hashing
    const digests = 'digests' in result ? result.digests : undefined
    return { ...nothingJudged(error.reason, error.message), digests }
  }
}

/** The verdict where nothing could be judged, and why. */
export function nothingJudged(reason: Judgement['reason'], message: string): Judgement {
  const nothing = { outcomes: [], rows: undefined, matching: undefined, confusion: undefined, digests: undefined }
  return { ...nothing, verdict: 'fail', reason, message }
}

/** On labels that the policy does not pin nothing was shown, whatever the rules say. */
function onPinnedLabels(judgement: Judgement, { labels }: Policy): Judgement {
  const given = judgement.digests?.labels
  if (labels === undefined || (given !== undefined && labels.includes(given))) return judgement
  const pinned = labels.join(' or ')
  const message =
    given === undefined
      ? `The policy pins the labels ${pinned}, and metric files are judged without any.`
      : `The labels are ${given}, and the policy pins ${pinned}. Judge on those, or let the policy file pin these: \`labels: ${given}\`.`
  return { ...judgement, verdict: 'fail', reason: 'labels-not-pinned', message }
}

async function hashFiles(inputs: Inputs): Promise<DataDigests> {
  const hash = async (path: string | undefined) => (path === undefined ? undefined : fileDigest(path))
  const challenger = await fileDigest(inputs.predictions ?? inputs.metrics ?? '')
  const labels = await hash(inputs.labels)
  const champion = await hash(inputs['champion-predictions'] ?? inputs['champion-metrics'])
  return { challenger, ...(labels === undefined ? {} : { labels }), ...(champion === undefined ? {} : { champion }) }
}

async function judgeFiles(inputs: Inputs, policy: Policy, { log, signal }: Surroundings): Promise<JudgedData> {
  const frame = await log.phase('Read labels and predictions', () =>
    readFrame(
      { labels: inputs.labels ?? '', challenger: inputs.predictions ?? '', champion: inputs['champion-predictions'] },
      {
        columns: {
          id: inputs['id-column'],
          label: inputs['label-column'],
          prediction: inputs['prediction-column'],
          score: inputs['score-column'],
          latency: inputs['latency-column'],
        },
        needs: needsOf(policy),
        positiveClass: policy.positiveClass,
        signal,
      },
    ),
  )
  const firstRelease = inputs.champion === 'none'
  const draw = { seed: inputs.seed, replicates: inputs.replicates }
  const outcomes = await log.phase('Judge', async () => judgeRows({ frame, policy, firstRelease, draw }))
  return {
    ...verdictOf(outcomes, firstRelease),
    outcomes,
    rows: frame.rows,
    matching: frame.matching,
    confusion: matrixOf(frame),
  }
}

async function judgeTables(inputs: Inputs, policy: Policy): Promise<JudgedData> {
  const challenger = await readMetrics(inputs.metrics ?? '')
  const path = inputs['champion-metrics']
  const champion = path === undefined ? undefined : await readMetrics(path)
  const firstRelease = inputs.champion === 'none'
  const outcomes = judgeMetrics(policy, challenger, champion, firstRelease)
  const verdict = verdictOf(outcomes, firstRelease)
  return { ...verdict, outcomes, rows: undefined, matching: undefined, confusion: undefined }
}

/** The columns that the rules look at. */
function needsOf({ rules }: Policy): Needs {
  const families = new Set(rules.map(({ metric }) => metric?.family))
  return {
    classes: families.has('cells') || families.has('ranking') || families.has('probability'),
    numbers: families.has('regression'),
    scores: families.has('ranking') || families.has('probability'),
    probabilities:
      families.has('probability') ||
      rules.some(({ metric, klass }) => metric?.family === 'ranking' && klass !== undefined),
    latency: families.has('latency'),
    slices: [...new Set(rules.flatMap(({ slice }) => slice.map(({ column }) => column)))],
  }
}

function matrixOf(frame: Frame): Judgement['confusion'] {
  const { names } = frame.classes
  if (frame.labels === undefined || names.length === 0 || names.length > MAX_MATRIX_CLASSES) return undefined
  const counts = confusion(frame)
  const order = [...names.keys()].sort((a, b) =>
    (names[a] ?? '').localeCompare(names[b] ?? '', 'en', { numeric: true }),
  )
  return {
    classes: order.map((code) => names[code] ?? ''),
    counts: order.map((label) => order.map((prediction) => counts[label]?.[prediction] ?? 0)),
  }
}
