import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { Step } from '../unit/train-in-container-step.ts'
import { type OwnDocker, ownDocker } from './own-docker.ts'
import { smallImage } from './small-image.ts'
import { type Form, podmanForm } from './training-forms.ts'

jest.setTimeout(240_000)

// Random, so that no specification of this machine's own names them too.
const [FIRST, SECOND] = [crypto.randomUUID(), crypto.randomUUID()].map((uuid) => `GPU-${uuid}`)

/** What `nvidia-ctk cdi generate` writes, but that each device's node is a harmless one. */
const SPECIFICATION = JSON.stringify({
  cdiVersion: '0.5.0',
  kind: 'nvidia.com/gpu',
  devices: [FIRST, SECOND].map((name, index) => ({
    name,
    containerEdits: {
      env: [`GIVEN_${index}=${name}`],
      deviceNodes: [{ path: `/dev/given-${index}`, hostPath: '/dev/null', type: 'c', major: 1, minor: 3 }],
    },
  })),
})

/** Says which devices it was given, and tries to use them. */
const LOOK = `
  env | cat
  for node in /dev/given-*; do echo "node $node"; echo x >"$node"; done
  echo weights >"$ML_ACTIONS_MODEL_DIR/weights"`

let step: Step
beforeEach(() => {
  step = new Step()
})
afterEach(() => step.clean())

describe('the GPU path of Docker, by CDI', () => {
  let docker: OwnDocker
  let cdi = ''
  beforeAll(async () => {
    cdi = mkdtempSync('/var/tmp/cdi-')
    writeFileSync(join(cdi, 'nvidia.json'), SPECIFICATION)
    docker = await ownDocker({ features: { cdi: true }, 'cdi-spec-dirs': [cdi] })
    await docker.start()
    const archive = smallImage()
    await docker.call('import', archive, 'ml-actions-small:1')
    rmSync(dirname(archive), { recursive: true })
  })
  afterAll(async () => {
    await docker.remove()
    rmSync(cdi, { recursive: true })
  })
  const train = (inputs: Readonly<Record<string, string>>) =>
    step.run(
      'main',
      { engine: 'docker', image: 'ml-actions-small:1', network: 'none', run: LOOK, ...inputs },
      docker.clientEnv,
    )

  test.each(['auto', 'cdi'])('a leased device is there, the other one is not (gpu-access: %s)', async (access) => {
    const result = await train({ devices: SECOND ?? '', 'gpu-access': access })
    expect(result.outputs).toMatchObject({ verdict: 'pass', reason: 'trained' })
    expect(linesOf(result.stdout)).toEqual([`GIVEN_1=${SECOND}`, 'NVIDIA_VISIBLE_DEVICES=void', 'node /dev/given-1'])
  })

  test('two devices, and none', async () => {
    const both = await train({ devices: `${FIRST},${SECOND}` })
    expect(linesOf(both.stdout)).toEqual([
      `GIVEN_0=${FIRST}`,
      `GIVEN_1=${SECOND}`,
      'NVIDIA_VISIBLE_DEVICES=void',
      'node /dev/given-0',
      'node /dev/given-1',
    ])
    const none = await train({ run: 'env | cat; echo w >"$ML_ACTIONS_MODEL_DIR/weights"' })
    expect(linesOf(none.stdout)).toEqual(['NVIDIA_VISIBLE_DEVICES=void'])
  })

  test.each([
    ['auto', 'could not select device driver'],
    ['gpus', 'could not select device driver'],
    ['cdi', 'unresolvable CDI devices'],
  ])('a device that the daemon does not know, gpu-access: %s', async (access, said) => {
    const result = await train({ devices: `GPU-${crypto.randomUUID()}`, 'gpu-access': access })
    expect(result.outputs).toMatchObject({ verdict: 'inconclusive', reason: 'device-unavailable' })
    expect(result.stdout).toContain(said)
  })
})

describe('the GPU path of Podman', () => {
  let form: Form
  const folder = '/var/run/cdi'
  const file = join(folder, `ml-actions-test-${process.pid}.json`)
  let made: string | undefined
  beforeAll(async () => {
    form = await podmanForm()
    // Podman 4 looks nowhere else.
    made = mkdirSync(folder, { recursive: true })
    writeFileSync(file, SPECIFICATION)
  })
  afterAll(() => {
    rmSync(file)
    if (made !== undefined && readdirSync(folder).length === 0) rmSync(folder, { recursive: true })
    form.remove()
  })
  const train = (inputs: Readonly<Record<string, string>>) =>
    step.run('main', { engine: 'podman', image: form.image, network: 'none', run: LOOK, ...inputs }, form.env)

  test.each(['auto', 'cdi'])('a leased device is there, the other one is not (gpu-access: %s)', async (access) => {
    const result = await train({ devices: SECOND ?? '', 'gpu-access': access })
    expect(result.outputs).toMatchObject({ verdict: 'pass', reason: 'trained' })
    expect(linesOf(result.stdout)).toEqual([`GIVEN_1=${SECOND}`, 'NVIDIA_VISIBLE_DEVICES=void', 'node /dev/given-1'])
  })

  test('a device that no specification names', async () => {
    const result = await train({ devices: `GPU-${crypto.randomUUID()}` })
    expect(result.outputs).toMatchObject({ verdict: 'inconclusive', reason: 'device-unavailable' })
    expect(result.stdout).toContain('unresolvable CDI devices')
  })
})

function linesOf(stdout: string): readonly string[] {
  return stdout
    .split('\n')
    .filter((line) => /^(?:GIVEN_\d=|NVIDIA_|node )/.test(line))
    .toSorted()
}
