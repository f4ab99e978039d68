import { expect, test } from '@jest/globals'
import { attach, copyTo, fetchByDigest, list } from '@ml-actions/attestation'
import { byBytes, type Digest, fallbackTag, type RepositoryClient } from '@ml-actions/registry'
import { noteIn, noteOn, pushImage } from '../content.ts'
import { openAt, type RegistryForm, WAITING } from '../form.ts'

const UNSIGNED = { kind: 'none' } as const

/** Statements attached to a manifest: as referrers by the API, or in the list under the fallback tag. */
export function statementsSuite(form: () => RegistryForm): void {
  const notes = async (client: RepositoryClient, subject: Digest, predicateType?: string) =>
    (await list(client, subject, predicateType))
      .map(({ content }) => (content.kind === 'envelope' ? String(noteIn(content.bytes)) : content.message))
      .sort(byBytes)

  test('are attached, also two at once, and found by their type', async () => {
    const client = openAt(form(), 'statements')
    const subject = await pushImage(client, 'subject')
    const [first] = await Promise.all([
      attach(client, subject, noteOn(subject, 'one'), UNSIGNED),
      attach(client, subject, noteOn(subject, 'two'), UNSIGNED),
    ])
    await attach(client, subject, noteOn(subject, 'three', 'https://example.test/other/v1'), UNSIGNED)
    expect(await notes(client, subject)).toEqual(['one', 'three', 'two'])
    expect(await notes(client, subject, 'https://example.test/other/v1')).toEqual(['three'])
    expect(await client.referrers(subject, 'application/x.none')).toEqual([])
    const stored = await fetchByDigest(client, first.digest)
    expect([stored.attachedTo, stored.predicateType]).toEqual([subject, 'https://example.test/note/v1'])
    expect(await client.tags()).toEqual(form().referrers === 'api' ? [] : [fallbackTag(subject)])
    await client.deleteManifest(first.digest)
    expect(await notes(client, subject)).toEqual(['three', 'two'])
  })

  test('are copied byte for byte to another repository’s manifest', async () => {
    const [from, to] = [openAt(form(), 'copied/from'), openAt(form(), 'copied/to')]
    const subject = await pushImage(from, 'model')
    const image = await pushImage(to, 'image')
    const { digest } = await attach(from, subject, noteOn(subject, 'validated'), UNSIGNED)
    const copy = await copyTo(from, to, digest, image)
    const [before, after] = [await fetchByDigest(from, digest), await fetchByDigest(to, copy.digest)]
    expect(after.content).toEqual(before.content)
    expect([after.attachedTo, await notes(to, image)]).toEqual([image, ['validated']])
  })

  test('of several machines at once are all there in the end', async () => {
    const setup = openAt(form(), 'at-once')
    const subject = await pushImage(setup, 'subject')
    const names = ['a', 'b', 'c', 'd']
    await Promise.all(
      names.map((name) => attach(openAt(form(), 'at-once', WAITING), subject, noteOn(subject, name), UNSIGNED)),
    )
    expect(await notes(setup, subject)).toEqual(names)
  })
}
