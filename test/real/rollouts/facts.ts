/** What a cluster shows first of a rollout that goes wrong. */
import type { Pod, RolloutObjects } from '@ml-actions/kubernetes'

type Status = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number]

const statuses = ({ pods }: RolloutObjects): readonly Status[] =>
  pods.flatMap((pod) => [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])])
export const waits = (reason: RegExp) => (objects: RolloutObjects) =>
  statuses(objects).some(({ state }) => reason.test(state?.waiting?.reason ?? ''))
export const ended = (objects: RolloutObjects) =>
  statuses(objects).some(({ state, lastState }) => (state?.terminated ?? lastState?.terminated) !== undefined)
export const unready = (objects: RolloutObjects) =>
  statuses(objects).some(({ state, ready }) => state?.running !== undefined && !ready)
/** A pod for which the scheduler finds no place. */
export const isUnplaced = ({ pods }: RolloutObjects) =>
  pods.some((pod) => pod.status?.conditions?.some(({ reason }) => reason === 'Unschedulable'))
export const refused = ({ replicaSets }: RolloutObjects) =>
  replicaSets.some(({ status }) => status?.conditions?.some(({ type }) => type === 'ReplicaFailure'))
export const told = (reason: string) => (objects: RolloutObjects) =>
  objects.events.some((event) => event.reason === reason)
export const runs = ({ pods }: RolloutObjects) => pods.some((pod) => pod.status?.phase === 'Running')
