import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const VENDORS = { nvidia: '0x10de', amd: '0x1002' } as const

/** Bus addresses of a vendor's display controllers and accelerators, as the kernel shows them, driver or not. */
export async function devicesOnBus(vendor: 'nvidia' | 'amd', sysRoot = '/sys'): Promise<readonly string[]> {
  const bus = join(sysRoot, 'bus/pci/devices')
  const addresses = await readdir(bus).catch((): string[] => [])
  const found = await Promise.all(
    addresses.map(async (address) => {
      const [id, deviceClass] = await Promise.all([
        read(join(bus, address, 'vendor')),
        read(join(bus, address, 'class')),
      ])
      // 0x03: display controller, 0x12: processing accelerator (PCI code and ID assignment specification).
      return id === VENDORS[vendor] && /^0x(?:03|12)/.test(deviceClass) ? [address] : []
    }),
  )
  return found.flat().sort()
}

async function read(file: string): Promise<string> {
  return (await readFile(file, 'utf8').catch(() => '')).trim()
}
