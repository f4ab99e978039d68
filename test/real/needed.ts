/** Which services a suite needs: those whose addresses it asks for, itself or in a file that it imports. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SERVICE_NAMES } from '../services/endpoints.ts'
import type { ServiceName } from '../services/service.ts'

const SERVICES = join(import.meta.dirname, '../services')
const ASKED = /\b(?:endpoints|environment|running)\(([^)]*)\)/g
const IMPORTED = /from '(\.[^']+)'/g

export function needed(suite: string): readonly ServiceName[] {
  const texts = reached(suite).map((file) => readFileSync(file, 'utf8'))
  const asked = texts.flatMap((text) => [...text.matchAll(ASKED)].map(([, names = '']) => names))
  return SERVICE_NAMES.filter((name) => asked.some((names) => names.includes(`'${name}'`)))
}

/** The suite and what it imports from this repository's tests, the services themselves left out. */
function reached(suite: string): readonly string[] {
  const found = new Set([suite])
  for (const file of found) {
    for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(IMPORTED)) {
      const path = join(dirname(file), target)
      if (existsSync(path) && !path.startsWith(SERVICES)) found.add(path)
    }
  }
  return [...found]
}
