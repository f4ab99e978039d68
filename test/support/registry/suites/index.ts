import { afterAll, beforeAll, describe } from '@jest/globals'
import type { RegistryForm } from '../form.ts'
import { accessSuite } from './access.ts'
import { contentSuite } from './content.ts'
import { faultsSuite } from './faults.ts'
import { modelsSuite } from './models.ts'
import { statementsSuite } from './statements.ts'

const SUITES = {
  content: contentSuite,
  statements: statementsSuite,
  'a model': modelsSuite,
  access: accessSuite,
  'on a bad day': faultsSuite,
}

/** Everything that packages/registry does, against one registry: the same tests for the embedded one and for real ones. */
export function registrySuites(
  name: string,
  start: () => Promise<RegistryForm>,
  { without = [] }: { readonly without?: readonly (keyof typeof SUITES)[] } = {},
): void {
  describe(name, () => {
    let running: RegistryForm | undefined
    const form = (): RegistryForm => {
      if (running === undefined) throw new Error(`${name} does not run`)
      return running
    }
    beforeAll(async () => {
      running = await start()
    })
    afterAll(() => running?.stop())

    for (const [title, suite] of Object.entries(SUITES)) {
      if (!without.some((left) => left === title)) describe(title, () => suite(form))
    }
  })
}
