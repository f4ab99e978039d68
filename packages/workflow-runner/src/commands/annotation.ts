import type { Annotation } from '../types.ts'
import type { LogCommand } from './parse.ts'

/** Longer messages are cut (actions/runner, `ExecutionContext.cs`). */
const MAX_MESSAGE_LENGTH = 4096

/** What GitHub shows for `::error::`, `::warning::` or `::notice::`; places that make no sense are left out. */
export function toAnnotation(level: Annotation['level'], command: LogCommand): Annotation {
  const { file, title } = command.properties
  return {
    level,
    message: command.data.slice(0, MAX_MESSAGE_LENGTH),
    ...(title === undefined ? {} : { title }),
    ...(file === undefined ? {} : { file }),
    ...place(command.properties),
  }
}

type Place = Pick<Annotation, 'line' | 'endLine' | 'column' | 'endColumn'>

/** `ValidateLinesAndColumns` of the runner: an end needs a start, and columns need one line. */
function place(properties: LogCommand['properties']): Place {
  const line = count(properties['line'])
  if (line === undefined) return {}
  const endLine = count(properties['endline'])
  if (endLine !== undefined && endLine < line) return {}
  const lines: Place = { line, ...(endLine === undefined ? {} : { endLine }) }
  const column = count(properties['col'])
  if (column === undefined || (endLine !== undefined && endLine !== line)) return lines
  const endColumn = count(properties['endcolumn'])
  if (endColumn !== undefined && endColumn < column) return lines
  return { ...lines, column, ...(endColumn === undefined ? {} : { endColumn }) }
}

function count(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
}
