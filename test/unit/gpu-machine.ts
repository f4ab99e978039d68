import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const FIXTURES = join(import.meta.dirname, '../fixtures/gpu')

/** An executable of this name in the folder, written in shell. */
export async function tool(folder: string, name: string, script: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`)
  await chmod(join(folder, name), 0o755)
}

/** A `PATH` on which nvidia-smi answers as on a recorded machine and nobody may read the kernel's log, unless said. */
export async function machinePath(folder: string, machine: string, kernelLog?: string): Promise<string> {
  const bin = join(folder, 'bin')
  const file = join(FIXTURES, `${machine}.json`)
  await tool(bin, 'nvidia-smi', `exec '${process.execPath}' '${join(FIXTURES, 'nvidia-smi.mjs')}' '${file}' "$@"`)
  await tool(
    bin,
    'dmesg',
    kernelLog === undefined ? 'echo "dmesg: read kernel buffer failed" >&2; exit 1' : `cat <<'END'\n${kernelLog}\nEND`,
  )
  await tool(bin, 'journalctl', 'exit 0')
  await tool(bin, 'python3', `echo '{"ran": false, "why": "libcuda.so.1: cannot open shared object file"}'`)
  return `${bin}:/usr/bin:/bin`
}

/** A `/sys` with these devices on its PCI bus. */
export async function sysWith(
  folder: string,
  devices: Readonly<Record<string, string>>,
  node?: string,
): Promise<string> {
  const root = join(folder, 'sys')
  await mkdir(join(root, 'bus/pci/devices'), { recursive: true })
  for (const [address, vendor] of Object.entries(devices)) {
    const device = join(root, 'bus/pci/devices', address)
    await mkdir(device)
    await writeFile(join(device, 'vendor'), `${vendor}\n`)
    await writeFile(join(device, 'class'), '0x030200\n')
    if (node !== undefined) await mkdir(join(device, 'drm', node), { recursive: true })
  }
  return root
}
