/** First Linux driver of each CUDA (docs.nvidia.com/cuda/cuda-toolkit-release-notes, driver table). */
const NATIVE_DRIVERS: readonly (readonly [cuda: string, driver: string])[] = [
  ['13.2', '595.45.04'],
  ['13.1', '590.44.01'],
  ['13.0', '580.65.06'],
  ['12.9', '575.51.03'],
  ['12.8', '570.26'],
  ['12.6', '560.28.03'],
  ['12.5', '555.42.02'],
  ['12.4', '550.54.14'],
  ['12.3', '545.23.06'],
  ['12.2', '535.54.03'],
  ['12.1', '530.30.02'],
  ['12.0', '525.60.13'],
  ['11.8', '520.61.05'],
  ['11.7', '515.43.04'],
  ['11.4', '470.42.01'],
  ['11.0', '450.36.06'],
]

/** The newest CUDA that a driver runs natively, for drivers that don't tell; `undefined` for one that is too old. */
export function newestCuda(driverVersion: string): string | undefined {
  return NATIVE_DRIVERS.find(([, driver]) => !isOlder(driverVersion, driver))?.[0]
}

function isOlder(left: string, right: string): boolean {
  const [ours, theirs] = [left.split('.').map(Number), right.split('.').map(Number)]
  const at = theirs.findIndex((part, index) => part !== (ours[index] ?? 0))
  return at >= 0 && (ours[at] ?? 0) < (theirs[at] ?? 0)
}
