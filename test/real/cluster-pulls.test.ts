import { readFile } from 'node:fs/promises'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { MediaType, openRepository, parseRepository, sha256 } from '@ml-actions/registry'
import { command } from '../services/command.ts'
import { endpoints } from '../services/endpoints.ts'
import { ACTIONS_WITH_ROLES, documentedRole } from '../services/kubernetes/accounts.ts'
import { realStage } from '../support/cluster/real.ts'
import type { Stage } from '../support/cluster/stage.ts'

const LIMIT_MS = 180_000

describe('pulling with and without permission', () => {
  let here: Stage
  beforeAll(async () => {
    const { ca } = await endpoints('registry')
    setDefaultCACertificates([...getCACertificates('default'), await readFile(ca, 'utf8')])
    here = await realStage()
  }, LIMIT_MS)
  afterAll(() => here.stop(), LIMIT_MS)

  test.each(['basic', 'tls'] as const)(
    'from the registry %s',
    async (form) => {
      const { [form]: host, username, password } = await endpoints('registry')
      const image = await pushNothing(host, { username, password })
      const auths = { [host]: { auth: Buffer.from(`${username}:${password}`).toString('base64') } }
      await here.apply(here.path(`secrets/${form}`), {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: form },
        type: 'kubernetes.io/dockerconfigjson',
        stringData: { '.dockerconfigjson': JSON.stringify({ auths }) },
      })
      const pod = (name: string, spec: object) =>
        here.apply(here.path(`pods/${name}`), {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name, labels: { app: name } },
          // Always: else the one without permission takes what the other one has pulled, where that was faster.
          spec: { containers: [{ name: 'main', image, imagePullPolicy: 'Always', command: ['/none'] }], ...spec },
        })
      await pod(`${form}-without`, {})
      await pod(`${form}-with`, { imagePullSecrets: [{ name: form }] })
      const waiting = (name: string, reason: string) =>
        here.until(`${name}: ${reason}`, async () => {
          const [found] = await here.pods(name)
          const { waiting: state } = found?.status.containerStatuses?.[0]?.state ?? {}
          return state?.reason === reason ? state.message : undefined
        })
      expect(await waiting(`${form}-without`, 'ErrImagePull')).toMatch(/ 401 Unauthorized$/)
      // The image holds no program: that it says so shows that it is there.
      await here.until('the image', async () => (await here.events('Pulled')).some((each) => each.includes(image)))
    },
    LIMIT_MS,
  )
})

describe('the account that the READMEs describe', () => {
  const can = async (verb: string, resource: string, namespace = 'default'): Promise<string> => {
    const { kubectl, restricted } = await endpoints('kubernetes')
    const asked = [kubectl, `--kubeconfig=${restricted}`, 'auth', 'can-i', verb, resource, '-n', namespace] as const
    return command(['sh', '-c', '"$@" || true', 'sh', ...asked]).then((text) => text.trim())
  }

  test.each(ACTIONS_WITH_ROLES)('%s: what its Role lists, in one namespace', async (action) => {
    const { rules } = await documentedRole(new URL('../..', import.meta.url).pathname, action)
    expect(Array.isArray(rules) && rules.length > 3).toBe(true)
    expect(await can('patch', 'deployments.apps')).toBe('yes')
    expect(await can('patch', 'deployments.apps', 'kube-system')).toBe('no')
    expect(await can('get', 'secrets')).toBe('no')
    expect(await can('create', 'pods')).toBe('no')
    expect(await can('create', 'pods/exec')).toBe('no')
  })
})

/** An image with one empty layer of its own. */
async function pushNothing(host: string, credentials: { username: string; password: string }): Promise<string> {
  const client = openRepository(parseRepository(`${host}/test/nothing`), { credentials })
  const layer = Buffer.alloc(1024)
  const config = { architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [sha256(layer)] } }
  const manifest = {
    schemaVersion: 2,
    mediaType: MediaType.ociManifest,
    config: { mediaType: MediaType.ociConfig, ...(await client.putBlob(Buffer.from(JSON.stringify(config)))) },
    layers: [{ mediaType: MediaType.ociLayerGzip, ...(await client.putBlob(gzipSync(layer))) }],
  }
  const { digest } = await client.putManifest(manifest, MediaType.ociManifest)
  return `${host}/test/nothing@${digest}`
}
