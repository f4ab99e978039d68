/** Digests by algorithm, in hexadecimal: `{ sha256: '…' }`, `{ gitCommit: '…' }`. */
export type DigestSet = Readonly<Record<string, string>>

/** What an in-toto statement is about, or refers to. */
export interface ResourceDescriptor {
  readonly name?: string
  readonly uri?: string
  readonly digest?: DigestSet
  readonly mediaType?: string
  readonly annotations?: Readonly<Record<string, unknown>>
}

/** The subject of a statement: a name for people, and the sha256 that it is known by. */
export interface Subject {
  readonly name: string
  readonly digest: { readonly sha256: string }
}

/** An in-toto statement, version 1. */
export interface Statement<P = unknown> {
  readonly _type: 'https://in-toto.io/Statement/v1'
  readonly subject: readonly Subject[]
  readonly predicateType: string
  readonly predicate: P
}

/** A decision of a person against a verdict: why, who, and until when (ISO 8601). It stands in the record. */
export interface Override {
  readonly reason: string
  readonly by: string
  readonly until: string
}
