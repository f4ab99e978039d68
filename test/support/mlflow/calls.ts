import { isRecord } from '@ml-actions/registry'
import { exists, invalid, missing, Refusal, type Store, type StoredRun, type StoredVersion } from './store.ts'

type Fields = Readonly<Record<string, unknown>>
type Call = (store: Store, given: Fields) => unknown

/** MLflow 3.17's words for a key it does not take. */
const KEY = /^[/\w.\- :]*$/
const KEY_WORDS =
  'Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).'
const MOST = { metrics: 1000, params: 100, tags: 100 } as const
const MOST_BYTES = 1_000_000

/** The calls that are answered, by method and path behind `/api/2.0/mlflow/`. */
export const CALLS: Readonly<Record<string, Call>> = {
  'GET experiments/get-by-name': (store, given) => {
    const name = text(given, 'experiment_name')
    const found = store.experiments.get(name)
    if (found === undefined) throw missing(`Could not find experiment with name '${name}'`)
    const { id, deleted } = found
    return { experiment: { experiment_id: id, name, lifecycle_stage: deleted ? 'deleted' : 'active' } }
  },
  'POST experiments/create': (store, given) => {
    const name = text(given, 'name')
    if (store.experiments.has(name)) throw exists(`Experiment(name=${name}) already exists.`)
    const id = String(store.experiments.size + 1)
    store.experiments.set(name, { id, deleted: false })
    return { experiment_id: id }
  },
  'POST runs/create': (store, given) => {
    const run = store.addRun(text(given, 'experiment_id'), text(given, 'run_name'), Number(given['start_time']))
    for (const { key, value } of entries(given, 'tags')) run.tags.set(key, String(value))
    return { run: shown(store, run) }
  },
  'POST runs/search': (store, given) => {
    const [, key = '', value] = /^tags\.`([^`]+)` = '([^']*)'$/.exec(text(given, 'filter')) ?? []
    const experiments: unknown = given['experiment_ids']
    const runs = [...store.storedRuns.values()]
      .filter((run) => Array.isArray(experiments) && experiments.includes(run.experiment))
      .filter((run) => run.tags.get(key) === value)
    return runs.length === 0 ? {} : { runs: runs.map((run) => shown(store, run)) }
  },
  'POST runs/log-batch': (store, given) => {
    const run = store.run(text(given, 'run_id'))
    for (const [kind, most] of Object.entries(MOST)) {
      const { length } = entries(given, kind)
      if (length > most)
        throw invalid(`A batch logging request can contain at most ${most} ${kind}. Got ${length} ${kind}.`)
    }
    if (JSON.stringify(given).length > MOST_BYTES)
      throw invalid(`Batched logging API requests must be at most ${MOST_BYTES} bytes, got a request of size ${0}.`)
    for (const { key, value } of entries(given, 'params')) {
      const old = run.params.get(key)
      if (old !== undefined && old !== value)
        throw invalid(`Changing param values is not allowed. Params were already logged for run ID='${run.id}'.`)
      run.params.set(key, String(value))
    }
    for (const { key, value } of entries(given, 'tags')) run.tags.set(key, String(value))
    for (const { key, value, timestamp, step } of entries(given, 'metrics'))
      store.addMetric(run, { key, value: Number(value), timestamp: Number(timestamp), step: Number(step) })
    return {}
  },
  'POST runs/update': (store, given) => {
    const run = store.run(text(given, 'run_id'))
    run.status = text(given, 'status')
    run.endTime = Number(given['end_time'])
    return { run_info: shown(store, run).info }
  },
  'GET metrics/get-history': (store, given) => {
    const all = store.run(text(given, 'run_id')).metrics.filter(({ key }) => key === given['metric_key'])
    const from = Number(given['page_token'] ?? 0)
    const until = from + Number(given['max_results'])
    const metrics = all.slice(from, until).map((metric) => ({ ...metric, value: inJson(metric.value) }))
    return { metrics, ...(until < all.length ? { next_page_token: String(until) } : {}) }
  },
  'POST registered-models/create': (store, given) => {
    const name = text(given, 'name')
    if (store.models.has(name)) throw exists(`Registered Model (name=${name}) already exists.`)
    store.models.set(name, { versions: [], aliases: new Map() })
    return { registered_model: { name } }
  },
  'POST registered-models/alias': async (store, given) => {
    await store.setAlias(text(given, 'name'), text(given, 'alias'), text(given, 'version'))
    return {}
  },
  'GET registered-models/alias': (store, given) => {
    const [name, alias] = [text(given, 'name'), text(given, 'alias')]
    const version = store.model(name).aliases.get(alias)
    if (version === undefined) throw invalid(`Registered model alias ${alias} not found.`)
    return { model_version: versionShown(store, name, version, store.version(name, version)) }
  },
  'POST model-versions/create': async (store, given) => {
    const name = text(given, 'name')
    store.model(name)
    const tags = Object.fromEntries(entries(given, 'tags').map(({ key, value }) => [key, String(value)]))
    const version = await store.addVersion(name, text(given, 'source'), tags, text(given, 'run_id'))
    return { model_version: versionShown(store, name, version, store.version(name, version)) }
  },
  'GET model-versions/search': (store, given) => {
    const [, name = '', key = '', value] =
      /^name='([^']*)' and tags\.`([^`]+)`='([^']*)'$/.exec(text(given, 'filter')) ?? []
    const found = (store.models.get(name)?.versions ?? [])
      .map((version, index) => ({ number: String(index + 1), version }))
      .filter(({ version }) => version.tags.get(key) === value)
      .toReversed()
    if (found.length === 0) return {}
    return { model_versions: found.map(({ number, version }) => versionShown(store, name, number, version)) }
  },
  'POST model-versions/set-tag': (store, given) => {
    store
      .version(text(given, 'name'), text(given, 'version'))
      .tags.set(text(given, 'key'), typeof given['value'] === 'string' ? given['value'] : '')
    return {}
  },
}

