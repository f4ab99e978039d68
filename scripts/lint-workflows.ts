/**
 * Reads every workflow of this repository, and every template, with all the linters there are: GitHub's own parser,
 * zizmor, GitHub's schema, actionlint. Says which of them ran; a linter that is not to be had here is named, never passed over.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { grammarErrors } from '../packages/workflow-runner/src/workflow/grammar.ts'
import { ROOT } from './generate.ts'
import { actionlint, pythonTools } from './workflow-linters/install.ts'

/** What a linter said: nothing, findings, or why it could not be asked. */
type Answer = { readonly findings: string } | { readonly notRun: string }

function workflowFiles(): readonly string[] {
  return globSync(['workflows-templates/*.yml', '.github/workflows/*.yml'], { cwd: ROOT }).sort()
}

async function parser(files: readonly string[]): Promise<Answer> {
  const errors = await Promise.all(files.map((file) => grammarErrors(file, readFileSync(join(ROOT, file), 'utf8'))))
  return { findings: errors.flat().join('\n') }
}

function ask(command: string, args: readonly string[]): Answer {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' })
  if (error !== undefined) return { notRun: error.message }
  return { findings: status === 0 ? '' : `${stdout}${stderr}`.trim() || `exit code ${status}` }
}

const files = workflowFiles()
const tools = pythonTools()
const inVenv = (run: (bin: string) => Answer): Answer => (typeof tools === 'string' ? run(tools) : tools)
const schema = (name: string, checked: readonly string[]): Answer =>
  inVenv((bin) => ask(join(bin, 'python'), ['-m', 'check_jsonschema', '--builtin-schema', name, ...checked]))
const go = actionlint()

const zizmor = ['--offline', '--persona=pedantic', '--no-progress', '--color=never', '--config=.github/zizmor.yml']
const answers: readonly (readonly [linter: string, answer: Answer])[] = [
  ['workflow-parser', await parser(files)],
  ['zizmor', inVenv((bin) => ask(join(bin, 'zizmor'), [...zizmor, ...files]))],
  ['github-workflows schema', schema('vendor.github-workflows', files)],
  ...(existsSync(join(ROOT, '.github/dependabot.yml'))
    ? [['dependabot schema', schema('vendor.dependabot', ['.github/dependabot.yml'])] as const]
    : []),
  ['actionlint', typeof go === 'string' ? ask(go, ['-no-color', ...files]) : go],
]

for (const [linter, answer] of answers) {
  if ('notRun' in answer) console.log(`- ${linter}: not run here: ${answer.notRun}`)
  else if (answer.findings === '') console.log(`✓ ${linter}: ${files.length} files, nothing found`)
  else console.log(`✗ ${linter}:\n${answer.findings}`)
}
if (answers.some(([, answer]) => 'findings' in answer && answer.findings !== '')) process.exitCode = 1
