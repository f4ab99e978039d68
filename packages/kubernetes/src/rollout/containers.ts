import type { Event, Pod } from '../object.ts'
import { eventsAbout, timeOf } from './events.ts'
import type { Doom } from './state.ts'

/** One container's status, as the kubelet reports it. */
type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number]

/** What looking at a container needs beside its status. */
export interface ContainerContext {
  readonly pod: Pod
  readonly events: readonly Event[]
  readonly earlier: ReadonlySet<string>
}

/** The first container of the pod that can't come up, init containers first; undefined where none is known to be so. */
export function containerDoom(context: ContainerContext): Doom | undefined {
  const { status } = context.pod
  for (const container of [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]) {
    const doom = doomOf(context, container)
    if (doom !== undefined) return doom
  }
  return undefined
}

function doomOf(context: ContainerContext, container: ContainerStatus): Doom | undefined {
  const { waiting } = container.state ?? {}
  const { reason = '', message = '' } = waiting ?? {}
  switch (reason) {
    case 'CrashLoopBackOff':
      return crashed(context, container)
    case 'ErrImagePull':
    case 'ImagePullBackOff':
    case 'InvalidImageName':
    case 'ErrImageNeverPull':
      return imageDoom(context, container, reason, message)
    case 'CreateContainerConfigError':
      // The kubelet's caches lag behind a ConfigMap that was just made (Krane leaves this one alone too).
      return /failed to sync .* cache/i.test(message)
        ? undefined
        : at(context, container, {
            class: 'config',
            reason,
            message: `Container ${container.name} can't be configured: ${message}`,
            advice: 'Create what is named, or correct the reference in the manifest.',
          })
    case 'CreateContainerError':
    case 'RunContainerError':
      return CANNOT_RUN.test(message) ? cannotRun(context, container, reason, message) : undefined
    default:
      return endedTwice(container) ? crashed(context, container) : undefined
  }
}

/** The kubelet forgets a failure after this time and starts the container again at once. */
const BACK_OFF_MEMORY_MS = 600_000

/** The kubelet backs off now, and says so of an init container only when it looks at the pod again. */
function endedTwice({ state, lastState }: ContainerStatus): boolean {
  const [before, now] = [lastState?.terminated, state?.terminated]
  if (before === undefined || now === undefined || now.exitCode === 0) return false
  return timeOf(now.finishedAt) - timeOf(before.finishedAt) < BACK_OFF_MEMORY_MS
}

/** These come back each time; other failures to start are the node's (Krane excuses exit code 128 for that). */
const CANNOT_RUN = /executable file not found|no such file or directory|permission denied|exec format error/i

function cannotRun(context: ContainerContext, container: ContainerStatus, reason: string, message: string): Doom {
  return at(context, container, {
    class: 'config',
    reason,
    message: `Container ${container.name} can't be started: ${message}`,
    advice: /exec format error/i.test(message)
      ? OTHER_PROCESSOR
      : "Correct command and args in the manifest, or the image's entrypoint.",
  })
}

const OTHER_PROCESSOR =
  'The image was built for another processor; build it for the nodes (platforms: linux/amd64 or linux/arm64).'

/** As runc says it where the kernel refuses the program: in the container's own log, with exit code 1 or 255. */
const RUNC_REFUSED = /^exec \S+: exec format error$/

/** What the last lines of the log tell better than an exit code does; the same verdict where they don't. */
export function withLog(doom: Doom, lines: readonly string[]): Doom {
  const refused = lines.findLast((line) => line.trim() !== '')?.trim() ?? ''
  if (doom.class !== 'crash' || !RUNC_REFUSED.test(refused)) return doom
  return {
    ...doom,
    class: 'config',
    message: `Container ${doom.container ?? ''} can't be started: ${refused}`,
    advice: OTHER_PROCESSOR,
  }
}

/** A missing or forbidden image stays so; a registry that is busy or away does not count. */
const IMAGE_GONE =
  /not found|manifest unknown|name unknown|repository does not exist|invalid reference|no match for platform/i
const IMAGE_FORBIDDEN = /unauthorized|authentication required|access denied|denied:|forbidden|no basic auth/i
const IMAGE_TRANSIENT =
  /too ?many ?requests|rate limit|timeout|timed out|connection refused|i\/o|temporar|unavailable|EOF/i

function imageDoom(
  context: ContainerContext,
  container: ContainerStatus,
  reason: string,
  text: string,
): Doom | undefined {
  // While backing off, older kubelets say only that they do; the event of the failed pull says why.
  const pulls = eventsAbout(context.events, context.pod, ['Failed', 'InspectFailed'], context.earlier)
  const why = [text, ...pulls.map((event) => event.message ?? '').reverse()].find(
    (message) => IMAGE_GONE.test(message) || IMAGE_FORBIDDEN.test(message) || IMAGE_TRANSIENT.test(message),
  )
  const final = reason === 'InvalidImageName' || reason === 'ErrImageNeverPull'
  if (!final && (why === undefined || IMAGE_TRANSIENT.test(why))) return undefined
  const forbidden = why !== undefined && IMAGE_FORBIDDEN.test(why)
  if (forbidden && maybeWithoutSecret(context, pulls)) return undefined
  return at(context, container, {
    class: 'image',
    reason,
    message: `Container ${container.name} can't get its image ${container.image}: ${why ?? text}`,
    advice: imageAdvice(why ?? text, forbidden),
  })
}

