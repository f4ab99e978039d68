import { execFileSync, spawn } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createTarPacker, type TarHeader } from 'modern-tar'
import { expand } from '../../packages/sandbox/src/cluster/kubelet/environment.ts'
import { extractLayer } from '../../packages/sandbox/src/cluster/kubelet/layer.ts'
import { ContainerLog, readLog } from '../../packages/sandbox/src/cluster/kubelet/log.ts'
import { PathMap } from '../../packages/sandbox/src/cluster/kubelet/path-map.ts'
import { overlay } from '../../packages/sandbox/src/cluster/kubelet/rootfs.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'node-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

type Member = Partial<TarHeader> & { name: string; text?: string }

/** A tar as a hostile builder could make it: nothing is checked. */
async function archive(members: readonly Member[]): Promise<AsyncIterable<Uint8Array>> {
  const { readable, controller } = createTarPacker()
  const chunks: Uint8Array[] = []
  const reading = (async () => {
    for await (const chunk of readable) chunks.push(chunk)
  })()
  for (const { text = '', ...header } of members) {
    const bytes = Buffer.from(text)
    const type = header.type ?? 'file'
    const stream = controller.add({ ...header, type, size: type === 'file' ? bytes.length : 0 })
    const writer = stream.getWriter()
    if (bytes.length > 0) await writer.write(bytes)
    await writer.close()
  }
  controller.finalize()
  await reading
  return (async function* () {
    yield* chunks
  })()
}

async function unpack(members: readonly Member[], into = 'layer') {
  const target = join(dir, into)
  mkdirSync(target)
  return extractLayer(await archive(members), target)
}

describe('layers', () => {
  test.each<[string, Member[], RegExp]>([
    ['leaves by ..', [{ name: '../evil', text: 'x' }], /not a plain relative path/],
    ['hides .. inside', [{ name: 'a/../../evil', text: 'x' }], /not a plain relative path/],
    ['is absolute', [{ name: '/etc/evil', text: 'x' }], /not a plain relative path/],
    ['links out', [{ name: 'out', type: 'symlink', linkname: '../../etc' }], /outside of the image/],
    ['links out by a detour', [{ name: 'a/out', type: 'symlink', linkname: 'b/../../..' }], /outside of the image/],
    [
      'writes through a link',
      [
        { name: 'real', type: 'directory' },
        { name: 'door', type: 'symlink', linkname: 'real' },
        { name: 'door/evil', text: 'x' },
      ],
      /"door" is a link and a directory/,
    ],
    ['hard-links out', [{ name: 'hard', type: 'link', linkname: '../../../etc/passwd' }], /not a plain relative path/],
    [
      'hard-links through a link',
      [
        { name: 'soft', type: 'symlink', linkname: 'x' },
        { name: 'hard', type: 'link', linkname: 'soft' },
      ],
      /not a file here/,
    ],
    [
      'writes a file twice',
      [
        { name: 'a', text: '1' },
        { name: 'a', text: '2' },
      ],
      /there twice/,
    ],
  ])('a layer that %s is refused', async (_what, members, message) => {
    await expect(unpack(members)).rejects.toThrow(message)
    expect(existsSync(join(dir, 'evil'))).toBe(false)
  })

  test('files, modes and links arrive; absolute links are rooted; devices are left out; setuid is taken away', async () => {
    await unpack([
      { name: './usr/bin/tool', text: 'tool', mode: 0o4755 },
      { name: 'usr/bin/alias', type: 'symlink', linkname: '/usr/bin/tool' },
      { name: 'usr/bin/twin', type: 'link', linkname: 'usr/bin/tool' },
      { name: 'dev/null', type: 'character-device' },
    ])
    const bin = join(dir, 'layer/usr/bin')
    expect(readdirSync(bin).sort()).toEqual(['alias', 'tool', 'twin'])
    expect(readFileSync(join(bin, 'alias'), 'utf8')).toBe('tool')
    expect(lstatSync(join(bin, 'tool')).mode & 0o7777).toBe(0o755)
    expect(existsSync(join(dir, 'layer/dev/null'))).toBe(false)
  })

  test('whiteouts hide what is below, and only that', async () => {
    const root = join(dir, 'root')
    mkdirSync(root)
    const below = await unpack([
      { name: 'app/old.py', text: 'old' },
      { name: 'app/kept.py', text: 'kept' },
      { name: 'data/one', text: '1' },
      { name: 'lib', type: 'symlink', linkname: 'app' },
    ])
    await overlay(join(dir, 'layer'), below, root)
    const above = await unpack(
      [
        { name: 'app/.wh.old.py' },
        { name: 'data/.wh..wh..opq' },
        { name: 'data/two', text: '2' },
        { name: 'lib/own.py', text: 'own' },
        { name: 'lib/.wh.kept.py' },
      ],
      'above',
    )
    await overlay(join(dir, 'above'), above, root)
    expect(readdirSync(join(root, 'app'))).toEqual(['kept.py'])
    expect(readdirSync(join(root, 'data'))).toEqual(['two'])
    expect(readdirSync(join(root, 'lib'))).toEqual(['own.py'])
    expect(readdirSync(join(dir, 'layer/app')).sort()).toEqual(['kept.py', 'old.py'])
  })
})

