import { posix } from 'node:path'
import { byBytes, type TarMember, type TarOwner } from '@ml-actions/registry'
import { memberOf } from '../context/archive.ts'
import type { Context } from '../context/open.ts'
import type { ContextEntry } from '../context/walk.ts'
import { type Instruction, jsonArguments } from '../dockerfile/read.ts'
import type { StageWalk } from './configuration.ts'
import { globToRegExp, isGlob } from './glob.ts'
import { followLinks } from './links.ts'
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
    for (const member of place(source, target, intoDirectory, context, marks.uid !== undefined))
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
  /** Its last part as it was written. */
  readonly name: string
  readonly path: string
  readonly kind: ContextEntry['type']
  readonly below: readonly ContextEntry[]
  readonly self: ContextEntry | undefined
}

function matches(instruction: Instruction, written: string, context: Context): Source[] {
  if (/^https?:\/\/|^git@|\.git(?:#|$)/.test(written) && instruction.keyword === 'ADD')
    return unable(instruction, 'it fetches from the network')
  const source = posix.normalize(`/${written}`).replace(/^\/+|\/+$/g, '')
  if (source === '') return [{ name: '', path: '', kind: 'directory', below: context.entries, self: undefined }]
  const pattern = globToRegExp(source)
  const named = isGlob(source)
    ? context.entries.filter((entry) => pattern.test(entry.path)).map(({ path }) => path)
    : [source]
  const found = named.flatMap((path) => sourceAt(path, context) ?? [])
  if (found.length === 0) {
    return unable(instruction, `${written} is not in the context (or .dockerignore keeps it out)`)
  }
  if (instruction.keyword === 'ADD' && found.some(({ self }) => self?.type === 'file' && ARCHIVE.test(self.path))) {
    return unable(instruction, 'ADD would unpack the archive')
  }
  return found
}

/** What a source's path leads to: as with BuildKit, links on the way and at its end are followed, those below are copied. */
function sourceAt(path: string, context: Context): Source | undefined {
  const real = followLinks(path, context.entries)
  const self = context.entries.find((entry) => entry.path === real)
  if (real === undefined || (self === undefined && real !== '')) return undefined
  const prefix = real === '' ? '' : `${real}/`
  return {
    name: posix.basename(path),
    path: real,
    kind: self?.type ?? 'directory',
    self,
    below: context.entries.filter((entry) => entry.path !== real && entry.path.startsWith(prefix)),
  }
}

function place(source: Source, target: string, intoDirectory: boolean, context: Context, owned: boolean): TarMember[] {
  const inside = target.replace(/^\/+/, '')
  if (source.kind === 'directory') {
    const prefix = source.path === '' ? '' : `${source.path}/`
    const members = source.below.map((entry) =>
      memberOf(context.root, entry, posix.join(inside, entry.path.slice(prefix.length))),
    )
    // A directory of its own owner has to be named, or its owner would be lost; so has one with nothing in it.
    const named = inside !== '' && (owned || members.length === 0)
    return named ? [{ type: 'directory', name: inside }, ...members] : members
  }
  if (source.self === undefined) return []
  const name = intoDirectory ? posix.join(inside, source.name) : inside
  return [memberOf(context.root, source.self, name)]
}
