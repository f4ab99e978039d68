/**
 * Writes each action's `action.yml` and the tables of its README from `actions/NAME/src/definition.ts`.
 * `--check` writes nothing and fails when a file is not what it should be.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ActionDefinition, STANDARD_REASONS } from '@ml-actions/action'
import { stringify } from 'yaml'

export const ROOT = join(import.meta.dirname, '..')

/** The names of all actions that have a definition. */
export function actionNames(): readonly string[] {
  return readdirSync(join(ROOT, 'actions'))
    .filter((name) => existsSync(join(ROOT, 'actions', name, 'src/definition.ts')))
    .sort()
}

export async function loadDefinition(name: string): Promise<ActionDefinition> {
  const module: unknown = await import(join(ROOT, 'actions', name, 'src/definition.ts'))
  const found = typeof module === 'object' && module !== null ? Object.values(module).find(isDefinition) : undefined
  if (found === undefined) throw new Error(`actions/${name}/src/definition.ts exports no definition`)
  if (found.name !== name) throw new Error(`actions/${name}/src/definition.ts defines ${found.name}`)
  return found
}

function isDefinition(value: unknown): value is ActionDefinition {
  return typeof value === 'object' && value !== null && 'inputs' in value && 'reasons' in value && 'branding' in value
}

function actionYaml(definition: ActionDefinition): string {
  const bundle = `../../dist/${definition.name}/index.js`
  const inputs = Object.entries(definition.inputs).map(([name, input]): [string, object] => [
    name,
    {
      description: plain(input.description),
      required: input.required,
      ...(input.default === undefined ? {} : { default: input.default }),
    },
  ])
  const outputs = Object.entries(allOutputs(definition)).map(([name, text]): [string, object] => [
    name,
    { description: plain(text) },
  ])
  const document = {
    name: definition.title,
    description: plain(definition.description),
    author: 'ML Actions',
    branding: definition.branding,
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries(outputs),
    runs: { using: 'node24', main: bundle, ...(definition.hasPost ? { post: bundle } : {}) },
  }
  return `# Generated from src/definition.ts by \`npm run generate\`.\n${stringify(document, { lineWidth: 120 })}`
}

function readmeTables(definition: ActionDefinition): Readonly<Record<string, string>> {
  return {
    inputs: table(
      ['Input', 'Type', 'Default', 'Description'],
      Object.entries(definition.inputs).map(([name, input]) => [
        `\`${name}\``,
        input.type,
        input.required
          ? '**required**'
          : input.default === undefined || input.default === ''
            ? ''
            : code(input.default),
        cell(input.description),
      ]),
    ),
    outputs: table(
      ['Output', 'Description'],
      Object.entries(allOutputs(definition)).map(([name, text]) => [`\`${name}\``, cell(text)]),
    ),
    reasons: table(
      ['Reason', 'Meaning'],
      Object.entries({ ...definition.reasons, ...STANDARD_REASONS }).map(([name, text]) => [`\`${name}\``, cell(text)]),
    ),
  }
}

function withTables(readme: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((text, [name, content]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const from = text.indexOf(open)
    const to = text.indexOf(close)
    if (from < 0 || to < from) throw new Error(`the README has no ${open} … ${close}`)
    return `${text.slice(0, from + open.length)}\n${content}\n${text.slice(to)}`
  }, readme)
}

function allOutputs(definition: ActionDefinition): Readonly<Record<string, string>> {
  return {
    verdict: '`pass`, `fail` or `inconclusive`.',
    reason: 'The stable reason of the verdict, from the list below.',
    ...definition.outputs,
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
const cell = (text: string): string => plain(text).replaceAll(/(?<!\\)\|/g, '\\|')
const code = (text: string): string => `\`${text.trim().replaceAll('\n', ', ').replaceAll('|', '\\|')}\``

async function main(check: boolean): Promise<void> {
  const stale: string[] = []
  const put = (file: string, content: string): void => {
    if (existsSync(file) && readFileSync(file, 'utf8') === content) return
    if (check) stale.push(file)
    else writeFileSync(file, content)
  }
  for (const name of actionNames()) {
    const definition = await loadDefinition(name)
    const folder = join(ROOT, 'actions', name)
    put(join(folder, 'action.yml'), actionYaml(definition))
    const readme = join(folder, 'README.md')
    if (existsSync(readme)) put(readme, withTables(readFileSync(readme, 'utf8'), readmeTables(definition)))
  }
  if (stale.length > 0) {
    console.error(`Not what the definitions say (run \`npm run generate\`):\n${stale.join('\n')}`)
    process.exitCode = 1
  }
}

if (import.meta.main) await main(process.argv.includes('--check'))
