/**
 * What a service of the integration tests is: how it gets onto a plain Debian machine, starts, answers and goes away again
 * without a trace. `npm run services` and `npm run test:real` drive them; the suites read where they answer (endpoints.ts).
 */
/** The services, in the order in which they come up, each with the names of what it hands out. */
export const ENDPOINTS = {
  /** `socket`: path of the engine's socket; `config`: folder for DOCKER_CONFIG with buildx; `bin`: folder of the client. */
  docker: ['socket', 'config', 'bin'],
  /** `registries`, `storage`, `containers`: the files that CONTAINERS_…_CONF name. */
  podman: ['registries', 'storage', 'containers'],
  /** host:port of CNCF distribution 3 without auth, with basic auth, with TLS and basic auth, and of Debian's 2.8; `ca`: a PEM file. */
  registry: ['open', 'basic', 'tls', 'older', 'username', 'password', 'ca'],
  /** `image`: a Debian with Python, as a name that Docker, Podman and builds know; `digest`: of its manifest in the open registry. */
  'base-image': ['image', 'digest'],
  /**
   * `kubeconfig`: path of the admin's; `restricted`: of one with what the actions' READMEs ask for, in `default`; `token`: file
   * of an account that may find pods; `ca`: PEM file; `containerd`: socket; `kubectl`: path of the client; `node`: its name.
   */
  kubernetes: ['kubeconfig', 'restricted', 'server', 'token', 'ca', 'containerd', 'kubectl', 'node'],
  /** `routes`: URL of the routed traffic; `metrics`: URL of Traefik's own metrics; the Gateway that routes hang on. */
  gateway: ['routes', 'metrics', 'gateway', 'namespace'],
  prometheus: ['url'],
  mlflow: ['url', 'python'],
  /** `conf`: path for SLURM_CONF; `munge`: socket path. */
  slurm: ['conf', 'munge'],
} as const

export type ServiceName = keyof typeof ENDPOINTS

/** Where a service answers, by the names that endpoints.ts lists for it: addresses, credentials, paths of files. */
export type Endpoints<Name extends ServiceName> = Readonly<Record<(typeof ENDPOINTS)[Name][number], string>>

/** What a service that is up hands to the suites. */
export interface Running<Name extends ServiceName> {
  readonly endpoints: Endpoints<Name>
  /** What a client's environment needs so that it speaks to this service, `PATH` not among it. */
  readonly env: Readonly<Record<string, string>>
  /** A folder of clients for the front of `PATH`. */
  readonly bin?: string
}

export interface Status {
  readonly running: boolean
  /** One line for people: what answers where, or why nothing does. */
  readonly detail: string
}

/** What a service works with. Nothing outside these folders is written, but by the package manager. */
export interface Context {
  /** The clone that these services belong to. */
  readonly clone: string
  /** The service's own folder on a real disk: data, logs, process ids, sockets. Removed by `down`. */
  readonly state: string
  /** What is downloaded and built, shared by all clones; its entries are keyed by what they are made from. */
  readonly cache: string
  /** One line for the person who waits. */
  readonly log: (line: string) => void
  /** What another service hands out, or undefined while it is down. */
  running<Other extends ServiceName>(name: Other): Promise<Running<Other> | undefined>
}

export interface Service<Name extends ServiceName> {
  readonly name: Name
  /** One sentence: what it is and what it needs. */
  readonly about: string
  /** Services that must be up before this one can be. */
  readonly after: readonly ServiceName[]
  /** Services that it adapts to while they are up: when one of them comes or goes, `up` is called again. */
  readonly follows?: readonly ServiceName[]
  /** What the installed program says its version is. Called after `install`. */
  version(context: Context): Promise<string>
  /** Brings packages and builds onto the machine; does nothing where they are already. */
  install(context: Context): Promise<void>
  /** Starts it and waits until it answers; where it runs already, only says where. Throws a `ServiceError`. */
  up(context: Context): Promise<Running<Name>>
  /** Ends it, whatever state it is in: no process, mount, interface, namespace or iptables rule stays. */
  down(context: Context): Promise<void>
  status(context: Context): Promise<Status>
}

/** Any of the services. */
export type AnyService = { [Name in ServiceName]: Service<Name> }[ServiceName]

/** Something that the person at the terminal must read: what went wrong and what to do. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError'
  constructor(what: string, options: { readonly log?: string; readonly fix?: string } = {}) {
    super([what, ...(options.log ? [options.log] : []), ...(options.fix ? [options.fix] : [])].join('\n'))
  }
}
