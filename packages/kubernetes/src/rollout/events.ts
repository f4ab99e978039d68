import type { Event, KubernetesObject } from '../object.ts'

/** The events about `object` with one of these reasons, newest last; those in `earlier` are left out. */
export function eventsAbout(
  events: readonly Event[],
  object: KubernetesObject,
  reasons: readonly string[],
  earlier: ReadonlySet<string>,
): readonly Event[] {
  const { uid } = object.metadata
  return events
    .filter(
      (event) =>
        uid !== undefined &&
        event.involvedObject.uid === uid &&
        reasons.includes(event.reason ?? '') &&
        !earlier.has(event.metadata.uid ?? ''),
    )
    .toSorted((one, other) => lastSeen(one) - lastSeen(other))
}

/** When an event was last seen, milliseconds since the epoch; 0 where it does not say. */
function lastSeen(event: Event): number {
  const time = event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? event.firstTimestamp
  return timeOf(time)
}

/** When an event was first seen, milliseconds since the epoch; 0 where it does not say. */
export function firstSeen(event: Event): number {
  return timeOf(event.firstTimestamp ?? event.eventTime)
}

/** A time of the API as milliseconds since the epoch; 0 where it is absent. */
export function timeOf(time: string | null | undefined): number {
  const parsed = Date.parse(time ?? '')
  return Number.isNaN(parsed) ? 0 : parsed
}
