import { readFile } from 'node:fs/promises'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { describe, expect, test } from '@jest/globals'
import { openRepository } from '@ml-actions/registry'
import { endpoints } from '../services/endpoints.ts'
import { answersOf, recordedAnswers } from '../support/registry/answers.ts'
import { CHALLENGES, challengesOf } from '../support/registry/challenges.ts'
import { refusalOf } from '../support/registry/content.ts'
import type { RegistryForm } from '../support/registry/form.ts'
import { registrySuites } from '../support/registry/suites/index.ts'
import { startBearerRegistry } from './registry-bearer.ts'

// @seconds 95

const stop = async (): Promise<void> => {}

async function open(kind: 'open' | 'older'): Promise<RegistryForm> {
  return { host: (await endpoints('registry'))[kind], referrers: 'fallback tag', stop }
}

async function basic(): Promise<RegistryForm> {
  const { basic: host, username, password } = await endpoints('registry')
  return { host, credentials: { username, password }, referrers: 'fallback tag', stop }
}

/** As `NODE_EXTRA_CA_CERTS` does it, for this process. */
async function tls(): Promise<RegistryForm> {
  const { tls: host, ca, username, password } = await endpoints('registry')
  setDefaultCACertificates([...getCACertificates('default'), await readFile(ca, 'utf8')])
  return { host, credentials: { username, password }, referrers: 'fallback tag', stop }
}

test('the challenges that the embedded registry is held to are still those of distribution 2.8', async () => {
  const registry = await startBearerRegistry()
  try {
    expect(await challengesOf(`http://${registry.host}`, registry.realm, registry.account)).toEqual(CHALLENGES)
  } finally {
    await registry.stop()
  }
})

describe('the answers that the embedded registry is held to are still those of', () => {
  test.each([
    ['distribution 3.1.2', 'open'],
    ['distribution 2.8.2', 'older'],
  ] as const)('%s', async (name, kind) => {
    expect(await answersOf(`http://${(await endpoints('registry'))[kind]}`)).toEqual(await recordedAnswers(name))
  })
})

// test/unit/registry-suites.test.ts has the same for the embedded one.
registrySuites('distribution 3', () => open('open'))
registrySuites('distribution 3 with basic authentication', basic)
registrySuites('distribution 2.8', () => open('older'))
registrySuites('distribution 2.8 with a token server', startBearerRegistry)

describe('TLS', () => {
  test('of an authority that is not known here is refused, and says what to do', async () => {
    const { tls: registry } = await endpoints('registry')
    const { reason, message } = await refusalOf(openRepository({ registry, name: 'a' }).resolve('v1'))
    expect(reason).toBe('unavailable')
    expect(message).toContain('NODE_EXTRA_CA_CERTS')
  })

  // The proxy of faults speaks plain http.
  registrySuites('distribution 3', tls, { without: ['on a bad day'] })
})
