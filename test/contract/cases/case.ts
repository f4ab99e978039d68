import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ActionDefinition } from '@ml-actions/action'
import { parse } from 'yaml'
import { type BundleOptions, ROOT } from '../../support/bundle.ts'

export type Texts = Readonly<Record<string, string>>

/** A text that is not allowed, what the refusal says about it, and what must stand beside it to be looked at. */
export type Wrong = readonly [value: string, says: string, beside?: Texts]

/** One bundle as it is started. */
export type Start = Pick<BundleOptions, 'inputs' | 'env' | 'files' | 'state'>

/** What the matrix knows about one action. A new input without an entry in `wrong` fails. */
export interface ActionCase {
  readonly definition: ActionDefinition
  /**
   * Right inputs that end within moments, never with `pass`. `host` answers every request with 403 and a text.
   * Secrets hold the word of `SECRET`.
   */
  readonly right: (host: string) => Start & { readonly inputs: Texts }
  /** How that ends. */
  readonly reason: string
  /** For each input a text that is not allowed; `free` where any text is. */
  readonly wrong: Readonly<Record<string, Wrong | 'free'>>
  /** Inputs that are programs to be run: what they say is done, by design. */
  readonly programs?: readonly string[]
  /** What is asked for when no input is given; nothing for an action whose defaults are enough. */
  readonly needs: readonly string[]
  /** A run whose outputs, annotations and summary are kept beside this test. */
  readonly golden: (host: string) => Start
  readonly refusals: readonly Refusal[]
  /** Hostile text that comes from outside: printed by a command, in a file, in an answer of `host`. */
  readonly foreign: (text: string, host: string) => Start
  readonly waits: readonly Wait[]
}

/** Something that is not there, or inputs that are right one by one and wrong together. */
export interface Refusal {
  readonly what: string
  readonly start: (host: string) => Start
  readonly reason: string
  readonly says: readonly string[]
}

/** A run that waits in vain for a server, or for tools of these names. */
export interface Wait {
  readonly what: string
  readonly tools?: readonly string[]
  readonly start: (host: string) => Start
}

/** The word that stands in every secret of the matrix and must never be seen again. */
export const SECRET = 'hunter2'

export const DIGEST = `sha256:${'a'.repeat(64)}`

/** Port 9 of this machine answers nobody. */
export const CLOSED = '127.0.0.1:9'

export const kubeconfig = (server: string, user = `{token: ${SECRET}}`): string => `apiVersion: v1
current-context: here
contexts: [{name: here, context: {cluster: c, user: u}}]
clusters: [{name: c, cluster: {server: "http://${server}"}}]
users: [{name: u, user: ${user}}]
`

interface Manifest {
  readonly inputs: Readonly<Record<string, { readonly default: string | undefined }>>
  readonly outputs: readonly string[]
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** `action.yml` as the runner reads it. */
export function manifestOf(action: string): Manifest {
  const file: unknown = parse(readFileSync(join(ROOT, 'actions', action, 'action.yml'), 'utf8'))
  const part = (name: string): Readonly<Record<string, unknown>> => {
    const value = isRecord(file) ? file[name] : undefined
    return isRecord(value) ? value : {}
  }
  const inputs = Object.entries(part('inputs')).map(([name, input]) => {
    const text = isRecord(input) ? input['default'] : undefined
    return [name, { default: typeof text === 'string' ? text : undefined }] as const
  })
  return { inputs: Object.fromEntries(inputs), outputs: Object.keys(part('outputs')) }
}
