import { checkout } from './checkout.ts'
import { downloadArtifact } from './download-artifact.ts'
import type { ServedAction } from './served-action.ts'
import { setupPython } from './setup-python.ts'
import { uploadArtifact } from './upload-artifact.ts'

export type { ServedAction } from './served-action.ts'

const SERVED: Readonly<Record<string, ServedAction>> = {
  'actions/checkout': checkout,
  'actions/download-artifact': downloadArtifact,
  'actions/setup-python': setupPython,
  'actions/upload-artifact': uploadArtifact,
}

/** Names of the actions that this runner does itself. */
export const servedNames: readonly string[] = Object.keys(SERVED)

/** The action that this runner does itself, if it does this one. */
export function servedAction(repository: string, path: string): ServedAction | undefined {
  const name = repository.toLowerCase()
  return path === '' && Object.hasOwn(SERVED, name) ? SERVED[name] : undefined
}
