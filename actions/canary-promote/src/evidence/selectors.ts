import { literal, parseSelector, type RawSelector, selector } from '@ml-actions/prometheus'
import type { Inputs } from '../definition.ts'
import type { Metric } from '../settings.ts'

/** Raw selectors of one arm; `latency` only where latency is judged. */
export interface ArmSelectors {
  readonly requests: RawSelector
  readonly latency?: RawSelector
}

/** Everything that is read from Prometheus. */
export interface Selectors {
  readonly stable: ArmSelectors
  readonly canary: ArmSelectors
  /** Series that every scrape of the same targets holds. */
  readonly witness: RawSelector
}

/** What the selectors must find: the arms' names. */
export interface Arms {
  readonly namespace: string
  readonly workload: string
  readonly service: string
  readonly port: number
}

type MetricInputs = Pick<
  Inputs,
  | 'metrics'
  | 'requests-metric'
  | 'latency-metric'
  | 'requests-stable'
  | 'requests-canary'
  | 'latency-stable'
  | 'latency-canary'
  | 'scrape-witness'
>

/** The selectors of both arms for the chosen source. */
export function buildSelectors(inputs: MetricInputs, arms: Arms, judged: readonly Metric[]): Selectors {
  const witness = inputs['scrape-witness']
  const found = source(inputs, arms)
  const arm = ({ requests, latency }: ArmSelectors): ArmSelectors =>
    judged.includes('latency') && latency !== undefined ? { requests, latency } : { requests }
  return {
    stable: arm(found.stable),
    canary: arm(found.canary),
    witness: witness === undefined ? found.witness : parseSelector(witness),
  }
}

function source(inputs: MetricInputs, arms: Arms): Selectors {
  switch (inputs.metrics) {
    case 'traefik':
      return {
        stable: traefik(arms, arms.service),
        canary: traefik(arms, `${arms.service}-canary`),
        witness: selector('traefik_config_last_reload_success'),
      }
    case 'pods': {
      // Names that a Deployment gives its pods: NAME-TEMPLATEHASH-SUFFIX. A canary's pod never fits stable's.
      const pods = (name: string) => ({
        namespace: arms.namespace,
        pod: { regex: `${literal(name)}-[a-z0-9]{1,10}-[a-z0-9]{5}` },
      })
      const both = {
        namespace: arms.namespace,
        pod: { regex: `${literal(arms.workload)}(-canary)?-[a-z0-9]{1,10}-[a-z0-9]{5}` },
      }
      const arm = (name: string): ArmSelectors => ({
        requests: selector(inputs['requests-metric'], pods(name)),
        latency: selector(`${inputs['latency-metric']}_bucket`, pods(name)),
      })
      return {
        stable: arm(arms.workload),
        canary: arm(`${arms.workload}-canary`),
        witness: selector('up', both),
      }
    }
    case 'selectors': {
      const arm = (requests: string | undefined, latency: string | undefined): ArmSelectors => ({
        requests: parseSelector(requests ?? ''),
        ...(latency === undefined ? {} : { latency: parseSelector(latency) }),
      })
      const stable = arm(inputs['requests-stable'], inputs['latency-stable'])
      return { stable, canary: arm(inputs['requests-canary'], inputs['latency-canary']), witness: stable.requests }
    }
  }
}

/** Traefik's Gateway API provider calls a backend NAMESPACE-SERVICE-http-PORT@kubernetesgateway. */
function traefik({ namespace, port }: Arms, service: string): ArmSelectors {
  const backend = { service: { regex: `${literal(`${namespace}-${service}`)}-http-${port}(-wrr)?@.*` } }
  return {
    requests: selector('traefik_service_requests_total', backend),
    latency: selector('traefik_service_request_duration_seconds_bucket', backend),
  }
}
