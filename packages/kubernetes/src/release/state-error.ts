/** What is recorded of a release can't be used: not readable, lost, or written by a newer version of these actions. */
export class ReleaseStateError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ReleaseStateError'
  }
}
