/** What Prometheus scrapes. Its series carry the labels that the sandbox's metrics carry. */
import type { Context, Endpoints } from '../service.ts'

/** The configuration for what is up now; JSON is YAML. */
export async function configuration(context: Context, interval: string): Promise<object> {
  const [kubernetes, gateway] = await Promise.all([context.running('kubernetes'), context.running('gateway')])
  return {
    global: { scrape_interval: interval, scrape_timeout: interval },
    scrape_configs: [
      ...(kubernetes === undefined ? [] : [pods(kubernetes.endpoints)]),
      ...(gateway === undefined ? [] : [router(gateway.endpoints.metrics)]),
    ],
  }
}

function router(metrics: string): object {
  const { host, pathname } = new URL(metrics)
  return {
    job_name: 'router',
    ...(pathname === '/' ? {} : { metrics_path: pathname }),
    static_configs: [{ targets: [host] }],
  }
}

/** With the account that may find pods and nothing else. */
function pods({ server, token, ca }: Endpoints<'kubernetes'>): object {
  const annotation = (name: string): string => `__meta_kubernetes_pod_annotation_prometheus_io_${name}`
  return {
    job_name: 'kubernetes-pods',
    kubernetes_sd_configs: [
      { role: 'pod', api_server: server, authorization: { credentials_file: token }, tls_config: { ca_file: ca } },
    ],
    relabel_configs: [
      { source_labels: [annotation('scrape')], action: 'keep', regex: 'true' },
      { source_labels: ['__meta_kubernetes_pod_phase'], action: 'keep', regex: 'Running' },
      { source_labels: [annotation('path')], regex: '(.+)', target_label: '__metrics_path__' },
      {
        source_labels: ['__meta_kubernetes_pod_ip', annotation('port')],
        separator: ':',
        regex: '(.+:\\d+)',
        target_label: '__address__',
      },
      { action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)', replacement: 'label_$1' },
      { source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' },
      { source_labels: ['__meta_kubernetes_pod_name'], target_label: 'pod' },
    ],
  }
}
