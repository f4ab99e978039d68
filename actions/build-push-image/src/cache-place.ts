import { isRegistryError, parseReference } from '@ml-actions/registry'

/** Whether a text names a cache: a repository with a tag, which may have placeholders. */
export function isCachePlace(text: string): boolean {
  try {
    return parseReference(text.replaceAll(/\{[a-z-]+\}/g, 'x')).tag !== undefined
  } catch (error) {
    if (!isRegistryError(error)) throw error
    return false
  }
}
