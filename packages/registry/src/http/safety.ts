import { RegistryError } from '../error.ts'
import { isLoopback } from '../reference.ts'
import { shown } from './failure.ts'

/**
 * Throws `insecure` for an address that a registry has no business sending us to: plain http anywhere but on this machine, and
 * this machine when the registry is elsewhere.
 */
export function assertSafe(url: URL, registryOrigin: string): void {
  const local = isLoopback(url.host)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
    throw new RegistryError(
      'insecure',
      `${url.protocol}//${shown(url)} is not https; plain http is used on loopback only`,
    )
  }
  if (local && !isLoopback(new URL(registryOrigin).host)) {
    throw new RegistryError(
      'insecure',
      `${new URL(registryOrigin).host} points to an address of this machine, ${shown(url)}`,
    )
  }
}
