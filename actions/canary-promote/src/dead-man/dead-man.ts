/** What the watch stands on: a pod, or a test. */
export interface Ground {
  /** NAMESPACE, RELEASE (name of Lease and ConfigMap), ROUTE_API, ROUTE, SERVICE, SELF, and where the API server is. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly fetch: typeof fetch
  /** The account's token, which the kubelet renews. */
  readonly token: () => string
  /** Milliseconds of a clock that nobody sets. */
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<unknown>
  readonly say: (line: string) => void
  /** Called once it has proven that it could put the traffic back. */
  readonly armed: () => void
}

/**
 * Puts the traffic back when the Lease of a release has not been renewed for its duration and ten seconds more; ends when it has,
 * or when nothing is on trial any more.
 *
 * Its text is what the Job runs: it uses nothing from outside itself but globals of Node. It keeps nothing of its own, so that a
 * pod that is started again only begins to measure anew.
 */
export async function deadMan({ env, fetch, token, now, sleep, say, armed }: Ground): Promise<void> {
  const LOOK_MS = 2_000
  const GRACE_MS = 10_000
  const EPOCH = 'ml-actions.dev/epoch'
  const host = env['KUBERNETES_SERVICE_HOST'] ?? ''
  // Plain http on loopback only, as in a kubeconfig: no pod of a real cluster finds its API server there.
  const scheme = host.startsWith('127.') ? 'http' : 'https'
  const server = `${scheme}://${host.includes(':') ? `[${host}]` : host}:${env['KUBERNETES_SERVICE_PORT']}`
  const space = `namespaces/${env['NAMESPACE']}`
  const lease = `/apis/coordination.k8s.io/v1/${space}/leases/${env['RELEASE']}`
  const release = `/api/v1/${space}/configmaps/${env['RELEASE']}`
  const route = `/apis/${env['ROUTE_API']}/${space}/httproutes/${env['ROUTE']}`
  const [stable, canary] = [env['SERVICE'], `${env['SERVICE']}-canary`]

  type Fields = Record<string, unknown>
  const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {})
  const items = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fields) : [])
  const messageOf = (error: unknown): string => {
    if (!(error instanceof Error)) return String(error)
    return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
  }

  const ask = async (method: string, path: string, body?: Fields, query = ''): Promise<Fields> => {
    const type = method === 'PATCH' ? 'application/apply-patch+yaml' : 'application/json'
    const answer = await fetch(`${server}${path}?fieldManager=ml-actions${query}`, {
      method,
      headers: { authorization: `Bearer ${token()}`, 'content-type': type },
      signal: AbortSignal.timeout(5_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const found: unknown = await answer.json()
    if (answer.ok) return fields(found)
    throw Object.assign(new Error(`${answer.status} of ${method} ${path}: ${String(fields(found)['message'])}`), {
      conflict: answer.status === 409,
    })
  }
  const isConflict = (error: unknown): boolean => fields(error)['conflict'] === true

  const stateOf = (config: Fields): Fields => {
    const state = fields(JSON.parse(String(fields(config['data'])['state.json'])))
    if (state['schema'] !== 1)
      throw new Error(`ConfigMap ${env['RELEASE']} has schema ${String(state['schema'])}, not 1`)
    return state
  }
  const rulesOf = (object: Fields): Fields[] => items(fields(object['spec'])['rules'])
  const isTrial = (rule: Fields): boolean => items(rule['backendRefs']).some(({ name }) => name === canary)
  const weightOf = (object: Fields): number =>
    Math.max(
      ...rulesOf(object).flatMap((rule) =>
        items(rule['backendRefs'])
          .filter(({ name }) => name === canary)
          .map(({ weight }) => Number(weight ?? 1)),
      ),
      0,
    )
  /** Written as the run itself writes it: under one manager, whole, at the version that was read. */
  const back = (object: Fields, epoch: number): Fields => {
    const { name, namespace, resourceVersion, labels, annotations } = fields(object['metadata'])
    const rules = rulesOf(object).map((rule) => {
      if (!isTrial(rule)) return rule
      const weights = new Map([
        [stable, 100],
        [canary, 0],
      ])
      return {
        ...rule,
        backendRefs: items(rule['backendRefs']).map((each) => ({
          ...each,
          weight: weights.get(String(each['name'])) ?? each['weight'],
        })),
      }
    })
    const metadata = {
      name,
      namespace,
      resourceVersion,
      labels,
      annotations: { ...fields(annotations), [EPOCH]: String(epoch) },
    }
    return {
      apiVersion: object['apiVersion'],
      kind: object['kind'],
      metadata,
      spec: { ...fields(object['spec']), rules },
    }
  }
  const epochOf = (object: Fields): number => Number(fields(fields(object['metadata'])['annotations'])[EPOCH] ?? 0)

  /** Everything that it is for, without effect. Whoever may not, or can't reach it, finds out here. */
  const rehearse = async (): Promise<void> => {
    const dry = (method: string, path: string, body: Fields, query = ''): Promise<unknown> =>
      // A conflict is an answer to somebody who may write.
      ask(method, path, body, `&dryRun=All${query}`).catch(
        (error: unknown) => isConflict(error) || Promise.reject(error),
      )
    await dry('PUT', lease, await ask('GET', lease))
    const config = await ask('GET', release)
    stateOf(config)
    await dry('PUT', release, config)
    const object = await ask('GET', route)
    if (!rulesOf(object).some(isTrial)) throw new Error(`HTTPRoute ${env['ROUTE']} names no Service ${canary}`)
    await dry('PATCH', route, back(object, epochOf(object)), '&force=true')
  }

  const insist = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    for (;;) {
      try {
        return await work()
      } catch (error) {
        say(`${messageOf(error)}; trying again`)
        await sleep(500)
      }
    }
  }

  /** True when there is nothing left to watch. */
  const putBack = async (object: Fields, silentMs: number): Promise<boolean> => {
    const before = stateOf(await ask('GET', release))
    if (before['phase'] === 'idle') return true
    // Stable's own pods are being changed: they may not be up, and the canary has been proven. The next run finishes that.
    if (before['phase'] === 'promoting') return false
    if (before['weight'] === 0 && weightOf(await ask('GET', route)) === 0) return false
    const spec = fields(object['spec'])
    const epoch = Number(spec['leaseTransitions'] ?? 0) + 1
    const time = (): string => new Date().toISOString().replace('Z', '000Z')
    const mine = {
      ...spec,
      holderIdentity: env['SELF'],
      leaseTransitions: epoch,
      acquireTime: time(),
      renewTime: time(),
    }
    // At the version that was read: of a run that renews after all and this, one wins.
    const taken = await ask('PUT', lease, { ...object, spec: mine })
    const message = `no heartbeat of ${String(spec['holderIdentity']) || 'any run'} for ${Math.round(silentMs / 1000)} s`
    say(`${message}: the traffic goes back`)
    const noted = await insist(async () => {
      const config = await ask('GET', release)
      const state = stateOf(config)
      // A run that woke up in between may just have begun to promote, or another one has taken over.
      if (state['phase'] === 'promoting' || Number(state['epoch']) > epoch) return false
      const step = { at: new Date().toISOString(), weight: 0, decision: 'dead-man', message }
      const next = { ...state, phase: 'going-back', weight: 0, epoch, steps: [...items(state['steps']), step] }
      await ask('PUT', release, { ...config, data: { ...fields(config['data']), 'state.json': JSON.stringify(next) } })
      return true
    })
    // Also where it is back already: the epoch refuses what a run that was only frozen writes later.
    if (noted)
      await insist(async () => {
        const now = await ask('GET', route)
        if (epochOf(now) <= epoch) await ask('PATCH', route, back(now, epoch), '&force=true')
      })
    await ask('PUT', lease, { ...taken, spec: { ...mine, holderIdentity: '' } }).catch((error: unknown) =>
      say(messageOf(error)),
    )
    if (noted) say('the traffic is back')
    return noted
  }

  for (let said = ''; ; ) {
    try {
      await rehearse()
      break
    } catch (error) {
      const why = `not armed: ${messageOf(error)}`
      if (why !== said) say(why)
      said = why
      await sleep(1_000)
    }
  }
  armed()
  say('armed')
  let heartbeat = ''
  let silentMs = 0
  for (let lookedAt = now(); ; await sleep(LOOK_MS)) {
    try {
      const object = await ask('GET', lease)
      const { holderIdentity, renewTime, leaseTransitions, leaseDurationSeconds } = fields(object['spec'])
      const found = JSON.stringify([holderIdentity, renewTime, leaseTransitions])
      // No more than could be seen: a pod that was frozen itself has not listened meanwhile.
      silentMs = found === heartbeat ? silentMs + Math.min(now() - lookedAt, 10_000) : 0
      heartbeat = found
      if (silentMs > Number(leaseDurationSeconds) * 1_000 + GRACE_MS && (await putBack(object, silentMs))) return
    } catch (error) {
      // An API server that can't be reached is no silence of the run, which can't reach it either.
      say(messageOf(error))
    }
    lookedAt = now()
  }
}
