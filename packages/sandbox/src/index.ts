export * from './cluster/index.ts'
export * from './registry/index.ts'
