import { runAction } from '@ml-actions/action'
import { definition } from './definition.ts'

await runAction(
  definition,
  { main: async (inputs, services) => (await import('./run.ts')).run(inputs, services) },
  process,
)
