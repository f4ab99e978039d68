import { rmSync } from 'node:fs'
import { afterAll, describe, expect, test } from '@jest/globals'
import { isRecord } from '@ml-actions/evaluation'
import { sha256 } from '@ml-actions/registry'
import { openStep, type Run, world } from './validate-model-step.ts'

// What a verdict rests on and where it is told: pinned labels, a registry that takes nothing, the comment on a pull request.

const { folder, write, validate } = openStep()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { csv } = world(500, 0.05)
const LABELS = csv('label')
const MODEL = `sha256:${'1'.repeat(64)}`
const rows = () => ({
  labels: write('labels.csv', LABELS),
  predictions: write('p.csv', csv('challenger')),
  champion: 'none',
  model: MODEL,
})
const result = ({ statement }: Run): unknown => {
  const predicate = statement?.['predicate']
  return isRecord(predicate) ? predicate['result'] : undefined
}

describe('labels that the policy pins', () => {
  const policy = (labels: string) => write('policy.yml', `rules: [accuracy >= 0.8]\nlabels: ${labels}\n`)
  const other = sha256('other labels')

  test('are judged on, one or several', async () => {
    for (const labels of [sha256(LABELS), `[${other}, ${sha256(LABELS)}]`]) {
      const run = await validate({ ...rows(), policy: policy(labels) })
      expect(run.outputs).toMatchObject({ verdict: 'pass', 'labels-digest': sha256(LABELS) })
      expect(result(run)).toBe('PASSED')
    }
  })

  test('others are refused, and the statement is FAILED', async () => {
    const run = await validate({ ...rows(), policy: policy(other) })
    expect(run).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail', reason: 'labels-not-pinned' } })
    expect(run.message).toContain(`The labels are ${sha256(LABELS)}, and the policy pins ${other}`)
    expect(result(run)).toBe('FAILED')
  })

  test('one byte more is another file', async () => {
    const labels = write('longer.csv', `${LABELS}\n`)
    const run = await validate({ ...rows(), labels, policy: policy(sha256(LABELS)) })
    expect(run.outputs).toMatchObject({ reason: 'labels-not-pinned' })
  })

  test('metric files, which are judged without labels, do not satisfy the pin', async () => {
    const metrics = write('metrics.json', '{"accuracy": 0.9}')
    const run = await validate({ metrics, policy: policy(other), champion: 'none' })
    expect(run.outputs).toMatchObject({ verdict: 'fail', reason: 'labels-not-pinned' })
  })

  test('are part of the digest of the policy, in whatever order they are listed', async () => {
    const digest = async (text: string): Promise<string | undefined> =>
      (await validate({ ...rows(), policy: write('policy.yml', text) })).outputs['policy-digest']
    const rules = 'rules: [accuracy >= 0.8]\n'
    const both = await digest(`${rules}labels: [${sha256(LABELS)}, ${other}]`)
    expect(await digest(`labels: [${other}, ${sha256(LABELS)}, ${other}]\n${rules}`)).toBe(both)
    expect(new Set([both, await digest(rules), await digest(`${rules}labels: ${other}`)]).size).toBe(3)
  })

  test.each(['latest', '', '[]', '{a: 1}', `[${other}, 7]`, other.toUpperCase()])('%j pins nothing', async (labels) => {
    const run = await validate({ ...rows(), policy: policy(labels) })
    expect(run).toMatchObject({ exitCode: 1, outputs: { reason: 'invalid-policy' } })
    expect(run.message).toContain('allowed is the SHA-256 of a labels file')
  })
})

