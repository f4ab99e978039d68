import type { Json, JsonObject } from '../json.ts'
import { RESOURCES } from '../schema/resources.ts'

const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch']

/** The version document, and the resources of one group version; undefined for every other path. */
export function discovery(pathname: string): JsonObject | undefined {
  if (pathname === '/version') {
    return { major: '1', minor: '34', gitVersion: 'v1.34.4', platform: `${process.platform}/${process.arch}` }
  }
  const path = pathname.replace(/\/$/, '')
  const served = Object.values(RESOURCES).filter(
    (each) => path === (each.group === '' ? `/api/${each.version}` : `/apis/${each.apiVersion}`),
  )
  const [first] = served
  if (first === undefined) return undefined
  const resources = served.flatMap((each): Json[] => {
    const entry = {
      name: each.plural,
      singularName: each.kind.toLowerCase(),
      namespaced: each.namespaced,
      kind: each.kind,
    }
    const status = { ...entry, name: `${each.plural}/status`, singularName: '', verbs: ['get', 'patch', 'update'] }
    return [{ ...entry, verbs: VERBS }, ...(each.status ? [status] : [])]
  })
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: first.apiVersion, resources }
}
