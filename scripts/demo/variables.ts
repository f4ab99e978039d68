import { rename, writeFile } from 'node:fs/promises'
import { type EnvironmentKeys, type EnvironmentName, trustedKeys } from './keys.ts'
import type { Stack } from './stack.ts'
import { NAMESPACE } from './stack.ts'

/** How the metrics are scraped, and how fast the canary goes: a newcomer waits for it. */
export const SCRAPE_INTERVAL_MS = 500
export const REQUESTS_PER_SECOND = 160

type Texts = Readonly<Record<string, string>>

export interface Variables {
  readonly vars: Texts
  /** Every secret belongs to an environment; none to the repository. */
  readonly environments: Readonly<Record<EnvironmentName, { readonly vars: Texts; readonly secrets: Texts }>>
}

/**
 * Everything in which this machine differs from a team's: what the template's `vars` and `secrets` are set to. The file is
 * shown on the page; nothing else tells an action where it runs.
 */
export function demoVariables(
  stack: Stack,
  given: { readonly baseImage: string; readonly keys: EnvironmentKeys },
): Variables {
  const { keys } = given
  const shared = { REGISTRY_USERNAME: stack.registry.username, REGISTRY_PASSWORD: stack.registry.password }
  // The stand-in for a cluster has one account: a team's would only read outside of staging and production.
  const cluster = { KUBECONFIG: stack.cluster.kubeconfig }
  const environment = (name: EnvironmentName, secrets: Texts, vars: Texts) => ({
    vars,
    secrets: { ...shared, ...secrets, SIGNING_KEY: keys[name].privateKeyPem },
  })
  const trust = { TRUSTED_KEYS: trustedKeys(keys) }
  return {
    vars: {
      ML_BASE_IMAGE: given.baseImage,
      ML_REGISTRY: `${stack.registry.host}/newcomer/digits`,
      ML_ENGINE: 'host',
      ML_ISOLATION: 'best-effort',
      ML_BUILDER: 'layers',
      ML_GPUS: '0',
      ML_RUNNER: '["self-hosted", "linux"]',
      ML_GPU_RUNNER: '["self-hosted", "linux"]',
      KUBE_NAMESPACE: NAMESPACE,
      PROMETHEUS_URL: stack.metrics.url,
      CANARY_STEPS: '20, 50',
      CANARY_INTERVAL: '1s',
      CANARY_STEP_DURATION: '3s',
      CANARY_TIMEOUT: '3m',
      CANARY_BLIND_BUDGET: '6s',
      CANARY_ERROR_TOLERANCE: '3',
      CANARY_LATENCY_TOLERANCE: '15',
      PUBLIC_URL: stack.router.url,
    },
    environments: {
      'pull-request': environment('pull-request', cluster, {}),
      training: environment('training', cluster, {}),
      validation: environment('validation', {}, trust),
      staging: environment('staging', cluster, trust),
      production: environment('production', cluster, trust),
    },
  }
}

/** What a deployment to production sees: the repository's variables and the environment's own. */
export function shownVariables({ vars, environments }: Variables): Texts {
  return { ...vars, ...environments.production.vars }
}

/** Writes the file of `vars`, one `NAME=value` as JSON would have it; secrets stay in memory. */
export async function writeVariables(file: string, variables: Variables): Promise<void> {
  const draft = `${file}.new`
  await writeFile(draft, `${JSON.stringify(shownVariables(variables), null, 2)}\n`)
  await rename(draft, file)
}
