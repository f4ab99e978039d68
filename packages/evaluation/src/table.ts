import { readChunks } from './chunks.ts'
import { CsvScanner } from './csv/scanner.ts'
import { EvaluationError } from './errors.ts'
import { Filler, type TablePlan } from './filler.ts'
import { JsonLines } from './jsonl.ts'

/** Streams a CSV or JSON Lines file (by its first byte: "{" is JSON), gzip or not, into columns. Returns its data rows. */
export async function readTable(path: string, plan: TablePlan): Promise<number> {
  let reader: { push(chunk: Uint8Array): void; end(): void } | undefined
  const filler = new Filler(path, plan)
  try {
    for await (const chunk of readChunks(path)) {
      plan.signal?.throwIfAborted()
      reader ??= chunk[0] === 0x7b ? new JsonLines(filler) : new CsvScanner((cells) => filler.take(cells))
      reader.push(chunk)
    }
    reader?.end()
  } catch (error) {
    if (!(error instanceof EvaluationError) || error.message.includes(path)) throw error
    throw new EvaluationError(error.reason, `${path}: ${error.message}`)
  }
  return filler.finish()
}
