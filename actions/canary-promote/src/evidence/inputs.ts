import { choice, list, secret, string } from '@ml-actions/action'

/** Where the counts of both arms come from, and what is judged by them. */
export const evidenceInputs = {
  'prometheus-url': string({
    description: 'Address of Prometheus, or of anything that speaks its query API. Read in every mode but `abort`.',
    example: 'https://prometheus.example.com',
    pattern: /^https?:\/\/[^\s@]+$/,
    allowed: 'an http or https address without credentials in it',
  }),
  'prometheus-username': string({ description: 'User for basic authentication.', example: 'ci' }),
  'prometheus-password': secret({
    description: 'Password for basic authentication.',
    example: '${{ secrets.PROMETHEUS_PASSWORD }}',
  }),
  'prometheus-token': secret({
    description: 'Bearer token.',
    example: '${{ secrets.PROMETHEUS_TOKEN }}',
  }),
  metrics: choice(['traefik', 'pods', 'selectors'], {
    description:
      'Where both arms are counted. `traefik`: in the router, per backend of the HTTPRoute; it also counts what a pod never answered. `pods`: by the pods’ own metrics. `selectors`: by the raw selectors given below.',
    example: 'pods',
    default: 'traefik',
  }),
  'requests-metric': string({
    description: 'With `metrics: pods`, the counter of requests, with a label for the status.',
    example: 'http_server_requests_total',
    default: 'http_requests_total',
  }),
  'latency-metric': string({
    description: 'With `metrics: pods`, the classic histogram of latencies, without `_bucket`.',
    example: 'http_server_request_duration_seconds',
    default: 'http_request_duration_seconds',
  }),
  'requests-stable': string({
    description: 'With `metrics: selectors`, a raw selector of stable’s request counters. No functions, no ranges.',
    example: 'http_requests_total{app="fraud-model"}',
  }),
  'requests-canary': string({
    description: 'The same of the canary.',
    example: 'http_requests_total{app="fraud-model-canary"}',
  }),
  'latency-stable': string({
    description: 'With `metrics: selectors`, a raw selector of stable’s histogram buckets (`…_bucket`).',
    example: 'http_request_duration_seconds_bucket{app="fraud-model"}',
  }),
  'latency-canary': string({
    description: 'The same of the canary.',
    example: 'http_request_duration_seconds_bucket{app="fraud-model-canary"}',
  }),
  'scrape-witness': string({
    description:
      'A raw selector of series that every scrape of the same targets holds. It tells a scrape without requests from no scrape. Default: what fits `metrics`.',
    example: 'up{job="fraud-model"}',
  }),
  'status-label': string({
    description:
      'Label that holds the status. Default: the first of `code`, `status`, `status_code`, `http_status` found.',
    example: 'status_class',
    pattern: /^[a-zA-Z_][a-zA-Z0-9_]*$/,
    allowed: 'the name of a label',
  }),
  'error-statuses': string({
    description: 'Which statuses are errors, as a regular expression over the whole status.',
    example: '5..|429',
    default: '5..',
  }),
  judge: list({
    description: 'What decides: `errors`, `latency` or both. α is shared among them; each must be proven safe.',
    example: 'errors',
    default: 'errors, latency',
    item: /^(errors|latency)$/,
    allowed: '`errors` and `latency`',
  }),
} as const
