/** What is asked of each GPU; older drivers don't know all of it. */
const WANTED = [
  'index',
  'uuid',
  'name',
  'pci.bus_id',
  'driver_version',
  'memory.total',
  'memory.used',
  'utilization.gpu',
  'temperature.gpu',
  'temperature.gpu.tlimit',
  'persistence_mode',
  'mig.mode.current',
  'ecc.errors.uncorrected.volatile.total',
  'ecc.errors.uncorrected.aggregate.sram.thresholdExceeded',
  'retired_pages.pending',
  'remapped_rows.uncorrectable',
  'remapped_rows.pending',
  'remapped_rows.failure',
  'gpu_recovery_action',
  'inforom.checksum_validation',
  'clocks_event_reasons.active',
  'pcie.link.width.current',
  'pcie.link.width.max',
  'fabric.state',
  'fabric.status',
] as const

/** Names that a field had before. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  'clocks_event_reasons.active': 'clocks_throttle_reasons.active',
}

/** The wanted fields under the names that this driver knows (`--help-query-gpu`); all of them when it did not tell. */
export function knownFields(help: string): readonly string[] {
  const known = new Set([...help.matchAll(/"([a-z][\w.]*)"/gi)].map(([, name]) => name))
  if (!known.has('uuid')) return WANTED
  return WANTED.flatMap((field) => {
    const old = OLD_NAMES[field]
    return known.has(field) ? [field] : old !== undefined && known.has(old) ? [old] : []
  })
}

/** A field's present name. */
export function presentName(field: string): string {
  return Object.entries(OLD_NAMES).find(([, old]) => old === field)?.[0] ?? field
}

/** The field that the driver complains about: one unknown field fails the whole query, with exit code 2. */
export function unknownField(text: string): string | undefined {
  return /Field "([^"]+)" is not a valid field to query/.exec(text)?.[1]
}
