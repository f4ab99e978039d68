import type { RunContext } from '@ml-actions/action'
import { isTag } from '@ml-actions/registry'

/** A tag that the image gets. An immutable one is never moved. */
export interface WantedTag {
  readonly tag: string
  readonly immutable: boolean
}

/** A tag that this run has nothing to fill in for. */
export interface LeftOutTag {
  readonly template: string
  readonly why: string
}

const PLACEHOLDER = /\{([a-z-]+)\}/g
const SEMVER = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/
const MAX_TAG = 128

/** Names that placeholders may have. */
export const PLACEHOLDERS = ['branch', 'pr', 'sha', 'short-sha', 'version', 'minor', 'major', 'date', 'run'] as const

/**
 * Tags from their templates. What does not apply to this run (a version on a branch, a pull request on a push) is left out by
 * name. `{version}` and what `immutable` names never move.
 */
export function tagsOf(
  templates: readonly string[],
  immutable: readonly string[],
  context: RunContext,
  now: Date,
): { readonly wanted: readonly WantedTag[]; readonly leftOut: readonly LeftOutTag[] } {
  const values = valuesOf(context, now)
  const wanted: WantedTag[] = []
  const leftOut: LeftOutTag[] = []
  for (const template of templates) {
    const filled = fill(template, values)
    if (filled.kind === 'left out') leftOut.push({ template, why: filled.why })
    else if (wanted.every((other) => other.tag !== filled.tag)) {
      wanted.push({
        tag: filled.tag,
        immutable: template.includes('{version}') || immutable.includes(template),
      })
    }
  }
  // Those that may not move first: when one is refused, nothing that moves has moved.
  return { wanted: wanted.sort((one, other) => Number(other.immutable) - Number(one.immutable)), leftOut }
}

/** One template filled in, or why this run has nothing for it. */
export type FilledTag =
  | { readonly kind: 'filled'; readonly tag: string }
  | { readonly kind: 'left out'; readonly why: string }

/** Fills one template in for a run. */
export function fillTag(template: string, context: RunContext, now: Date): FilledTag {
  return fill(template, valuesOf(context, now))
}

function fill(template: string, values: Readonly<Record<string, string | undefined>>): FilledTag {
  const missing = [...template.matchAll(PLACEHOLDER)]
    .map(([, name = '']) => name)
    .filter((name) => values[name] === undefined)
  if (missing.length > 0) return { kind: 'left out', why: `this run has no ${missing.join(', ')}` }
  const tag = sanitised(template.replace(PLACEHOLDER, (_, name: string) => values[name] ?? ''))
  return isTag(tag) ? { kind: 'filled', tag } : { kind: 'left out', why: `${JSON.stringify(tag)} is not a tag` }
}

function valuesOf(context: RunContext, now: Date): Readonly<Record<string, string | undefined>> {
  const [, branch] = /^refs\/heads\/(.+)$/.exec(context.ref) ?? []
  const [, pr] = /^refs\/pull\/(\d+)\//.exec(context.ref) ?? []
  const [, name] = /^refs\/tags\/(.+)$/.exec(context.ref) ?? []
  const [, major, minor, patch, prerelease] = SEMVER.exec(name ?? '') ?? []
  // A pre-release must not be what `1.2` or `1` means.
  const stable = major !== undefined && prerelease === undefined
  return {
    branch,
    pr,
    sha: context.sha || undefined,
    'short-sha': context.sha.slice(0, 12) || undefined,
    version:
      major === undefined ? undefined : `${major}.${minor}.${patch}${prerelease === undefined ? '' : `-${prerelease}`}`,
    minor: stable ? `${major}.${minor}` : undefined,
    major: stable ? major : undefined,
    date: now.toISOString().slice(0, 10),
    run: context.runId || undefined,
  }
}

function sanitised(tag: string): string {
  return tag
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, MAX_TAG)
}