function shown(store: Store, run: StoredRun): { readonly info: Fields; readonly data: Fields } {
  return {
    info: {
      run_id: run.id,
      experiment_id: run.experiment,
      run_name: run.name,
      status: run.status,
      start_time: run.startTime,
      artifact_uri: `mlflow-artifacts:/${run.experiment}/${run.id}/artifacts`,
    },
    data: {
      metrics: store.latest(run).map((metric) => ({ ...metric, value: inJson(metric.value) })),
      params: pairs(run.params),
      tags: pairs(run.tags),
    },
  }
}

function versionShown(store: Store, name: string, version: string, { source, runId, tags }: StoredVersion): Fields {
  const aliases = [...store.model(name).aliases].filter(([, of]) => of === version).map(([alias]) => alias)
  return { name, version, source, run_id: runId, tags: pairs(tags), ...(aliases.length === 0 ? {} : { aliases }) }
}

function pairs(map: ReadonlyMap<string, string>): readonly { readonly key: string; readonly value: string }[] {
  return [...map].map(([key, value]) => ({ key, value }))
}

function inJson(value: number): number | string {
  return Number.isNaN(value) ? 'NaN' : value
}

function text(given: Fields, name: string): string {
  const found = given[name]
  if (typeof found !== 'string' || found === '') throw invalid(`Missing value for required parameter '${name}'.`)
  return found
}

function entries(given: Fields, name: string): readonly (Fields & { readonly key: string })[] {
  const list: unknown = given[name] ?? []
  if (!Array.isArray(list)) throw new Refusal(400, 'BAD_REQUEST', `${name} is no list`)
  return list.filter(isRecord).map((entry) => {
    const key = text(entry, 'key')
    const path = key.split('/')
    if (!KEY.test(key)) throw invalid(`Invalid value "${key}" for parameter '${name}[0].name' supplied: ${KEY_WORDS}`)
    if (path.some((part) => part === '' || part === '.' || part === '..') || key.length > 250)
      throw invalid(`Invalid value "${key}" for parameter '${name}[0].name' supplied`)
    return { ...entry, key }
  })
}
