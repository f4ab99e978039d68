import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { Step } from '../unit/train-in-container-step.ts'
import { type OwnDocker, ownDocker } from './own-docker.ts'
import { smallImage } from './small-image.ts'
import { TRAINING } from './training-script.ts'

// @calm It waits for a daemon that is gone.
// @seconds 170

jest.setTimeout(240_000)

const IMAGE = 'ml-actions-small:1'
let docker: OwnDocker
let step: Step
beforeEach(() => {
  step = new Step()
  step.write('train.sh', TRAINING)
})
afterEach(async () => {
  step.clean()
  await docker.remove()
})

async function begin(settings: object): Promise<void> {
  docker = await ownDocker(settings)
  await docker.start()
  const archive = smallImage()
  await docker.call('import', archive, IMAGE)
  rmSync(dirname(archive), { recursive: true })
}

function train(inputs: Readonly<Record<string, string>>): ReturnType<Step['run']> {
  return step.run('main', { engine: 'docker', image: IMAGE, network: 'none', ...inputs }, docker.clientEnv)
}

describe('the Docker daemon is restarted during a training', () => {
  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'by %s, and ends the run with it: no verdict, though the command ended well; its checkpoint is kept',
    async (signal) => {
      await begin({})
      const running = train({ command: 'sh train.sh', env: 'STEPS=1000000' })
      await step.untilFile(join(step.workspace, 'started'), 120_000)
      await docker.end(signal)
      const since = performance.now()
      await docker.start()
      const result = await running
      console.info(`${signal}: verdict ${Math.round(performance.now() - since)} ms after the daemon was gone`)
      expect(result.outputs).toMatchObject({
        verdict: 'inconclusive',
        reason: 'interrupted',
        'failure-class': 'infrastructure',
      })
      expect(existsSync(join(result.outputs['checkpoint'] ?? '', 'complete'))).toBe(true)
      expect(existsSync(result.outputs['log'] ?? '')).toBe(true)
    },
  )

  test('and leaves the run alone (live-restore): it goes on, is judged as always, and its log is whole', async () => {
    await begin({ 'live-restore': true })
    const running = train({ command: 'sh train.sh', env: 'STEPS=150' })
    await step.untilFile(join(step.workspace, 'started'), 120_000)
    await docker.end('SIGTERM')
    await docker.start()
    const result = await running
    expect(result.outputs).toMatchObject({ verdict: 'pass', reason: 'trained' })
    expect(result.stdout).toMatch(/^step=1 /m)
    expect(result.stdout).toMatch(/^step=150 /m)
  })

  test('and does not come back: by name, after the time that a restart may take', async () => {
    await begin({})
    const running = train({ command: 'sh train.sh', env: 'STEPS=1000000' })
    await step.untilFile(join(step.workspace, 'started'), 120_000)
    await docker.end('SIGTERM')
    const since = performance.now()
    const result = await running
    console.info(`daemon gone for good: verdict after ${Math.round(performance.now() - since)} ms`)
    expect(result.outputs).toMatchObject({ verdict: 'inconclusive', reason: 'engine-unavailable' })
    expect(existsSync(join(result.outputs['checkpoint'] ?? '', 'complete'))).toBe(true)
  })
})
