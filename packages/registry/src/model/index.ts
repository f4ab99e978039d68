export { layerOfModel } from './artifact.ts'
export { modelLayer } from './layer.ts'
export { type PulledModel, pullModel } from './pull.ts'
export { type ModelArtifact, modelTag, type PushModelOptions, pushModel } from './push.ts'
