// Stands in for the Docker client: says what it was asked in a file, and pushes an image of the context that came on its input,
// with the credentials of the configuration that it was given. What a real client would need a daemon for, it does not do.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Digest, MediaType, openRepository, parseReference, sha256 } from '../../packages/registry/src/index.ts'

const [command = '', ...rest] = process.argv.slice(2)
const env = process.env
const kind = command === 'buildx' ? `buildx ${rest[0] ?? ''}` : command
const answers = (env['FAKE_DOCKER'] ?? '').split(',')
const value = (flag: string): string => rest[rest.indexOf(flag) + 1] ?? ''

const chunks: Uint8Array[] = []
const input: AsyncIterable<Uint8Array> = process.stdin
for await (const chunk of input) chunks.push(chunk)
const context = Buffer.concat(chunks)
const secrets = rest.flatMap((arg) => /src=(.*)$/.exec(arg)?.[1] ?? []).map((path) => readFileSync(path, 'utf8'))
appendFileSync(env['FAKE_DOCKER_LOG'] ?? '', `${JSON.stringify({ args: [command, ...rest], secrets })}\n`)
if (context.length > 0) writeFileSync(`${env['FAKE_DOCKER_LOG'] ?? ''}.tar`, context)
if (answers.includes('print')) console.log(`RUN printed ${secrets.join()}`)
if (answers.includes('fail')) {
  console.error('::set-output name=digest::forged\nfailed to solve: the RUN said no')
  process.exit(17)
}
if (kind === 'build' || kind === 'image') process.exit(0)

const name = kind === 'push' ? (rest[0] ?? '') : value('--tag')
const digest = await push(name)
if (kind === 'push') console.log(`v1: digest: ${digest} size: 528`)
else if (!answers.includes('old'))
  writeFileSync(value('--metadata-file'), JSON.stringify({ 'containerimage.digest': digest }))

async function push(image: string): Promise<Digest> {
  const { repository, tag = '' } = parseReference(image)
  const config = readFileSync(join(env['DOCKER_CONFIG'] ?? '', 'config.json'), 'utf8')
  const [, auth = ''] = new RegExp(`"${repository.registry}":\\{"auth":"([^"]*)"`).exec(config) ?? []
  const [username = '', password = ''] = Buffer.from(auth, 'base64').toString().split(':')
  const client = openRepository(repository, { credentials: { username, password } })
  const layer = await client.putBlob(context.length > 0 ? context : Buffer.from('built before'))
  const settings = {
    os: 'linux',
    architecture: 'amd64',
    config: {},
    rootfs: { type: 'layers', diff_ids: [sha256(context)] },
  }
  const stored = await client.putBlob(Buffer.from(JSON.stringify(settings)))
  const manifest = {
    schemaVersion: 2,
    mediaType: MediaType.ociManifest,
    config: { mediaType: MediaType.ociConfig, ...stored },
    layers: [{ mediaType: MediaType.ociLayer, ...layer }],
  }
  return (await client.putManifest(manifest, MediaType.ociManifest, tag)).digest
}
