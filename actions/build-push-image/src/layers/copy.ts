import { posix } from 'node:path'
import { byBytes, type TarMember, type TarOwner } from '@ml-actions/registry'
import { memberOf } from '../context/archive.ts'
import type { Context } from '../context/open.ts'
import type { ContextEntry } from '../context/walk.ts'
import { type Instruction, jsonArguments } from '../dockerfile/read.ts'
import type { StageWalk } from './configuration.ts'
import { globToRegExp, isGlob } from './glob.ts'
import { unable } from './unable.ts'

/** What the flags of a COPY change on what is copied. */
interface Marks extends TarOwner {
  readonly mode?: number
}

const KNOWN_FLAGS = ['chown', 'chmod', 'link']
const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tar\.[a-z0-9]+)$/i

/**
 * What one COPY (or ADD of plain files) puts into the image, as members of a layer. Directories on the way are not named: runtimes
 * make them, and naming one would replace a link of the base, such as /bin, by a directory.
 */
export function copiedMembers(instruction: Instruction, walk: StageWalk, context: Context): TarMember[] {
  const marks = marksOf(instruction, walk)
  const [destination, ...sources] = argumentsOf(instruction, walk).reverse()
  if (destination === undefined || sources.length === 0)
    return unable(instruction, 'it has no source or no destination')
  const found = sources.reverse().flatMap((source) => matches(instruction, source, context))
  const intoDirectory = destination.endsWith('/') || found.length > 1 || /(?:^|\/)\.{0,2}$/.test(destination)
  const target = posix.resolve(walk.configuration.workdir, destination)
  const members = new Map<string, TarMember>()
  for (const source of found) {
    for (const member of place(source, target, intoDirectory, context))
      members.set(member.name, { ...member, ...marked(member, marks) })
  }
  return [...members.values()].sort((one, other) => byBytes(one.name, other.name))
}

function argumentsOf(instruction: Instruction, walk: StageWalk): string[] {
  if (instruction.heredocs) return unable(instruction, 'files written in the Dockerfile itself need BuildKit')
  const unknown = instruction.flags.find(([name]) => !KNOWN_FLAGS.includes(name))
  if (unknown !== undefined) return unable(instruction, `the flag --${unknown[0]} needs BuildKit`)
  const json = jsonArguments(instruction.text)
  return json === undefined ? walk.words(instruction.text) : json.map((text) => walk.expand(text))
}

function marksOf(instruction: Instruction, walk: StageWalk): Marks {
  const value = (name: string): string | undefined => {
    const text = instruction.flags.find(([flag]) => flag === name)?.[1]
    return text === undefined ? undefined : walk.expand(text)
  }
  const [owner, mode] = [value('chown'), value('chmod')]
  const [, uid, gid] = /^(\d+)(?::(\d+))?$/.exec(owner ?? '') ?? []
  if (owner !== undefined && uid === undefined)
    return unable(instruction, 'names of users are known only inside the image; write numbers')
  if (mode !== undefined && !/^[0-7]{3,4}$/.test(mode)) return unable(instruction, '--chmod is not octal')
  return {
    ...(uid === undefined ? {} : { uid: Number(uid), gid: Number(gid ?? uid) }),
    ...(mode === undefined ? {} : { mode: Number.parseInt(mode, 8) }),
  }
}

function marked(member: TarMember, { mode, ...owner }: Marks): TarOwner & { mode?: number } {
  return member.type === 'symlink' || mode === undefined ? owner : { ...owner, mode }
}

/** A source: one entry of the context (the context itself is the entry of no path) and all below it. */
interface Source {
  readonly path: string
  readonly kind: ContextEntry['type']
  readonly below: readonly ContextEntry[]
  readonly self: ContextEntry | undefined
}

function matches(instruction: Instruction, written: string, context: Context): Source[] {
  if (/^https?:\/\/|^git@|\.git(?:#|$)/.test(written) && instruction.keyword === 'ADD')
    return unable(instruction, 'it fetches from the network')
  const source = posix.normalize(`/${written}`).replace(/^\/+|\/+$/g, '')
  if (source === '') return [{ path: '', kind: 'directory', below: context.entries, self: undefined }]
  const pattern = globToRegExp(source)
  const found = context.entries.filter((entry) => (isGlob(source) ? pattern.test(entry.path) : entry.path === source))
  if (found.length === 0) return unable(instruction, `${written} is not in the context (or .dockerignore keeps it out)`)
  if (instruction.keyword === 'ADD' && found.some((entry) => entry.type === 'file' && ARCHIVE.test(entry.path))) {
    return unable(instruction, 'ADD would unpack the archive')
  }
  return found.map((self) => ({
    path: self.path,
    kind: self.type,
    self,
    below: context.entries.filter((entry) => entry.path.startsWith(`${self.path}/`)),
  }))
}

function place(source: Source, target: string, intoDirectory: boolean, context: Context): TarMember[] {
  const inside = target.replace(/^\/+/, '')
  if (source.kind === 'directory') {
    const prefix = source.path === '' ? '' : `${source.path}/`
    const members = source.below.map((entry) =>
      memberOf(context.root, entry, posix.join(inside, entry.path.slice(prefix.length))),
    )
    return members.length > 0 || inside === '' ? members : [{ type: 'directory', name: inside }]
  }
  if (source.self === undefined) return []
  const name = intoDirectory ? posix.join(inside, posix.basename(source.path)) : inside
  return [memberOf(context.root, source.self, name)]
}
