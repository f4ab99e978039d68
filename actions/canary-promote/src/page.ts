import type { Report, Section, Tone } from '@ml-actions/report'
import { forecastLines } from './forecast.ts'
import type { Ending, Journal } from './journal.ts'
import { eValue } from './look-line.ts'
import type { Settings } from './settings.ts'

/** What was decided and why, traffic over time, both arms, e-values, the log of decisions. */
export function pageOf(journal: Journal, settings: Settings, ending: Ending): Report {
  const tone: Tone = ending.verdict === 'pass' ? 'pass' : ending.verdict === 'fail' ? 'fail' : 'inconclusive'
  return {
    title: `Canary of ${journal.workload}`,
    sections: [
      { kind: 'verdict', badge: { tone, text: ending.reason }, text: [ending.message] },
      facts(journal),
      ...armsTable(journal),
      ...weightChart(journal, ending),
      ...errorChart(journal),
      ...evidenceCharts(journal, settings),
      ...decisions(journal),
      ...(journal.forecast === undefined
        ? []
        : [
            {
              kind: 'details' as const,
              title: 'How long harm takes to be seen at this traffic',
              sections: [{ kind: 'list' as const, items: forecastLines(journal.forecast).map((line) => [line]) }],
            },
          ]),
    ],
  }
}

function facts({ stable, canary, namespace, deadMan }: Journal): Section {
  return {
    kind: 'facts',
    rows: [
      ['Namespace', [namespace]],
      ['Canary', [{ code: canary?.image ?? 'none' }]],
      ['Canary’s model', [{ code: canary?.model ?? 'none' }]],
      ['Stable before', [{ code: stable?.image ?? 'unknown' }]],
      ...(deadMan === undefined ? [] : [['Dead man’s switch', [deadMan]] as const]),
    ],
  }
}

function armsTable({ evidence, startedMs }: Journal): Section[] {
  if (evidence === undefined) return []
  const since = evidence.blocks.filter(({ toMs }) => toMs > startedMs)
  const row = (name: 'stable' | 'canary') => {
    const sum = (read: (arm: (typeof since)[number]['stable']) => number) =>
      since.reduce((total, block) => total + read(block[name]), 0)
    const [requests, errors] = [sum((arm) => arm.requests), sum((arm) => arm.errors)]
    const share = requests === 0 ? '–' : `${((100 * errors) / requests).toFixed(2)} %`
    const slower = evidence.edges.map((_, edge) => {
      const total = sum(({ latency }) => latency.total)
      return total === 0 ? '–' : `${((100 * sum(({ latency }) => latency.slower[edge] ?? 0)) / total).toFixed(1)} %`
    })
    return [[name], [String(requests)], [String(errors)], [share], ...slower.map((text) => [text])]
  }
  const head = ['Arm', 'Requests', 'Errors', 'Error share', ...evidence.edges.map((edge) => `> ${edge} s`)]
  return [
    { kind: 'table', head, rows: [row('stable'), row('canary')], numeric: head.map((_, index) => index).slice(1) },
  ]
}

function weightChart({ weights, startedMs }: Journal, { finishedMs }: Ending): Section[] {
  if (weights.length === 0) return []
  // Even steps: a summary's charts have no other kind of x axis.
  const steps = 60
  const points = Array.from({ length: steps + 1 }, (_, step) => {
    const atMs = startedMs + ((finishedMs - startedMs) * step) / steps
    return [(atMs - startedMs) / 1000, weights.findLast((change) => change.atMs <= atMs)?.weight ?? 0] as const
  })
  return [
    {
      kind: 'chart',
      title: 'Share of the traffic that the canary had',
      shape: 'step',
      x: { label: 'seconds' },
      y: { label: 'percent' },
      series: [{ name: 'canary', points }],
    },
  ]
}

function errorChart({ evidence, afterwards, startedMs }: Journal): Section[] {
  const blocks = [...(evidence?.blocks ?? []), ...afterwards].filter(({ toMs, seen }) => seen && toMs > startedMs)
  if (blocks.length === 0) return []
  const points = (name: 'stable' | 'canary') =>
    blocks
      .filter((block) => block[name].requests > 0)
      .map((block) => [(block.toMs - startedMs) / 1000, (100 * block[name].errors) / block[name].requests] as const)
  return [
    {
      kind: 'chart',
      title: 'Errors in each block',
      shape: 'line',
      x: { label: 'seconds' },
      y: { label: 'percent of the requests' },
      series: [
        { name: 'stable', points: points('stable') },
        { name: 'canary', points: points('canary') },
      ].filter((series) => series.points.length > 0),
    },
  ]
}

function evidenceCharts({ evidence, assessment, startedMs }: Journal, settings: Settings): Section[] {
  const blocks = (evidence?.blocks ?? []).filter(({ seen }) => seen)
  return [...(assessment?.metrics ?? [])].map(([metric, { harm, safety }]): Section => {
    const points = (path: readonly number[]) =>
      blocks.flatMap(({ toMs }, index) => {
        const logE = path[index]
        // Within what a chart can show; the report holds every value.
        return logE === undefined || toMs < startedMs
          ? []
          : [[(toMs - startedMs) / 1000, Math.exp(Math.min(20, Math.max(-7, logE)))] as const]
      })
    return {
      kind: 'chart',
      title: `Evidence on ${metric}`,
      shape: 'line',
      x: { label: 'seconds' },
      y: { label: 'e-value', scale: 'log' },
      series: [
        { name: 'harm', points: points(harm) },
        { name: 'safe at 100 %', points: points(safety.get(1) ?? []) },
      ],
      thresholds: [
        {
          y: settings.metrics.length / settings.alpha,
          label: `harm at ${eValue(Math.log(settings.metrics.length / settings.alpha))}`,
        },
        { y: 1 / settings.beta, label: `safe at ${eValue(Math.log(1 / settings.beta))}` },
      ],
    }
  })
}

function decisions({ entries, startedMs }: Journal): Section[] {
  if (entries.length === 0) return []
  return [
    {
      kind: 'table',
      head: ['Second', 'Weight', 'Decision', 'Why'],
      rows: entries.map(({ atMs, weight, decision, message }) => [
        [((atMs - startedMs) / 1000).toFixed(1)],
        [`${weight} %`],
        [decision],
        [message],
      ]),
      numeric: [0, 1],
    },
  ]
}
