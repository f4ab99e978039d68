import { Decided, type Dropped, type Found } from './situation.ts'

/** Too few devices are left; the reason is the gravest of what was against the others. */
export function unfit(found: Found, dropped: readonly Dropped[], allocator: 'host' | 'inherited'): Decided {
  const has = (...causes: readonly Dropped['cause'][]): boolean => dropped.some(({ cause }) => causes.includes(cause))
  const lines = dropped.map(({ device, why }) => `- ${device.id} (${device.name}): ${why}`)
  const onBus =
    found.missingOnBus > 0 ? [`- ${found.missingOnBus} device(s) are on the bus and unknown to the driver.`] : []
  const shared = { discovery: found, dropped, allocator } as const
  const message = (what: string, fix: string): string => [what, ...lines, ...onBus, fix].join('\n')
  if (has('bad', 'cuda-bad') || onBus.length > 0) {
    return new Decided({
      ...shared,
      verdict: 'fail',
      reason: 'unhealthy',
      message: message('Too few devices are healthy:', 'Take them out of service, or ask for fewer.'),
    })
  }
  if (has('stranger')) {
    return new Decided({
      ...shared,
      verdict: 'inconclusive',
      reason: 'busy',
      message: message('Devices are in use by processes that hold no lease:', 'They are not ended by this action.'),
    })
  }
  if (has('cuda-not-run')) {
    return new Decided({
      ...shared,
      verdict: 'inconclusive',
      reason: 'cuda-check-not-run',
      message: message(
        '`cuda-check: required`, and it could not be run:',
        'Install python3 and the driver’s libcuda.so.1.',
      ),
    })
  }
  return new Decided({
    ...shared,
    verdict: 'inconclusive',
    reason: 'health-unknown',
    message: message(
      'Too few devices are known to be healthy:',
      'Let the runner’s user read the kernel’s log (group `adm` or `systemd-journal`), use driver 570 or later, or set `unknown-health: accept`.',
    ),
  })
}
