import type { Mlflow } from './session.ts'

/**
 * The path at which the tracking server takes a run's artifacts in and hands them on (`mlflow-artifacts:`); `undefined`
 * where they lie elsewhere, so that a storage's own credentials would be needed.
 */
export function artifactPath({ uri }: Pick<Mlflow, 'uri'>, artifactUri: string): string | undefined {
  if (!artifactUri.startsWith('mlflow-artifacts:') || !URL.canParse(artifactUri)) return undefined
  const { host, pathname } = new URL(artifactUri)
  // The credentials are this server's.
  if (host !== '' && host !== new URL(uri).host) return undefined
  return `api/2.0/mlflow-artifacts/artifacts/${pathname.replace(/^\/+/, '')}`
}
