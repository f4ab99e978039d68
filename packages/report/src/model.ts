/** A piece of a line. A plain string may come from outside; every renderer escapes it. */
export type Inline =
  | string
  | { readonly code: string }
  | { readonly strong: string }
  | { readonly link: { readonly text: string; readonly href: string } }

/** What a verdict word is coloured by. */
export type Tone = 'pass' | 'fail' | 'inconclusive' | 'neutral'

export interface Badge {
  readonly tone: Tone
  readonly text: string
}

export interface Series {
  readonly name: string
  /** `[x, y]` in the units of the axes, x ascending. */
  readonly points: readonly (readonly [number, number])[]
}

export interface Chart {
  readonly kind: 'chart'
  readonly title: string
  /** How the points are joined: a value that holds until the next one is a step. */
  readonly shape: 'line' | 'step'
  readonly x: { readonly label: string }
  readonly y: { readonly label: string; readonly scale?: 'linear' | 'log' }
  readonly series: readonly Series[]
  /** Horizontal lines with their meaning. */
  readonly thresholds?: readonly { readonly y: number; readonly label: string }[]
  /** Moments with their meaning. */
  readonly marks?: readonly { readonly x: number; readonly label: string }[]
}

export type Section =
  | { readonly kind: 'text'; readonly text: readonly Inline[] }
  | { readonly kind: 'verdict'; readonly badge: Badge; readonly text: readonly Inline[] }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: readonly Inline[]])[] }
  | {
      readonly kind: 'table'
      readonly head: readonly string[]
      readonly rows: readonly (readonly (readonly Inline[])[])[]
      /** Columns of numbers, by index. */
      readonly numeric?: readonly number[]
    }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'log'; readonly lines: readonly string[] }
  | Chart
  | {
      /** Counts by row (what it is) and column (what was said). */
      readonly kind: 'matrix'
      readonly title: string
      readonly rowLabel: string
      readonly columnLabel: string
      readonly labels: readonly string[]
      readonly counts: readonly (readonly number[])[]
    }
  | { readonly kind: 'group'; readonly title: string; readonly badge?: Badge; readonly sections: readonly Section[] }
  | { readonly kind: 'details'; readonly title: string; readonly sections: readonly Section[] }

/** What is told about a run, once; rendered as job summary, comment or page. */
export interface Report {
  readonly title: string
  readonly sections: readonly Section[]
}
