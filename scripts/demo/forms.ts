import type { DemoOptions } from './options.ts'

/** A form of the demo and how it must end, whatever it runs on. */
export interface Form {
  readonly name: DemoOptions['scenario']
  readonly arguments: readonly string[]
  readonly exitCode: 0 | 1
  readonly action: string
  readonly reason: string
  /** Jobs of the second release that must not have run. */
  readonly skipped?: readonly string[]
}

const AFTER_VALIDATION = ['build', 'deploy-production']

/** What each form promises: one source for stand-ins and real services. */
export const FORMS: readonly Form[] = [
  { name: 'better', arguments: [], exitCode: 0, action: 'canary-promote', reason: 'promoted' },
  regressed('accuracy', 'validate-model', 'worse-than-champion', AFTER_VALIDATION),
  regressed('errors', 'canary-promote', 'errors-harm'),
  regressed('latency', 'canary-promote', 'latency-harm'),
  regressed('no-metrics', 'canary-promote', 'blind'),
  regressed('unvalidated', 'k8s-deploy', 'not-validated'),
  regressed('forged', 'k8s-deploy', 'undeclared-signer'),
  {
    name: 'inconclusive',
    arguments: ['--inconclusive'],
    exitCode: 1,
    action: 'validate-model',
    reason: 'too-few-rows',
    skipped: AFTER_VALIDATION,
  },
]

function regressed(name: Form['name'], action: string, reason: string, skipped?: readonly string[]): Form {
  const form = { name, arguments: ['--regress', name], exitCode: 1, action, reason } as const
  return skipped === undefined ? form : { ...form, skipped }
}
