import { glob, readFile, stat } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { UserError } from '@ml-actions/action'
import {
  isKubernetesObject,
  isRecord,
  type KubernetesObject,
  knownResource,
  nameOf,
  valueAt,
} from '@ml-actions/kubernetes'

const MAX_FILE_BYTES = 5 * 1024 * 1024
const MAX_FILES = 500

/** An object with the place it was read from. */
export interface Manifest {
  readonly object: KubernetesObject
  /** `k8s/app.yaml, document 2` */
  readonly place: string
}

/** The objects in the files that `patterns` name, in order, each file once. Throws `UserError`. */
export async function readManifests(
  patterns: readonly string[],
  workspace: string,
  namespace: string,
): Promise<readonly Manifest[]> {
  const files = await findFiles(patterns, workspace)
  const manifests: Manifest[] = []
  for (const file of files) manifests.push(...(await readFileObjects(file, relative(workspace, file))))
  if (manifests.length === 0) throw invalid(`${patterns.join(', ')} holds no object`)
  return unique(manifests.map(({ object, place }) => ({ object: inNamespace(object, namespace, place), place })))
}

async function findFiles(patterns: readonly string[], workspace: string): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const pattern of patterns) {
    const before = found.size
    const whole = resolve(workspace, pattern)
    const kind = await stat(whole).catch(() => undefined)
    const search = kind?.isDirectory() === true ? join(pattern, '*.{yaml,yml,json}') : pattern
    if (kind?.isFile() === true) found.add(whole)
    else for (const file of (await collect(search, workspace)).sort()) found.add(resolve(workspace, file))
    if (found.size === before && kind?.isFile() !== true) {
      throw invalid(
        `\`manifests\`: ${JSON.stringify(pattern)} names no file`,
        `It is looked for in ${workspace}. Is the repository checked out?`,
      )
    }
    if (found.size > MAX_FILES) throw invalid(`\`manifests\` names more than ${MAX_FILES} files`)
  }
  return [...found]
}

async function collect(pattern: string, cwd: string): Promise<string[]> {
  const files: string[] = []
  for await (const file of glob(pattern, { cwd })) files.push(file)
  return files
}

async function readFileObjects(file: string, shown: string): Promise<readonly Manifest[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UserError({ reason: 'invalid-manifest', what: `${shown} can't be read` }, { cause })
  })
  if (text.length > MAX_FILE_BYTES) throw invalid(`${shown} is larger than 5 MiB`)
  const { LineCounter, parseAllDocuments } = await import('yaml')
  const lineCounter = new LineCounter()
  // Kubernetes reads YAML 1.1: `yes` is true and 0644 is octal.
  const documents = parseAllDocuments(text, { version: '1.1', prettyErrors: false, lineCounter, stringKeys: true })
  if (!Array.isArray(documents)) return []
  return documents.flatMap((document, index): Manifest[] => {
    const place = documents.length === 1 ? shown : `${shown}, document ${index + 1}`
    const [problem] = document.errors
    if (problem !== undefined) {
      // The parser's own message quotes the lines, and a Secret's values are not masked before they are read.
      const { line, col } = lineCounter.linePos(problem.pos[0])
      throw invalid(`${place} is not YAML: ${problem.code} at line ${line}, column ${col}`)
    }
    const value: unknown = document.toJS({ maxAliasCount: 100 })
    return value === null || value === undefined ? [] : objectsOf(value, place)
  })
}

function objectsOf(value: unknown, place: string): Manifest[] {
  const items = valueAt(value, 'items')
  const kind = valueAt(value, 'kind')
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
    return items.flatMap((item: unknown, index) => objectsOf(item, `${place}, item ${index + 1}`))
  }
  if (!isKubernetesObject(value)) {
    const lacks = isRecord(value) ? 'apiVersion, kind or metadata.name is missing' : 'it is no mapping'
    throw invalid(`${place} is no Kubernetes object: ${lacks}`)
  }
  return [{ object: value, place }]
}

function inNamespace(object: KubernetesObject, namespace: string, place: string): KubernetesObject {
  if (knownResource(object)?.namespaced === false) return object
  const own = object.metadata.namespace
  if (own !== undefined && own !== namespace) {
    throw invalid(
      `${place}: ${nameOf(object)} is for namespace ${own}, and this release is for ${namespace}`,
      'Leave metadata.namespace out of the manifest, or correct the input `namespace`.',
    )
  }
  return { ...object, metadata: { ...object.metadata, namespace } }
}

function unique(manifests: readonly Manifest[]): readonly Manifest[] {
  const places = new Map<string, string>()
  for (const { object, place } of manifests) {
    const key = `${object.apiVersion} ${nameOf(object)}`
    const before = places.get(key)
    if (before !== undefined) throw invalid(`${nameOf(object)} is given twice: in ${before} and in ${place}`)
    places.set(key, place)
  }
  return manifests
}

function invalid(what: string, fix?: string): UserError {
  return new UserError({ reason: 'invalid-manifest', what, fix })
}
