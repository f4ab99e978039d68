import { ask, type Tools } from '../ask.ts'
import { kernelAddress } from './rows.ts'

/** An error of a GPU that the kernel's log tells. */
export interface Xid {
  readonly address: string
  readonly code: number
  readonly line: string
}

export type KernelLog =
  | { readonly readable: true; readonly text: string }
  | { readonly readable: false; readonly why: string }

/** The kernel's log since boot, where this user may read it. */
export async function readKernelLog(tools: Tools): Promise<KernelLog> {
  const dmesg = await ask('dmesg', [], tools)
  if (dmesg.kind === 'answered' && dmesg.exitCode === 0 && dmesg.stdout.trim() !== '') {
    return { readable: true, text: dmesg.stdout }
  }
  // Without the right to see them journalctl shows no kernel lines and exits with 0.
  const journal = await ask('journalctl', ['-k', '-b', '--no-pager', '-q', '-o', 'cat'], tools)
  if (journal.kind === 'answered' && journal.exitCode === 0 && journal.stdout.trim() !== '') {
    return { readable: true, text: journal.stdout }
  }
  return { readable: false, why: 'this user may read neither `dmesg` nor the kernel’s journal' }
}

/** Xid lines (pattern as in leptonai/gpud, `xid/kmsg.go`). */
export function readXids(log: string): readonly Xid[] {
  const pattern = /NVRM: Xid \((?:PCI:)?([0-9a-f:.]+)\)[^\n]*?: (\d+),[^\n]*/gi
  return [...log.matchAll(pattern)].map(([line, address = '', code]) => ({
    // The kernel leaves the function out.
    address: kernelAddress(address.includes('.') ? address : `${address}.0`),
    code: Number(code),
    line,
  }))
}

/**
 * What an Xid says of the device, after NVIDIA's catalogue (docs.nvidia.com/deploy/xid-errors).
 * `reset`: not to be used until a reset; the driver's recovery action tells whether that has happened.
 * `out`: the host needs a person. Everything else is an application's fault or information.
 */
export function severityOf(code: number): 'none' | 'reset' | 'out' {
  if (OUT.has(code)) return 'out'
  return RESET.has(code) ? 'reset' : 'none'
}

// k8s-device-plugin ignores 109, the catalogue asks for a reset: the recovery action decides where there is one.
const RESET = new Set([46, 62, 64, 95, 109, 110, 119, 120, 136, 140, 143, 155, 156, 158])
const OUT = new Set([48, 54, 74, 78, 79, 144, 145, 146, 147, 148, 149, 150, 151])
