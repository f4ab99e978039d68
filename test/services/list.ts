/** The services, in the order in which they come up. */
import type { AnyService } from './service.ts'

export const SERVICES: readonly AnyService[] = []
