/** How variables reach a container without standing in an argument list. */
export interface EnvironmentFile {
  readonly text: string
  /** Names whose values no line can hold; they are handed over by the client's own environment. */
  readonly passedOn: readonly string[]
}

/** The text for `--env-file`: one `NAME=value` per line, nothing quoted or expanded (docker/cli, `opts/file.go`). */
export function environmentFile(variables: Readonly<Record<string, string>>): EnvironmentFile {
  const lines: string[] = []
  const passedOn: string[] = []
  for (const [name, value] of Object.entries(variables)) {
    if (/[\r\n]/.test(value)) passedOn.push(name)
    else lines.push(`${name}=${value}\n`)
  }
  return { text: lines.join(''), passedOn }
}

/** Shell text that exports variables, whatever is in their values. */
export function exportText(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`)
    .join('')
}
