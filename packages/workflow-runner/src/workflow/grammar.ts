import { allowJsonModules } from '../json-modules.ts'

/** Sentences of GitHub's parser about a workflow file, each with line and column; none when GitHub would run it. */
export async function grammarErrors(file: string, text: string): Promise<readonly string[]> {
  allowJsonModules()
  const parser = await import('@actions/workflow-parser')
  const { context, value } = parser.parseWorkflow({ name: file, content: text }, new parser.NoOperationTraceWriter())
  // `needs` and the like are only looked at once the syntax is right.
  if (value !== undefined) await parser.convertWorkflowTemplate(context, value)
  return messages(context.errors.getErrors(), file)
}

/** Sentences of GitHub's parser about an `action.yml`. */
export async function actionGrammarErrors(file: string, text: string): Promise<readonly string[]> {
  allowJsonModules()
  const { NoOperationTraceWriter } = await import('@actions/workflow-parser')
  const { parseAction, convertActionTemplate } = await import('@actions/workflow-parser/actions/index')
  const { context, value } = parseAction({ name: file, content: text }, new NoOperationTraceWriter())
  if (value !== undefined) convertActionTemplate(context, value)
  return messages(context.errors.getErrors(), file)
}

function messages(errors: readonly { readonly message: string }[], file: string): readonly string[] {
  return errors.map(({ message }) => (message.startsWith(file) ? message : `${file}: ${message}`))
}
