import type { ContextEntry } from '../context/walk.ts'
import type { Instruction } from '../dockerfile/read.ts'
import type { Plan } from '../dockerfile/stages.ts'
import { wordsIfKnown } from '../dockerfile/words.ts'
import type { Finding } from './finding.ts'

const BY_NAME =
  /(?:^|\/)(?:\.env(?:\.(?!example$|sample$|template$|dist$)[^/]+)?|id_(?:rsa|dsa|ecdsa|ed25519)|\.netrc|\.git-credentials|\.pypirc|\.aws\/credentials|\.kube\/config|\.docker\/config\.json|[^/]+\.(?:p12|pfx|jks)|(?:service[-_]account|credentials)[^/]*\.json)$/i
const PRIVATE_KEY = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/

/** Files of the context that hold secrets, by their names or first bytes. */
export function secretFilesAmong(entries: readonly ContextEntry[]): Finding[] {
  return entries.flatMap((entry): Finding[] => {
    if (entry.type !== 'file') return []
    const isKey = PRIVATE_KEY.test(Buffer.from(entry.head).toString('latin1'))
    if (!isKey && !BY_NAME.test(entry.path)) return []
    return [
      {
        rule: 'secrets',
        severity: 'error',
        what: `${entry.path} would go into the image and ${isKey ? 'holds a private key' : 'is a file that holds secrets'}.`,
        fix: `Add \`${entry.path}\` to .dockerignore, and hand secrets over with \`secrets\` or at run time.`,
        file: entry.path,
      },
    ]
  })
}

// "token" and "key" alone mean other things where models are made: PAD_TOKEN, KEY_DIM, TOKENIZER_PATH.
const SECRET_NAME =
  /(?:^|_)(?:PASSWORD|PASSWD|SECRET|SECRET_KEY|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?|AUTH_TOKEN|ACCESS_TOKEN)$|^(?:HF_TOKEN|HUGGING_?FACE_HUB_TOKEN|GITHUB_TOKEN|GH_TOKEN|NPM_TOKEN|PYPI_TOKEN|OPENAI_API_KEY)$/i
const HARMLESS_VALUE = /^(?:|\d+(?:\.\d+)?|true|false|none|null|changeme|\/.*|<.*>|\$.*|.*\/run\/secrets\/.*)$/i

/** Secrets that the Dockerfile's own text would put into the image's configuration or history. */
export function secretVariables(plan: Plan, given: ReadonlyMap<string, string>): Finding[] {
  return plan.stages.flatMap((stage) =>
    stage.instructions.flatMap((instruction) =>
      assignments(instruction, given)
        .filter(([name, value]) => SECRET_NAME.test(name) && !HARMLESS_VALUE.test(value))
        .map(
          ([name]): Finding => ({
            rule: 'secrets',
            severity: 'error',
            what: `${instruction.keyword} ${name} in line ${instruction.line} puts a secret into the image, where everybody who pulls it can read it.`,
            fix: 'Use `RUN --mount=type=secret` with the input `secrets`, or set it at run time.',
            line: instruction.line,
          }),
        ),
    ),
  )
}

function assignments({ keyword, text }: Instruction, given: ReadonlyMap<string, string>): [string, string][] {
  if (keyword !== 'ENV' && keyword !== 'ARG') return []
  const keep = (name: string): string => `$${name}`
  const parts = wordsIfKnown(text, keep) ?? []
  const [first = '', second = ''] = parts
  if (keyword === 'ENV' && !first.includes('=')) return [[first, second]]
  return parts.map((part) => {
    const at = part.indexOf('=')
    const name = at === -1 ? part : part.slice(0, at)
    return [name, (keyword === 'ARG' ? given.get(name) : undefined) ?? (at === -1 ? '' : part.slice(at + 1))]
  })
}
