import type { ReasonOf } from '@ml-actions/action'
import type { Device, Discovery } from '@ml-actions/gpu'
import type { Definition } from './definition.ts'

/** A host with devices, fit or not. */
export type Found = Extract<Discovery, { kind: 'found' }>

/** What was found and decided, for the outputs, the summary and the JSON report. */
export interface Situation {
  readonly verdict: 'pass' | 'fail' | 'inconclusive'
  readonly reason: ReasonOf<Definition>
  readonly message: string
  readonly discovery?: Discovery
  readonly granted?: readonly Device[]
  /** Devices that were left out, each with why. */
  readonly dropped?: readonly Dropped[]
  readonly allocator?: 'host' | 'inherited'
  readonly cuda?: readonly CudaLine[]
  readonly lease?: { readonly directory: string; readonly owner: string; readonly waitedMs: number }
  readonly notes?: readonly string[]
}

export interface Dropped {
  readonly device: Device
  readonly why: string
  readonly cause: 'bad' | 'unknown' | 'stranger' | 'cuda-bad' | 'cuda-not-run'
}

export interface CudaLine {
  readonly device: string
  readonly text: string
}

/** A decision that ends the run early. */
export class Decided extends Error {
  readonly situation: Situation
  constructor(situation: Situation) {
    super(situation.message)
    this.situation = situation
  }
}
