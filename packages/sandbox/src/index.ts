export * from './cluster/index.ts'
export * from './metrics/index.ts'
export * from './registry/index.ts'
export * from './router/index.ts'
