import { parseDuration, parseSize } from './units.ts'

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly allowed: string }

/** How one input is written and read. `T` is `undefined`-able when the input is neither required nor has a default. */
export interface Input<T> {
  /** The word of the README's Type column. */
  readonly type: string
  readonly description: string
  readonly example: string
  readonly required: boolean
  readonly default: string | undefined
  readonly secret: boolean
  readonly multiline: boolean
  /** Reads a text that is not empty. */
  readonly parse: (text: string) => Parsed<T>
}

export interface Declared {
  readonly description: string
  /** A value that is allowed; shown when another one is refused. */
  readonly example: string
  readonly required?: true
  /** The text that stands for an input that is not given. */
  readonly default?: string
}

/** The type of an input's value: present when required or given a default. */
export type ValueOf<O extends Declared, T> = O extends { readonly required: true }
  ? T
  : O extends { readonly default: string }
    ? T
    : T | undefined

interface Kind<T> {
  readonly type: string
  readonly secret?: boolean
  readonly multiline?: boolean
  readonly parse: (text: string) => Parsed<T>
}

const accept = <T>(value: T): Parsed<T> => ({ ok: true, value })
const refuse = (allowed: string): Parsed<never> => ({ ok: false, allowed })

function declare<O extends Declared, T>(options: O, kind: Kind<T>): Input<ValueOf<O, T>>
function declare<T>(options: Declared, kind: Kind<T>): Input<T> {
  return {
    type: kind.type,
    description: options.description,
    example: options.example,
    required: options.required ?? false,
    default: options.default,
    secret: kind.secret ?? false,
    multiline: kind.multiline ?? false,
    parse: kind.parse,
  }
}

/** One line of text; `pattern` is explained by `allowed`. */
export function string<const O extends Declared & { readonly pattern?: RegExp; readonly allowed?: string }>(
  options: O,
): Input<ValueOf<O, string>> {
  const { pattern, allowed = 'one line of text' } = options
  return declare(options, {
    type: 'string',
    parse: (text) => (pattern === undefined || pattern.test(text) ? accept(text) : refuse(allowed)),
  })
}

/** Text of several lines, as it stands. */
export function multiline<const O extends Declared>(options: O): Input<ValueOf<O, string>> {
  return declare(options, { type: 'text', multiline: true, parse: accept })
}

/** A decimal number within inclusive bounds. */
export function number<
  const O extends Declared & { readonly min?: number; readonly max?: number; readonly integer?: true },
>(options: O): Input<ValueOf<O, number>> {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, integer = false } = options
  const allowed = `${integer ? 'a whole number' : 'a number'}${range(min, max, String)}`
  return declare(options, {
    type: 'number',
    parse: (text) => {
      const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
      const fits = value >= min && value <= max && Number.isFinite(value) && (!integer || Number.isSafeInteger(value))
      return fits ? accept(value) : refuse(allowed)
    },
  })
}

/** `true` or `false`, in YAML 1.2's three spellings of each. */
export function boolean<const O extends Declared>(options: O): Input<ValueOf<O, boolean>> {
  return declare(options, {
    type: 'boolean',
    parse: (text) =>
      /^(true|True|TRUE)$/.test(text)
        ? accept(true)
        : /^(false|False|FALSE)$/.test(text)
          ? accept(false)
          : refuse('`true` or `false`'),
  })
}

/** A duration such as `90s`, `10m`, `2h`; the value is in milliseconds. */
export function duration<const O extends Declared & { readonly min?: string; readonly max?: string }>(
  options: O,
): Input<ValueOf<O, number>> {
  const { min = '0s', max } = options
  const most = max === undefined ? Number.POSITIVE_INFINITY : (parseDuration(max) ?? Number.NaN)
  const least = parseDuration(min) ?? Number.NaN
  const allowed = `a duration with its unit (ms, s, m, h, d)${max === undefined ? '' : `, ${min} to ${max}`}`
  return declare(options, {
    type: 'duration',
    parse: (text) => {
      const value = parseDuration(text)
      return value !== undefined && value >= least && value <= most ? accept(value) : refuse(allowed)
    },
  })
}

/** A size such as `512MiB`, `40GiB`; the value is in bytes. */
export function size<const O extends Declared>(options: O): Input<ValueOf<O, number>> {
  return declare(options, {
    type: 'size',
    parse: (text) => {
      const value = parseSize(text)
      return value === undefined
        ? refuse('a size with its unit (B, KiB, MiB, GiB, TiB, KB, MB, GB, TB)')
        : accept(value)
    },
  })
}

