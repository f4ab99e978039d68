export * from './eprocess/index.ts'
