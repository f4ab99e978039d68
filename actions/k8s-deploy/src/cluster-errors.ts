import { UserError } from '@ml-actions/action'
import { FencedError, fieldConflicts, KubernetesError, troubleOf } from '@ml-actions/kubernetes'
import type { Reason } from './definition.ts'

/** What a failure of the cluster means to the user; anything else comes back as it is. */
export function explainClusterError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const trouble = troubleOf(error)
  if (trouble !== undefined) return user(trouble.reason, error, trouble.fix)
  if (error instanceof FencedError) return user('deployment-in-progress', error, 'Wait for that run, or cancel it.')
  return error instanceof KubernetesError ? explainAnswer(error) : error
}

function explainAnswer(error: KubernetesError): UserError {
  const conflicts = fieldConflicts(error)
  if (conflicts.length > 0) {
    const lines = conflicts.map(({ field, manager }) => `- ${field} is held by ${manager}`)
    return new UserError(
      {
        reason: 'conflict' satisfies Reason,
        what: `Fields of the release are held by other managers:\n${lines.join('\n')}`,
        fix: 'Leave these fields out of the manifest, or take them with `force-conflicts: true`. Where Argo CD or Flux owns the object, change it in Git.',
      },
      { cause: error },
    )
  }
  switch (error.status) {
    case 400:
    case 404:
    case 409:
    case 422:
      return user('rejected', error, isStuckStrategy(error) ? toRecreate(error.details.name) : undefined)
    default:
      // A typo in an applied object is answered with a 500; everything else of that kind is the cluster's own trouble.
      return error.reason === 'InvalidPatch' ? user('rejected', error) : user('unreadable-cluster', error)
  }
}

/**
 * A Deployment that was a rolling one: its `rollingUpdate` came from the server's default, belongs to nobody, and no applied
 * manifest can take it away.
 */
function isStuckStrategy({ details }: KubernetesError): boolean {
  return details.causes?.some(({ field }) => field === 'spec.strategy.rollingUpdate') ?? false
}

function toRecreate(name = 'NAME'): string {
  const patch = JSON.stringify({ spec: { strategy: { type: 'Recreate', rollingUpdate: null } } })
  return `An applied manifest can't turn a rolling Deployment into one with \`strategy.type: Recreate\`. Do it once by hand, then run this again: \`kubectl patch deployment ${name} --type merge -p '${patch}'\`. Or keep rolling updates with \`maxSurge: 0, maxUnavailable: 1\`.`
}

function user(reason: Reason, error: Error, fix?: string): UserError {
  return new UserError({ reason, what: error.message, fix }, { cause: error })
}
