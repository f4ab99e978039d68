import type { ReleaseState, StoredRelease } from '@ml-actions/kubernetes'
import type { Result } from './conclude.ts'
import type { Inputs } from './definition.ts'

/** What there is to judge, or how the run ends without anything to judge. */
export type Trial =
  | { readonly kind: 'on-trial'; readonly stored: StoredRelease }
  | { readonly kind: 'none'; readonly result: Result }

/**
 * Looks for the release that this run placed. Without `digest` whatever is on trial is meant; with it, another release is
 * never taken for it, and nothing on record isn't either.
 */
export function lookForTrial(
  { workload, digest }: Pick<Inputs, 'workload' | 'digest'>,
  stored: StoredRelease | undefined,
): Trial {
  const state = stored?.state
  const serving = state?.stable
  const onTrial = stored !== undefined && stored.state.phase !== 'idle'
  if (digest !== undefined && isImage(serving, digest))
    return none('pass', 'nothing-to-promote', `${serving?.image} is stable already; nothing was touched.`, state)
  if (onTrial && (digest === undefined || stored.state.canary === undefined || isImage(stored.state.canary, digest)))
    return { kind: 'on-trial', stored }
  const now = `${serving?.image ?? 'no release on record'} serves${state?.canary === undefined ? '' : `, and ${state.canary.image} is on trial`}`
  return digest === undefined
    ? none('pass', 'nothing-to-promote', `No canary stands beside ${workload}; ${now}.`, state)
    : none(
        'inconclusive',
        'superseded',
        `The release that this run placed (${digest}) is neither on trial nor stable any more: ${now}. Nothing was touched.`,
        state,
      )
}

function none(
  verdict: Result['verdict'],
  reason: Result['reason'],
  message: string,
  state: ReleaseState | undefined,
): Trial {
  return { kind: 'none', result: { verdict, reason, message, serving: state?.stable, weight: state?.weight ?? 0 } }
}

function isImage(release: { readonly image: string } | undefined, digest: string): boolean {
  return release?.image.endsWith(`@${digest}`) === true
}
