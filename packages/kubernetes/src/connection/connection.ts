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
  /** Read anew for each request: mounted tokens are rotated. */
  readonly token?: () => Promise<string>
  readonly basic?: { readonly username: string; readonly password: string }
  /** The namespace that the context names. */
  readonly namespace?: string
  /** What messages call this connection: the context's name or `in-cluster`. */
  readonly name: string
  /** Ends what the connection started (`kubectl proxy`). Calling it twice is harmless. */
  close(): Promise<void>
}
