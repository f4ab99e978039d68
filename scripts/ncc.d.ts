/** The part of ncc's programming interface that is used here; the package ships no types. */
declare module '@vercel/ncc' {
  interface Options {
    readonly cache: false
    readonly quiet: boolean
    /** The file that gathers the licences of what was bundled. */
    readonly license: string
  }
  interface Result {
    readonly code: string
    readonly assets: Readonly<Record<string, { readonly source: string | Buffer }>>
  }
  export default function ncc(entry: string, options: Options): Promise<Result>
}
