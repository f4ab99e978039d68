import type { Verdict } from '@ml-actions/action'
import type { RunState } from '@ml-actions/container-engine'
import type { Reason } from './definition.ts'
import { classify, type Failure } from './failure/classify.ts'

/** What is known when a run is over. */
export interface RunEnd {
  readonly purpose: 'train' | 'evaluate'
  readonly state: RunState
  readonly stopped: 'cancelled' | 'timed-out' | undefined
  readonly lines: readonly string[]
  /** Whether the model, or the predictions, are there. */
  readonly productExists: boolean
  /** Whether a training must leave a model: only where somebody waits for it. */
  readonly modelExpected: boolean
  readonly metrics: ReadonlyMap<string, number>
}

/** The verdict on a run, with its failure when there is one. */
export interface Judgement {
  readonly verdict: Verdict
  readonly reason: Reason
  readonly message: string
  readonly failure?: Failure
}

/** Judges a run by its exit code, what it printed and what it left. */
export function judge(end: RunEnd): Judgement {
  const { state } = end
  const exitCode = state.status === 'exited' ? state.exitCode : 137
  const interrupted = state.status === 'exited' && state.interrupted === true
  const refused = state.status === 'exited' && state.error !== undefined
  if (exitCode !== 0 || end.stopped !== undefined || refused || interrupted) {
    const failure = classify({
      exitCode,
      oomKilled: state.status === 'exited' && state.oomKilled,
      interrupted,
      stopped: end.stopped,
      engineError: state.status === 'exited' ? state.error : 'the run is gone',
      lines: end.lines,
    })
    return { ...verdictOf(failure), failure, message: messageOf(failure, exitCode) }
  }
  const notFinite = [...end.metrics].find(([, value]) => !Number.isFinite(value))
  if (notFinite !== undefined) {
    return failed('metrics-not-finite', `The command ended well, but its last \`${notFinite[0]}\` is ${notFinite[1]}.`)
  }
  if (end.purpose === 'evaluate') {
    return end.productExists
      ? { verdict: 'pass', reason: 'evaluated', message: 'The evaluation ended well and wrote predictions.' }
      : failed('predictions-missing', 'The evaluation ended well and wrote nothing to ML_ACTIONS_PREDICTIONS.')
  }
  if (!end.productExists && end.modelExpected) {
    return failed('model-missing', 'The training ended well and wrote nothing to ML_ACTIONS_MODEL_DIR.')
  }
  return {
    verdict: 'pass',
    reason: 'trained',
    message: `The training ended well${shown(end.metrics)}${end.productExists ? '' : '; it left no model'}.`,
  }
}

/** The first metrics, for the one line that everybody reads. */
function shown(metrics: ReadonlyMap<string, number>): string {
  const some = [...metrics].slice(0, 3).map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`)
  return some.length === 0 ? '' : ` (${some.join(', ')})`
}

/** The run went well, and what came of it could not be handed on. */
export function notPublished(message: string): Judgement {
  return {
    verdict: 'inconclusive',
    reason: 'push-failed',
    message,
    failure: {
      class: 'infrastructure',
      line: undefined,
      advice: 'The model is still on this machine; once the registry takes it, run again with `resume: auto`.',
      retry: true,
    },
  }
}

/** What is nobody's fault says nothing about the code: no verdict, instead of a wrong one. */
function verdictOf(failure: ReturnType<typeof classify>): { readonly verdict: Verdict; readonly reason: Reason } {
  switch (failure.class) {
    case 'code':
    case 'data':
    case 'capacity':
      return { verdict: 'fail', reason: failure.reason }
    case 'infrastructure':
    case 'cancelled':
    case 'preempted':
    case 'timeout':
      return { verdict: 'inconclusive', reason: failure.reason }
  }
}

function messageOf(failure: Failure, exitCode: number): string {
  const what =
    failure.line === undefined ? `exit code ${exitCode}` : `exit code ${exitCode}: ${failure.line.slice(0, 300)}`
  return `${failure.class}, ${what}. ${failure.advice}`
}

/** The command ended well by its own word, and did not do what it was for. */
function failed(reason: 'metrics-not-finite' | 'predictions-missing' | 'model-missing', message: string): Judgement {
  return {
    verdict: 'fail',
    reason,
    message,
    failure: { class: 'code', line: undefined, advice: message, retry: false },
  }
}
