import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { ROOT } from '../scripts/generate.ts'
import type { Row } from './measure.ts'

const MAX_ARCHIVE_BYTES = 512 * 1024 * 1024

/** What a runner downloads for a `uses:` line: the whole repository, as GitHub packs it. */
export function benchDownload(): readonly Row[] {
  const packed = (...paths: readonly string[]): number => {
    const tar = execFileSync('git', ['archive', '--format=tar', 'HEAD', ...paths], {
      cwd: ROOT,
      maxBuffer: MAX_ARCHIVE_BYTES,
    })
    return gzipSync(tar, { level: 9 }).length / 1e6
  }
  return [
    {
      group: 'Download',
      what: 'the repository (`git archive HEAD | gzip -9`)',
      ours: packed(),
      other: { name: 'of it dist/', value: packed('dist') },
      unit: 'MB',
      aim: '≤ 3',
      runs: 1,
    },
  ]
}
