/** The service whose releases are deployed and promoted while things go wrong. */
import { python } from '../rollouts/manifests.ts'

/**
 * Answers with the release it is of (`RELEASE`, from its image) and counts by status. `/mute` takes its metrics away, as a
 * page does that takes too long.
 */
const SERVE = `
import http.server, os, signal, threading, time
counts, lock = {'200': 0}, threading.Lock()
muted = False
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def answer(self, status, text):
        body = text.encode()
        self.send_response(status); self.send_header('content-length', str(len(body))); self.end_headers(); self.wfile.write(body)
    def do_GET(self):
        global muted
        if self.path == '/readyz': return self.answer(200, 'ready')
        if self.path == '/mute': muted = True; return self.answer(200, 'muted')
        if self.path == '/unmute': muted = False; return self.answer(200, 'heard')
        if self.path == '/metrics':
            if muted: return self.answer(503, 'muted')
            with lock: lines = ['http_requests_total{code="%s"} %d' % each for each in counts.items()]
            return self.answer(200, chr(10).join(lines) + chr(10))
        with lock: counts['200'] += 1
        self.answer(200, os.environ['RELEASE'])
    def log_message(self, *args): pass
class Server(http.server.ThreadingHTTPServer):
    daemon_threads, request_queue_size = True, 128
    def handle_error(self, *_): pass
server = Server(('', 8080), Handler)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
print('serving', os.environ['RELEASE'], flush=True)
server.serve_forever()
server.server_close()
time.sleep(0.5)
`

export interface Gateway {
  readonly name: string
  readonly namespace: string
}

/** Deployment, Service and route of it in JSON; the route takes the requests for `host`. */
export function manifests(host: string, gateway: Gateway, replicas: number): string {
  const container = {
    name: 'model',
    image: 'model',
    ...python(SERVE),
    ports: [{ containerPort: 8080 }],
    // A busy machine is no sick container.
    readinessProbe: {
      httpGet: { path: '/readyz', port: 8080 },
      periodSeconds: 1,
      timeoutSeconds: 5,
      failureThreshold: 6,
    },
    // Longer than the router takes to send nobody here any more.
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
    // Little: pods of all suites together must fit on a node of two processors.
    resources: { requests: { cpu: '10m', memory: '24Mi' }, limits: { memory: '128Mi' } },
  }
  const template = {
    metadata: { labels: { app: 'app' }, annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8080' } },
    spec: {
      terminationGracePeriodSeconds: 8,
      securityContext: { runAsNonRoot: true, runAsUser: 65532 },
      containers: [container],
    },
  }
  const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
  const selector = { matchLabels: { app: 'app' } }
  const metadata = { name: 'app' }
  const items = [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas, selector, strategy, template } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: { app: 'app' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata,
      spec: { parentRefs: [gateway], hostnames: [host], rules: [{ backendRefs: [{ name: 'app', port: 80 }] }] },
    },
  ]
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
}
