/** A namespace of a cluster, embedded or real, with an image to run in it: what tests of pods stand on. */
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, type Server } from './ask.ts'

export type Body = { [key: string]: unknown }

export interface ConditionView {
  type: string
  status: string
  reason?: string
  message?: string
}

export interface ContainerView {
  restartCount: number
  ready: boolean
  state: { waiting?: { reason: string; message?: string } }
  lastState: { terminated?: { exitCode: number; reason: string; message?: string } }
}

/** What tests look at of any answer. */
export interface View {
  metadata: {
    name: string
    uid: string
    generation: number
    annotations: Record<string, string>
    deletionTimestamp?: string
  }
  status: {
    phase?: string
    conditions?: ConditionView[]
    containerStatuses?: ContainerView[]
    observedGeneration?: number
    updatedReplicas?: number
    availableReplicas?: number
    replicas?: number
  }
  items: View[]
  endpoints: { addresses: string[]; conditions: { ready: boolean } }[]
  ports: { port: number }[]
  message: string
}

/** Where a stage stands. */
export interface Place extends Server {
  readonly namespace: string
  /** `host:port` of a registry that the node pulls from. */
  readonly host: string
  /** An image with a server on port 8080 that says who it is and does as it is told (`SERVER`), and `python` to run others. */
  readonly server: string
  /** First delay of CrashLoopBackOff, in Kubernetes' words. */
  readonly backOff: string
  /** Devices that the node has, as an extended resource; tests of scheduling use them all. */
  readonly devices: { readonly resource: string; readonly count: number }
  readonly patienceMs: number
  stop(): Promise<void>
}

export interface Stage extends Place {
  request(
    method: string,
    path: string,
    body?: object,
    type?: string,
  ): Promise<{ code: number; body: View; text: string }>
  apply(path: string, body: Body): Promise<{ code: number; body: View }>
  until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T>
  /** The path of a namespaced object or list, such as `deployments/web`. */
  path(resource: string): string
  pods(app: string): Promise<View[]>
  log(pod: string, query?: string): Promise<string>
  events(reason: string): Promise<string[]>
}

/** A server that says who it is, does as it is told, and ends on SIGTERM. */
export const SERVER = `
import http.server, os, signal, sys, time
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == '/crash': os._exit(3)
        if self.path == '/sick': Handler.sick = True
        code = 500 if self.path == '/healthz' and Handler.sick else 200
        body = (os.environ.get('ANSWER', '') + '\\n').encode()
        self.send_response(code); self.send_header('content-length', str(len(body))); self.end_headers(); self.wfile.write(body)
    def log_message(self, *args): pass
    sick = False
signal.signal(signal.SIGTERM, lambda *_: (print('leaving', flush=True), os._exit(0)))
print('started', os.environ['HOSTNAME'], flush=True)
http.server.ThreadingHTTPServer((os.environ.get('HOST', '0.0.0.0'), int(os.environ.get('PORT', '8080'))), Handler).serve_forever()
`

const GROUPS: Readonly<Record<string, string>> = {
  deployments: '/apis/apps/v1',
  replicasets: '/apis/apps/v1',
  endpointslices: '/apis/discovery.k8s.io/v1',
  httproutes: '/apis/gateway.networking.k8s.io/v1',
}

/** Tests look at what they asked for, and fail where it is not there. */
function isView(value: unknown): value is View {
  return typeof value === 'object' && value !== null
}

/** The questions that tests ask there. */
export function stageOn(place: Place): Stage {
  const path = (resource: string): string =>
    `${GROUPS[/^[a-z]+/.exec(resource)?.[0] ?? ''] ?? '/api/v1'}/namespaces/${place.namespace}/${resource}`
  const request: Stage['request'] = async (method, target, body, type = 'application/json') => {
    const content = body === undefined ? {} : { body: JSON.stringify(body) }
    const { code, text } = await ask(place, { method, path: target, headers: { 'content-type': type }, ...content })
    const parsed: unknown = JSON.parse(text.startsWith('{') ? text : '{}')
    if (!isView(parsed)) throw new Error(`no object: ${text}`)
    return { code, body: parsed, text }
  }
  return {
    ...place,
    path,
    request,
    apply: (target, body) =>
      request('PATCH', `${target}?fieldManager=test&force=true`, body, 'application/apply-patch+yaml'),
    async until(what, look) {
      const deadline = Date.now() + place.patienceMs
      for (;;) {
        const found = await look()
        if (found !== undefined && found !== false) return found
        if (Date.now() > deadline) throw new Error(`not seen in time: ${what}`)
        await sleep(25)
      }
    },
    async pods(app) {
      return (await request('GET', path(`pods?labelSelector=app%3D${app}`))).body.items
    },
    async log(pod, query = '') {
      return (await request('GET', path(`pods/${pod}/log${query}`))).text
    },
    async events(reason) {
      const { body } = await request('GET', path(`events?fieldSelector=reason%3D${reason}`))
      return body.items.map((event) => event.message)
    },
  }
}

/** A Deployment of one container, as small as they come. */
export function deployment(
  name: string,
  image: string,
  container: object = {},
  spec: object = {},
  pod: object = {},
): Body {
  const template = {
    metadata: { labels: { app: name } },
    spec: {
      terminationGracePeriodSeconds: 2,
      containers: [{ name: 'main', image, ports: [{ name: 'http', containerPort: 8080 }], ...container }],
      ...pod,
    },
  }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { replicas: 1, selector: { matchLabels: { app: name } }, template, ...spec },
  }
}
