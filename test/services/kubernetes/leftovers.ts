/** Files outside the cluster's own folder, which containerd, its shims, the network plugins and the kubelet leave there. */
import { lstat, readdir, readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Paths } from './layout.ts'

const RUNC = '/run/containerd/runc/k8s.io'
const SHIM_SOCKETS = '/run/containerd/s'
const NETWORK_RESULTS = '/var/lib/cni/results'
/** The kubelet has no setting for this folder of links to logs. */
const LOG_LINKS = '/var/log/containers'

/** What `removeFiles` removes, to be asked while the cluster's folder is still there. */
export async function filesOutside(paths: Paths): Promise<string[]> {
  const tasks = join(paths.containerdState, 'io.containerd.runtime.v2.task/k8s.io')
  const ids = await namesIn(tasks)
  const sockets = ids.map(async (id) => (await readFile(join(tasks, id, 'address'), 'utf8').catch(() => '')).trim())
  const shims = (await Promise.all(sockets)).map((address) => address.replace(/^unix:\/\//, ''))
  const results = (await namesIn(NETWORK_RESULTS)).filter((name) => ids.some((id) => name.includes(id)))
  const links = (await namesIn(LOG_LINKS)).map(async (name): Promise<string[]> => {
    const path = join(LOG_LINKS, name)
    if (!(await lstat(path)).isSymbolicLink()) return []
    return (await readlink(path)).startsWith(`${paths.podLogs}/`) ? [path] : []
  })
  return [
    ...ids.map((id) => join(RUNC, id)),
    ...shims.filter((path) => path.startsWith(`${SHIM_SOCKETS}/`)),
    ...results.map((name) => join(NETWORK_RESULTS, name)),
    ...(await Promise.all(links)).flat(),
  ]
}

export async function removeFiles(files: readonly string[]): Promise<void> {
  await Promise.all(files.map((path) => rm(path, { recursive: true, force: true })))
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}
