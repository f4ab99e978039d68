import { type Conclusion, type InputsOfAction, type Services, UserError } from '@ml-actions/action'
import { signingProblem, type TestResult, type TrustPolicy } from '@ml-actions/attestation'
import { comment, pullRequestNumber } from '@ml-actions/github'
import { openModels, parseDigest } from '@ml-actions/registry'
import { renderComment, renderSummary } from '@ml-actions/report'
import { loadPolicy, type Policy, PolicyError, policyDigest } from '@ml-actions/validation-policy'
import type { Definition } from './definition.ts'
import { type Judgement, judgeAll, nothingJudged } from './judgement.ts'
import { checkOrigin, trustedEvaluators } from './origin.ts'
import { machineReport, metricsOf, openRecords } from './record.ts'
import { publish, registryProblem } from './registry.ts'
import { statementOf } from './statement.ts'
import { reportOf } from './tell.ts'
import { findChampion } from './tracking/champion.ts'
import { tellMlflow } from './tracking/tell.ts'

type Inputs = InputsOfAction<Definition>

/** Judges the challenger, attests what came of it, and tells it. */
export async function main(given: Inputs, services: Services): Promise<Conclusion<Definition>> {
  const { log, context } = services
  const problem = signingProblem(given)
  if (problem !== undefined) throw new UserError({ reason: 'invalid-input', what: problem })
  const evaluators = await trustedEvaluators(given)
  const policy = await readPolicy(given)
  log.info(`${policy.rules.length} rules, alpha ${policy.alpha}`)
  const champion = await findChampion(given, services)
  const inputs = { ...given, champion: champion.known ? champion.digest : undefined }
  const judged = champion.known
    ? await withOrigin(await judgeAll(inputs, policy, services), inputs, evaluators, services)
    : nothingJudged(champion.reason, champion.message)
  for (const { message } of judged.outcomes) log.foreign(`  ${message}`)

  const warns = toleratesInconclusive(inputs, context.eventName)
  const result = resultOf(judged, warns)
  const digest = policyDigest(policy)
  const records = await openRecords(context.temp)
  const { attestation, statement, problem: unrecorded } = await attest()
  const judgement = unrecorded === undefined ? judged : withdrawn(judged, unrecorded)
  const told = {
    judgement,
    model: inputs.model,
    champion: inputs.champion,
    result,
    attestation,
    observed: inputs.mode === 'observe',
  }
  const page = reportOf(told)
  const facts = { result, model: inputs.model, champion: inputs.champion, 'policy-digest': digest, attestation }
  const report = await records.write('report.json', machineReport(judgement, policy, { ...facts, page }))
  await tell()
  const { verdict, reason } = judgement
  const tracked = await tellMlflow(inputs, services, { result, verdict, reason, attestation, policy: digest })
  return {
    verdict: judgement.verdict,
    reason: judgement.reason,
    message: judgement.message,
    failed: inputs.mode !== 'observe' && (result === 'FAILED' || unrecorded !== undefined),
    summary: renderSummary(page),
    outputs: {
      report,
      metrics: metricsOf(judgement),
      'policy-digest': digest,
      ...(judgement.digests?.labels === undefined ? {} : { 'labels-digest': judgement.digests.labels }),
      ...(statement === undefined ? {} : { statement }),
      ...(attestation === undefined ? {} : { attestation }),
      ...(inputs.champion === undefined ? {} : { champion: inputs.champion }),
      ...tracked,
    },
  }

  async function attest(): Promise<{ attestation?: string; statement?: string; problem?: string }> {
    const { model, champion } = inputs
    const { digests } = judged
    if (model === undefined || digests === undefined) {
      log.info(
        model === undefined
          ? 'no `model`: no statement is written'
          : 'nothing could be judged: no statement is written',
      )
      return {}
    }
    const content = statementOf({
      ...{ model, champion, judgement: judged, digests, policy, policyDigest: digest, result, runUrl: context.runUrl },
      origin: inputs['predictions-origin'],
      finishedOn: new Date(services.clock.now()).toISOString(),
    })
    const path = await records.write('statement.json', content)
    const client = openModels(inputs, services)
    if (client === undefined || inputs.mode === 'observe') {
      log.info('the statement is written to a file and attached to nothing')
      return { statement: path }
    }
    const attached = await log.phase('Attest', () => publish(client, parseDigest(model), content, inputs))
    return attached.ok
      ? { statement: path, attestation: attached.attestation }
      : { statement: path, problem: attached.problem }
  }

  async function tell(): Promise<void> {
    const number = await pullRequestNumber(context.eventPath)
    if (number === undefined || !inputs.comment || inputs.mode === 'observe') return
    const access = {
      token: inputs['github-token'],
      repository: context.repository,
      apiUrl: context.apiUrl,
      fetch: services.fetch,
    }
    const courtesy = await comment(
      access,
      number,
      renderComment(page, `validate-model/${context.workflow}/${context.job}`),
    )
    log.info(courtesy.done ? `commented: ${courtesy.value}` : courtesy.why)
  }
}

async function readPolicy(inputs: Inputs): Promise<Policy> {
  try {
    return await loadPolicy(inputs)
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    throw new UserError({ reason: error.reason, what: error.message, anchor: 'rules' }, { cause: error })
  }
}

/** A verdict that would stand is withdrawn where the predictions are not proven to be the models' own. */
async function withOrigin(
  judgement: Judgement,
  inputs: Inputs,
  evaluators: TrustPolicy,
  services: Services,
): Promise<Judgement> {
  const client = openModels(inputs, services)
  if (inputs['predictions-origin'] === 'given' || client === undefined || judgement.digests === undefined)
    return judgement
  const { digests } = judgement
  const by = { policy: evaluators, now: new Date(services.clock.now()) }
  const foreign = await services.log.phase('Look for the evaluations', () =>
    checkOrigin(client, inputs, digests, by).catch((error: unknown) => ({
      reason: 'registry-unreadable' as const,
      message: registryProblem(error, "The evaluations can't be read"),
    })),
  )
  return foreign === undefined ? judgement : { ...judgement, verdict: 'fail', ...foreign }
}

/** A verdict that nobody can look up is none to build on. */
function withdrawn(judgement: Judgement, problem: string): Judgement {
  const { verdict, reason, message } = judgement
  const told = `${problem}\nThe verdict, which is not recorded, was ${verdict} (${reason}): ${message}`
  return { ...judgement, verdict: 'fail', reason: 'push-failed', message: told }
}

function toleratesInconclusive(inputs: Inputs, eventName: string): boolean {
  if (inputs['on-inconclusive'] !== 'auto') return inputs['on-inconclusive'] === 'warn'
  return eventName === 'pull_request' || eventName === 'pull_request_target'
}

function resultOf({ verdict }: Judgement, warns: boolean): TestResult['result'] {
  if (verdict === 'pass') return 'PASSED'
  return verdict === 'inconclusive' && warns ? 'WARNED' : 'FAILED'
}
