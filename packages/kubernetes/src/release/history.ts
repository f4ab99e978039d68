import { gunzipSync, gzipSync } from 'node:zlib'
import { isKubernetesObject, isRecord, type KubernetesObject } from '../object.ts'
import { parseReleaseRecord } from './identity.ts'
import type { ReleaseRecord } from './state.ts'

/** A release that was found good, with the objects that made it; Secrets are never among them. */
export interface GoodRelease {
  readonly record: ReleaseRecord
  readonly objects: readonly KubernetesObject[]
}

const KEPT = 3
/** A ConfigMap holds 1 MiB in all, in base64; the state beside it needs room as well. */
const MAX_PACKED_LENGTH = 700_000
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024

/** `history` with `release` at its front, in place of an older entry for the same bytes. */
export function withGoodRelease(history: readonly GoodRelease[], release: GoodRelease): readonly GoodRelease[] {
  const others = history.filter(
    ({ record }) => record.image !== release.record.image || record.model !== release.record.model,
  )
  const objects = release.objects.filter((object) => object.kind !== 'Secret')
  return [{ record: release.record, objects }, ...others].slice(0, KEPT)
}

/** The history as base64 of gzip; the oldest entries are left out where it would not fit. */
export function packHistory(history: readonly GoodRelease[]): string {
  const packed = gzipSync(JSON.stringify(history)).toString('base64')
  return packed.length <= MAX_PACKED_LENGTH || history.length === 0 ? packed : packHistory(history.slice(0, -1))
}

/** The history that `packHistory` wrote; empty where there is none or it can't be read, since a rollback has other means. */
export function unpackHistory(packed: string | undefined): readonly GoodRelease[] {
  if (packed === undefined) return []
  try {
    const bytes = gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: MAX_UNPACKED_BYTES })
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    return Array.isArray(value) ? value.flatMap(parseGood) : []
  } catch {
    return []
  }
}

function parseGood(value: unknown): GoodRelease[] {
  if (!isRecord(value) || !Array.isArray(value['objects'])) return []
  const record = parseReleaseRecord(value['record'])
  return record === undefined ? [] : [{ record, objects: value['objects'].filter(isKubernetesObject) }]
}
