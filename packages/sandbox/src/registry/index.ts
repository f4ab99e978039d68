/** What the embedded registry is started with. */
export interface RegistryOptions {
  /** Where blobs and manifests are kept; made when absent, taken up when there. */
  readonly dir: string
  readonly username: string
  readonly password: string
  /** 0, the default, takes any free port. */
  readonly port?: number
}

/** A running embedded registry. */
export interface SandboxRegistry {
  readonly url: string
  /** `127.0.0.1:port`, as it stands before the slash of an image reference. */
  readonly host: string
  stop(): Promise<void>
}

/** Starts an OCI registry on loopback, with files on disk. What it does not serve it refuses by name. */
export async function startRegistry(_options: RegistryOptions): Promise<SandboxRegistry> {
  throw new Error('not built yet')
}
