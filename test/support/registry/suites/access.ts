import { expect, test } from '@jest/globals'
import { sha256 } from '@ml-actions/registry'
import { pushImage, refusalOf } from '../content.ts'
import { openAt, type RegistryForm } from '../form.ts'

/** Who is let in. Without credentials in the form everybody is, whatever they say of themselves. */
export function accessSuite(form: () => RegistryForm): void {
  test('a stranger is refused where there are accounts, and nothing of a wrong password is shown', async () => {
    const { username = 'ci' } = form().credentials ?? {}
    const strangers = [
      openAt(form(), 'access', { credentials: { username, password: 'hunter2' } }),
      openAt(form(), 'access', { credentials: { username: 'nobody', password: 'hunter2' } }),
      openAt(form(), 'access', { credentials: undefined }),
    ]
    for (const client of strangers) {
      if (form().credentials === undefined) {
        expect([await client.canPush(), await client.resolve('v1')]).toEqual([true, undefined])
        continue
      }
      expect(await client.canPush()).toBe(false)
      expect(await client.mountBlob(sha256('x'), 'elsewhere')).toBe(false)
      const attempts: readonly (() => Promise<unknown>)[] = [
        () => client.resolve('v1'),
        () => client.getManifest('v1'),
        () => client.tags(),
        () => client.putBlob(Buffer.from('x')),
        () => client.referrers(sha256('x')),
      ]
      for (const attempt of attempts) {
        const error = await refusalOf(attempt())
        expect([error.reason, error.status]).toEqual(['unauthorized', 401])
        expect(`${error.message} ${error.stack}`).not.toContain('hunter2')
      }
    }
  })

  test('a friend is let in by one client for reading, pushing and deleting', async () => {
    const client = openAt(form(), 'friends')
    const digest = await pushImage(client, 'mine', 'v1')
    expect((await client.resolve('v1'))?.digest).toBe(digest)
    await client.deleteManifest(digest)
    expect(await client.resolve('v1')).toBeUndefined()
  })
}
