export { type ContainerEngineOptions, dockerEngine, podmanEngine } from './container/engine.ts'
export type {
  ContainerEngine,
  Devices,
  Enforcement,
  Isolation,
  Limits,
  Mount,
  OutputLine,
  ResolvedImage,
  Running,
  RunSpec,
  RunState,
} from './engine.ts'
export { EngineError, type EngineReason } from './errors.ts'
export { type HostEngineOptions, hostEngine } from './host/engine.ts'
export type { NamespaceSupport } from './host/plan.ts'
export { probeNamespaces } from './host/support.ts'
