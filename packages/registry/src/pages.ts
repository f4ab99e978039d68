import { RegistryError } from './error.ts'

/** The address of the page after this one. Throws `insecure` when it is on another host. */
export function nextPage(response: Response, url: URL): string | undefined {
  const [, target] = /<([^>]*)>\s*;\s*rel="?next"?/i.exec(response.headers.get('link') ?? '') ?? []
  if (target === undefined || !URL.canParse(target, url.href)) return undefined
  const next = new URL(target, url)
  if (next.origin !== url.origin) {
    throw new RegistryError('insecure', `${url.host} continues a list on another host, ${next.host}`)
  }
  return next.href
}
