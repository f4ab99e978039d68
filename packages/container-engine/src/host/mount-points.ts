/** Where something is mounted, with the options that a remount must repeat (the kernel refuses to drop them). */
export interface MountPoint {
  readonly path: string
  readonly options: readonly string[]
}

const REPEATED = new Set(['nosuid', 'nodev', 'noexec', 'noatime', 'nodiratime', 'relatime'])

/** The lines of `/proc/self/mountinfo` (proc(5)). */
export function readMountPoints(text: string): readonly MountPoint[] {
  return text.split('\n').flatMap((line) => {
    const [, , , , path, options] = line.split(' ')
    if (path === undefined || options === undefined) return []
    return [{ path: unescapeOctal(path), options: options.split(',').filter((option) => REPEATED.has(option)) }]
  })
}

/** The paths in `/proc/net/unix` on which somebody listens: flag `__SO_ACCEPTCON`, and a name that is no abstract one. */
export function readListeningSockets(text: string): readonly string[] {
  const paths = text.split('\n').flatMap((line) => {
    const [, flags, path] = /^\S+ \S+ \S+ (\S+) \S+ \S+ +\S+ (\/.*)$/.exec(line) ?? []
    return flags !== undefined && path !== undefined && (Number.parseInt(flags, 16) & 0x10000) !== 0 ? [path] : []
  })
  return [...new Set(paths)]
}

function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
}
