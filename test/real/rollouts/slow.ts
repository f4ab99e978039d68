/** Rollouts that look doomed and are not. */
import { type Change, python, SERVE } from './manifests.ts'

export interface Survivor {
  readonly name: string
  /** What the action says while it waits. */
  readonly said: RegExp
  readonly change: Change
}

const kept: Change['pod'] = { volumes: [{ name: 'kept', emptyDir: {} }] }
const mounted = { volumeMounts: [{ name: 'kept', mountPath: '/kept' }] }

/** Ends the first time that it runs in a pod. */
const ONCE = `
import os, sys
if not os.path.exists('/kept/begun'):
    open('/kept/begun', 'w').close()
    sys.exit('the store of features did not answer')
`
/** Loads for longer than any of its probes waits. */
const LOAD = `
import time
print('loading the weights', flush=True)
time.sleep(15)
`

export const SURVIVORS: readonly Survivor[] = [
  {
    name: 'a slow model load',
    said: /0\/1 ready, container model runs and is not ready yet/,
    change: { container: python(`${LOAD}${SERVE}`) },
  },
  {
    name: 'a slow model load behind a startup probe',
    said: /0\/1 ready, container model runs and is not ready yet/,
    change: {
      container: {
        ...python(`${LOAD}${SERVE}`),
        startupProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1, failureThreshold: 60 },
        livenessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1, failureThreshold: 1 },
      },
    },
  },
  {
    name: 'one restart',
    said: /0\/1 ready/,
    change: { container: { ...python(`${ONCE}${SERVE}`), ...mounted }, pod: kept },
  },
]
