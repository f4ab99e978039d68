import { UserError } from '@ml-actions/action'
import { FencedError, fieldConflicts, KubernetesError, RouteShapeError, troubleOf } from '@ml-actions/kubernetes'
import type { Reason } from './definition.ts'
import { SupersededError } from './session.ts'
import { RouteGoneError } from './traffic/route.ts'

/** What a failure of the cluster means to the user; anything else comes back as it is. */
export function explainClusterError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const trouble = troubleOf(error)
  if (trouble !== undefined) return user(trouble.reason, error, trouble.fix)
  if (error instanceof FencedError || error instanceof SupersededError) return user('superseded', error)
  if (error instanceof RouteGoneError || error instanceof RouteShapeError)
    return user('superseded', error, 'Deploy again with `canary: true`, with the HTTPRoute among the manifests.')
  return error instanceof KubernetesError ? explainAnswer(error) : error
}

function explainAnswer(error: KubernetesError): UserError {
  const [conflict] = fieldConflicts(error)
  if (conflict !== undefined)
    return user('promotion-blocked', error, `Field ${conflict.field} is held by ${conflict.manager}: change it there.`)
  return user('unreadable-cluster', error)
}

function user(reason: Reason, error: Error, fix?: string): UserError {
  return new UserError({ reason, what: error.message, fix }, { cause: error })
}
