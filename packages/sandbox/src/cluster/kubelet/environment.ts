import { at, type JsonObject, objectOf, textOf } from '../json.ts'
import type { Container, EnvironmentVariable, Pod } from '../kinds.ts'
import { RESOURCES } from '../schema/resources.ts'
import type { Store } from '../storage/store.ts'

/** A container that can't be created as it is described: something that it refers to is missing. */
export class ConfigError extends Error {}

/** The container's own variables, in order, before any path is rewritten. Throws `ConfigError`. */
export function variablesOf(
  store: Store,
  pod: Pod,
  container: Container,
  initial: Map<string, string>,
): Map<string, string> {
  const out = new Map(initial)
  for (const { prefix = '', configMapRef, secretRef } of container.envFrom ?? []) {
    const source = configMapRef ?? secretRef
    if (source === undefined) continue
    const data = dataOf(store, pod, configMapRef === undefined ? 'secret' : 'configmap', source.name)
    if (data === undefined && source.optional !== true)
      throw missing(configMapRef === undefined ? 'secret' : 'configmap', source.name)
    for (const [key, value] of data ?? []) out.set(`${prefix}${key}`, value.toString('utf8'))
  }
  for (const variable of container.env ?? []) {
    const value = variableValue(store, pod, variable)
    if (value !== undefined) out.set(variable.name, expand(value, out))
  }
  return out
}

function missing(kind: string, name: string): ConfigError {
  return new ConfigError(`${kind} "${name}" not found`)
}

function variableValue(store: Store, pod: Pod, { value = '', valueFrom }: EnvironmentVariable): string | undefined {
  if (valueFrom === undefined) return value
  const { configMapKeyRef, secretKeyRef, fieldRef } = valueFrom
  if (fieldRef !== undefined) return fieldOf(pod, fieldRef.fieldPath)
  const reference = configMapKeyRef ?? secretKeyRef
  if (reference === undefined) return value
  const kind = configMapKeyRef === undefined ? 'secret' : 'configmap'
  const data = dataOf(store, pod, kind, reference.name)
  const found = data?.get(reference.key)
  if (found !== undefined || reference.optional === true) return found?.toString('utf8')
  if (data === undefined) throw missing(kind, reference.name)
  const shown = kind === 'secret' ? 'Secret' : 'ConfigMap'
  throw new ConfigError(`couldn't find key ${reference.key} in ${shown} ${pod.metadata.namespace}/${reference.name}`)
}

/** The contents of a ConfigMap or Secret; undefined when there is none. */
export function dataOf(
  store: Store,
  pod: Pod,
  kind: 'configmap' | 'secret',
  name: string,
): Map<string, Buffer> | undefined {
  const resource = kind === 'secret' ? RESOURCES.secrets : RESOURCES.configMaps
  const object = store.get(resource, pod.metadata.namespace, name)
  if (object === undefined) return undefined
  const encoded = kind === 'secret' ? objectOf(object['data']) : objectOf(object['binaryData'])
  const plain = kind === 'secret' ? {} : objectOf(object['data'])
  return new Map([...decoded(plain, 'utf8'), ...decoded(encoded, 'base64')])
}

function decoded(data: JsonObject, encoding: 'utf8' | 'base64'): [string, Buffer][] {
  return Object.entries(data).map(([key, value]) => [key, Buffer.from(textOf(value) ?? '', encoding)])
}

/** The downward API. */
function fieldOf(pod: Pod, fieldPath: string): string {
  const keyed = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(fieldPath)
  if (keyed !== null) return textOf(at(pod, 'metadata', keyed[1] ?? '', keyed[2] ?? '')) ?? ''
  const known = ['metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName']
  if (known.includes(fieldPath)) return textOf(at(pod, ...fieldPath.split('.'))) ?? ''
  if (['status.podIP', 'status.hostIP', 'status.podIPs', 'status.hostIPs'].includes(fieldPath)) return '127.0.0.1'
  throw new ConfigError(`unsupported fieldPath: ${fieldPath}`)
}

/** `$(NAME)` becomes the variable's value, `$$(NAME)` stays as `$(NAME)`, an unknown name stays as it is. */
export function expand(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$\$|\$\(([^()]*)\)/g, (whole, name: string | undefined) => {
    if (name === undefined) return '$'
    return variables.get(name) ?? whole
  })
}

/** `NAME=value` lines of an image as a map. */
export function imageVariables(lines: readonly string[]): Map<string, string> {
  return new Map(
    lines.map((line) => {
      const equals = line.indexOf('=')
      return equals === -1 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)]
    }),
  )
}
