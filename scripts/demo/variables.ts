import { rename, writeFile } from 'node:fs/promises'
import { type EnvironmentKeys, type EnvironmentName, trustedKeys } from './keys.ts'
import type { Stack } from './stack.ts'

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
export function demoVariables(stack: Stack, keys: EnvironmentKeys): Variables {
  const shared = { REGISTRY_USERNAME: stack.registry.username, REGISTRY_PASSWORD: stack.registry.password }
  const { kubeconfigs, namespace } = stack.cluster
  const reads = { KUBECONFIG: kubeconfigs.reads }
  const releases = { KUBECONFIG: kubeconfigs.releases }
  const environment = (name: EnvironmentName, secrets: Texts, vars: Texts) => ({
    vars,
    secrets: { ...shared, ...secrets, SIGNING_KEY: keys[name].privateKeyPem },
  })
  const trust = { TRUSTED_KEYS: trustedKeys(keys) }
  return {
    vars: {
      ML_REGISTRY: `${stack.registry.host}/${stack.registry.namespace}`,
      ML_GPUS: '0',
      ML_RUNNER: '["self-hosted", "linux"]',
      ML_GPU_RUNNER: '["self-hosted", "linux"]',
      KUBE_NAMESPACE: namespace,
      PROMETHEUS_URL: stack.metrics.url,
      // A newcomer waits for it.
      CANARY_STEPS: '20, 50',
      CANARY_TIMEOUT: '3m',
      CANARY_ERROR_TOLERANCE: '3',
      CANARY_LATENCY_TOLERANCE: '15',
      PUBLIC_URL: stack.router.url,
      ...stack.vars,
    },
    environments: {
      'pull-request': environment('pull-request', reads, {}),
      training: environment('training', reads, {}),
      validation: environment('validation', {}, trust),
      staging: environment('staging', releases, trust),
      production: environment('production', releases, trust),
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
