/** The services, in the order in which they come up. */
import { baseImage } from './base-image/index.ts'
import { docker } from './docker/index.ts'
import { gateway } from './gateway/index.ts'
import { kubernetes } from './kubernetes/index.ts'
import { mlflow } from './mlflow/index.ts'
import { podman } from './podman/index.ts'
import { prometheus } from './prometheus/index.ts'
import { registry } from './registry/index.ts'
import type { AnyService } from './service.ts'
import { slurm } from './slurm/index.ts'

export const SERVICES: readonly AnyService[] = [
  docker,
  registry,
  baseImage,
  podman,
  kubernetes,
  gateway,
  prometheus,
  mlflow,
  slurm,
]
