/** Why the action ended as it did, beside the standard reasons. */
export const reasons = {
  promoted: 'The canary was proven to be within the tolerances; it is stable now.',
  'nothing-to-promote': 'No canary stands beside the stable release, which is the one of `digest` where that is given.',
  'errors-harm': 'The canary failed more often than tolerated; it went back.',
  'latency-harm': 'The canary was slower than tolerated; it went back.',
  'canary-unhealthy': 'The canary’s pods crashed, or none of them was ready; it went back.',
  blind: 'Metrics were gone longer than `blind-budget`; it went back.',
  'metrics-unavailable': 'Prometheus could not be read at the start; nothing was moved.',
  'metrics-differ': 'The arms’ histograms have different buckets, so that latency can’t be compared.',
  'no-traffic': 'The canary got no requests, so nothing could be proven.',
  'not-yet': 'The evidence was not enough by the end of `timeout`.',
  'split-not-honoured':
    'The router did not deliver the weight that it was given, so that no count can be trusted; it went back.',
  'dispersion-unknown': 'Stable has too few pods with series of their own for `dispersion-guard: required`.',
  'stable-not-ready': 'Stable’s pods are not all ready: it could not take its traffic back. Nothing was moved.',
  'route-not-accepted': 'The router did not accept the route; it went back.',
  superseded:
    'Somebody else changed the route or the canary, so this run went back; or took the Lease, or has another release than `digest` on trial or serving, so it wrote nothing more.',
  'deployment-in-progress': 'Another run holds the lease of this workload.',
  'promotion-blocked':
    'Stable did not come up with the new release; the traffic stays on the canary, the next run continues.',
  'dead-man':
    'The run before this one, or this one itself, had stopped without a word: the dead man’s switch put the traffic back.',
  'dead-man-not-armed':
    'The dead man’s switch could not be armed in the cluster, so the canary got no traffic; what it had went back.',
  'cleaned-up': 'An earlier run had ended half-way back; this one finished going back.',
  aborted: 'The canary was sent back by `mode: abort`.',
  planned: 'Only a plan was made.',
  'would-promote': '`observe`: the canary is proven to be within the tolerances.',
  'would-go-back': '`observe`: the canary would have been sent back.',
  'unreadable-cluster': 'The cluster can not be reached or read. This is never taken for “no canary”.',
  forbidden: 'The account in the kubeconfig may not do this; the message names the verb and the resource.',
  'unreadable-state': "The release's state in the cluster can not be read, or was written by a newer version.",
  'registry-unreadable':
    'The registry that holds the image can not be read, so that no promotion could be attested; nothing was moved.',
} as const
