import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { systemClock } from '@ml-actions/action'
import { acquireLease, routeEpoch } from '@ml-actions/kubernetes'
import { SCRIPT } from '../../actions/canary-promote/src/dead-man/script.ts'
import { SupersededError } from '../../actions/canary-promote/src/session.ts'
import { openRoute } from '../../actions/canary-promote/src/traffic/route.ts'
import { openGround } from './canary-promote-dead-man-ground.ts'

type Ground = Awaited<ReturnType<typeof openGround>>
let ground: Ground
beforeAll(async () => {
  ground = await openGround()
}, 60_000)
afterAll(async () => {
  await ground.stop()
})

/** Ends a watch that has nothing to do in this time. */
const until = (limit: number) => (second: number) => (second >= limit ? 'stop' : undefined)

describe('the watch', () => {
  test('puts the traffic back once the Lease has been silent for its duration and ten seconds', async () => {
    const trial = await ground.trial(20)
    const { ended, seconds, asked, said } = await trial.watch(until(300))
    expect(ended).toBe('done')
    expect(seconds).toBeGreaterThan(40)
    expect(seconds).toBeLessThanOrEqual(44)
    expect(await trial.weight()).toBe(0)
    expect(routeEpoch(await trial.route())).toBe(6)
    expect(await trial.state()).toMatchObject({
      phase: 'going-back',
      weight: 0,
      epoch: 6,
      canary: { image: expect.stringContaining('registry.test/app@') },
      steps: [
        { decision: 'start' },
        { decision: 'dead-man', weight: 0, message: 'no heartbeat of octo/model/actions/runs/1 for 42 s' },
      ],
    })
    // Given back: the next run needn't wait for it.
    expect(await trial.lease()).toMatchObject({ holderIdentity: '', leaseTransitions: 6 })
    // The Lease first, which stops the run; then the state, which says so; then the route.
    expect(asked.filter((what) => /^(PUT|PATCH)/.test(what))).toEqual([
      'PUT leases',
      'PUT configmaps',
      'PATCH httproutes',
      'PUT leases',
    ])
    expect(said).toEqual(['armed', expect.stringContaining('the traffic goes back'), 'the traffic is back'])
  })

  test.each<[string, (second: number) => boolean, number]>([
    ['a run that renews', () => true, 300],
    ['a run that renews late', (second) => second % 38 === 0, 300],
  ])('leaves %s alone', async (_, renews, seconds) => {
    const trial = await ground.trial(20)
    const watched = await trial.watch(async (second) => {
      if (renews(second)) await trial.renew()
      return until(seconds)(second)
    })
    expect(watched).toMatchObject({ ended: 'watching', said: ['armed'] })
    expect(await trial.weight()).toBe(20)
  })

  test.each(['promoting', 'canary'] as const)(
    'leaves a silent run alone: %s, and no traffic to put back',
    async (phase) => {
      const trial = await ground.trial(phase === 'promoting' ? 50 : 0, phase)
      const before = await trial.route()
      expect(await trial.watch(until(200))).toMatchObject({ ended: 'watching' })
      expect(await trial.route()).toEqual(before)
      expect(await trial.lease()).toMatchObject({ leaseTransitions: 5 })
    },
  )

  test('ends when nothing is on trial any more', async () => {
    const trial = await ground.trial(20)
    const watched = await trial.watch(async (second) => {
      if (second === 6) await trial.write({ phase: 'idle', weight: 0 })
      return until(200)(second)
    })
    expect(watched).toMatchObject({ ended: 'done', said: ['armed'] })
  })

  test('takes no silence of the API server, nor a sleep of its own, for silence of the run', async () => {
    const gone = (second: number): boolean => second > 10 && second < 200
    let second = 0
    const trial = await ground.trial(20)
    const { ended, said, seconds } = await trial.watch(
      (now) => {
        second = now
        return until(400)(now)
      },
      () => (gone(second) ? new Error('fetch failed') : undefined),
    )
    expect(ended).toBe('done')
    expect(said).toContain('fetch failed')
    expect(seconds).toBeGreaterThan(200 + 30 - 10)
    const slept = await ground.trial(20)
    // After its pod was frozen for ten minutes, the run still has most of its time.
    const woken = await slept.watch(until(620), undefined, (now) => (now === 4 ? 600 : 0))
    expect(woken.ended).toBe('watching')
  })

  test('a run that renews at the last moment wins', async () => {
    const trial = await ground.trial(20)
    let renewed = false
    const watched = await trial.watch(until(60), (what) => {
      if (what !== 'PUT leases' || renewed) return undefined
      renewed = true
      return Response.json({ message: 'the object has been modified' }, { status: 409 })
    })
    expect(renewed).toBe(true)
    expect(watched.said).toContainEqual(expect.stringContaining('the object has been modified'))
  })

  test('insists, and touches no route before the state says so', async () => {
    const trial = await ground.trial(20)
    let refusals = 3
    const { ended, asked } = await trial.watch(until(300), (what) => {
      if (!/^(PUT configmaps|PATCH)/.test(what) || refusals-- <= 0) return undefined
      return Response.json({ message: 'etcd is not there' }, { status: 500 })
    })
    expect(ended).toBe('done')
    expect(asked.indexOf('PATCH httproutes')).toBeGreaterThan(asked.lastIndexOf('PUT configmaps'))
    expect(await trial.weight()).toBe(0)
  })

  test('is not armed before it may do everything, and says what is missing', async () => {
    const trial = await ground.trial(20)
    let allowed = false
    const { armedAt, said } = await trial.watch(
      (second) => {
        allowed = second >= 5
        return until(7)(second)
      },
      (what) => {
        if (allowed || what !== 'dry PATCH httproutes') return undefined
        return Response.json({ message: 'User "x" cannot patch resource "httproutes"' }, { status: 403 })
      },
    )
    expect(armedAt).toBe(5)
    expect(said).toEqual([expect.stringMatching(/^not armed: 403 of PATCH .*cannot patch resource/), 'armed'])
    expect(await trial.weight()).toBe(20)
  })
})

