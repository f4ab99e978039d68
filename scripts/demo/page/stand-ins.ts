import type { Section } from '@ml-actions/report'

/** What was real here, what stood in for it, and what is therefore not proven. */
export function standIns(versions: { readonly python: string; readonly node: string }): Section {
  return {
    kind: 'group',
    title: 'What was real, what stood in',
    sections: [
      {
        kind: 'table',
        head: ['Part', 'Here', 'What that does not prove'],
        rows: [
          [
            ['Data, training, evaluation'],
            [
              'Real: scikit-learn’s digits, trained as a process of this machine (`engine: host`, Python ',
              { code: versions.python },
              ')',
            ],
            ['Container limits and images: training in Docker'],
          ],
          [
            ['Actions'],
            ['Real: the committed bundles, each a process under Node ', { code: versions.node }],
            ['Nothing'],
          ],
          [
            ['Workflow'],
            ['The template as users copy it, run by ', { code: 'ml-actions run' }],
            ['GitHub’s own scheduling, tokens, environments’ protection rules'],
          ],
          [
            ['Image'],
            ['Real OCI image, assembled without a daemon (`builder: layers`); the interpreter in it is this machine’s'],
            ['A build by BuildKit; a base image with its own Python'],
          ],
          [
            ['Registry'],
            ['A small OCI registry on loopback, with tokens and referrers'],
            ['Your registry’s limits, its rate and its referrers API'],
          ],
          [
            ['Cluster'],
            ['An API server stand-in; pods are processes started from the image’s layers'],
            ['Scheduling on several nodes, kubelet, real container isolation, admission'],
          ],
          [
            ['Router'],
            ['A proxy on loopback that follows the HTTPRoute’s weights'],
            ['Your gateway, its retries and its time to take a weight over'],
          ],
          [
            ['Metrics'],
            ['A scraper on loopback that answers raw selectors'],
            ['Prometheus at your retention and load'],
          ],
          [
            ['Users'],
            ['A load client that asks at a steady rate with held-out images'],
            ['Real traffic: bursts, slow clients, other regions'],
          ],
          [['GPU'], ['None: the job asks for none and says so'], ['Discovery, health and leases on real devices']],
          [['Signatures'], ['Real ECDSA keys of this run'], ['GitHub’s identity (Sigstore)']],
        ],
      },
    ],
  }
}
