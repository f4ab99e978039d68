/** One line of the input `mounts`. */
export interface MountLine {
  readonly source: string
  readonly target: string
  readonly readOnly: boolean
}

/** `SOURCE:TARGET[:ro|:rw]`; read-only unless said. */
export function parseMount(
  text: string,
): { readonly ok: true; readonly mount: MountLine } | { readonly ok: false; readonly problem: string } {
  const [source, target, access = 'ro', ...rest] = text.split(':')
  const shown = JSON.stringify(text)
  if (source === undefined || source === '' || target === undefined || rest.length > 0) {
    return { ok: false, problem: `${shown} is not \`SOURCE:TARGET[:ro|:rw]\`. Example: "/mnt/cache:/cache:rw".` }
  }
  if (access !== 'ro' && access !== 'rw') return { ok: false, problem: `${shown} ends in neither \`:ro\` nor \`:rw\`.` }
  if (!target.startsWith('/') || target.split('/').includes('..') || /[,"\n]/.test(text)) {
    return { ok: false, problem: `${shown}: the target must be an absolute path without \`..\`, comma or quote.` }
  }
  return { ok: true, mount: { source, target, readOnly: access === 'ro' } }
}
