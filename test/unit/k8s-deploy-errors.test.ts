import { describe, expect, test } from '@jest/globals'
import { UserError } from '@ml-actions/action'
import { KubernetesError } from '@ml-actions/kubernetes'
import { explainClusterError } from '../../actions/k8s-deploy/src/cluster-errors.ts'

// Words and causes as a real API server gave them.

describe('an object that the cluster refuses', () => {
  test('for its strategy is told with what to do, since no manifest can', () => {
    const field = 'spec.strategy.rollingUpdate'
    const message = "Forbidden: may not be specified when strategy `type` is 'Recreate'"
    const refused = new KubernetesError({
      status: 422,
      reason: 'Invalid',
      message: `Deployment.apps "app" is invalid: ${field}: ${message}`,
      details: { name: 'app', kind: 'Deployment', causes: [{ reason: 'FieldValueForbidden', message, field }] },
    })
    const told = explainClusterError(refused)
    if (!(told instanceof UserError)) throw new Error('it is no error of the user')
    expect(told.reason).toBe('rejected')
    expect(told.message).toContain(message)
    expect(told.message).toContain(
      `kubectl patch deployment app --type merge -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'`,
    )
    expect(told.message).toContain('maxSurge: 0, maxUnavailable: 1')
  })

  test('for anything else is told in its own words', () => {
    const told = explainClusterError(new KubernetesError({ status: 422, reason: 'Invalid', message: 'no' }))
    expect(told).toMatchObject({ reason: 'rejected', message: 'no' })
  })
})
