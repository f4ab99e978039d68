import { statSync } from 'node:fs'
import { dirname, relative, sep } from 'node:path'
import { absolutePattern } from '../job/hash-files.ts'
import { toText } from '../json.ts'
import { type ArtifactFile, ArtifactStore } from './artifact-store.ts'
import { input, isTrue, lines, type ServedAction, type ServedCall } from './served-action.ts'

/** Characters that GitHub refuses in an artifact's name. */
const FORBIDDEN = /["\\:<>|*?\r\n/]/

/** `actions/upload-artifact`: files of the workspace, kept in the run's directory. */
export const uploadArtifact: ServedAction = {
  inputs: {
    name: input('artifact'),
    path: input(),
    'if-no-files-found': input('warn'),
    'retention-days': input(),
    'compression-level': input('6'),
    overwrite: input('false'),
    'include-hidden-files': input('false'),
    archive: input('true'),
  },
  beyond: { archive: ['', 'true'] },
  async run(call) {
    const { attempt, inputs } = call
    const { state, report, record } = attempt
    const name = inputs['name'] ?? ''
    if (name === '' || FORBIDDEN.test(name)) {
      throw new Error(
        `The artifact name is not valid: ${name}. It must not be empty nor contain " : < > | * ? \\ / or a line break.`,
      )
    }
    const files = await findFiles(call)
    if (files.length === 0) return nothingFound(call)
    const artifact = await new ArtifactStore(state.request.places.artifacts).save(name, files, {
      job: state.request.key,
      overwrite: isTrue(inputs['overwrite']),
    })
    const { github } = state.request.contexts
    record.outputs['artifact-id'] = artifact.id
    record.outputs['artifact-digest'] = artifact.digest
    record.outputs['artifact-url'] =
      `${toText(github['server_url'])}/${toText(github['repository'])}/actions/runs/${toText(github['run_id'])}/artifacts/${artifact.id}`
    report.line(
      'plain',
      `Artifact ${name}: ${artifact.files} file(s), ${artifact.bytes} bytes, sha256:${artifact.digest}`,
    )
    return 'success'
  },
}

function nothingFound({ attempt, inputs }: ServedCall): 'success' | 'failure' {
  const message = `No files were found with the provided path: ${lines(inputs['path']).join(', ')}. No artifacts will be uploaded.`
  const wanted = inputs['if-no-files-found']
  if (wanted === 'ignore') attempt.report.line('plain', message)
  else attempt.report.issue(wanted === 'error' ? 'error' : 'warning', message)
  return wanted === 'error' ? 'failure' : 'success'
}

/** The files, named relative to what their search paths have in common, as the real action names them. */
async function findFiles({ attempt, inputs }: ServedCall): Promise<readonly ArtifactFile[]> {
  const patterns = lines(inputs['path']).map((line) => absolutePattern(line, attempt.state.workspace))
  if (patterns.length === 0) throw new Error('Input required and not supplied: path')
  const { create } = await import('@actions/glob')
  const globber = await create(patterns.join('\n'), {
    excludeHiddenFiles: !isTrue(inputs['include-hidden-files']),
    omitBrokenSymbolicLinks: true,
  })
  const found = (await globber.glob()).filter((path) => !statSync(path).isDirectory())
  const root = rootOf(globber.getSearchPaths(), found)
  return found.map((source) => ({ source, name: relative(root, source) }))
}

function rootOf(searchPaths: readonly string[], found: readonly string[]): string {
  const [first = ''] = searchPaths
  if (searchPaths.length > 1) return commonDirectory(searchPaths)
  return found.length === 1 && found[0] === first ? dirname(first) : first
}

function commonDirectory(paths: readonly string[]): string {
  const split = paths.map((path) => path.split(sep))
  const [shortest = []] = split.toSorted((left, right) => left.length - right.length)
  const differs = shortest.findIndex((part, i) => split.some((parts) => parts[i] !== part))
  const common = differs < 0 ? shortest : shortest.slice(0, differs)
  return common.join(sep) || sep
}
