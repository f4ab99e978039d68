/** How to reach one API server and prove who asks. */
export interface Connection {
  /** Address of the API server, without a slash at its end. */
  readonly server: URL
  /** A unix socket that `kubectl proxy` listens on, where the kubeconfig names an exec plugin. */
  readonly socketPath?: string
  readonly certificateAuthority?: string
  readonly serverName?: string
  readonly clientCertificate?: string
  readonly clientKey?: string
  /** Value of the Authorization header. Read anew for each request: mounted tokens are rotated. */
  readonly authorization?: () => Promise<string>
  /** Proxy variables (`HTTPS_PROXY`, `NO_PROXY`, …) to go through. */
  readonly proxyEnv?: Readonly<Record<string, string | undefined>>
  /** The namespace that the context names. */
  readonly namespace?: string
  /** What messages call this connection: the context's name or `in-cluster`. */
  readonly name: string
  /** Tokens, passwords and keys in it, to be masked in logs. */
  readonly secrets: readonly string[]
  /** Ends what the connection started (`kubectl proxy`). Calling it twice is harmless. */
  close(): Promise<void>
}
