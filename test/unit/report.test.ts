import { describe, expect, test } from '@jest/globals'
import { escapeCode, escapeMarkdown, type Report, renderComment, renderHtml, renderSummary } from '@ml-actions/report'
import fc from 'fast-check'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'

// micromark is the oracle: an independent implementation of CommonMark with GitHub's extensions.
const render = (markdown: string): string =>
  micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true })
const tags = (page: string): string[] => [...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name ?? '')
const textOf = (page: string): string =>
  page
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('\u2060', '')

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '**bold** [link](javascript:alert(1)) ![i](http://x)',
  'a | b | c',
  '`code` ```',
  '@octocat closes #1 and https://evil.example',
  '# heading',
  '- [ ] task',
  '&lt;script&gt;',
  '$\\frac{1}{2}$',
  '</details><script>',
  '</code><script>',
  'a\\|b',
  '--> <!-- x',
]
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '|',
        '`',
        '*',
        '_',
        '[',
        ']',
        '(',
        ')',
        '#',
        '@',
        '!',
        '\\',
        '&',
        '~',
        'a',
        ' ',
        ':',
        '/',
      ),
    )
    .map((signs) => signs.join('')),
  fc.constantFrom(...HOSTILE),
)

describe('escaping', () => {
  test('any text is shown as it is in a line of Markdown, with no element of its own', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const page = render(`start ${escapeMarkdown(text)} end`)
        expect(new Set(tags(page))).toEqual(new Set(['p']))
        if (!/[\p{C}\n]/u.test(text)) expect(textOf(page).trim()).toBe(`start ${text} end`.replaceAll(/\s+$/g, ''))
      }),
    )
  })
  test('an address can’t end its link and go on with one of its own', () => {
    const link = { text: 'page', href: 'https://a.example/)![p](https://evil.example/p.png' }
    const page = render(renderSummary({ title: 't', sections: [{ kind: 'text', text: [{ link }] }] }))
    expect(tags(page).sort()).toEqual(['a', 'a', 'h2', 'h2', 'p', 'p'])
  })
  test('and in a cell of a table it adds neither cells nor rows', () => {
    fc.assert(
      fc.property(anyText, anyText, (left, right) => {
        const page = render(`| a | b |\n| --- | --- |\n| ${escapeMarkdown(left)} | <code>${escapeCode(right)}</code> |`)
        expect(tags(page).filter((name) => name === 'td')).toHaveLength(4)
        expect(tags(page).filter((name) => name === 'tr')).toHaveLength(4)
        const allowed = ['table', 'thead', 'tbody', 'tr', 'th', 'td', 'code', 'br']
        expect(tags(page).filter((name) => !allowed.includes(name))).toEqual([])
      }),
    )
  })
})

const report = (text: string): Report => ({
  title: text,
  sections: [
    { kind: 'verdict', badge: { tone: 'fail', text }, text: [text, { code: text }, { strong: text }] },
    { kind: 'facts', rows: [[text, [{ code: text }]]] },
    { kind: 'table', head: [text, 'n'], rows: [[[text], ['1']]], numeric: [1] },
    { kind: 'list', items: [[text]] },
    { kind: 'log', lines: [text, '```', '````'] },
    {
      kind: 'chart',
      title: text,
      shape: 'line',
      x: { label: text },
      y: { label: text },
      series: [
        {
          name: text,
          points: [
            [0, 1],
            [1, 2],
            [2, 4],
          ],
        },
      ],
      thresholds: [{ y: 3, label: text }],
      marks: [{ x: 1, label: text }],
    },
    {
      kind: 'matrix',
      title: text,
      rowLabel: text,
      columnLabel: text,
      labels: [text, 'b'],
      counts: [
        [3, 1],
        [0, 2],
      ],
    },
    { kind: 'group', title: text, badge: { tone: 'pass', text }, sections: [{ kind: 'text', text: [text] }] },
    { kind: 'details', title: text, sections: [{ kind: 'text', text: [{ link: { text, href: text } }] }] },
  ],
})

describe('a report whose every text is hostile', () => {
  test.each(HOSTILE)('%s speaks neither Markdown nor HTML', async (text) => {
    const outer = (page: string): Record<string, number> => {
      const counts: Record<string, number> = {}
      for (const name of tags(page)) counts[name] = (counts[name] ?? 0) + 1
      return counts
    }
    expect(outer(render(renderSummary(report(text))))).toEqual(outer(render(renderSummary(report('plain text')))))
    expect(outer(await renderHtml(report(text)))).toEqual(outer(await renderHtml(report('plain text'))))
  })

  test('the marker of a comment stays hidden and single', () => {
    expect(renderComment(report('x'), 'validate --> <b>').split('\n')[0]).toBe('<!-- ml-actions:validate--b -->')
  })
})

describe('a chart', () => {
  test('in the summary is read at equal distances', () => {
    const text = renderSummary({
      title: 't',
      sections: [
        {
          kind: 'chart',
          title: 'weight',
          shape: 'step',
          x: { label: 's' },
          y: { label: '%' },
          series: [
            {
              name: 'canary',
              points: [
                [0, 5],
                [30, 50],
                [40, 100],
              ],
            },
          ],
        },
      ],
    })
    expect(text).toContain('x-axis "s" 0 --> 40')
    expect(text).toContain('line [5, 5, 100]')
  })
  test('without data is left out rather than drawn empty', async () => {
    const empty: Report = {
      title: 't',
      sections: [
        {
          kind: 'chart',
          title: 'c',
          shape: 'line',
          x: { label: 'x' },
          y: { label: 'y', scale: 'log' },
          series: [{ name: 's', points: [] }],
        },
      ],
    }
    expect(renderSummary(empty)).toBe('## t')
    expect(await renderHtml(empty)).toContain('s has no data')
  })
})
