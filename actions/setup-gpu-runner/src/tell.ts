import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Conclusion, Services } from '@ml-actions/action'
import type { Device } from '@ml-actions/gpu'
import { renderSummary } from '@ml-actions/report'
import type { Definition, Inputs } from './definition.ts'
import { pageOf } from './page.ts'
import type { Situation } from './situation.ts'

/** Makes a decision known: outputs for the steps that follow, the summary, and a report as JSON. */
export async function tell(
  inputs: Inputs,
  { context }: Services,
  situation: Situation,
): Promise<Conclusion<Definition>> {
  const { verdict, reason, message, granted = [], discovery } = situation
  const page = pageOf(inputs, situation)
  const report = join(context.temp, `setup-gpu-runner-${randomUUID()}.json`)
  await mkdir(context.temp, { recursive: true })
  await writeFile(report, `${JSON.stringify({ schema: 1, page, asked: inputs.gpus, ...situation }, undefined, 2)}\n`)
  const ids = granted.map(({ id }) => id)
  const found = discovery?.kind === 'found' ? discovery : undefined
  const vendor = granted[0]?.vendor ?? 'none'
  return {
    verdict,
    reason,
    message,
    summary: renderSummary(page),
    outputs: {
      devices: ids.join(','),
      count: String(ids.length),
      vendor,
      'cuda-visible-devices': vendor === 'nvidia' ? ids.join(',') : '',
      'docker-arguments': JSON.stringify(dockerArguments(granted)),
      'driver-version': found?.driverVersion ?? '',
      'cuda-version': found?.cudaVersion ?? '',
      report,
    },
  }
}

/** Exactly these devices and no others, as arguments of `docker run`. */
function dockerArguments(devices: readonly Device[]): readonly string[] {
  const ids = devices.map(({ id }) => id)
  switch (devices[0]?.vendor) {
    case 'nvidia':
      // `--gpus` is read as CSV: several devices need the inner quotes (docker/cli, `opts/gpus.go`).
      return ['--gpus', `"device=${ids.join(',')}"`]
    case 'amd':
      return ['--device=/dev/kfd', ...ids.map((node) => `--device=${node}`), '--group-add=video']
    case undefined:
      // An image may say `all`, and where the nvidia runtime is the default that would be every GPU.
      return ['--env=NVIDIA_VISIBLE_DEVICES=void']
  }
}
