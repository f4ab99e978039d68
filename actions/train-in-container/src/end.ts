import type { InputsOfAction, Services } from '@ml-actions/action'
import type { Leavings } from './collect.ts'
import type { Definition } from './definition.ts'
import type { Judgement } from './judge.ts'
import type { Launched } from './launch.ts'
import type { Mask } from './masking.ts'
import type { Preparation } from './prepare.ts'
import type { Published } from './publish.ts'
import type { Records } from './records.ts'

/** All that is known of a run that has ended. */
export interface End {
  readonly inputs: InputsOfAction<Definition>
  readonly services: Services
  readonly mask: Mask
  readonly records: Records
  readonly prepared: Preparation
  readonly launched: Launched
  readonly left: Leavings
  readonly judgement: Judgement
  readonly published: Published | undefined
  readonly finishedAtMs: number
  readonly tail: readonly string[]
}
