import { KubernetesError } from './errors.ts'
import { isRecord, type Kind } from './object.ts'
import { groupPath, knownResource, type Resource } from './resources.ts'
import { parseAnswer } from './transport/answer.ts'
import type { Transport } from './transport/transport.ts'

/** Finds how kinds are addressed; kinds outside the usual ones are asked for once per API group. */
export interface Discovery {
  /** Throws `KubernetesError` 404 where the cluster does not serve the kind. */
  find(kind: Kind): Promise<Resource>
}

/** Discovery over `transport`. Nothing is sent until an unusual kind is asked for. */
export function createDiscovery(transport: Transport): Discovery {
  const groups = new Map<string, Promise<ReadonlyMap<string, Resource>>>()
  return {
    async find(kind) {
      const known = knownResource(kind)
      if (known !== undefined) return known
      const group = groups.get(kind.apiVersion) ?? readGroup(transport, kind.apiVersion)
      groups.set(kind.apiVersion, group)
      const found = (await group).get(kind.kind)
      if (found !== undefined) return found
      throw new KubernetesError({
        status: 404,
        reason: 'NotFound',
        message: `The cluster serves no kind ${kind.kind} in ${kind.apiVersion}; is its custom resource definition installed?`,
      })
    },
  }
}

async function readGroup(transport: Transport, apiVersion: string): Promise<ReadonlyMap<string, Resource>> {
  const answer = parseAnswer(await transport.text({ method: 'GET', path: groupPath(apiVersion) }))
  const list: unknown[] = isRecord(answer) && Array.isArray(answer['resources']) ? answer['resources'] : []
  const found = new Map<string, Resource>()
  for (const resource of list.filter(isRecord)) {
    const { name, kind, namespaced } = resource
    // Names with a slash are subresources.
    if (typeof name !== 'string' || typeof kind !== 'string' || name.includes('/')) continue
    found.set(kind, { plural: name, namespaced: namespaced === true })
  }
  return found
}