describe('paths of a container', () => {
  const map = () => {
    const root = join(dir, 'root')
    mkdirSync(join(root, 'app/src'), { recursive: true })
    mkdirSync(join(root, 'opt/bin'), { recursive: true })
    writeFileSync(join(root, 'opt/bin/serve'), '#!/opt/venv/bin/sh -e\n', { mode: 0o755 })
    return {
      root,
      paths: new PathMap(root, [{ path: '/etc/config', directory: join(dir, 'volume') }], '/usr/bin:/bin'),
    }
  }

  test('what the image or a mount has is rewritten, all else stays', () => {
    const { root, paths } = map()
    expect(paths.value('/app/src:/nowhere:/etc/config/a.yaml:relative')).toBe(
      `${root}/app/src:/nowhere:${dir}/volume/a.yaml:relative`,
    )
    expect(paths.value('/')).toBe('/')
    expect(paths.value('http://127.0.0.1:80/app')).toBe('http://127.0.0.1:80/app')
    expect(paths.argument('--model=/app')).toBe(`--model=${root}/app`)
    expect(paths.value('/app/../../..')).toBe(`${root}/`)
    expect(paths.workingDirectory('/srv')).toBe(root)
  })

  test('executables come from the image, then from the node; scripts find their interpreter', () => {
    const { root, paths } = map()
    const search = paths.searchPath('/opt/bin:/usr/local/bin')
    expect(search).toBe(`${root}/opt/bin:/usr/bin:/bin`)
    expect(paths.command(['serve', '/app'], search).slice(-3)).toEqual(['-e', `${root}/opt/bin/serve`, `${root}/app`])
    expect(paths.command(['/usr/local/bin/sh', '-c', 'true'], search)[0]).toMatch(/^\/(usr\/)?bin\/sh$/)
    expect(() => paths.command(['nothing-like-it'], search)).toThrow('executable file not found in $PATH')
  })

  // https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
  test('variables are expanded as Kubernetes expands them', () => {
    const variables = new Map([['A', '1']])
    expect(expand('$(A) $$(A) $(B) $A $$$(A)', variables)).toBe('1 $(A) $(B) $A $1')
  })
})

describe('logs', () => {
  test('are capped on disk and read from their end', () => {
    const path = join(dir, '0.log')
    const log = new ContainerLog(path)
    const line = `${'x'.repeat(1023)}\n`
    for (let count = 0; count < 25 * 1024; count += 1) log.write(Buffer.from(line))
    log.write(Buffer.from('the last words'))
    log.close()
    const bytes = readdirSync(dir).reduce((sum, name) => sum + lstatSync(join(dir, name)).size, 0)
    expect(bytes).toBeLessThanOrEqual(20 * 1024 * 1024)
    expect(readLog(path, { tailLines: 1, limitBytes: undefined })).toBe('the last words')
    expect(readLog(path, { tailLines: 2, limitBytes: 5 })).toBe('xxxxx')
    expect(readLog(path, { tailLines: 0, limitBytes: undefined })).toBe('')
  })
})

test('when the cluster is killed, its pods and their children end', async () => {
  const host = new URL('../fixtures/cluster/host.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [host, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const pid = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())))
    child.once('exit', (code) => reject(new Error(`the cluster ended with ${code}`)))
  })
  // The dead wait for their parent as zombies, and a container's first process may never look.
  const alive = () =>
    execFileSync('ps', ['-eo', 'pgid=,stat='], { encoding: 'utf8' })
      .split('\n')
      .some((line) => line.trim().startsWith(`${pid} `) && !line.includes('Z'))
  expect(alive()).toBe(true)
  child.kill('SIGKILL')
  const deadline = Date.now() + 5000
  while (alive() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
  expect(alive()).toBe(false)
})
