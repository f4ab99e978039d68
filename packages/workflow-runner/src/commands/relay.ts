import type { Annotation, LineKind } from '../types.ts'
import { toAnnotation } from './annotation.ts'
import { type LogCommand, parseCommand } from './parse.ts'

/** What the commands of a step's output act upon. */
export interface CommandTarget {
  line(kind: LineKind, text: string): void
  annotate(annotation: Annotation): void
  setOutput(name: string, value: string): void
  saveState(name: string, value: string): void
  addMask(value: string): void
  /** The step fails, whatever its process returns. */
  fail(message: string): void
}

const COMMANDS = [
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]
/** Annotations of each kind that GitHub keeps per step; the rest stays in the log. */
const MAX_PER_LEVEL = 10
/** Shorter tokens are not hidden: they would mask ordinary text. */
const MIN_MASKED_TOKEN_LENGTH = 7

/** Reads a step's output line by line, obeys its commands and hands on the text (`ActionCommandManager.cs`). */
export class CommandRelay {
  readonly #target: CommandTarget
  readonly #debug: boolean
  readonly #registered = new Set(COMMANDS)
  readonly #counts = { error: 0, warning: 0, notice: 0 }
  #stopToken: string | undefined
  #echo = false

  constructor(target: CommandTarget, options: { readonly debug: boolean }) {
    this.#target = target
    this.#debug = options.debug
  }

  line(text: string): void {
    const command = text.includes('::') || text.includes('##[') ? parseCommand(text, this.#registered) : undefined
    if (command === undefined) {
      const shown = /^##\[(command|section)\](.*)$/s.exec(text)
      this.#target.line(shown === null ? 'plain' : 'command', shown?.[2] ?? text)
    } else if (this.#stopToken === undefined) {
      this.#obey(command, text)
    } else {
      if (command.name === this.#stopToken) this.#resume(this.#stopToken)
      this.#target.line('plain', text)
    }
  }

  #obey(command: LogCommand, text: string): void {
    if (
      this.#echo &&
      !['error', 'warning', 'notice', 'debug', 'group', 'endgroup', 'add-mask'].includes(command.name)
    ) {
      this.#target.line('plain', text)
    }
    switch (command.name) {
      case 'error':
      case 'warning':
      case 'notice':
        this.#annotate(command.name, command)
        break
      case 'debug':
        if (this.#debug) this.#lines('debug', command.data)
        break
      case 'group':
      case 'endgroup':
        this.#target.line(command.name, command.data)
        break
      case 'set-output':
      case 'save-state':
        this.#save(command.name, command)
        break
      case 'add-mask':
        this.#mask(command.data)
        break
      case 'stop-commands':
        this.#stop(command.data, text)
        break
      case 'echo':
        this.#setEcho(command.data)
        break
      case 'set-env':
      case 'add-path':
        this.#target.fail(`The \`${command.name}\` command is disabled. Please upgrade to using Environment Files.`)
        break
      case 'add-matcher':
        this.#target.line('warning', `The problem matcher ${command.data} is not applied by this runner.`)
        break
      default:
        // remove-matcher: there is none to remove.
        break
    }
  }

  #annotate(level: Annotation['level'], command: LogCommand): void {
    if (this.#counts[level]++ < MAX_PER_LEVEL) this.#target.annotate(toAnnotation(level, command))
    this.#lines(level, command.data)
  }

  #save(kind: 'set-output' | 'save-state', command: LogCommand): void {
    const name = command.properties['name']
    if (name === undefined) this.#target.fail(`Required field 'name' is missing in ##[${kind}] command.`)
    else if (kind === 'set-output') this.#target.setOutput(name, command.data)
    else this.#target.saveState(name, command.data)
  }

  #mask(value: string): void {
    if (value.trim() === '') this.#lines('warning', "Can't add secret mask for empty string in ##[add-mask] command.")
    else this.#target.addMask(value)
  }

  #stop(token: string, text: string): void {
    const name = token.toLowerCase()
    if (token === '' || name === 'pause-logging' || this.#registered.has(name)) {
      this.#target.fail(
        "::stop-commands:: needs a token that is not empty, not 'pause-logging' and not a command's name.",
      )
      return
    }
    this.#stopToken = name
    this.#registered.add(name)
    if (token.length >= MIN_MASKED_TOKEN_LENGTH) this.#target.addMask(token)
    this.#target.line('plain', text)
  }

  #resume(token: string): void {
    this.#registered.delete(token)
    this.#stopToken = undefined
  }

  #setEcho(value: string): void {
    const wanted = value.trim().toLowerCase()
    if (wanted === 'on' || wanted === 'off') this.#echo = wanted === 'on'
    else
      this.#target.fail(
        `Invalid echo command value. Possible values can be: 'on', 'off'. Current value is: '${value}'.`,
      )
  }

  #lines(kind: LineKind, text: string): void {
    for (const line of text.split(/\r\n|\n|\r/)) this.#target.line(kind, line)
  }
}
