import { runAction } from '@ml-actions/action'
import { definition } from './definition.ts'

// Most runs of a workflow find wrong inputs or nothing to promote: what the rest needs is loaded when it is needed.
await runAction(
  definition,
  {
    main: async (inputs, services) => (await import('./run.ts')).run(inputs, services),
    post: async (inputs, services) => (await import('./post.ts')).post(inputs, services),
  },
  process,
)
