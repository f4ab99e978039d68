import { Command, InvalidArgumentError, Option } from 'commander'

/** In which way the second release is bad. */
const REGRESSIONS = ['accuracy', 'errors', 'latency', 'no-metrics', 'unvalidated', 'forged'] as const
export type Regression = (typeof REGRESSIONS)[number]

/** What the second release is: better, bad in a way, or with too few held-out rows to tell. */
export type Scenario = 'better' | 'inconclusive' | Regression

export interface DemoOptions {
  readonly out: string
  readonly scenario: Scenario
  /** On real services of this machine. */
  readonly real: boolean
  /** Leave what a real run brought to them. */
  readonly keep: boolean
}

/** Reads the command line; ends the process with 2 and a message when it is not right. */
export function readOptions(argv: readonly string[]): DemoOptions {
  const program = new Command('demo')
    .description('Train, judge, build, deploy and promote two releases of a model on this machine.')
    .option('--out <dir>', 'where runs, pages and results go', '.ml-actions/demo')
    .addOption(new Option('--regress <how>', 'make the second release bad in this way').argParser(regression))
    .option('--inconclusive', 'hold out too few rows to tell the releases apart')
    .option('--real', 'on real services (Docker, registry, Kubernetes, Traefik, Prometheus), on Debian 12 as root')
    .option('--keep', 'with --real: leave the namespace and the repositories of this run')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .showHelpAfterError()
    .parse([...argv], { from: 'user' })
  const given = program.opts<{ out: string; regress?: Regression; inconclusive?: true; real?: true; keep?: true }>()
  if (given.regress !== undefined && given.inconclusive === true)
    program.error('--regress and --inconclusive exclude each other')
  const real = given.real === true
  if (given.keep === true && !real) program.error('--keep says something of --real alone')
  const scenario = given.inconclusive === true ? 'inconclusive' : (given.regress ?? 'better')
  return { out: given.out, scenario, real, keep: given.keep === true }
}

function regression(text: string): Regression {
  const found = REGRESSIONS.find((word) => word === text)
  if (found === undefined) throw new InvalidArgumentError(`Allowed: ${REGRESSIONS.join(', ')}.`)
  return found
}
