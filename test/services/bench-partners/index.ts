/** What the actions are measured beside, built from released Go modules: helm, and Flagger's controller. */
import { join } from 'node:path'
import { goModuleFolder, goPrograms } from '../go.ts'
import type { Context } from '../service.ts'

const HELM = 'helm.sh/helm/v3'
const FLAGGER = 'github.com/fluxcd/flagger'

/** The path of helm. */
export async function helm(context: Context): Promise<string> {
  const module = join(import.meta.dirname, 'helm')
  const programs = { helm: `${HELM}/cmd/helm` }
  return join(await goPrograms(context, { name: 'helm', module, programs }), 'helm')
}

/** The path of Flagger's controller, and the file with its resource definitions. */
export async function flagger(context: Context): Promise<{ readonly program: string; readonly definitions: string }> {
  const module = join(import.meta.dirname, 'flagger')
  const programs = { flagger: `${FLAGGER}/cmd/flagger` }
  const folder = await goPrograms(context, { name: 'flagger', module, programs })
  const definitions = join(await goModuleFolder(context, module, FLAGGER), 'artifacts/flagger/crd.yaml')
  return { program: join(folder, 'flagger'), definitions }
}
