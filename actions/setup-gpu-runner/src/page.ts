import { formatDuration, formatSize } from '@ml-actions/action'
import type { Device } from '@ml-actions/gpu'
import type { Inline, Report, Section } from '@ml-actions/report'
import type { Inputs } from './definition.ts'
import type { Situation } from './situation.ts'

/** The page about a decision: what was granted, what was left out and why, what each device showed. */
export function pageOf(inputs: Inputs, situation: Situation): Report {
  const { verdict, reason, message, discovery } = situation
  const devices = discovery?.kind === 'found' ? discovery.devices : []
  return {
    title: 'GPUs',
    sections: [
      { kind: 'verdict', badge: { tone: verdict, text: reason }, text: [message] },
      { kind: 'facts', rows: facts(inputs, situation) },
      ...(devices.length > 0 ? [deviceTable(devices, situation)] : []),
      ...(devices.length > 0 ? [evidence(devices)] : []),
      ...(situation.notes ?? []).map((note): Section => ({ kind: 'text', text: [note] })),
    ],
  }
}

type Fact = readonly [label: string, value: readonly Inline[]]

function facts(
  inputs: Inputs,
  { verdict, discovery, allocator, lease, granted = [], cuda }: Situation,
): readonly Fact[] {
  const rows: Fact[] = [
    ['Asked for', [inputs.gpus]],
    ['Granted', [granted.length > 0 ? `${granted.length}` : verdict === 'pass' ? 'none; a CPU job' : 'none']],
  ]
  if (discovery?.kind === 'found') {
    rows.push(['Driver', [`${discovery.vendor} ${discovery.driverVersion ?? 'of unknown version'}`]])
    rows.push(['Newest CUDA', [discovery.cudaVersion ?? 'unknown']])
  }
  if (allocator !== undefined)
    rows.push(['Allocated by', [allocator === 'host' ? 'lease on this host' : 'a scheduler; checked only']])
  if (lease !== undefined) {
    rows.push(['Lease', [{ code: lease.directory }, ` until the end of ${lease.owner}`]])
    rows.push(['Waited', [formatDuration(lease.waitedMs)]])
  }
  for (const { device, text } of cuda ?? []) rows.push(['CUDA check', [{ code: device }, ` ${text}`]])
  return rows
}

function deviceTable(devices: readonly Device[], { granted = [], dropped = [] }: Situation): Section {
  return {
    kind: 'table',
    head: ['Device', 'Name', 'Memory', 'Health', 'This job'],
    numeric: [2],
    rows: devices.map(({ id, name, memoryBytes, health }) => [
      [{ code: id }],
      [name],
      [memoryBytes === undefined ? 'unknown' : formatSize(memoryBytes)],
      [health],
      [
        granted.some((device) => device.id === id)
          ? 'granted'
          : (dropped.find(({ device }) => device.id === id)?.why ?? 'not used'),
      ],
    ]),
  }
}

function evidence(devices: readonly Device[]): Section {
  return {
    kind: 'details',
    title: 'What each device showed',
    sections: [
      {
        kind: 'table',
        head: ['Device', 'Check', 'Value', 'Evidence'],
        rows: devices.flatMap(({ id, findings }) =>
          findings.map(({ check, value, evidence: text, warning, coveredBy }) => [
            [{ code: id }],
            [check],
            [warning === true ? `${value}, with a warning` : value],
            [coveredBy === undefined ? text : `${text} Covered by ${coveredBy}.`],
          ]),
        ),
      },
    ],
  }
}
