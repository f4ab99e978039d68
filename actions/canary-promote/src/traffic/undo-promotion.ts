import { FIELD_MANAGER, isDeployment, isSameRelease, withLastGood } from '@ml-actions/kubernetes'
import { type PromotionOptions, waitForStable } from './promote.ts'

/**
 * Makes stable again what it was before a promotion began, and waits until it serves; the canary keeps its traffic meanwhile.
 * Tells why not, where that can't be done.
 */
export async function undoPromotion(
  options: Pick<PromotionOptions, 'cluster' | 'session' | 'log' | 'clock' | 'rolloutTimeoutMs' | 'signal'>,
): Promise<string | undefined> {
  const { cluster, session, log } = options
  const { stable } = session.state
  const { namespace, name } = session.target
  const good = session.history.find(({ record }) => stable !== undefined && isSameRelease(record, stable))
  const workload = good?.objects.filter(isDeployment).find(({ metadata }) => metadata.name === name)
  if (good === undefined || workload === undefined) return 'its objects are not on record'
  log.info(`Putting stable back to ${good.record.image}`)
  const restored = { ...workload, metadata: { ...workload.metadata, namespace } }
  // Whoever changed a field since, the release before is what must be there now.
  await cluster.apply(withLastGood(restored, good.record), { fieldManager: FIELD_MANAGER, force: true })
  return waitForStable(options)
}
