export { modelLayer } from './layer.ts'
export { pullModel } from './pull.ts'
export { type ModelArtifact, pushModel } from './push.ts'
