import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import type { InputsOfAction, RunContext } from '@ml-actions/action'
import type { Devices, Limits, Mount, RunSpec } from '@ml-actions/container-engine'
import { type Command, parseCommand } from './command.ts'
import type { Definition } from './definition.ts'
import { runLabels } from './engines.ts'
import { parseMount } from './mounts.ts'
import type { Surroundings } from './surroundings.ts'

type Inputs = InputsOfAction<Definition>

/** What to run, from whichever input holds it; both were checked before. */
export function commandOf(inputs: Pick<Inputs, 'command' | 'run'>): Command {
  const parsed = inputs.command === undefined ? undefined : parseCommand(inputs.command)
  return parsed?.ok === true ? { kind: 'arguments', words: parsed.words } : { kind: 'shell', text: inputs.run ?? '' }
}

/** What the network is when nobody says: an evaluation needs none, and must not tell anybody what it reads. */
export function networkOf(inputs: Pick<Inputs, 'network' | 'purpose'>): string {
  return inputs.network ?? (inputs.purpose === 'evaluate' ? 'none' : 'default')
}

/** The run as an engine takes it. */
export function runSpec(
  inputs: Inputs,
  context: RunContext,
  surroundings: Surroundings,
  owner: { readonly uid: number; readonly gid: number },
): RunSpec {
  const command = commandOf(inputs)
  const user = userOf(inputs.user, owner)
  return {
    name: runName(context),
    labels: runLabels(context, inputs.purpose),
    image: inputs.image,
    pull: inputs.pull,
    command: command.kind === 'arguments' ? command.words : ['sh', '-eu', '-c', `${PASS_ON}\n${command.text}`],
    workingDirectory: surroundings.workingDirectory,
    environment: {
      // A user that the image does not know has no home there.
      ...(inputs.engine !== 'host' && user !== undefined ? { HOME: '/tmp' } : {}),
      ...surroundings.variables,
      ...Object.fromEntries(inputs.env ?? []),
    },
    secrets: Object.fromEntries(inputs.secrets ?? []),
    mounts: [...surroundings.mounts, ...extraMounts(inputs.mounts ?? [], context.workspace)],
    network: networkOf(inputs),
    user,
    limits: limitsOf(inputs),
    devices: devicesOf(inputs.devices ?? [], inputs['gpu-access']),
    isolation: inputs.isolation,
    signalTo: command.kind === 'arguments' ? 'command' : 'all',
    graceMs: inputs['checkpoint-grace'],
  }
}

/**
 * A shell that dies of the signal would take the container with it while its child still saves. With a handler it waits
 * for the child and then ends, without starting the next line.
 */
const PASS_ON = `trap 'exit 143' TERM; trap 'exit 130' INT; trap 'exit 138' USR1; trap 'exit 140' USR2`

function runName(context: RunContext): string {
  const parts = ['ml-actions', context.runId, context.runAttempt, context.job].map((part) =>
    part.replace(/[^A-Za-z0-9.-]/g, '-').slice(0, 40),
  )
  return [...parts.filter((part) => part !== ''), randomBytes(4).toString('hex')].join('-')
}

function userOf(user: string, owner: { readonly uid: number; readonly gid: number }): string | undefined {
  return user === 'image' ? undefined : user === 'runner' ? `${owner.uid}:${owner.gid}` : user
}

function limitsOf(inputs: Inputs): Limits {
  return {
    memoryBytes: inputs.memory,
    cpus: inputs.cpus,
    pids: inputs['pids-limit'],
    // A process of the host shares the machine's own /dev/shm.
    shmBytes: inputs.engine === 'host' ? undefined : inputs['shm-size'],
  }
}

function extraMounts(lines: readonly string[], workspace: string): readonly Mount[] {
  return lines.flatMap((line) => {
    const parsed = parseMount(line)
    return parsed.ok ? [{ ...parsed.mount, source: resolve(workspace, parsed.mount.source) }] : []
  })
}

function devicesOf(devices: readonly string[], access: 'auto' | 'cdi' | 'gpus'): Devices {
  const nodes = devices.filter((device) => device.startsWith('/dev/'))
  if (nodes.length > 0) return { kind: 'amd', nodes }
  return devices.length === 0 ? { kind: 'none' } : { kind: 'nvidia', uuids: devices, access }
}
