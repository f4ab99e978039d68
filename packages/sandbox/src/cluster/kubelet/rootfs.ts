import {
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  type Stats,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { Whiteouts } from './layer.ts'

/** Lays an unpacked layer over a root file system: what it hides goes first, its files are hard links. */
export async function overlay(layer: string, whiteouts: Whiteouts, root: string): Promise<void> {
  for (const path of whiteouts.opaque) {
    if (!isDirectory(root, path)) continue
    for (const name of readdirSync(join(root, path))) remove(join(root, path, name))
  }
  for (const path of whiteouts.paths) {
    const parent = path.split('/').slice(0, -1).join('/')
    if (isDirectory(root, parent)) remove(join(root, path))
  }
  await copyTree(layer, root)
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true })
}

function stateOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false })
}

/** Whether a path is a directory without a link on the way to it. */
function isDirectory(root: string, path: string): boolean {
  let current = root
  for (const part of path.split('/').filter((each) => each !== '' && each !== '.')) {
    current = join(current, part)
    if (stateOf(current)?.isDirectory() !== true) return false
  }
  return true
}

/** Directory by directory, so that the API server answers in between. */
async function copyTree(from: string, to: string): Promise<void> {
  await yieldToOthers()
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    const there = stateOf(target)
    const both = there?.isDirectory() === true && entry.isDirectory()
    if (there !== undefined && !both) remove(target)
    if (entry.isDirectory()) {
      if (!both) mkdirSync(target)
      await copyTree(source, target)
    } else if (entry.isSymbolicLink()) {
      symlinkSync(readlinkSync(source), target)
    } else {
      linkOrCopy(source, target)
    }
  }
}

/** Some file systems know no hard links, and all have a limit to them. */
function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    copyFileSync(source, target)
  }
}
