import { isIPv4 } from 'node:net'
import { ConnectionError } from '../errors.ts'

/** True for names and addresses that never leave this machine. */
export function isLoopback(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
}

/** The address of an API server. Plain http would show tokens to the network, so it is taken on loopback only. */
export function parseServer(text: string, where: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new ConnectionError(`${where}: server ${JSON.stringify(text)} is not an https:// address`)
  }
  if (url.protocol === 'http:' && !isLoopback(url)) {
    throw new ConnectionError(`${where}: server ${text} is plain http; that is accepted on loopback only. Use https://`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new ConnectionError(
      `${where}: the server's address holds a user name or password; put them into the user's entry`,
    )
  }
  return url
}
