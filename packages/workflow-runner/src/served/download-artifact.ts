import { join, matchesGlob, resolve } from 'node:path'
import { toText } from '../json.ts'
import type { ArtifactRecord } from '../types.ts'
import { ArtifactStore } from './artifact-store.ts'
import { input, isTrue, type ServedAction, type ServedCall } from './served-action.ts'

/** `actions/download-artifact`: artifacts of this run, by name, by id, by pattern, or all. */
export const downloadArtifact: ServedAction = {
  inputs: {
    name: input(),
    'artifact-ids': input(),
    path: input(),
    pattern: input(),
    'merge-multiple': input('false'),
    'github-token': input(),
    repository: input('${{ github.repository }}'),
    'run-id': input('${{ github.run_id }}'),
    'digest-mismatch': input('error'),
    'skip-decompress': input('false'),
  },
  beyond: { 'skip-decompress': ['', 'false'] },
  async run(call) {
    const { attempt, inputs } = call
    const { state, report, record } = attempt
    if (inputs['run-id'] !== toText(state.request.contexts.github['run_id'])) {
      throw new Error(`Artifacts of another run (${inputs['run-id']}) are not on this machine.`)
    }
    const store = new ArtifactStore(state.request.places.artifacts)
    const { artifacts, single } = wanted(store.list(), inputs)
    const target = resolve(state.workspace, inputs['path'] ?? '')
    for (const artifact of artifacts) {
      const flat = single || isTrue(inputs['merge-multiple'])
      await store.restore(artifact, flat ? target : join(target, artifact.name))
      report.line('plain', `Artifact ${artifact.name}: ${artifact.files} file(s), sha256:${artifact.digest}`)
    }
    report.line('plain', `Total of ${artifacts.length} artifact(s) downloaded`)
    record.outputs['download-path'] = target
    return 'success'
  },
}

interface Wanted {
  readonly artifacts: readonly ArtifactRecord[]
  /** Asked for by name or by one id: its files land in the path itself. */
  readonly single: boolean
}

function wanted(all: readonly ArtifactRecord[], inputs: ServedCall['inputs']): Wanted {
  const name = inputs['name'] ?? ''
  const ids = (inputs['artifact-ids'] ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
  if (name !== '' && ids.length > 0) {
    throw new Error("Inputs 'name' and 'artifact-ids' cannot be used together. Please specify only one.")
  }
  if (name !== '') {
    const artifacts = all.filter((artifact) => artifact.name === name)
    if (artifacts.length === 0) throw new Error(`Unable to download artifact(s): Artifact not found for name: ${name}`)
    return { artifacts, single: true }
  }
  if (ids.length > 0) {
    const missing = ids.filter((id) => !all.some((artifact) => artifact.id === id))
    if (missing.length > 0)
      throw new Error(`Unable to download artifact(s): no artifact has the id ${missing.join(', ')}`)
    return { artifacts: all.filter((artifact) => ids.includes(artifact.id)), single: ids.length === 1 }
  }
  const pattern = inputs['pattern'] || '*'
  return { artifacts: all.filter((artifact) => matchesGlob(artifact.name, pattern)), single: false }
}
