import { join } from 'node:path'
import { cacheFolder } from '../services/cache.ts'
import { running, stateOf } from '../services/endpoints.ts'
import type { Context, ServiceName } from '../services/service.ts'

/** What a service works with, for a test that starts parts of it itself. */
export function serviceContext(name: ServiceName): Context {
  return {
    clone: join(import.meta.dirname, '../..'),
    state: stateOf(name),
    cache: cacheFolder(process.env),
    log: () => undefined,
    running,
  }
}