describe('a registry that refuses', () => {
  const refusing: typeof fetch = () => Promise.resolve(new Response('{"errors":[]}', { status: 403 }))
  const attached = { 'model-repository': 'registry.example.org/octo/model', rules: 'accuracy >= 0.8' }

  test('the verdict that was not recorded is told, with summary and report', async () => {
    const run = await validate({ ...rows(), ...attached }, { fetch: refusing })
    expect(run).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail', reason: 'push-failed' } })
    expect(run.message).toMatch(/can't be attached to sha256:1+ \(denied\)/)
    expect(run.message).toContain('Check `registry-username`')
    expect(run.message).toContain('The verdict, which is not recorded, was pass (first-release)')
    expect(run.summary).toContain('not attached')
    expect(run.summary).toContain('Confusion matrix')
    expect(run.report).toMatchObject({ verdict: 'fail', reason: 'push-failed', rules: [{ status: 'pass' }] })
    expect(run.outputs).not.toHaveProperty('attestation')
    expect(result(run)).toBe('PASSED')
  })

  test('warned on a pull request, it fails all the same', async () => {
    const few = world(120, 0.1)
    const run = await validate(
      {
        ...attached,
        rules: 'accuracy >= 0.8\naccuracy >= champion - 0.02',
        labels: write('few.csv', few.csv('label')),
        predictions: write('p.csv', few.csv('challenger')),
        'champion-predictions': write('c.csv', few.csv('champion')),
        model: MODEL,
        champion: `sha256:${'2'.repeat(64)}`,
      },
      { fetch: refusing, eventName: 'pull_request' },
    )
    expect(run).toMatchObject({ exitCode: 1, outputs: { reason: 'push-failed' } })
    expect(run.message).toContain('was inconclusive (too-few-rows)')
  })

  test('whose predictions these are is then not known', async () => {
    const origin = { ...rows(), ...attached, 'predictions-origin': 'attested', mode: 'observe' }
    const run = await validate(origin, { fetch: refusing })
    expect(run.outputs).toMatchObject({ verdict: 'fail', reason: 'registry-unreadable', report: expect.any(String) })
    expect(run.message).toContain("The evaluations can't be read (denied)")
    expect(run.summary).toContain('registry-unreadable')
  })
})

describe('the comment on a pull request', () => {
  interface Call {
    readonly request: string
    readonly body: string
    readonly authorization: string | null
  }
  const BOT = { type: 'Bot' }

  /** GitHub's comments, as documented at docs.github.com/rest/issues/comments. */
  function github(status = 201) {
    const calls: Call[] = []
    const comments: { id: number; user: typeof BOT; body: string; html_url: string }[] = []
    const answer: typeof fetch = async (input, init) => {
      const request = new Request(input, init)
      const url = new URL(request.url)
      const text = await request.text()
      const sent: unknown = text === '' ? {} : JSON.parse(text)
      const body = isRecord(sent) && typeof sent['body'] === 'string' ? sent['body'] : ''
      const key = `${request.method} ${url.host}${url.pathname}`
      calls.push({ request: key, body, authorization: request.headers.get('authorization') })
      if (request.method === 'GET') return Response.json(comments)
      if (status >= 400) return Response.json({ message: 'Resource not accessible by integration' }, { status })
      const [id] = comments.length === 0 ? [1] : [comments[0]?.id ?? 1]
      const written = { id, user: BOT, body, html_url: `https://github.com/o/r/pull/7#issuecomment-${id}` }
      comments.splice(0, 1, written)
      return Response.json(written, { status })
    }
    return { calls, answer }
  }

  const asked = { rules: 'accuracy >= 0.8', 'github-token': 'ghs_token' }
  const pull = { eventName: 'pull_request', event: { pull_request: { number: 7 } } }

  test('says the verdict, and the next run replaces its text', async () => {
    const { calls, answer } = github()
    const first = await validate({ ...rows(), ...asked }, { ...pull, fetch: answer })
    expect(first.log).toContain('commented: https://github.com/o/r/pull/7#issuecomment-1')
    expect(calls.map(({ request }) => request)).toEqual([
      'GET api.github.com/repos/o/r/issues/7/comments',
      'POST api.github.com/repos/o/r/issues/7/comments',
    ])
    expect(calls.at(-1)).toMatchObject({
      authorization: 'token ghs_token',
      body: expect.stringMatching(/^<!-- .*validate-model\/ci\/validate.* -->\n[\s\S]*first-release/),
    })
    const second = await validate({ ...rows(), ...asked, rules: 'accuracy >= 0.99' }, { ...pull, fetch: answer })
    expect(second.outputs).toMatchObject({ reason: 'rule-not-met' })
    expect(calls.at(-1)).toMatchObject({
      request: 'PATCH api.github.com/repos/o/r/issues/comments/1',
      body: expect.stringContaining('rule-not-met'),
    })
  })

  test('a token that may not changes no verdict and is told', async () => {
    const { answer } = github(403)
    const run = await validate({ ...rows(), ...asked }, { ...pull, fetch: answer })
    expect(run).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' } })
    expect(run.log).toContain('comment: GitHub answered 403')
  })

  test.each([
    ['without a token', { 'github-token': '' }, pull],
    ['with `comment: false`', { comment: 'false' }, pull],
    ['in observe', { mode: 'observe' }, pull],
    ['on a push', {}, { eventName: 'push', event: { ref: 'refs/heads/main' } }],
  ])('is left out %s', async (_, inputs, around) => {
    const { calls, answer } = github()
    const run = await validate({ ...rows(), ...asked, ...inputs }, { ...around, fetch: answer })
    expect(run.outputs).toMatchObject({ verdict: 'pass' })
    expect(calls).toEqual([])
  })

  test('what files say stays text', async () => {
    const { calls, answer } = github()
    const label = '<img src=x>@octocat --> ::error::x'
    const inputs = {
      ...asked,
      labels: write('labels.csv', `id,label\n1,"${label}"\n2,b\n`),
      predictions: write('p.csv', `id,prediction\n1,"${label}"\n2,c\n`),
      'min-rows': '1',
    }
    await validate(inputs, { ...pull, fetch: answer })
    expect(calls.at(-1)?.body).toContain('octocat')
    expect(calls.at(-1)?.body).not.toMatch(/<img|@octocat/)
  })
})