/**
 * A kubelet that can't read a pull secret in time pulls without it, and is refused; with a pod that has just come it reads the
 * secret a moment later, and pulls again after ten seconds.
 */
function maybeWithoutSecret({ pod }: ContainerContext, failures: readonly Event[]): boolean {
  if ((pod.spec?.imagePullSecrets ?? []).length === 0) return false
  const pulls = failures.filter(({ message }) => /^Failed to pull image/.test(message ?? ''))
  return pulls.reduce((sum, { count, series }) => sum + (series?.count ?? count ?? 1), 0) < 2
}

function imageAdvice(why: string, forbidden: boolean): string {
  if (/no match for platform/i.test(why)) return OTHER_PROCESSOR
  return forbidden
    ? 'Give the namespace a pull secret for this registry (imagePullSecrets), or grant the nodes access.'
    : 'Check that this digest was pushed to this repository and was not removed since.'
}

function crashed(context: ContainerContext, container: ContainerStatus): Doom {
  const ended = container.state?.terminated ?? container.lastState?.terminated
  const exitCode = ended?.exitCode
  const probe = killedByProbe(context, container)
  const common = {
    reason: ended?.reason ?? 'CrashLoopBackOff',
    ...(exitCode === undefined ? {} : { exitCode }),
    logs: { pod: context.pod.metadata.name, container: container.name, previous: false },
  }
  if (probe !== undefined) {
    return at(context, container, {
      ...common,
      class: 'probe',
      message: `Container ${container.name} is killed again and again by its probe: ${probe}`,
      advice:
        'Correct the path or port of the probe, or give a slow start more time with a startupProbe (failureThreshold × periodSeconds).',
    })
  }
  if (ended?.reason === 'StartError' || ended?.reason === 'ContainerCannotRun') {
    return cannotRun(context, container, ended.reason, ended.message ?? '')
  }
  return at(context, container, {
    ...common,
    class: 'crash',
    message:
      `Container ${container.name} crashes again and again: ${describeExit(exitCode, ended?.reason)}` +
      `, ${container.restartCount} restart${container.restartCount === 1 ? '' : 's'}`,
    advice: crashAdvice(exitCode, ended?.reason),
  })
}

function killedByProbe(context: ContainerContext, container: ContainerStatus): string | undefined {
  const kills = eventsAbout(context.events, context.pod, ['Killing'], context.earlier)
  const killed = kills.some(
    (event) =>
      /failed (liveness|startup) probe/i.test(event.message ?? '') && (event.message ?? '').includes(container.name),
  )
  return killed ? (lastProbeFailure(context, /^(Liveness|Startup) probe/i) ?? 'it did not answer') : undefined
}

/** The newest message of a failed probe of the pod whose text starts like `kind`. */
export function lastProbeFailure(context: ContainerContext, kind: RegExp): string | undefined {
  const failures = eventsAbout(context.events, context.pod, ['Unhealthy'], context.earlier)
  return failures.findLast((event) => kind.test(event.message ?? ''))?.message
}

function describeExit(exitCode: number | undefined, reason: string | undefined): string {
  if (reason === 'OOMKilled') return `exit code ${exitCode ?? 137}, out of memory (OOMKilled)`
  if (exitCode === undefined) return 'no exit code is known'
  if (exitCode === 0) return 'exit code 0: the process ends by itself, and a service must not'
  const signal = SIGNALS.get(exitCode - 128)
  return signal === undefined ? `exit code ${exitCode}` : `exit code ${exitCode} (${signal})`
}

const SIGNALS = new Map([
  [4, 'SIGILL: an instruction that this processor lacks'],
  [6, 'SIGABRT'],
  [7, 'SIGBUS: often too little /dev/shm'],
  [9, 'SIGKILL'],
  [11, 'SIGSEGV: segmentation fault'],
  [15, 'SIGTERM'],
])

function crashAdvice(exitCode: number | undefined, reason: string | undefined): string {
  if (reason === 'OOMKilled') return 'Raise resources.limits.memory, or load a smaller model.'
  if (exitCode === 127) return 'The command is not in the image: correct command, args or the entrypoint.'
  if (exitCode === 126) return 'The command is not executable for the user the container runs as.'
  return 'Read the log lines below; the same image by digest can be run with docker run to look closer.'
}

function at(context: ContainerContext, container: ContainerStatus, doom: Omit<Doom, 'pod' | 'container'>): Doom {
  return { ...doom, pod: context.pod.metadata.name, container: container.name }
}
