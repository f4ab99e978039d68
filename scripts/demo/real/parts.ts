import type { Up } from '../../../test/services/commands.ts'
import type { ServiceName } from '../../../test/services/service.ts'
import type { Part } from '../page/parts.ts'

/** What ran for real, each with its version. */
export function realParts(
  ran: readonly Up[],
  here: { readonly base: string; readonly hostname: string },
): readonly Part[] {
  const version = (wanted: ServiceName): { readonly code: string } => ({
    code: `${wanted} ${ran.find(({ name }) => name === wanted)?.version ?? '?'}`,
  })
  return [
    {
      name: 'Data, training, evaluation',
      here: ['Real: scikit-learn’s digits, trained and evaluated in containers of ', version('docker')],
      unproven: 'Training on your data and for hours',
    },
    {
      name: 'Image',
      here: ['Real: built by buildx on Debian ', version('base-image'), ' (', { code: here.base }, ') and pushed'],
      unproven: 'Builds for other processors, a builder on another machine',
    },
    {
      name: 'Registry',
      here: ['Real: CNCF distribution with basic authentication, ', version('registry')],
      unproven: 'Your registry’s limits, its rate and its referrers API',
    },
    {
      name: 'Cluster',
      here: [
        'Real: ',
        version('kubernetes'),
        ', with the accounts and Roles that the documentation asks for; images pulled by the kubelet',
      ],
      unproven: 'Scheduling on several nodes, your admission rules',
    },
    {
      name: 'Router',
      here: ['Real: ', version('gateway'), ' by the Gateway API, for ', { code: here.hostname }],
      unproven: 'Another gateway, its retries and its time to take a weight over',
    },
    {
      name: 'Metrics',
      here: ['Real: ', version('prometheus'), ', asked through a forwarder that this run can cut'],
      unproven: 'Prometheus at your retention and load',
    },
    {
      name: 'Model registry',
      here: ['Real: ', version('mlflow'), ', told of trainings, verdicts and promotions'],
      unproven: 'Your MLflow’s accounts and its stores',
    },
  ]
}
