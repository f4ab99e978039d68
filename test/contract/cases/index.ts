import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../support/bundle.ts'
import { buildPushImage } from './build-push-image.ts'
import { canaryPromote } from './canary-promote.ts'
import type { ActionCase } from './case.ts'
import { k8sDeploy } from './k8s-deploy.ts'
import { setupGpuRunner } from './setup-gpu-runner.ts'
import { trainInContainer } from './train-in-container.ts'
import { validateModel } from './validate-model.ts'

const cases: Readonly<Record<string, ActionCase>> = {
  'build-push-image': buildPushImage,
  'canary-promote': canaryPromote,
  'k8s-deploy': k8sDeploy,
  'setup-gpu-runner': setupGpuRunner,
  'train-in-container': trainInContainer,
  'validate-model': validateModel,
}

/** Every action of the repository with its case. @throws when one has none. */
export const ACTIONS: readonly (readonly [name: string, of: ActionCase])[] = readdirSync(join(ROOT, 'actions'))
  .sort()
  .map((name) => {
    const found = cases[name]
    if (found === undefined) throw new Error(`test/contract/cases has nothing about ${name}`)
    return [name, found]
  })
