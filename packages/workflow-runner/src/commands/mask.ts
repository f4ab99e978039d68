/** Replaces secrets, and the forms in which tools print them, by `***` (actions/runner, `SecretMasker.cs`). */
export class Masker {
  readonly #values = new Set<string>()

  /** Hides a value whole, encoded, and line by line; blank values hide nothing. */
  add(value: string): void {
    this.#addForms(value)
    for (const line of value.split(/[\r\n]+/)) this.#addForms(line.trim())
  }

  /** The text with every occurrence replaced; overlapping and adjacent ones become one `***`. */
  mask(text: string): string {
    let result = ''
    let at = 0
    for (const hit of merged(this.#hits(text))) {
      result += `${text.slice(at, hit.start)}***`
      at = hit.end
    }
    return result + text.slice(at)
  }

  /** Whether masking would change the text. */
  hides(text: string): boolean {
    return this.mask(text) !== text
  }

  #addForms(value: string): void {
    if (value.trim() === '') return
    for (const form of [value, ...encodings(value)]) if (form !== '') this.#values.add(form)
  }

  #hits(text: string): Hit[] {
    const hits: Hit[] = []
    for (const value of this.#values) {
      for (let start = text.indexOf(value); start >= 0; start = text.indexOf(value, start + 1)) {
        hits.push({ start, end: start + value.length })
      }
    }
    return hits.sort((left, right) => left.start - right.start)
  }
}

interface Hit {
  readonly start: number
  readonly end: number
}

function merged(hits: readonly Hit[]): readonly Hit[] {
  const result: Hit[] = []
  for (const hit of hits) {
    const last = result.at(-1)
    if (last === undefined || hit.start > last.end) result.push(hit)
    else result[result.length - 1] = { start: last.start, end: Math.max(last.end, hit.end) }
  }
  return result
}

/** The forms of a secret that the runner hides too (actions/runner, `ValueEncoders.cs`). */
function encodings(value: string): string[] {
  const bytes = Buffer.from(value)
  // Three bytes become four characters, so a secret inside a longer text may start at any of three offsets.
  const base64 = [0, 1, 2].map((offset) => (bytes.length > offset ? bytes.subarray(offset) : bytes).toString('base64'))
  const lastAmpersand = value.lastIndexOf('&') + 1
  const afterAmpersand = value.slice(lastAmpersand)
  return [
    ...base64,
    value.replaceAll('"', '\\"'),
    value.replaceAll("'", "''"),
    JSON.stringify(value).slice(1, -1),
    uriEscape(value),
    xmlEscape(value),
    value.length > 8 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : '',
    value.slice(0, lastAmpersand),
    lastAmpersand > 0 && afterAmpersand.length >= 6 ? afterAmpersand : '',
  ]
}

/** As .NET's Uri.EscapeDataString: all but letters, digits and `-_.~`; half a surrogate pair can't be written so. */
function uriEscape(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function xmlEscape(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
}
