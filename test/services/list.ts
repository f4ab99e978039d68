/** The services, in the order in which they come up. */
import { baseImage } from './base-image/index.ts'
import { docker } from './docker/index.ts'
import { gateway } from './gateway/index.ts'
import { kubernetes } from './kubernetes/index.ts'
import { registry } from './registry/index.ts'
import type { AnyService } from './service.ts'

export const SERVICES: readonly AnyService[] = [docker, registry, baseImage, kubernetes, gateway]
