import type { Snapshot } from './cluster.ts'
import { KubernetesError } from './errors.ts'
import { isKubernetesObject, isRecord, type Kind, recordAt } from './object.ts'
import { parseAnswer } from './transport/answer.ts'

/** A list answer as a snapshot. Items of a list carry no kind of their own: they are given the one that was asked for. */
export function parseList(kind: Kind, text: string): Snapshot {
  const answer = parseAnswer(text)
  const resourceVersion = recordAt(answer, 'metadata')?.['resourceVersion']
  if (!isRecord(answer) || typeof resourceVersion !== 'string') {
    throw new KubernetesError({
      status: 0,
      reason: 'Malformed',
      message: `The API server's list of ${kind.kind} has no version`,
    })
  }
  const items: unknown[] = Array.isArray(answer['items']) ? answer['items'] : []
  return {
    resourceVersion,
    items: items
      .filter(isRecord)
      .map((item) => ({ ...item, apiVersion: kind.apiVersion, kind: kind.kind }))
      .filter(isKubernetesObject),
  }
}
