import { posix } from 'node:path'
import type { Instruction } from '../dockerfile/read.ts'
import { jsonArguments } from '../dockerfile/read.ts'
import { argumentsOf, type Plan } from '../dockerfile/stages.ts'
import { expand, type Lookup, words } from '../dockerfile/words.ts'
import { unable } from './unable.ts'

/** What an image's configuration says, as far as a Dockerfile can change it. */
export interface ImageConfiguration {
  readonly env: Map<string, string>
  readonly labels: Map<string, string>
  readonly exposed: Set<string>
  readonly volumes: Set<string>
  user: string | undefined
  workdir: string
  command: readonly string[] | undefined
  entrypoint: readonly string[] | undefined
  shell: readonly string[]
  stopSignal: string | undefined
  healthcheck: Readonly<Record<string, unknown>> | undefined
}

/** The walk through a stage: what is configured so far, and what its variables stand for. */
export class StageWalk {
  readonly configuration: ImageConfiguration
  readonly #arguments = new Map<string, string>()
  readonly #given: ReadonlyMap<string, string>
  readonly #globals: ReadonlyMap<string, string>
  readonly escapeChar: string

  constructor(
    base: ImageConfiguration,
    given: ReadonlyMap<string, string>,
    globals: ReadonlyMap<string, string>,
    escapeCharacter: string,
  ) {
    this.configuration = base
    this.#given = given
    this.#globals = globals
    this.escapeChar = escapeCharacter
  }

  /** What a variable stands for at this point: ENV comes before ARG. */
  readonly lookup: Lookup = (name) => this.configuration.env.get(name) ?? this.#arguments.get(name)

  words(text: string): string[] {
    return words(text, this.lookup, this.escapeChar)
  }

  expand(text: string): string {
    return expand(text, this.lookup, this.escapeChar)
  }

  /** Takes an instruction that changes nothing but the configuration; false for any other. */
  take(instruction: Instruction): boolean {
    const { keyword, text } = instruction
    const { configuration } = this
    switch (keyword) {
      case 'ARG':
        for (const { name, value } of argumentsOf(text, this.lookup)) {
          const chosen = this.#given.get(name) ?? value ?? this.#globals.get(name)
          if (chosen !== undefined) this.#arguments.set(name, chosen)
        }
        return true
      case 'ENV':
        for (const [name, value] of this.#pairs(text)) configuration.env.set(name, value)
        return true
      case 'LABEL':
        for (const [name, value] of this.#pairs(text)) configuration.labels.set(name, value)
        return true
      case 'EXPOSE':
        for (const port of this.words(text)) configuration.exposed.add(port.includes('/') ? port : `${port}/tcp`)
        return true
      case 'VOLUME':
        for (const volume of jsonArguments(text) ?? this.words(text)) configuration.volumes.add(this.expand(volume))
        return true
      case 'USER':
        configuration.user = this.expand(text)
        return true
      case 'WORKDIR':
        configuration.workdir = posix.resolve(configuration.workdir, this.expand(text))
        return true
      case 'STOPSIGNAL':
        configuration.stopSignal = this.expand(text)
        return true
      case 'CMD':
        configuration.command = this.#command(text)
        return true
      case 'ENTRYPOINT':
        configuration.entrypoint = this.#command(text)
        configuration.command = undefined
        return true
      case 'SHELL':
        configuration.shell = jsonArguments(text) ?? unable(instruction, 'its argument is not a JSON array')
        return true
      case 'HEALTHCHECK':
        configuration.healthcheck = this.#healthcheck(instruction)
        return true
      default:
        return false
    }
  }

  #command(text: string): readonly string[] {
    return jsonArguments(text) ?? [...this.configuration.shell, text]
  }

  #pairs(text: string): [string, string][] {
    const [first = ''] = this.words(text)
    if (!first.includes('=')) {
      // The old form: one name, and the rest of the line is its value.
      const [, name = '', value = ''] = /^(\S+)\s+([\s\S]*)$/.exec(text) ?? []
      return [[name, this.expand(value)]]
    }
    // All of one instruction see what stood before it, so they are read before one is set.
    return this.words(text).map((word) => {
      const at = word.indexOf('=')
      return [word.slice(0, at), word.slice(at + 1)]
    })
  }

  #healthcheck(instruction: Instruction): Readonly<Record<string, unknown>> {
    const { flags, text } = instruction
    if (text.toUpperCase() === 'NONE') return { Test: ['NONE'] }
    const [, command] = /^CMD\s+([\s\S]+)$/i.exec(text) ?? []
    if (command === undefined) return unable(instruction, 'it has neither CMD nor NONE')
    const json = jsonArguments(command)
    const names: Readonly<Record<string, string>> = {
      interval: 'Interval',
      timeout: 'Timeout',
      'start-period': 'StartPeriod',
      'start-interval': 'StartInterval',
    }
    const settings = flags.map(([name, value = '']) => {
      if (name === 'retries') return ['Retries', Number(value)] as const
      const key = names[name]
      const nanoseconds = durationOf(value)
      return key === undefined || nanoseconds === undefined
        ? unable(instruction, `--${name}=${value} can't be read`)
        : ([key, nanoseconds] as const)
    })
    return { Test: json === undefined ? ['CMD-SHELL', command] : ['CMD', ...json], ...Object.fromEntries(settings) }
  }
}

const NANOSECONDS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, ms: 1e6, s: 1e9, m: 6e10, h: 3.6e12 }

function durationOf(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|ms|s|m|h))+$/.test(text)) return undefined
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|ms|s|m|h)/g)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (NANOSECONDS[unit] ?? 0),
    0,
  )
}

/** The values of the arguments before the first FROM. */
export function globalValues(
  instructions: readonly Instruction[],
  given: ReadonlyMap<string, string>,
): Map<string, string> {
  const values = new Map<string, string>()
  for (const { keyword, text } of instructions) {
    if (keyword === 'FROM') break
    for (const { name, value } of argumentsOf(text, (known) => values.get(known))) {
      const chosen = given.get(name) ?? value
      if (chosen !== undefined) values.set(name, chosen)
    }
  }
  return values
}

/** The last USER of the target, when its own text says one. */
export function finalUserOf(plan: Plan): string | undefined {
  return plan.target.instructions.findLast((instruction) => instruction.keyword === 'USER')?.text
}
