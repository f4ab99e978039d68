import type { InputsOfAction, Services } from '@ml-actions/action'
import type { ResourceDescriptor } from '@ml-actions/attestation'
import type { Running } from '@ml-actions/container-engine'
import type { Definition } from './definition.ts'
import { earlierLabels, engineDirectory, openEngine } from './engines.ts'
import { describeInterpreter } from './interpreter.ts'
import type { Preparation } from './prepare.ts'
import { commandOf, runSpec } from './run-spec.ts'
import { imageDescriptor } from './statement.ts'

/** A run that has begun. */
export interface Launched {
  readonly running: Running
  readonly startedAtMs: number
  /** The image, or the interpreter of a run on the host. */
  readonly environment: ResourceDescriptor
}

/** Ends what earlier attempts of this job left, and starts the command. Throws `EngineError`. */
export async function launch(
  inputs: InputsOfAction<Definition>,
  services: Services,
  prepared: Preparation,
): Promise<Launched> {
  const { context, env, log, clock } = services
  const engine = openEngine(inputs.engine, env, engineDirectory(context))
  for (const labels of earlierLabels(context)) {
    for (const leftover of await engine.leftovers(labels)) {
      log.warning(`An earlier attempt of this job left ${leftover.id} running; it is ended.`)
      await leftover.remove()
    }
  }
  const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  const spec = runSpec(inputs, context, prepared.surroundings, owner)
  const interpreter =
    inputs.engine === 'host'
      ? await describeInterpreter(commandOf(inputs), { ...env, ...spec.environment }, spec.workingDirectory)
      : undefined
  const startedAtMs = clock.now()
  const running = await engine.start(spec, services.signal)
  for (const note of running.isolation.notes) log.warning(note)
  log.info(`running as ${running.id}`)
  if (running.image !== undefined) log.info(`image ${running.image.identity}`)
  return {
    running,
    startedAtMs,
    environment:
      running.image === undefined ? (interpreter ?? { name: 'interpreter' }) : imageDescriptor(running.image),
  }
}
