/**
 * Looks at pages as a person would: `pictures.ts OUT PAGE…`. One picture per page and colour scheme; fails on anything that
 * axe finds, on a message in the console, and on any request past the page itself.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Page } from 'playwright-core'

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const SCHEMES = ['light', 'dark'] as const
const WIDTHS = { wide: 1280, narrow: 390 } as const

const axe = readFileSync(join(import.meta.dirname, '../node_modules/axe-core/axe.min.js'), 'utf8')

/** What axe found wrong, one line each. */
async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const found: unknown = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, help, nodes }) => id + ': ' + help + ' (' + nodes.map(({ target }) => target.join(' ')).slice(0, 3).join('; ') + ')'))`,
  )
  return Array.isArray(found) ? found.map(String) : ['axe gave no answer']
}

/** The two folders that a page lies in tell the pages of several runs apart. */
function foldersOf(file: string): readonly string[] {
  return dirname(resolve(file)).split(sep).slice(-2)
}

async function main(out: string, pages: readonly string[]): Promise<void> {
  const executablePath = BROWSERS.find((path) => existsSync(path))
  if (executablePath === undefined)
    throw new Error(`no browser at ${BROWSERS.join(', ')} (Debian: apt-get install chromium)`)
  mkdirSync(out, { recursive: true })
  const browser = await chromium.launch({ executablePath, args: FLAGS })
  const problems: string[] = []
  try {
    for (const file of pages) {
      const title = [...foldersOf(file), basename(file, '.html')].join('-')
      let name = title
      // A window for each picture would cost more than the pictures. The page forbids scripts; axe runs beside that rule.
      const page = await browser.newPage({ bypassCSP: true })
      page.on('console', (message) => problems.push(`${name}: the console says ${message.text()}`))
      page.on('request', (request) => {
        if (!request.url().startsWith('file:') && !request.url().startsWith('data:')) {
          problems.push(`${name}: asks for ${request.url()}`)
        }
      })
      for (const colorScheme of SCHEMES) {
        for (const [size, width] of Object.entries(WIDTHS)) {
          name = [title, colorScheme, size].join('-')
          await page.emulateMedia({ colorScheme })
          await page.setViewportSize({ width, height: 900 })
          await page.goto(pathToFileURL(resolve(file)).href)
          const overflow = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth')
          if (overflow === true) problems.push(`${name}: is wider than its window`)
          await page.screenshot({ path: join(out, `${name}.png`), fullPage: true })
          problems.push(...(await accessibilityProblems(page)).map((problem) => `${name}: ${problem}`))
        }
      }
      await page.close()
      console.log(`looked at ${file}`)
    }
  } finally {
    await browser.close()
  }
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
}

const [out = '', ...pages] = process.argv.slice(2)
await main(out, pages)
