import { isListOf, isRecord, isSubject, isText } from './guards.ts'
import type { Statement } from './statement.ts'
import { JsonError, parseStrictJson } from './strict-json.ts'

const MAX_SUBJECTS = 1024

/** A statement from its bytes; what its predicate says is not looked at. Throws `JsonError`. */
export function parseStatement(bytes: Uint8Array): Statement {
  const value = parseStrictJson(bytes)
  if (!isStatement(value)) throw new JsonError('malformed', 'it is no in-toto statement with subjects known by sha256')
  const digests = value.subject.map((subject) => subject.digest.sha256)
  if (new Set(digests).size < digests.length) throw new JsonError('duplicate', 'it names a subject twice')
  return value
}

function isStatement(value: unknown): value is Statement {
  return (
    isRecord(value) &&
    value['_type'] === 'https://in-toto.io/Statement/v1' &&
    isText(value['predicateType']) &&
    isListOf(value['subject'], isSubject) &&
    value['subject'].length > 0 &&
    value['subject'].length <= MAX_SUBJECTS &&
    isRecord(value['predicate'])
  )
}
