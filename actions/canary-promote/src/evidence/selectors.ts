import { literal, parseSelector, type RawSelector, selector } from '@ml-actions/prometheus'
import type { Inputs } from '../definition.ts'
import type { Metric } from '../settings.ts'

/** Raw selectors of one arm; `latency` only where latency is judged. */
export interface ArmSelectors {
  readonly requests: RawSelector
  readonly latency?: RawSelector
  /** Series that every scrape of the arm's targets holds: they tell a scrape without requests from no scrape. */
  readonly witness: RawSelector
}

/** Everything that is read from Prometheus. */
export interface Selectors {
  readonly stable: ArmSelectors
  readonly canary: ArmSelectors
  /** Whether both arms are counted by the same targets (a router), so that either shows when they were scraped. */
  readonly sharedTargets: boolean
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
  const { stable, canary, sharedTargets } = source(inputs, arms)
  const arm = ({ requests, latency, witness }: ArmSelectors): ArmSelectors =>
    judged.includes('latency') && latency !== undefined ? { requests, latency, witness } : { requests, witness }
  return { stable: arm(stable), canary: arm(canary), sharedTargets }
}

function source(inputs: MetricInputs, arms: Arms): Selectors {
  const given = inputs['scrape-witness']
  const witness = given === undefined ? undefined : parseSelector(given)
  switch (inputs.metrics) {
    case 'traefik': {
      const seen = witness ?? selector('traefik_config_last_reload_success')
      const arm = (service: string): ArmSelectors => ({ ...traefik(arms, service), witness: seen })
      return { stable: arm(arms.service), canary: arm(`${arms.service}-canary`), sharedTargets: true }
    }
    case 'pods': {
      const arm = (name: string): ArmSelectors => {
        // Names that a Deployment gives its pods: NAME-TEMPLATEHASH-SUFFIX. A canary's pod never fits stable's.
        const pods = { namespace: arms.namespace, pod: { regex: `${literal(name)}-[a-z0-9]{1,10}-[a-z0-9]{5}` } }
        return {
          requests: selector(inputs['requests-metric'], pods),
          latency: selector(`${inputs['latency-metric']}_bucket`, pods),
          witness: witness ?? selector('up', pods),
        }
      }
      return { stable: arm(arms.workload), canary: arm(`${arms.workload}-canary`), sharedTargets: false }
    }
    case 'selectors': {
      const arm = (requests: string | undefined, latency: string | undefined): ArmSelectors => {
        const own = parseSelector(requests ?? '')
        return {
          requests: own,
          ...(latency === undefined ? {} : { latency: parseSelector(latency) }),
          witness: witness ?? own,
        }
      }
      return {
        stable: arm(inputs['requests-stable'], inputs['latency-stable']),
        canary: arm(inputs['requests-canary'], inputs['latency-canary']),
        sharedTargets: true,
      }
    }
  }
}

/** Traefik's Gateway API provider calls a backend NAMESPACE-SERVICE-http-PORT@kubernetesgateway. */
function traefik({ namespace, port }: Arms, service: string): Omit<ArmSelectors, 'witness'> {
  const backend = { service: { regex: `${literal(`${namespace}-${service}`)}-http-${port}(-wrr)?@.*` } }
  return {
    requests: selector('traefik_service_requests_total', backend),
    latency: selector('traefik_service_request_duration_seconds_bucket', backend),
  }
}
