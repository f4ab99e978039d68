import { type Digest, sha256 } from '@ml-actions/registry'
import type { Base } from './bases.ts'
import type { Context } from './context/open.ts'
import type { ContextEntry } from './context/walk.ts'
import type { Dockerfile } from './dockerfile/read.ts'
import type { Plan } from './dockerfile/stages.ts'

/** Everything that decides an image's content before the model is put on top. Its digest is the image's input digest. */
export interface ImageInputs {
  /** Another number means: hashed in another way, so nothing built before is the same. */
  readonly schema: 1
  readonly builder: 'buildkit' | 'docker' | 'layers'
  readonly syntax: string | null
  readonly platforms: readonly string[]
  readonly target: string | null
  readonly dockerfile: Digest
  readonly arguments: Readonly<Record<string, string>>
  /** Names of build secrets; their values decide nothing that is kept. */
  readonly secrets: readonly string[]
  readonly bases: Readonly<Record<string, string>>
  /** Path to what is there: `d`, `l TARGET`, `f sha256:…`, `x sha256:…` (executable). */
  readonly tree: Readonly<Record<string, string>>
  readonly refresh: string | null
}

/** What the inputs are collected from. */
export interface Collected {
  readonly builder: ImageInputs['builder']
  readonly context: Context
  readonly dockerfile: Dockerfile
  readonly plan: Plan
  readonly bases: readonly Base[]
  readonly platforms: readonly string[]
  readonly target: string | undefined
  readonly arguments: ReadonlyMap<string, string>
  readonly secrets: readonly string[]
  readonly refresh: string | undefined
}

// BuildKit takes these from any build without their being declared, and does not let them decide what is kept.
const PREDEFINED = /^(?:HTTPS?_PROXY|FTP_PROXY|NO_PROXY|ALL_PROXY)$/i

/** Puts the inputs into their one form. */
export function collectInputs(from: Collected): ImageInputs {
  const declared = [...from.arguments].filter(
    ([name]) => from.plan.declaredArguments.has(name) && !PREDEFINED.test(name),
  )
  return {
    schema: 1,
    builder: from.builder,
    syntax: from.dockerfile.syntax ?? null,
    platforms: [...from.platforms].sort(),
    target: from.target ?? null,
    dockerfile: sha256(from.context.dockerfile.source),
    arguments: sorted(declared),
    secrets: [...from.secrets].sort(),
    bases: sorted(from.bases.map((base) => [base.written, base.digest])),
    tree: sorted(from.context.entries.map((entry) => [entry.path, described(entry)])),
    refresh: from.refresh ?? null,
  }
}

function described(entry: ContextEntry): string {
  switch (entry.type) {
    case 'directory':
      return 'd'
    case 'symlink':
      return `l ${entry.target}`
    case 'file':
      return `${entry.executable ? 'x' : 'f'} ${entry.digest}`
  }
}

function sorted(entries: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)))
}

/** The digest of the inputs: the same inputs, the same digest, on any machine. */
export function inputDigest(inputs: ImageInputs): Digest {
  return sha256(JSON.stringify(inputs))
}

/** What is put on top of the built image. */
export interface Finish {
  readonly model: string | null
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

/** The digest of all that makes the finished image: its inputs, the model, and the user's own labels and annotations. */
export function finishedDigest(input: Digest, finish: Finish): Digest {
  return sha256(
    JSON.stringify([
      1,
      input,
      finish.model,
      sorted(Object.entries(finish.labels)),
      sorted(Object.entries(finish.annotations)),
    ]),
  )
}

const SHOWN = 8

/** What changed between two builds, in sentences; none when nothing did. */
export function differences(before: ImageInputs, now: ImageInputs): string[] {
  const found: string[] = []
  const scalar = (what: string, one: unknown, other: unknown): void => {
    if (JSON.stringify(one) !== JSON.stringify(other)) found.push(`${what} changed from ${show(one)} to ${show(other)}`)
  }
  if (before.schema !== now.schema) found.push('inputs are counted in another way now')
  scalar('the builder', before.builder, now.builder)
  scalar('# syntax', before.syntax, now.syntax)
  scalar('the platforms', before.platforms, now.platforms)
  scalar('the target', before.target, now.target)
  scalar('the secrets’ names', before.secrets, now.secrets)
  scalar('`refresh`', before.refresh, now.refresh)
  if (before.dockerfile !== now.dockerfile) found.push('the Dockerfile changed')
  for (const name of changedKeys(before.bases, now.bases)) {
    found.push(`the base ${name} is ${now.bases[name] ?? 'gone'}, it was ${before.bases[name] ?? 'not there'}`)
  }
  const changedArguments = changedKeys(before.arguments, now.arguments)
  if (changedArguments.length > 0) found.push(`build arguments changed: ${listed(changedArguments)}`)
  const files = changedKeys(before.tree, now.tree)
  if (files.length > 0) found.push(`${files.length} of the context's files changed: ${listed(files)}`)
  return found
}

function changedKeys(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((key) => before[key] !== now[key]).sort()
}

function listed(names: readonly string[]): string {
  const more = names.length - SHOWN
  return `${names.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function show(value: unknown): string {
  return value === null ? 'nothing' : Array.isArray(value) ? value.join(', ') || 'none' : JSON.stringify(value)
}
