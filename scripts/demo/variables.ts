import { rename, writeFile } from 'node:fs/promises'
import type { Stack } from './stack.ts'
import { NAMESPACE } from './stack.ts'

/** How the metrics are scraped, and how fast the canary goes: a newcomer waits for it. */
export const SCRAPE_INTERVAL_MS = 500
export const REQUESTS_PER_SECOND = 160

export interface Variables {
  readonly vars: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
}

/**
 * Everything in which this machine differs from a team's: what the template's `vars` and `secrets` are set to. The file is
 * shown on the page; nothing else tells an action where it runs.
 */
export function demoVariables(
  stack: Stack,
  given: { readonly baseImage: string; readonly publicKey: string; readonly privateKey: string },
): Variables {
  return {
    vars: {
      TRUSTED_KEYS: given.publicKey,
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
    secrets: {
      KUBECONFIG: stack.cluster.kubeconfig,
      REGISTRY_USERNAME: stack.registry.username,
      REGISTRY_PASSWORD: stack.registry.password,
      SIGNING_KEY: given.privateKey,
    },
  }
}

/** Writes the file of `vars`, one `NAME=value` as JSON would have it; secrets stay in memory. */
export async function writeVariables(file: string, { vars }: Variables): Promise<void> {
  const draft = `${file}.new`
  await writeFile(draft, `${JSON.stringify(vars, null, 2)}\n`)
  await rename(draft, file)
}
