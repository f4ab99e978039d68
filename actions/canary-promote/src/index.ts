import { runAction } from '@ml-actions/action'
import { definition } from './definition.ts'
import { post } from './post.ts'
import { run } from './run.ts'

await runAction(definition, { main: run, post }, process)
