import type { Digest } from '@ml-actions/registry'
import type { Accepted } from '../verify.ts'

/** One look along the way, for the record and for whoever prints it. */
export interface ChainStep {
  readonly from: Digest
  readonly what: 'build' | 'model' | 'validation'
  readonly found: boolean
  readonly signer: string | undefined
  /** The manifest that attaches the statement. */
  readonly attestation: Digest | undefined
  readonly message: string
}

/** The steps of one walk, in order. */
export class ChainRecord {
  readonly #steps: ChainStep[] = []

  get steps(): readonly ChainStep[] {
    return this.#steps
  }

  found(what: ChainStep['what'], from: Digest, statement: Accepted<unknown>, message: string): void {
    const { signer, attestation } = statement
    this.#steps.push({ from, what, found: true, signer, attestation, message })
  }

  missed(what: ChainStep['what'], from: Digest, message: string): void {
    this.#steps.push({ from, what, found: false, signer: undefined, attestation: undefined, message })
  }
}
