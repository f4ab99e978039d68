import { copyFile, link, lstat, mkdir, readdir, readlink, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Whiteouts } from './layer.ts'

/** Lays an unpacked layer over a root file system: what it hides goes first, its files are hard links. */
export async function overlay(layer: string, whiteouts: Whiteouts, root: string): Promise<void> {
  for (const path of whiteouts.opaque) {
    if (!(await isDirectory(root, path))) continue
    for (const name of await readdir(join(root, path)))
      await rm(join(root, path, name), { recursive: true, force: true })
  }
  for (const path of whiteouts.paths) {
    const parent = path.split('/').slice(0, -1).join('/')
    if (await isDirectory(root, parent)) await rm(join(root, path), { recursive: true, force: true })
  }
  await copyTree(layer, root)
}

/** Whether a path is a directory without a link on the way to it. */
async function isDirectory(root: string, path: string): Promise<boolean> {
  let current = root
  for (const part of path.split('/').filter((each) => each !== '' && each !== '.')) {
    current = join(current, part)
    const found = await lstat(current).catch(() => undefined)
    if (found?.isDirectory() !== true) return false
  }
  return true
}

async function copyTree(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    const there = await lstat(target).catch(() => undefined)
    const both = there?.isDirectory() === true && entry.isDirectory()
    if (there !== undefined && !both) await rm(target, { recursive: true, force: true })
    if (entry.isDirectory()) {
      if (!both) await mkdir(target)
      await copyTree(source, target)
    } else if (entry.isSymbolicLink()) {
      await symlink(await readlink(source), target)
    } else {
      await link(source, target).catch(() => copyFile(source, target))
    }
  }
}
