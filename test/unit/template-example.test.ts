import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { ROOT } from '../../scripts/generate.ts'

const EXAMPLE = join(ROOT, 'examples/digits')
const PATCHES = join(ROOT, 'examples/digits-regressions')
const read = (path: string): string => readFileSync(join(EXAMPLE, path), 'utf8')

/** The value under a path of keys; indexes are keys of lists. */
function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (found, key) => (typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined),
    value,
  )
}

describe('the releases to try the gates with', () => {
  let copy = ''
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'ml-actions-example-'))
    cpSync(EXAMPLE, copy, { recursive: true, filter: (path) => !/[\\/](\.\w+_cache|__pycache__|data|out)$/.test(path) })
  })
  afterEach(() => rmSync(copy, { recursive: true, force: true }))

  const apply = (patch: string): string => {
    const { status, stderr } = spawnSync('git', ['apply', join(PATCHES, patch)], { cwd: copy, encoding: 'utf8' })
    return status === 0 ? '' : stderr
  }
  const patches = readdirSync(PATCHES).filter((name) => name.endsWith('.patch'))

  test('are the ones that are described', () => {
    const described = [...readFileSync(join(PATCHES, 'README.md'), 'utf8').matchAll(/^\| `([\w-]+\.patch)` \|/gm)]
    expect(new Set(patches)).toEqual(new Set(described.map(([, name]) => name)))
  })

  test.each(patches)('%s applies', (patch) => {
    if (patch !== 'better.patch') expect(apply('better.patch')).toBe('')
    expect(apply(patch)).toBe('')
  })
})

describe('the example', () => {
  test('has no switch for faults', () => {
    const source = globSync('src/**/*.py', { cwd: EXAMPLE }).map(read).join('\n')
    expect(source).not.toMatch(/\bfault|chaos|regress|sabotage|random\.(random|choice)\(|time\.sleep|asyncio\.sleep/i)
  })

  test('locks everything it installs, by hash and without addresses', () => {
    for (const file of globSync('requirements*.txt', { cwd: EXAMPLE })) {
      const lines = read(file)
        .split('\n')
        .filter((line) => line !== '')
      const packages = lines.filter((line) => !line.startsWith(' '))
      expect([file, packages.length > 5]).toEqual([file, true])
      for (const line of packages) expect(line).toMatch(/^[a-z0-9._-]+==[\w.+]+( ; [^;]+)? \\$/)
      for (const line of lines.filter((line) => line.startsWith(' ')))
        expect(line).toMatch(/^ {4}--hash=sha256:[0-9a-f]{64}( \\)?$/)
    }
  })

  test('is built by copying alone, as a user without rights', () => {
    const words = read('Dockerfile')
      .split('\n')
      .map((line) => /^[A-Z]+/.exec(line)?.[0] ?? '')
      .filter((word) => word !== '')
    expect([...new Set(words)].sort()).toEqual(['ARG', 'CMD', 'COPY', 'ENV', 'EXPOSE', 'FROM', 'USER', 'WORKDIR'])
    expect(read('Dockerfile')).toMatch(/^USER 65532:65532$/m)
  })

  test('serves on a port that every object names alike', () => {
    const pod = at(parse(read('k8s/deployment.yaml')), 'spec', 'template')
    const service: unknown = parse(read('k8s/service.yaml'))
    const route: unknown = parse(read('k8s/httproute.yaml'))
    const container = at(pod, 'spec', 'containers', 0)
    expect(at(container, 'ports', 0, 'name')).toBe('http')
    expect(at(service, 'spec', 'ports', 0, 'targetPort')).toBe('http')
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
      expect(at(container, probe, 'httpGet', 'port')).toBe('http')
    }
    expect(at(pod, 'metadata', 'labels')).toEqual(at(service, 'spec', 'selector'))
    expect(at(pod, 'metadata', 'annotations', 'prometheus.io/port')).toBe(
      String(at(container, 'ports', 0, 'containerPort')),
    )
    expect(at(route, 'spec', 'rules', 0, 'backendRefs')).toEqual([
      { name: at(service, 'metadata', 'name'), port: at(service, 'spec', 'ports', 0, 'port') },
    ])
  })

  test('has time to leave: routers first, then open requests, then the pod', () => {
    const spec = at(parse(read('k8s/deployment.yaml')), 'spec', 'template', 'spec')
    const routers = at(spec, 'containers', 0, 'lifecycle', 'preStop', 'sleep', 'seconds')
    const requests = /^DRAIN_SECONDS = (\d+)$/m.exec(read('src/digits/serve.py'))?.[1]
    expect(Number(at(spec, 'terminationGracePeriodSeconds'))).toBeGreaterThan(Number(routers) + Number(requests))
  })
})