/** One of a few words. */
export function choice<const W extends readonly [string, ...string[]], const O extends Declared>(
  words: W,
  options: O,
): Input<ValueOf<O, W[number]>> {
  return declare<O, W[number]>(options, {
    type: words.map((word) => `\`${word}\``).join(' \\| '),
    parse: (text) => {
      const found = words.find((word) => word === text)
      return found === undefined ? refuse(`one of ${words.map((word) => `\`${word}\``).join(', ')}`) : accept(found)
    },
  })
}

/** Items separated by commas or line ends (`separator: 'newline'` leaves commas alone); blank ones are dropped. */
export function list<
  const O extends Declared & {
    readonly separator?: 'newline'
    readonly item?: RegExp
    readonly allowed?: string
    readonly maxItems?: number
  },
>(options: O): Input<ValueOf<O, readonly string[]>> {
  const { item, allowed = 'a list, one item per line', maxItems = 1_000 } = options
  return declare(options, {
    type: 'list',
    multiline: true,
    parse: (text) => {
      const items = text
        .split(options.separator === 'newline' ? /\r?\n/ : /\r?\n|,/)
        .map((part) => part.trim())
        .filter((part) => part !== '')
      const fits = items.length <= maxItems && items.every((part) => item === undefined || item.test(part))
      return fits ? accept(items) : refuse(allowed)
    },
  })
}

/** Lines of `NAME=value`; a name given twice is refused. */
export function pairs<const O extends Declared & { readonly name?: RegExp; readonly secret?: true }>(
  options: O,
): Input<ValueOf<O, ReadonlyMap<string, string>>> {
  const { name = /^[A-Za-z_][A-Za-z0-9_.-]*$/ } = options
  return declare(options, {
    type: 'pairs',
    multiline: true,
    secret: options.secret ?? false,
    parse: (text) => {
      const found = new Map<string, string>()
      for (const line of text.split(/\r?\n/)) {
        if (line.trim() === '') continue
        const at = line.indexOf('=')
        const key = line.slice(0, at).trim()
        if (at < 1 || !name.test(key) || found.has(key)) return refuse('lines of `NAME=value`, each name once')
        found.set(key, line.slice(at + 1).trim())
      }
      return accept(found)
    },
  })
}

/** A path below the workspace or absolute; no NUL, not starting with `-`. */
export function path<const O extends Declared>(options: O): Input<ValueOf<O, string>> {
  return declare(options, {
    type: 'path',
    parse: (text) => (text.startsWith('-') ? refuse('a path that does not start with `-`') : accept(text)),
  })
}

/** `sha256:` and 64 hexadecimal characters. */
export function digest<const O extends Declared>(options: O): Input<ValueOf<O, `sha256:${string}`>> {
  return declare<O, `sha256:${string}`>(options, {
    type: 'digest',
    parse: (text) =>
      isDigest(text) ? accept(text) : refuse('`sha256:` followed by 64 lower-case hexadecimal characters'),
  })
}

/** `HOST[:PORT]/NAME` without tag or digest. */
export function repository<const O extends Declared>(options: O): Input<ValueOf<O, string>> {
  const pattern =
    /^(?:localhost|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+|\[[0-9a-f:]+\])(?::\d{1,5})?(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)+$|^[a-z0-9-]+:\d{1,5}(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)+$/
  return declare(options, {
    type: 'repository',
    parse: (text) =>
      text.length <= 255 && pattern.test(text)
        ? accept(text)
        : refuse('`HOST/NAME` in lower case, without tag or digest'),
  })
}

/** A text that is masked before anything else happens and never shown. */
export function secret<const O extends Declared>(options: O): Input<ValueOf<O, string>> {
  return declare(options, { type: 'secret', secret: true, multiline: true, parse: accept })
}

function isDigest(text: string): text is `sha256:${string}` {
  return /^sha256:[0-9a-f]{64}$/.test(text)
}

function range(min: number, max: number, show: (value: number) => string): string {
  if (Number.isFinite(min) && Number.isFinite(max)) return `, ${show(min)} to ${show(max)}`
  if (Number.isFinite(min)) return `, at least ${show(min)}`
  if (Number.isFinite(max)) return `, at most ${show(max)}`
  return ''
}
