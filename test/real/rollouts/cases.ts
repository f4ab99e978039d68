/** Rollouts that fail, each with what the cluster shows of it first and what the action must say. */
import { claim, ownersNamed, quota } from './around.ts'
import { ended, isUnplaced, refused, runs, told, unready, waits } from './facts.ts'
import type { Failure } from './failure.ts'
import { type Change, python, UNREADY } from './manifests.ts'

const CRASH = `
import sys
print('loading the weights', flush=True)
sys.exit('ModelError: the weights are corrupt')
`
const EAT = `
print('loading the weights', flush=True)
held = []
while True: held.append(bytes(range(256)) * 40960)
`

const volume = (source: object): Change => ({
  container: { volumeMounts: [{ name: 'volume', mountPath: '/volume' }] },
  pod: { volumes: [{ name: 'volume', ...source }] },
})

/** Its containers are ready, and nobody says the last word. */
const NEVER_WARM = { readinessGates: [{ conditionType: 'example.org/warm' }] }

export const FAILURES: readonly Failure[] = [
  {
    name: 'an image that is not there',
    class: 'image',
    container: 'model',
    cause: /can't get its image .*not found/,
    advice: /was pushed to this repository/,
    fact: 'ErrImagePull',
    isSeen: waits(/ErrImagePull|ImagePullBackOff/),
    image: ({ gone }) => gone,
  },
  {
    name: 'no permission to pull',
    class: 'image',
    container: 'model',
    cause: /can't get its image .*(401|no basic auth|authorization)/i,
    advice: /imagePullSecrets/,
    fact: 'ErrImagePull',
    isSeen: waits(/ErrImagePull|ImagePullBackOff/),
    image: (images) => images.private,
  },
  {
    name: 'an image for another processor',
    class: 'image',
    container: 'model',
    cause: /no match for platform/,
    advice: /built for another processor/,
    fact: 'ErrImagePull',
    isSeen: waits(/ErrImagePull|ImagePullBackOff/),
    image: ({ foreign }) => foreign,
    change: { container: { command: ['/serve'] } },
  },
  {
    name: 'a program for another processor',
    class: 'config',
    container: 'model',
    exitCode: 1,
    cause: /can't be started: exec \/serve: exec format error/,
    advice: /built for another processor/,
    fact: 'first exit',
    isSeen: ended,
    image: ({ mislabelled }) => mislabelled,
    change: { container: { command: ['/serve'] } },
  },
  {
    name: 'a crash loop',
    class: 'crash',
    container: 'model',
    exitCode: 1,
    cause: /crashes again and again: exit code 1, 1 restart/,
    advice: /log lines below/,
    log: 'ModelError: the weights are corrupt',
    fact: 'first exit',
    isSeen: ended,
    change: { container: python(CRASH) },
  },
  {
    name: 'a crash of an init container',
    class: 'crash',
    container: 'fetch',
    exitCode: 1,
    cause: /Container fetch crashes again and again/,
    advice: /log lines below/,
    log: 'ModelError: the weights are corrupt',
    fact: 'first exit',
    isSeen: ended,
    change: {
      pod: {
        initContainers: [
          {
            name: 'fetch',
            image: 'model',
            ...python(CRASH),
            resources: { requests: { cpu: '10m' }, limits: { memory: '64Mi' } },
          },
        ],
      },
    },
  },
  {
    name: 'out of memory',
    class: 'crash',
    container: 'model',
    exitCode: 137,
    cause: /OOMKilled/,
    advice: /resources\.limits\.memory/,
    log: 'loading the weights',
    fact: 'first OOMKilled',
    isSeen: ended,
    change: { container: python(EAT) },
  },
  {
    name: 'a command that is not in the image',
    class: 'config',
    container: 'model',
    cause: /executable file not found/,
    advice: /Correct command and args/,
    fact: 'StartError',
    isSeen: ended,
    change: { container: { command: ['serve-model'] } },
  },
  {
    name: 'a ConfigMap missing for a variable',
    class: 'config',
    container: 'model',
    cause: /configmap "settings" not found/,
    advice: /Create what is named/,
    fact: 'CreateContainerConfigError',
    isSeen: waits(/CreateContainerConfigError/),
    change: { container: { envFrom: [{ configMapRef: { name: 'settings' } }] } },
  },
  {
    name: 'a Secret missing for a volume',
    class: 'config',
    cause: /secret "keys" not found/,
    advice: /Create what is named/,
    fact: 'FailedMount',
    isSeen: told('FailedMount'),
    change: volume({ secret: { secretName: 'keys' } }),
  },
  {
    name: 'a claim that is not there',
    class: 'config',
    cause: /persistentvolumeclaim "weights" not found/,
    advice: /Create what is named/,
    fact: 'Unschedulable',
    isSeen: isUnplaced,
    change: volume({ persistentVolumeClaim: { claimName: 'weights' } }),
  },
  {
    name: 'a claim that stays pending',
    class: 'scheduling',
    cause: /pod has unbound immediate PersistentVolumeClaims/,
    advice: /kubectl describe pvc/,
    fact: 'Unschedulable',
    isSeen: isUnplaced,
    before: [claim],
    change: volume({ persistentVolumeClaim: { claimName: 'weights' } }),
  },
  {
    name: 'never ready',
    class: 'probe',
    container: 'model',
    cause:
      /never became ready: Readiness probe failed: .*503.*readiness probe GET \/ on port 8080.*progressDeadlineSeconds \(12 s\)/,
    advice: /path and port of the readiness probe/,
    log: 'serving second',
    fact: 'runs, not ready',
    isSeen: unready,
    // Long enough for a busy machine to start the container.
    change: { container: python(UNREADY), spec: { progressDeadlineSeconds: 12 } },
  },
  {
    name: 'killed by its liveness probe',
    class: 'probe',
    container: 'model',
    exitCode: 0,
    cause: /killed again and again by its probe: Liveness probe failed/,
    advice: /startupProbe/,
    fact: 'first exit',
    isSeen: ended,
    change: {
      container: {
        ...python(UNREADY),
        livenessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1, failureThreshold: 1 },
      },
    },
  },
  {
    name: 'over the quota',
    class: 'quota',
    cause: /exceeded quota: pods/,
    advice: /maxSurge: 0, maxUnavailable: 1/,
    fact: 'ReplicaFailure',
    isSeen: refused,
    before: [quota],
  },
  {
    name: 'denied by admission',
    class: 'admission',
    cause: /models must name their owner/,
    advice: /pod template/,
    fact: 'ReplicaFailure',
    isSeen: refused,
    rules: ownersNamed,
    change: { container: { env: [{ name: 'OWNER', value: 'nobody' }] } },
  },
  {
    name: 'a service account that is not there',
    class: 'config',
    cause: /service account .*"nobody"|serviceaccount "nobody" not found/,
    advice: /Create the ServiceAccount/,
    fact: 'ReplicaFailure',
    isSeen: refused,
    change: { pod: { serviceAccountName: 'nobody' } },
  },
  {
    name: 'a node label that no node has',
    class: 'scheduling',
    cause: /didn't match Pod's node affinity\/selector/,
    advice: /nodeSelector or affinity/,
    fact: 'Unschedulable',
    isSeen: isUnplaced,
    change: { pod: { nodeSelector: { 'example.org/rack': 'none' } } },
  },
  {
    name: 'past the deadline',
    class: 'deadline',
    cause:
      /0 of 1 pods of the new release are ready, and the Deployment made no progress for its progressDeadlineSeconds \(8 s\)/,
    advice: /kubectl describe pod/,
    fact: 'runs',
    isSeen: runs,
    change: { pod: NEVER_WARM, spec: { progressDeadlineSeconds: 8 } },
  },
  {
    name: 'past the time that the run has',
    class: 'deadline',
    cause: /0 of 1 pods of the new release are ready, and the time allowed for this step is over/,
    advice: /timeout here/,
    fact: 'runs',
    isSeen: runs,
    change: { pod: NEVER_WARM },
    inputs: { timeout: '8s' },
  },
]
