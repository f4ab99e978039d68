import type { Part } from '../page/parts.ts'

/** What stood in for what. */
export function sandboxParts(python: string): readonly Part[] {
  return [
    {
      name: 'Data, training, evaluation',
      here: [
        'Real: scikit-learn’s digits, trained as a process of this machine (`engine: host`, Python ',
        { code: python },
        ')',
      ],
      unproven: 'Container limits and images: training in Docker',
    },
    {
      name: 'Image',
      here: ['Real OCI image, assembled without a daemon (`builder: layers`); the interpreter in it is this machine’s'],
      unproven: 'A build by BuildKit; a base image with its own Python',
    },
    {
      name: 'Registry',
      here: ['A small OCI registry on loopback, with tokens and referrers'],
      unproven: 'Your registry’s limits, its rate and its referrers API',
    },
    {
      name: 'Cluster',
      here: ['An API server stand-in; pods are processes started from the image’s layers'],
      unproven: 'Scheduling on several nodes, kubelet, real container isolation, admission',
    },
    {
      name: 'Router',
      here: ['A proxy on loopback that follows the HTTPRoute’s weights'],
      unproven: 'Your gateway, its retries and its time to take a weight over',
    },
    {
      name: 'Metrics',
      here: ['A scraper on loopback that answers raw selectors'],
      unproven: 'Prometheus at your retention and load',
    },
  ]
}
