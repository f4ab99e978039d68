import type { Finding, Health } from '../device.ts'
import { type Cell, numberOf, textOf } from './cell.ts'
import type { Row } from './rows.ts'
import { type KernelLog, readXids, severityOf } from './xid.ts'
import type { XmlGpu } from './xml.ts'

/** NVML's clock event reasons that mean trouble with the hardware: slowdown, thermal slowdown, power brake. */
const HARDWARE_SLOWDOWN = 0x8 | 0x40 | 0x80
/** DCGM warns from here (`DcgmGPUHardwareLimits.h`). */
const MANY_REMAPPED_ROWS = 512

/** Judges one GPU by all that could be read of it. */
export function judge(row: Row, xml: XmlGpu | undefined, log: KernelLog, address: string): readonly Finding[] {
  const recovery = recoveryAction(row, xml)
  return [
    ...errorCells(row),
    ...recovery,
    xidFinding(
      log,
      address,
      recovery.some(({ value }) => value === 'ok'),
    ),
    ...yesIsBad(
      row,
      'remapped_rows.failure',
      'remapped-rows',
      'A row could not be remapped: the device is to be replaced.',
    ),
    ...yesIsBad(row, 'remapped_rows.pending', 'remapped-rows', 'A row waits for a reset to be remapped.'),
    ...yesIsBad(row, 'retired_pages.pending', 'retired-pages', 'A page waits for a reset to be retired.'),
    ...yesIsBad(
      row,
      'ecc.errors.uncorrected.aggregate.sram.thresholdExceeded',
      'ecc',
      'Too many uncorrected errors of the SRAM: the device is to be replaced.',
    ),
    ...uncorrectedErrors(row),
    ...fabric(row),
    ...slowdown(row),
    ...warnings(row),
  ]
}

function finding(check: string, value: Health, evidence: string): Finding {
  return { check, value, evidence }
}

function errorCells(row: Row): Finding[] {
  return [...row].flatMap(([field, cell]) => {
    if (cell.kind === 'error') return [finding('row', 'bad', `${field} reads ${cell.text}.`)]
    // What else is hidden from this user is told; it was never needed for the driver's own verdict.
    return cell.kind === 'hidden' && field.startsWith('ecc.')
      ? [finding('ecc', 'unknown', `${field} reads ${cell.text}.`)]
      : []
  })
}

/** The driver's own verdict: `gpu_recovery_action` from 570 on, `reset_required` before; the one rule that covers others. */
function recoveryAction(row: Row, xml: XmlGpu | undefined): Finding[] {
  const action = textOf(row.get('gpu_recovery_action'))
  if (action !== undefined) {
    return [finding('recovery-action', action === 'None' ? 'ok' : 'bad', `The driver’s recovery action is ${action}.`)]
  }
  const required = textOf(xml?.resetRequired)
  if (required === undefined) return []
  const drain = textOf(xml?.drainAndReset) === 'Yes'
  return [
    finding(
      'recovery-action',
      required === 'No' && !drain ? 'ok' : 'bad',
      `Reset required: ${required}${drain ? ', drain and reset recommended' : ''}.`,
    ),
  ]
}

function xidFinding(log: KernelLog, address: string, recovered: boolean): Finding {
  if (!log.readable) {
    const unknown = finding('xid', 'unknown', `Xid errors since boot can’t be read: ${log.why}.`)
    return recovered ? { ...unknown, coveredBy: 'recovery-action' } : unknown
  }
  const xids = readXids(log.text).filter((xid) => xid.address === address)
  const worst = xids.findLast(({ code }) => severityOf(code) === 'out')
  if (worst !== undefined) return finding('xid', 'bad', worst.line)
  const reset = xids.findLast(({ code }) => severityOf(code) === 'reset')
  if (reset !== undefined && !recovered) return finding('xid', 'bad', reset.line)
  if (reset !== undefined) {
    return { ...finding('xid', 'ok', `${reset.line} (the driver asks for no recovery any more)`), warning: true }
  }
  return finding(
    'xid',
    'ok',
    xids.length === 0 ? 'No Xid since boot.' : `${xids.length} Xid since boot, none of the device’s own fault.`,
  )
}

function yesIsBad(row: Row, field: string, check: string, meaning: string): Finding[] {
  const text = textOf(row.get(field))
  if (text === undefined) return []
  return [
    text === 'Yes'
      ? finding(check, 'bad', `${field} is Yes. ${meaning}`)
      : finding(check, 'ok', `${field} is ${text}.`),
  ]
}

function uncorrectedErrors(row: Row): Finding[] {
  const field = 'ecc.errors.uncorrected.volatile.total'
  const count = numberOf(row.get(field))
  if (count === undefined) return []
  return [finding('ecc', count > 0 ? 'bad' : 'ok', `${count} uncorrected memory errors since the driver was loaded.`)]
}

function fabric(row: Row): Finding[] {
  const [state, status] = [textOf(row.get('fabric.state')), textOf(row.get('fabric.status'))]
  if (state === undefined) return []
  const good = state === 'Completed' && (status === undefined || status === 'Success')
  return [
    finding('fabric', good ? 'ok' : 'bad', `NVLink fabric: ${state}${status === undefined ? '' : `, ${status}`}.`),
  ]
}

function slowdown(row: Row): Finding[] {
  const mask = numberOf(row.get('clocks_event_reasons.active'))
  const limit = numberOf(row.get('temperature.gpu.tlimit'))
  const found: Finding[] = []
  if (mask !== undefined) {
    const bad = (mask & HARDWARE_SLOWDOWN) !== 0
    found.push(
      finding(
        'throttling',
        bad ? 'bad' : 'ok',
        `Clock event reasons 0x${mask.toString(16)}${bad ? ': the hardware slows itself down' : ''}.`,
      ),
    )
  }
  if (limit !== undefined && limit <= 0) found.push(finding('temperature', 'bad', `${limit} °C left to the limit.`))
  return found
}

function warnings(row: Row): Finding[] {
  const warn = (check: string, evidence: string): Finding => ({ check, value: 'ok', evidence, warning: true })
  const found: Finding[] = []
  const [width, widest] = [numberOf(row.get('pcie.link.width.current')), numberOf(row.get('pcie.link.width.max'))]
  if (width !== undefined && widest !== undefined && width < widest) {
    found.push(warn('link', `PCIe link of ${width} lanes where ${widest} are possible.`))
  }
  const remapped = numberOf(row.get('remapped_rows.uncorrectable'))
  if (remapped !== undefined && remapped >= MANY_REMAPPED_ROWS) {
    found.push(warn('remapped-rows', `${remapped} rows remapped for uncorrectable errors.`))
  }
  const inforom: Cell | undefined = row.get('inforom.checksum_validation')
  if (inforom?.kind === 'value' && /invalid|corrupt|fail/i.test(inforom.text)) {
    found.push(warn('inforom', `The infoROM’s checksum is ${inforom.text}.`))
  }
  if (textOf(row.get('persistence_mode')) === 'Disabled') {
    found.push(
      warn('persistence-mode', 'Off: the driver unloads between jobs, which is slow and forgets error counts.'),
    )
  }
  return found
}
