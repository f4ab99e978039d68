import { setTimeout as wait } from 'node:timers/promises'
import type { Stack } from './stack.ts'
import { NAMESPACE } from './stack.ts'

const LOOK_MS = 200

/** The canary's share of the traffic, as its HTTPRoute says; 0 without a canary. */
async function canaryWeight(stack: Stack): Promise<number> {
  const path = `/apis/gateway.networking.k8s.io/v1/namespaces/${NAMESPACE}/httproutes`
  const answer = await fetch(new URL(path, stack.cluster.url), {
    headers: { authorization: `Bearer ${stack.cluster.token}` },
  })
  const routes: unknown = await answer.json()
  const weights = [...JSON.stringify(routes).matchAll(/"name":"[^"]*-canary"[^{}]*?"weight":(\d+)/g)]
  return Math.max(0, ...weights.map(([, weight]) => Number(weight)))
}

/** Resolves once a canary has traffic, or the signal aborts. */
export async function canaryHasTraffic(stack: Stack, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if ((await canaryWeight(stack).catch(() => 0)) > 0) return true
    await wait(LOOK_MS, undefined, { signal }).catch(() => undefined)
  }
  return false
}
