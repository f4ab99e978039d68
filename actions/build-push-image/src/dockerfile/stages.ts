import { UserError } from '@ml-actions/action'
import type { Reason } from '../reasons.ts'
import { type Dockerfile, flagOf, type Instruction } from './read.ts'
import { type Lookup, words } from './words.ts'

/** Where a stage begins. */
export type StageBase =
  | { readonly kind: 'scratch' }
  | { readonly kind: 'stage'; readonly index: number }
  | { readonly kind: 'image'; readonly reference: string }

/** One `FROM` and what follows it. */
export interface Stage {
  readonly index: number
  readonly name: string | undefined
  readonly base: StageBase
  readonly from: Instruction
  readonly instructions: readonly Instruction[]
}

/** The stages that a target needs, and what comes into them from outside. */
export interface Plan {
  readonly target: Stage
  /** The target and all stages that it is made of, in the file's order. */
  readonly stages: readonly Stage[]
  /** References of all images that these stages begin with, copy from or mount. */
  readonly images: readonly string[]
  /** Names of all arguments that these stages declare, and the global ones. */
  readonly declaredArguments: ReadonlySet<string>
  /** Instructions that only BuildKit knows, each with its line. */
  readonly buildkitOnly: readonly string[]
  readonly runs: readonly Instruction[]
}

/** What the Dockerfile is built with. */
export interface BuildChoices {
  readonly target: string | undefined
  readonly arguments: ReadonlyMap<string, string>
}

/** Resolves a Dockerfile's stages for a target. Throws `UserError` `dockerfile-invalid`. */
export function planOf(dockerfile: Dockerfile, choices: BuildChoices): Plan {
  const globals = globalArguments(dockerfile, choices)
  const all = stagesOf(dockerfile, (name) => globals.get(name))
  const target = findTarget(all, choices.target)
  const needed = new Set<number>()
  const images = new Set<string>()
  const visit = (stage: Stage): void => {
    if (needed.has(stage.index)) return
    needed.add(stage.index)
    if (stage.base.kind === 'image') images.add(stage.base.reference)
    for (const source of [baseStage(stage), ...copiedFrom(stage)]) {
      const other = source === undefined ? undefined : stageNamed(all, source, stage.index)
      if (other !== undefined) visit(other)
      else if (source !== undefined) images.add(source)
    }
  }
  visit(target)
  const stages = all.filter((stage) => needed.has(stage.index))
  const instructions = stages.flatMap((stage) => stage.instructions)
  return {
    target,
    stages,
    images: [...images],
    declaredArguments: new Set([...globals.keys(), ...declared(instructions), ...declaredGlobally(dockerfile)]),
    buildkitOnly: instructions.flatMap(onlyBuildkit),
    runs: instructions.filter((instruction) => instruction.keyword === 'RUN'),
  }
}

function declaredGlobally(dockerfile: Dockerfile): string[] {
  return declared(dockerfile.instructions.slice(0, firstFrom(dockerfile)))
}

function firstFrom(dockerfile: Dockerfile): number {
  const first = dockerfile.instructions.findIndex((instruction) => instruction.keyword === 'FROM')
  if (first === -1) throw invalid('has no FROM')
  return first
}

function globalArguments(dockerfile: Dockerfile, choices: BuildChoices): Map<string, string> {
  const values = new Map<string, string>()
  for (const { keyword, text } of dockerfile.instructions.slice(0, firstFrom(dockerfile))) {
    if (keyword !== 'ARG') throw invalid(`has ${keyword} before FROM`)
    for (const { name, value } of argumentsOf(text, (known) => values.get(known))) {
      const chosen = choices.arguments.get(name) ?? value
      if (chosen !== undefined) values.set(name, chosen)
    }
  }
  return values
}

/** The names that an ARG declares, with their defaults. */
export function argumentsOf(text: string, lookup: Lookup): { name: string; value: string | undefined }[] {
  return words(text, lookup).map((word) => {
    const at = word.indexOf('=')
    return at === -1 ? { name: word, value: undefined } : { name: word.slice(0, at), value: word.slice(at + 1) }
  })
}

function declared(instructions: readonly Instruction[]): string[] {
  return instructions
    .filter((instruction) => instruction.keyword === 'ARG')
    .flatMap((instruction) =>
      [...instruction.text.matchAll(/(?:^|\s)([A-Za-z_][A-Za-z0-9_]*)(?==|\s|$)/g)].map(([, name = '']) => name),
    )
}

function stagesOf(dockerfile: Dockerfile, lookup: Lookup): Stage[] {
  const stages: { from: Instruction; instructions: Instruction[] }[] = []
  for (const instruction of dockerfile.instructions.slice(firstFrom(dockerfile))) {
    if (instruction.keyword === 'FROM') stages.push({ from: instruction, instructions: [] })
    else stages.at(-1)?.instructions.push(instruction)
  }
  const known: Stage[] = []
  for (const [index, { from, instructions }] of stages.entries()) {
    const [image, as, name, ...more] = words(from.text, lookup)
    if (image === undefined || image === '') {
      throw invalid(`names no image in line ${from.line} (\`FROM ${from.text}\`); a build argument may be missing`)
    }
    if (more.length > 0 || (as !== undefined && (as.toLowerCase() !== 'as' || name === undefined))) {
      throw invalid(`has a FROM that can't be read in line ${from.line}`)
    }
    known.push({ index, name: name?.toLowerCase(), base: baseOf(image, known), from, instructions })
  }
  return known
}

function baseOf(image: string, known: readonly Stage[]): StageBase {
  if (image === 'scratch') return { kind: 'scratch' }
  const stage = known.findLast((earlier) => earlier.name === image.toLowerCase())
  return stage === undefined ? { kind: 'image', reference: image } : { kind: 'stage', index: stage.index }
}

function findTarget(stages: readonly Stage[], target: string | undefined): Stage {
  const found =
    target === undefined
      ? stages.at(-1)
      : stages.find((stage) => stage.name === target.toLowerCase() || String(stage.index) === target)
  if (found === undefined) throw invalid(`has no stage named ${target ?? ''}`)
  return found
}

function stageNamed(stages: readonly Stage[], name: string, before: number): Stage | undefined {
  return stages.findLast(
    (stage) => stage.index < before && (stage.name === name.toLowerCase() || String(stage.index) === name),
  )
}

function baseStage(stage: Stage): string | undefined {
  return stage.base.kind === 'stage' ? String(stage.base.index) : undefined
}

function copiedFrom(stage: Stage): string[] {
  return stage.instructions.flatMap((instruction) => {
    if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') return flagOf(instruction, 'from') ?? []
    if (instruction.keyword !== 'RUN') return []
    return instruction.flags.flatMap(([name, value]) => {
      const [, from] = name === 'mount' ? (/(?:^|,)from=([^,]+)/.exec(value ?? '') ?? []) : []
      return from ?? []
    })
  })
}

function onlyBuildkit(instruction: Instruction): string[] {
  const flags = instruction.flags
    .filter(([name]) => !(name === 'chown' || name === 'from' || instruction.keyword === 'HEALTHCHECK'))
    .map(([name]) => `${instruction.keyword} --${name} (line ${instruction.line})`)
  return instruction.heredocs ? [...flags, `${instruction.keyword} <<… (line ${instruction.line})`] : flags
}

function invalid(what: string): UserError {
  return new UserError({ reason: 'dockerfile-invalid' satisfies Reason, what: `The Dockerfile ${what}.` })
}
