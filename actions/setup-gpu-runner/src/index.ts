import { runAction } from '@ml-actions/action'
import { definition } from './definition.ts'

// Loaded when the inputs are right: a typo is told in the first 100 ms.
await runAction(
  definition,
  {
    main: async (inputs, services) => (await import('./run.ts')).run(inputs, services),
    post: async (_inputs, services) => (await import('./post.ts')).post(services),
  },
  process,
)
