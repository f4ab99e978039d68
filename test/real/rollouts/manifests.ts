/** The service that the rollouts release, and how a release of it is made to go wrong. */

/** Answers with the release it is of; its image says which (`RELEASE`). */
export const SERVE = `
import http.server, os, signal, threading
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = os.environ['RELEASE'].encode()
        self.send_response(200); self.send_header('content-length', str(len(body))); self.end_headers(); self.wfile.write(body)
    def log_message(self, *args): pass
server = http.server.ThreadingHTTPServer(('', 8080), Handler)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
print('serving', os.environ['RELEASE'], flush=True)
server.serve_forever()
server.server_close()
`

/** The same, whose every answer is an error. */
export const UNREADY = SERVE.replace('send_response(200)', 'send_response(503)')

/** What a release has of its own, beside its image. */
export interface Change {
  readonly container?: object
  readonly pod?: object
  readonly spec?: object
  /** Further objects of its manifests. */
  readonly objects?: readonly object[]
}

/** A command of the container that runs before, or instead of, the service. */
export function python(program: string): { readonly command: readonly string[] } {
  return { command: ['python', '-c', program] }
}

/** Manifests of the service in JSON. Probes are quick, and old pods stay until new ones are ready. */
export function manifests({ container = {}, pod = {}, spec = {}, objects = [] }: Change): string {
  // Quick to see a pod ready; a busy machine is no sick pod.
  const probed = { httpGet: { path: '/', port: 8080 }, periodSeconds: 1, timeoutSeconds: 5, failureThreshold: 6 }
  const own = {
    name: 'model',
    image: 'model',
    ...python(SERVE),
    ports: [{ containerPort: 8080 }],
    readinessProbe: probed,
    // Until nobody is sent here any more.
    lifecycle: { preStop: { sleep: { seconds: 3 } } },
    resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '128Mi' } },
    ...container,
  }
  const template = {
    metadata: { labels: { app: 'app' } },
    spec: {
      terminationGracePeriodSeconds: 6,
      securityContext: { runAsNonRoot: true, runAsUser: 65532 },
      containers: [own],
      ...pod,
    },
  }
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'app' },
    spec: {
      replicas: 1,
      progressDeadlineSeconds: 90,
      selector: { matchLabels: { app: 'app' } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template,
      ...spec,
    },
  }
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'app' },
    spec: { selector: { app: 'app' }, ports: [{ port: 80, targetPort: 8080 }] },
  }
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...objects, service, deployment] })
}
