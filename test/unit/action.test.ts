import { describe, expect, test } from '@jest/globals'
import {
  boolean,
  choice,
  defineAction,
  digest,
  duration,
  formatDuration,
  formatSize,
  list,
  number,
  pairs,
  parseDuration,
  parseInputs,
  parseSize,
  path,
  repository,
  secret,
  size,
  string,
  UserError,
} from '@ml-actions/action'

const definition = defineAction({
  name: 'example',
  title: 'Example',
  description: 'An action for this test.',
  branding: { icon: 'box', color: 'blue' },
  hasPost: false,
  inputs: {
    model: digest({ description: 'Model.', example: `sha256:${'0'.repeat(64)}`, required: true }),
    timeout: duration({ description: 'Limit.', example: '10m', default: '10m', min: '1s', max: '1h' }),
    share: number({ description: 'Share.', example: '0.5', min: 0, max: 1 }),
    steps: list({ description: 'Steps.', example: '5,25', default: '5,25', item: /^\d+$/, allowed: 'whole numbers' }),
    mode: choice(['run', 'observe'], { description: 'Mode.', example: 'run', default: 'run' }),
    canary: boolean({ description: 'Canary.', example: 'true', default: 'false' }),
    memory: size({ description: 'Memory.', example: '4GiB' }),
    env: pairs({ description: 'Environment.', example: 'A=1' }),
    image: repository({ description: 'Image.', example: 'ghcr.io/org/app' }),
    data: path({ description: 'Data.', example: 'data' }),
    name: string({ description: 'Name.', example: 'a' }),
    key: secret({ description: 'Key.', example: 'a secret' }),
  },
  outputs: {},
  reasons: {},
  check: ({ mode, canary }) =>
    mode === 'observe' && canary ? [{ input: 'canary', message: '`canary` has no meaning in mode `observe`.' }] : [],
})
const model = `sha256:${'a'.repeat(64)}`
const parse = (env: Record<string, string>): ReturnType<typeof parseInputs<typeof definition.inputs>> =>
  parseInputs(definition, env)
function refusal(env: Record<string, string>): string {
  try {
    parse(env)
  } catch (error) {
    if (error instanceof UserError) return error.message
  }
  return 'nothing was refused'
}

describe('inputs', () => {
  test('absent inputs take their defaults, and an input without one is undefined', () => {
    const inputs = parse({ INPUT_MODEL: ` ${model}\n` })
    expect(inputs.model).toBe(model)
    expect(inputs.timeout).toBe(600_000)
    expect(inputs.steps).toEqual(['5', '25'])
    expect(inputs.mode).toBe('run')
    expect(inputs.canary).toBe(false)
    expect(inputs.memory).toBeUndefined()
  })

  test('every wrong input is named at once, with its value, what is allowed and an example', () => {
    const message = refusal({
      INPUT_MODEL: 'latest',
      INPUT_TIMEOUT: '600',
      INPUT_SHARE: '1.5',
      INPUT_MODE: 'dry',
      INPUT_CANARY: 'yes',
      INPUT_MEMORY: '4G',
      INPUT_ENV: 'A=1\nA=2',
      INPUT_IMAGE: 'ghcr.io/Org/App:latest',
      INPUT_DATA: '--upload-pack=x',
      INPUT_STEPS: '5,x',
    })
    expect(message.split('\n')).toHaveLength(11)
    expect(message).toContain('`model`: "latest" is not `sha256:` followed by 64')
    expect(message).toContain(
      '`timeout`: "600" is not a duration with its unit (ms, s, m, h, d), 1s to 1h. Example: "10m".',
    )
    expect(message).toContain('`mode`: "dry" is not one of `run`, `observe`')
  })

  test('an empty digest explains the masked output of the job before', () => {
    expect(refusal({})).toContain('may contain secret')
  })

  test.each([
    ['a NUL', { INPUT_NAME: 'a\0b' }, 'NUL'],
    ['a second line', { INPUT_NAME: 'a\n::set-output name=x::y' }, 'more than one line'],
    ['a megabyte', { INPUT_NAME: 'x'.repeat(1_000_000) }, '1000000 characters long'],
    ['a secret with NUL', { INPUT_KEY: 'hunter2\0' }, 'the secret given holds a NUL'],
  ])('%s is refused and shown shortened', (_, env, expected) => {
    const message = refusal({ INPUT_MODEL: model, ...env })
    expect(message).toContain(expected)
    expect(message.length).toBeLessThan(400)
    expect(message).not.toContain('hunter2')
  })

  test('rules over several inputs are checked once each is right by itself', () => {
    expect(refusal({ INPUT_MODEL: model, INPUT_MODE: 'observe', INPUT_CANARY: 'true' })).toContain('no meaning')
  })
})

describe('units', () => {
  test.each([
    ['90s', 90_000],
    ['1h30m', 5_400_000],
    ['250ms', 250],
    ['1.5m', 90_000],
    ['10', undefined],
    ['', undefined],
    ['1x', undefined],
    ['-1s', undefined],
  ])('duration %j is %j ms', (text, ms) => expect(parseDuration(text)).toBe(ms))
  test.each([
    ['512MiB', 536_870_912],
    ['1.5GB', 1_500_000_000],
    ['40 GiB', 42_949_672_960],
    ['1G', undefined],
    ['5', undefined],
  ])('size %j is %j bytes', (text, bytes) => expect(parseSize(text)).toBe(bytes))
  test.each([
    [0, '0ms'],
    [950, '950ms'],
    [1_250, '1.3s'],
    [59_990, '1m'],
    [90_000, '1m30s'],
    [7_200_000, '2h'],
  ])('%d ms reads %s', (ms, text) => expect(formatDuration(ms)).toBe(text))
  test.each([
    [0, '0 B'],
    [1536, '1.5 KiB'],
    [536_870_912, '512 MiB'],
  ])('%d bytes read %s', (bytes, text) => expect(formatSize(bytes)).toBe(text))
})
