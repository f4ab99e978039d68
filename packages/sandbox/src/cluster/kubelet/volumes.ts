import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { rootCertificates } from 'node:tls'
import type { Pod, Volume, VolumeItem } from '../kinds.ts'
import type { Store } from '../storage/store.ts'
import { dataOf } from './environment.ts'
import type { Mount } from './path-map.ts'

/** A volume that can't be set up, in the words of the kubelet. */
export class MountError extends Error {}

/** Writes a pod's volumes under its directory and says where they are mounted. Throws `MountError`. */
export async function mountVolumes(store: Store, pod: Pod, directory: string, token: string): Promise<Mount[]> {
  const byName = new Map<string, string>()
  for (const volume of pod.spec.volumes ?? []) {
    const target = join(directory, 'volumes', volume.name)
    await mkdir(target, { recursive: true })
    await fill(store, pod, volume, target)
    byName.set(volume.name, target)
  }
  const mounts = pod.spec.containers.flatMap((container) => container.volumeMounts ?? [])
  const given = mounts.flatMap(({ name, mountPath }) => {
    const target = byName.get(name)
    return target === undefined ? [] : [{ path: posix.normalize(mountPath).replace(/\/$/, ''), directory: target }]
  })
  return [...given, ...(await mountAccount(pod, directory, token))]
}

/** Where the kubelet puts a pod's account; the default one has no rights, so nothing is lost without it. */
async function mountAccount({ metadata, spec }: Pod, directory: string, token: string): Promise<Mount[]> {
  const { serviceAccountName = 'default', automountServiceAccountToken = true } = spec
  if (serviceAccountName === 'default' || !automountServiceAccountToken) return []
  const target = join(directory, 'volumes', 'kube-api-access')
  await mkdir(target, { recursive: true })
  // This API server has no certificate: any authority will do.
  const files = { token, namespace: metadata.namespace ?? '', 'ca.crt': rootCertificates[0] ?? '' }
  for (const [name, content] of Object.entries(files)) await writeFile(join(target, name), content, { mode: 0o600 })
  return [{ path: '/var/run/secrets/kubernetes.io/serviceaccount', directory: target }]
}

async function fill(store: Store, pod: Pod, volume: Volume, target: string): Promise<void> {
  const { configMap, secret } = volume
  const source = configMap ?? secret
  if (source === undefined) return
  const kind = configMap === undefined ? 'secret' : 'configmap'
  const name = configMap?.name ?? secret?.secretName ?? ''
  const data = dataOf(store, pod, kind, name)
  const failed = `MountVolume.SetUp failed for volume "${volume.name}" : `
  if (data === undefined && source.optional !== true) throw new MountError(`${failed}${kind} "${name}" not found`)
  await rm(target, { recursive: true, force: true })
  await mkdir(target, { recursive: true })
  const items: VolumeItem[] =
    source.items ?? [...(data ?? new Map<string, Buffer>()).keys()].map((key) => ({ key, path: key }))
  for (const { key, path, mode } of items) {
    const content = data?.get(key)
    if (content === undefined && source.optional === true) continue
    const inside = !path.startsWith('/') && !path.split('/').includes('..')
    if (content === undefined || !inside) throw new MountError(`${failed}references non-existent config key: ${key}`)
    await mkdir(dirname(join(target, path)), { recursive: true })
    await writeFile(join(target, path), content, { mode: (mode ?? source.defaultMode ?? 0o644) | 0o600 })
  }
}