describe('a run that was only frozen', () => {
  test('can write neither state nor weights once the traffic is back, though nobody has told it', async () => {
    const trial = await ground.trial(20)
    const { namespace, name } = trial.target
    const options = {
      namespace,
      name: `${name}-release`,
      holder: 'octo/model/actions/runs/1',
      durationSeconds: 30,
      waitMs: 0,
    }
    const lease = await acquireLease(ground.cluster, options)
    const route = openRoute(ground.cluster, trial.releaseRoute, systemClock, lease.epoch)
    await route.setWeight(50)
    await trial.watch(until(300))
    expect(lease.lost.aborted).toBe(false)
    await expect(route.setWeight(50)).rejects.toThrow(SupersededError)
    expect(await trial.weight()).toBe(0)
    await expect(lease.renew()).rejects.toThrow('is held by')
    expect(lease.lost.aborted).toBe(true)
    await lease.release()
  })

  test('nor where it had read the route before: the version has changed, though the weights had not', async () => {
    const trial = await ground.trial(20)
    const route = openRoute(ground.cluster, trial.releaseRoute, systemClock, 5)
    await route.setWeight(0)
    const before = await trial.route()
    await trial.watch(until(300))
    expect((await trial.route()).metadata.resourceVersion).not.toBe(before.metadata.resourceVersion)
  })
})

describe('the program of the Job', () => {
  test('is one that Node takes, and in which Kubernetes finds no variables', () => {
    expect(SCRIPT).not.toMatch(/\$\(|\$\$/)
    const checked = spawnSync(process.execPath, ['--input-type=module', '--check', '-'], {
      input: SCRIPT,
      encoding: 'utf8',
    })
    expect(checked).toMatchObject({ status: 0, stderr: '' })
  })
})
