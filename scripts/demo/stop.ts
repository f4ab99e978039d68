/** The end of a demo that a person can do something about; shown without a stack. */
export class DemoStop extends Error {
  override readonly name = 'DemoStop'
}
