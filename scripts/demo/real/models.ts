import { valueAt } from '@ml-actions/kubernetes'
import type { ServingModel } from '../stack.ts'

/** A registered model of this run's own in MLflow. */
export interface ModelRegistry {
  /** What bears the alias `champion` now; undefined where nothing does. */
  champion(): Promise<ServingModel | undefined>
  /** Removes the model with all its versions. */
  remove(): Promise<void>
}

/** Asks by HTTP alone: what the actions wrote is read by none of their code. */
export function modelRegistry(uri: string, name: string): ModelRegistry {
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const answer = await fetch(new URL(`api/2.0/mlflow/registered-models/${path}`, `${uri}/`), init)
    // No such alias is 400, no such model 404.
    if (answer.status === 400 || answer.status === 404) return undefined
    if (!answer.ok) throw new Error(`MLflow answers ${answer.status} to ${path}`)
    return answer.json()
  }
  return {
    async champion() {
      const query = new URLSearchParams({ name, alias: 'champion' }).toString()
      const version = valueAt(await ask(`alias?${query}`), 'model_version')
      if (version === undefined) return undefined
      const tags = valueAt(version, 'tags')
      const known: readonly unknown[] = Array.isArray(tags) ? tags : []
      const digest = known.find((tag) => valueAt(tag, 'key') === 'model-digest')
      return { version: String(valueAt(version, 'version')), digest: String(valueAt(digest, 'value')) }
    },
    async remove() {
      const headers = { 'content-type': 'application/json' }
      await ask('delete', { method: 'DELETE', headers, body: JSON.stringify({ name }) })
    },
  }
}
