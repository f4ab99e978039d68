import type { ContextEntry } from '../context/walk.ts'
import type { Finding } from './finding.ts'

const MIB = 1024 * 1024

// Endings that only weights have, from modelpack's modctl and replicate's cog; and those that other files have as well.
const WEIGHTS =
  /\.(?:safetensors|pth|pt2|ptl|pte|mar|onnx|onnx_data|gguf|ggml|keras|ckpt|tflite|engine|mlmodel|joblib|llamafile)$/i
const AMBIGUOUS = /\.(?:bin|pt|pb|pkl|pickle|npy|npz|h5|hdf5|db|model|data|msgpack|plan|trt|parquet|arrow)$/i
const CLEAR_BYTES = MIB
const AMBIGUOUS_BYTES = 50 * MIB
const HARMLESS = /(?:^|\/)(?:site-packages\/|tokenizer[^/]*\.model$|sentencepiece[^/]*\.model$)/
const TESTS = /(?:^|\/)tests?\//
const TEST_BYTES = 5 * MIB
const LFS = 'version https://git-lfs.github.com/spec/'

/** Files that are a model's weights: they belong in the model's own layer, not in the image. */
export function weightsAmong(entries: readonly ContextEntry[]): Finding[] {
  return entries.flatMap((entry) => {
    if (entry.type !== 'file' || HARMLESS.test(entry.path)) return []
    if (Buffer.from(entry.head).toString('latin1').startsWith(LFS)) {
      return finding(
        entry.path,
        'is a git-LFS pointer that would go into the image in place of the file',
        'Fetch it with `lfs: true` at checkout, or name it in .dockerignore.',
      )
    }
    const known = formatOf(entry.head)
    const clear = WEIGHTS.test(entry.path) || known !== undefined
    const enough = clear ? CLEAR_BYTES : AMBIGUOUS.test(entry.path) ? AMBIGUOUS_BYTES : Number.POSITIVE_INFINITY
    if (entry.size < enough || (TESTS.test(entry.path) && entry.size < TEST_BYTES)) return []
    const what = `holds weights (${known ?? 'by its name'}, ${(entry.size / MIB).toFixed(1)} MiB)`
    return finding(
      entry.path,
      what,
      `Push it with train-in-container, give its digest as \`model\`, and add \`${entry.path}\` to .dockerignore.`,
    )
  })
}

function finding(path: string, what: string, fix: string): Finding[] {
  return [{ rule: 'weights', severity: 'error', what: `${path} ${what}.`, fix, file: path }]
}

/** The format that a file's first bytes give away. */
function formatOf(head: Uint8Array): string | undefined {
  const bytes = Buffer.from(head)
  const text = bytes.toString('latin1')
  if (text.startsWith('GGUF')) return 'GGUF'
  if (text.startsWith('\x89HDF\r\n\x1a\n')) return 'HDF5'
  if (text.startsWith('PK') && text.includes('data.pkl')) return 'PyTorch'
  const isHeader = bytes.length > 10 && bytes.readBigUInt64LE(0) < 100_000_000n && text.startsWith('{"', 8)
  return isHeader ? 'safetensors' : undefined
}
