export const id = 333;
export const ids = [333];
export const modules = {

/***/ 6333:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  serveJob: () => (/* binding */ serveJob)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: ./build/packages/process/src/index.js + 7 modules
var src = __webpack_require__(2232);
// EXTERNAL MODULE: ./build/packages/workflow-runner/src/processes/kill.js
var kill = __webpack_require__(1160);
;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/processes/execute.js



/** After SIGINT and SIGTERM, as in actions/runner, `ProcessInvoker.cs`. */
const INTERRUPT_GRACE_MS = 7_500;
const TERMINATE_GRACE_MS = 2_500;
/** How long output is waited for that a background process holds open after the step's own has ended. */
const STREAM_LINGER_MS = 5_000;
const running = new Set();
/** Kills every process that `execute` has running; for a runner that has lost its parent. */
function killRunning() {
    for (const pid of running)
        (0,kill/* killTree */.TP)(pid);
}
/**
 * Runs a program in a process group of its own, stdin closed, stdout and stderr line by line. As the runner does, signals
 * go to the program alone: what it started is its own to stop, until the tree is killed.
 * Rejects when the program can't be started.
 */
async function execute(execution) {
    const child = (0,external_node_child_process_.spawn)(execution.file, [...execution.args], {
        cwd: execution.cwd,
        env: { ...execution.env },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
    });
    const pid = await started(child);
    running.add(pid);
    const drained = Promise.all([read(child.stdout, execution.onLine), read(child.stderr, execution.onLine)]);
    const timers = [];
    const stop = () => {
        (0,kill/* signalProcess */.a7)(pid, 'SIGINT');
        timers.push(setTimeout(() => (0,kill/* signalProcess */.a7)(pid, 'SIGTERM'), INTERRUPT_GRACE_MS), setTimeout(() => (0,kill/* killTree */.TP)(pid), INTERRUPT_GRACE_MS + TERMINATE_GRACE_MS));
    };
    if (execution.stop.aborted)
        stop();
    else
        execution.stop.addEventListener('abort', stop, { once: true });
    const ended = await exited(child);
    for (const timer of timers)
        clearTimeout(timer);
    running.delete(pid);
    execution.stop.removeEventListener('abort', stop);
    await Promise.race([drained, linger()]);
    return execution.stop.aborted ? { kind: 'stopped' } : ended;
}
function started(child) {
    return new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('spawn', () => {
            if (child.pid !== undefined)
                resolve(child.pid);
        });
    });
}
function exited(child) {
    const ended = (code, signal) => code === null ? { kind: 'signalled', signal: signal ?? 'unknown' } : { kind: 'exited', code };
    if (child.exitCode !== null || child.signalCode !== null) {
        return Promise.resolve(ended(child.exitCode, child.signalCode));
    }
    return new Promise((resolve) => child.once('exit', (code, signal) => resolve(ended(code, signal))));
}
function read(stream, onLine) {
    if (stream === null)
        return Promise.resolve();
    const lines = (0,src/* splitLines */.uz)(onLine);
    stream.on('data', (chunk) => lines.push(chunk));
    return new Promise((resolve) => stream.once('close', () => {
        lines.end();
        resolve();
    }));
}
function linger() {
    return new Promise((resolve) => setTimeout(resolve, STREAM_LINGER_MS).unref());
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/packages/workflow-runner/src/commands/mask.js
var mask = __webpack_require__(567);
// EXTERNAL MODULE: ./build/packages/workflow-runner/src/expressions/evaluate.js + 2 modules
var evaluate = __webpack_require__(5775);
// EXTERNAL MODULE: ./build/packages/workflow-runner/src/json.js
var json = __webpack_require__(4772);
;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/attempt.js


/** Runs one stage: environment, condition, the work within its time limit, `continue-on-error`. */
async function attemptStage(state, work) {
    const { scope, step, report } = work;
    const github = { action: step.id ?? (step.kind === 'run' ? '__run' : `__${step.uses.replaceAll(/[^\w-]+/g, '_')}`) };
    let env;
    try {
        env = (0,json/* toTexts */.OS)(await (0,evaluate/* evaluateTemplate */.M)(step.env ?? {}, state.surroundings(scope, {}, github)));
        if (!(await (0,evaluate/* evaluateCondition */.F)(work.condition, state.surroundings(scope, env, github)))) {
            return { outcome: 'skipped', conclusion: 'skipped' };
        }
    }
    catch (error) {
        work.begin?.();
        report.issue('error', messageOf(error));
        return { outcome: 'failure', conclusion: 'failure' };
    }
    work.begin?.();
    const outcome = await withinLimits(state, work, env, github);
    const around = state.surroundings(scope, env, github);
    const continues = outcome === 'failure' &&
        work.mayContinue &&
        (await (0,evaluate/* evaluateTemplate */.M)(step.continueOnError ?? false, around)) === true;
    return { outcome, conclusion: continues ? 'success' : outcome };
}
async function withinLimits(state, work, env, github) {
    const { scope, step, report, record, posts } = work;
    const stop = new AbortController();
    let timedOut = false;
    let timer;
    const parentStopped = () => stop.abort();
    // A running step whose condition still holds once the job is cancelled goes on (`StepsRunner.cs`).
    const cancelled = () => {
        (0,evaluate/* evaluateCondition */.F)(work.condition, state.surroundings(scope, env, github)).then((holds) => (holds ? undefined : stop.abort()), () => stop.abort());
    };
    if (!state.cancelled.aborted)
        state.cancelled.addEventListener('abort', cancelled, { once: true });
    work.parentStop?.addEventListener('abort', parentStopped, { once: true });
    try {
        const around = state.surroundings(scope, env, github);
        const minutes = Number(await (0,evaluate/* evaluateTemplate */.M)(step.timeoutMinutes ?? 0, around));
        if (minutes > 0) {
            timer = setTimeout(() => {
                timedOut = true;
                stop.abort();
            }, minutes * 60_000);
        }
        const outcome = await work.perform({ state, scope, report, record, env, around, posts, stop: stop.signal });
        if (timedOut) {
            report.issue('error', `The action '${report.name}' has timed out after ${minutes} minutes.`);
            return 'failure';
        }
        return outcome === 'success' && record.failed ? 'failure' : outcome;
    }
    catch (error) {
        report.issue('error', messageOf(error));
        return 'failure';
    }
    finally {
        clearTimeout(timer);
        state.cancelled.removeEventListener('abort', cancelled);
        work.parentStop?.removeEventListener('abort', parentStopped);
    }
}
/** What an error says to a person. */
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}

;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/log.js

/** The log of one job: a file in the form GitHub offers for download, and events for whoever watches. */
class JobLog {
    #job;
    /** Open until the job's process ends. */
    #file;
    #masker;
    #emit;
    constructor(options) {
        this.#job = options.job;
        this.#file = (0,external_node_fs_.openSync)(options.file, 'a');
        this.#masker = options.masker;
        this.#emit = options.emit;
    }
    /** One line, masked. `step` counts from 1. */
    line(kind, text, step) {
        const masked = this.#masker.mask(text);
        (0,external_node_fs_.writeSync)(this.#file, `${new Date().toISOString()} ${kind === 'plain' ? '' : `##[${kind}]`}${masked}\n`);
        this.#emit({ type: 'line', job: this.#job, ...(step === undefined ? {} : { step }), kind, text: masked });
    }
    event(event) {
        this.#emit(event);
    }
}

// EXTERNAL MODULE: ./build/packages/workflow-runner/src/job/hash-files.js
var hash_files = __webpack_require__(5152);
;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/run-state.js


/** What changes while a job runs. */
class RunState {
    request;
    log;
    masker;
    workspace;
    temp;
    /** Workflow's and job's `env`, then what steps wrote to GITHUB_ENV. */
    env = {};
    /** What steps wrote to GITHUB_PATH; the last one comes first. */
    path = [];
    results = [];
    cancelled;
    /** The job's own steps. */
    scope;
    constructor(options) {
        this.request = options.request;
        this.log = options.log;
        this.masker = options.masker;
        this.scope = options.scope;
        this.cancelled = options.cancelled;
        this.workspace = options.workspace;
        this.temp = options.temp;
    }
    /** What expressions of a step see; `env` is what the step adds. */
    surroundings(scope, env = {}, github = {}) {
        const { contexts } = this.request;
        const status = scope.status(this.cancelled.aborted);
        return {
            status,
            contexts: {
                ...contexts,
                github: { ...contexts.github, workspace: this.workspace, ...scope.github, ...github },
                inputs: scope.inputs,
                env: { ...this.env, ...scope.env, ...env },
                steps: scope.stepsContext(),
                job: { status: this.scope.status(this.cancelled.aborted) },
                runner: this.runner(),
            },
            hashFiles: (patterns) => (0,hash_files/* hashFiles */.y)(patterns, this.workspace),
        };
    }
    runner() {
        return {
            os: { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }[(0,json/* toText */.fE)(process.platform)] ?? process.platform,
            arch: { x64: 'X64', arm64: 'ARM64', arm: 'ARM', ia32: 'X86' }[(0,json/* toText */.fE)(process.arch)] ?? process.arch,
            name: 'ml-actions',
            environment: 'self-hosted',
            temp: this.temp,
            tool_cache: this.request.places.toolCache,
            workspace: this.request.places.work,
            ...(this.request.debug ? { debug: '1' } : {}),
        };
    }
    /** The search path of the next step. */
    searchPath(base) {
        return [...this.path.toReversed(), ...(base === undefined ? [] : [base])].join(process.platform === 'win32' ? ';' : ':');
    }
}

;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/scope.js
/** Steps that see each other: those of a job, or those of one use of a composite action. */
class Scope {
    inputs;
    /** Environment that the step which uses the composite action gave it. */
    env;
    /** What the `github` context says differently here. */
    github;
    runDefaults;
    composite;
    steps = new Map();
    #failed = false;
    constructor(options) {
        this.inputs = options.inputs;
        this.env = options.env;
        this.github = options.github;
        this.runDefaults = options.runDefaults;
        this.composite = options.composite;
    }
    fail() {
        this.#failed = true;
    }
    /** What `success()` and its kin see. Within a composite action it is the action's own status that counts. */
    status(cancelled) {
        if (cancelled)
            return 'cancelled';
        return this.#failed ? 'failure' : 'success';
    }
    stepsContext() {
        return Object.fromEntries([...this.steps].map(([id, { outputs, outcome, conclusion }]) => [id, { outputs, outcome, conclusion }]));
    }
}

;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/action-inputs.js


/**
 * The inputs an action gets: those given, and the defaults of the others, which may be expressions. Names match in any
 * case; `required` is not enforced (actions/runner, `ActionRunner.cs`).
 */
async function actionInputs(attempt, step, declared) {
    const given = (0,json/* toTexts */.OS)(await (0,evaluate/* evaluateTemplate */.M)(step.with ?? {}, attempt.around));
    const inputs = {};
    for (const [name, input] of Object.entries(declared)) {
        inputs[name] = givenValue(given, name) ?? (0,json/* toText */.fE)(await (0,evaluate/* evaluateTemplate */.M)(input.default ?? '', attempt.around));
    }
    for (const name of unexpected(given, declared))
        inputs[name] = given[name] ?? '';
    return inputs;
}
/** Says, as GitHub does, which inputs the action does not know or wants to be rid of. */
function warnAboutInputs(attempt, step, declared) {
    const given = (0,json/* toTexts */.OS)(step.with);
    for (const [name, { deprecationMessage }] of Object.entries(declared)) {
        if (deprecationMessage === undefined || givenValue(given, name) === undefined)
            continue;
        attempt.report.issue('warning', `Input '${name}' has been deprecated with message: ${deprecationMessage}`);
    }
    const unknown = unexpected(given, declared);
    if (unknown.length === 0)
        return;
    attempt.report.issue('warning', `Unexpected input(s) '${unknown.join("', '")}', valid inputs are ['${Object.keys(declared).join("', '")}']`);
}
function givenValue(given, name) {
    return Object.entries(given).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
function unexpected(given, declared) {
    const known = new Set(Object.keys(declared).map((name) => name.toLowerCase()));
    return Object.keys(given).filter((name) => !known.has(name.toLowerCase()));
}
/** The names under which a JavaScript action finds its inputs. */
function inputVariables(inputs) {
    return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]));
}

;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/composite.js




/** Runs the steps of a composite action and computes its outputs. */
async function runComposite(attempt, use, inputs, performStep) {
    const { state } = attempt;
    const { located } = use;
    if (located.kind !== 'files' || located.definition.runs.kind !== 'composite')
        return 'success';
    const scope = compositeScope(attempt, located, inputs);
    let result = 'success';
    for (const step of located.definition.runs.steps) {
        const conclusion = await runNested(attempt, scope, step, performStep);
        if (conclusion === 'failure')
            scope.fail();
        if (conclusion === 'failure' || conclusion === 'cancelled')
            result = conclusion;
        // The step that uses the action is out of time: nothing of it goes on.
        if (attempt.stop.aborted && !state.cancelled.aborted)
            return 'cancelled';
    }
    for (const [name, value] of Object.entries(located.definition.outputs)) {
        attempt.record.outputs[name] = (0,json/* toText */.fE)(await (0,evaluate/* evaluateTemplate */.M)(value, state.surroundings(scope)));
    }
    return result;
}
function compositeScope(attempt, located, inputs) {
    const { remote, directory } = located;
    return new Scope({
        inputs,
        env: { ...attempt.scope.env, ...attempt.env },
        github: {
            action_path: directory,
            ...(remote === undefined ? {} : { action_repository: remote.repository, action_ref: remote.ref }),
        },
        runDefaults: {},
        composite: true,
    });
}
async function runNested(attempt, scope, step, performStep) {
    const record = { outputs: {}, state: {}, failed: false };
    const { outcome, conclusion } = await attemptStage(attempt.state, {
        step,
        scope,
        record,
        report: attempt.report,
        posts: attempt.posts,
        condition: step.if,
        mayContinue: true,
        parentStop: attempt.stop,
        perform: (nested) => performStep(nested, step),
    });
    if (step.id !== undefined)
        scope.steps.set(step.id, { outputs: record.outputs, outcome, conclusion });
    return conclusion;
}

;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/commands/annotation.js
/** Longer messages are cut (actions/runner, `ExecutionContext.cs`). */
const MAX_MESSAGE_LENGTH = 4096;
/** What GitHub shows for `::error::`, `::warning::` or `::notice::`; places that make no sense are left out. */
function toAnnotation(level, command) {
    const { file, title } = command.properties;
    return {
        level,
        message: command.data.slice(0, MAX_MESSAGE_LENGTH),
        ...(title === undefined ? {} : { title }),
        ...(file === undefined ? {} : { file }),
        ...place(command.properties),
    };
}
/** `ValidateLinesAndColumns` of the runner: an end needs a start, and columns need one line. */
function place(properties) {
    const line = count(properties['line']);
    if (line === undefined)
        return {};
    const endLine = count(properties['endline']);
    if (endLine !== undefined && endLine < line)
        return {};
    const lines = { line, ...(endLine === undefined ? {} : { endLine }) };
    const column = count(properties['col']);
    if (column === undefined || (endLine !== undefined && endLine !== line))
        return lines;
    const endColumn = count(properties['endcolumn']);
    if (endColumn !== undefined && endColumn < column)
        return lines;
    return { ...lines, column, ...(endColumn === undefined ? {} : { endColumn }) };
}
function count(text) {
    return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/commands/parse.js
const DATA = [
    ['%0D', '\r'],
    ['%0A', '\n'],
    ['%25', '%'],
];
const PROPERTY = [
    ['%0D', '\r'],
    ['%0A', '\n'],
    ['%3A', ':'],
    ['%2C', ','],
    ['%25', '%'],
];
const OLD = [
    ['%3B', ';'],
    ['%0D', '\r'],
    ['%0A', '\n'],
    ['%5D', ']'],
    ['%25', '%'],
];
/**
 * Finds the command in a line: `::name k=v,k=v::data` after leading blanks, or the older `##[name k=v;]data` anywhere
 * in it. A name that is not registered is text (actions/runner, `ActionCommand.cs`).
 */
function parseCommand(line, registered) {
    return parseCurrent(line.trimStart(), registered) ?? parseOld(line, registered);
}
function parseCurrent(line, registered) {
    const end = line.startsWith('::') ? line.indexOf('::', 2) : -1;
    if (end < 0)
        return undefined;
    return command(line.slice(2, end), ',', PROPERTY, registered, () => unescaped(line.slice(end + 2), DATA));
}
function parseOld(line, registered) {
    const start = line.indexOf('##[');
    const end = start < 0 ? -1 : line.indexOf(']', start);
    if (end < 0)
        return undefined;
    return command(line.slice(start + 3, end), ';', OLD, registered, () => unescaped(line.slice(end + 1), OLD));
}
function command(head, separator, escapes, registered, data) {
    const blank = head.indexOf(' ');
    const name = (blank < 0 ? head : head.slice(0, blank)).toLowerCase();
    if (!registered.has(name))
        return undefined;
    const properties = {};
    for (const part of blank > 0
        ? head
            .slice(blank + 1)
            .trim()
            .split(separator)
        : []) {
        const equals = part.indexOf('=');
        // A property without a name or a value is dropped.
        if (equals <= 0 || equals === part.length - 1)
            continue;
        properties[part.slice(0, equals).toLowerCase()] = unescaped(part.slice(equals + 1), escapes);
    }
    return { name, properties, data: data() };
}
function unescaped(text, replacements) {
    return replacements.reduce((result, [escaped, plain]) => result.replaceAll(escaped, plain), text);
}

;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/commands/relay.js


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
];
/** Annotations of each kind that GitHub keeps per step; the rest stays in the log. */
const MAX_PER_LEVEL = 10;
/** Shorter tokens are not hidden: they would mask ordinary text. */
const MIN_MASKED_TOKEN_LENGTH = 7;
/** Reads a step's output line by line, obeys its commands and hands on the text (`ActionCommandManager.cs`). */
class CommandRelay {
    #target;
    #debug;
    #registered = new Set(COMMANDS);
    #counts = { error: 0, warning: 0, notice: 0 };
    #stopToken;
    #echo = false;
    constructor(target, options) {
        this.#target = target;
        this.#debug = options.debug;
    }
    line(text) {
        const command = text.includes('::') || text.includes('##[') ? parseCommand(text, this.#registered) : undefined;
        if (command === undefined) {
            const shown = /^##\[(command|section)\](.*)$/s.exec(text);
            this.#target.line(shown === null ? 'plain' : 'command', shown?.[2] ?? text);
        }
        else if (this.#stopToken === undefined) {
            this.#obey(command, text);
        }
        else {
            if (command.name === this.#stopToken)
                this.#resume(this.#stopToken);
            this.#target.line('plain', text);
        }
    }
    #obey(command, text) {
        if (this.#echo &&
            !['error', 'warning', 'notice', 'debug', 'group', 'endgroup', 'add-mask'].includes(command.name)) {
            this.#target.line('plain', text);
        }
        switch (command.name) {
            case 'error':
            case 'warning':
            case 'notice':
                this.#annotate(command.name, command);
                break;
            case 'debug':
                if (this.#debug)
                    this.#lines('debug', command.data);
                break;
            case 'group':
            case 'endgroup':
                this.#target.line(command.name, command.data);
                break;
            case 'set-output':
            case 'save-state':
                this.#save(command.name, command);
                break;
            case 'add-mask':
                this.#mask(command.data);
                break;
            case 'stop-commands':
                this.#stop(command.data, text);
                break;
            case 'echo':
                this.#setEcho(command.data);
                break;
            case 'set-env':
            case 'add-path':
                this.#target.fail(`The \`${command.name}\` command is disabled. Please upgrade to using Environment Files.`);
                break;
            case 'add-matcher':
                this.#target.line('warning', `The problem matcher ${command.data} is not applied by this runner.`);
                break;
            default:
                // remove-matcher: there is none to remove.
                break;
        }
    }
    #annotate(level, command) {
        if (this.#counts[level]++ < MAX_PER_LEVEL)
            this.#target.annotate(toAnnotation(level, command));
        this.#lines(level, command.data);
    }
    #save(kind, command) {
        const name = command.properties['name'];
        if (name === undefined)
            this.#target.fail(`Required field 'name' is missing in ##[${kind}] command.`);
        else if (kind === 'set-output')
            this.#target.setOutput(name, command.data);
        else
            this.#target.saveState(name, command.data);
    }
    #mask(value) {
        if (value.trim() === '')
            this.#lines('warning', "Can't add secret mask for empty string in ##[add-mask] command.");
        else
            this.#target.addMask(value);
    }
    #stop(token, text) {
        const name = token.toLowerCase();
        if (token === '' || name === 'pause-logging' || this.#registered.has(name)) {
            this.#target.fail("::stop-commands:: needs a token that is not empty, not 'pause-logging' and not a command's name.");
            return;
        }
        this.#stopToken = name;
        this.#registered.add(name);
        if (token.length >= MIN_MASKED_TOKEN_LENGTH)
            this.#target.addMask(token);
        this.#target.line('plain', text);
    }
    #resume(token) {
        this.#registered.delete(token);
        this.#stopToken = undefined;
    }
    #setEcho(value) {
        const wanted = value.trim().toLowerCase();
        if (wanted === 'on' || wanted === 'off')
            this.#echo = wanted === 'on';
        else
            this.#target.fail(`Invalid echo command value. Possible values can be: 'on', 'off'. Current value is: '${value}'.`);
    }
    #lines(kind, text) {
        for (const line of text.split(/\r\n|\n|\r/))
            this.#target.line(kind, line);
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/commands/entries.js
/** A file that a step wrote for the runner breaks its grammar. */
class FileCommandError extends Error {
    name = 'FileCommandError';
}
/**
 * Reads the `NAME=VALUE` and `NAME<<DELIMITER` entries of GITHUB_ENV, GITHUB_OUTPUT and GITHUB_STATE in order.
 * Only a line feed ends a line; a carriage return stays in the value (actions/runner, `FileCommandManager.cs`).
 */
function parseEntries(text) {
    const entries = [];
    const reader = new LineReader(text);
    for (let line = reader.next(); line !== undefined; line = reader.next()) {
        if (line.text === '')
            continue;
        const equals = line.text.indexOf('=');
        const heredoc = line.text.indexOf('<<');
        if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
            entries.push([line.text.slice(0, equals), line.text.slice(equals + 1)]);
        }
        else if (heredoc >= 0) {
            entries.push([line.text.slice(0, heredoc), readHeredoc(reader, line.text, heredoc)]);
        }
        else {
            throw new FileCommandError(`Invalid format '${line.text}'`);
        }
    }
    return entries;
}
/** Reads the lines of GITHUB_PATH. */
function parsePaths(text) {
    return text.split(/\r?\n/).filter((line) => line !== '');
}
function readHeredoc(reader, line, at) {
    const delimiter = line.slice(at + 2);
    if (at === 0 || delimiter === '') {
        throw new FileCommandError(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`);
    }
    const lines = [];
    for (let next = reader.next(); next !== undefined; next = reader.next()) {
        if (next.text === delimiter)
            return lines.join('\n');
        if (!next.ended)
            throw new FileCommandError('Invalid value. EOF marker missing new line.');
        lines.push(next.text);
    }
    throw new FileCommandError(`Invalid value. Matching delimiter not found '${delimiter}'`);
}
class LineReader {
    #text;
    #at = 0;
    constructor(text) {
        this.#text = text;
    }
    next() {
        if (this.#at >= this.#text.length)
            return undefined;
        const end = this.#text.indexOf('\n', this.#at);
        const line = { text: this.#text.slice(this.#at, end < 0 ? undefined : end), ended: end >= 0 };
        this.#at = end < 0 ? this.#text.length : end + 1;
        return line;
    }
}

;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/command-files.js




/** GitHub publishes no larger summary (actions/runner, `CreateStepSummaryCommand`). */
const MAX_SUMMARY_BYTES = 1024 * 1024;
const PREFIXES = {
    GITHUB_ENV: 'set_env_',
    GITHUB_OUTPUT: 'set_output_',
    GITHUB_PATH: 'add_path_',
    GITHUB_STATE: 'save_state_',
    GITHUB_STEP_SUMMARY: 'step_summary_',
};
/** Creates fresh, empty command files. `collect` hands the summary, masked, to the report. */
function createCommandFiles(state, report, record) {
    const directory = (0,external_node_path_.join)(state.temp, '_runner_file_commands');
    (0,external_node_fs_.mkdirSync)(directory, { recursive: true });
    const suffix = (0,external_node_crypto_.randomUUID)();
    const path = (variable) => (0,external_node_path_.join)(directory, PREFIXES[variable] + suffix);
    const variables = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];
    for (const variable of variables)
        (0,external_node_fs_.writeFileSync)(path(variable), '');
    const read = (variable, take) => {
        if (!(0,external_node_fs_.existsSync)(path(variable)))
            return;
        try {
            take((0,external_node_fs_.readFileSync)(path(variable), 'utf8').replace(/^\uFEFF/, ''));
        }
        catch (error) {
            record.failed = true;
            report.issue('error', `Unable to process file command '${variable.slice('GITHUB_'.length).toLowerCase()}' successfully.`);
            report.issue('error', error instanceof Error ? error.message : String(error));
        }
    };
    return {
        variables: Object.fromEntries(variables.map((variable) => [variable, path(variable)])),
        collect() {
            read('GITHUB_ENV', (text) => setEnvironment(state, report, text));
            read('GITHUB_OUTPUT', (text) => Object.assign(record.outputs, Object.fromEntries(parseEntries(text))));
            read('GITHUB_STATE', (text) => Object.assign(record.state, Object.fromEntries(parseEntries(text))));
            read('GITHUB_PATH', (text) => addPaths(state, text));
            readSummary(path('GITHUB_STEP_SUMMARY'), state, report);
            for (const variable of variables)
                (0,external_node_fs_.rmSync)(path(variable), { force: true });
        },
    };
}
function setEnvironment(state, report, text) {
    for (const [name, value] of parseEntries(text)) {
        if (name.toUpperCase() === 'NODE_OPTIONS') {
            report.issue('error', "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
        }
        else {
            state.env[name] = value;
        }
    }
}
function addPaths(state, text) {
    for (const path of parsePaths(text)) {
        const known = state.path.indexOf(path);
        if (known >= 0)
            state.path.splice(known, 1);
        state.path.push(path);
    }
}
function readSummary(path, state, report) {
    const size = (0,external_node_fs_.existsSync)(path) ? (0,external_node_fs_.statSync)(path).size : 0;
    if (size > MAX_SUMMARY_BYTES) {
        report.issue('error', `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${MAX_SUMMARY_BYTES / 1024}k, got ${Math.floor(size / 1024)}k.`);
    }
    else if (size > 0) {
        report.summaries.push(state.masker.mask((0,external_node_fs_.readFileSync)(path, 'utf8')));
    }
}

;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/process-environment.js


/** Keys of the `github` context that processes see as GITHUB_* (actions/runner, `GitHubContext.cs`); never the token. */
const GITHUB_KEYS = [
    'action',
    'action_path',
    'action_ref',
    'action_repository',
    'actor',
    'actor_id',
    'api_url',
    'base_ref',
    'event_name',
    'event_path',
    'graphql_url',
    'head_ref',
    'job',
    'ref',
    'ref_name',
    'ref_protected',
    'ref_type',
    'repository',
    'repository_id',
    'repository_owner',
    'repository_owner_id',
    'retention_days',
    'run_attempt',
    'run_id',
    'run_number',
    'server_url',
    'sha',
    'triggering_actor',
    'workflow',
    'workflow_ref',
    'workflow_sha',
    'workspace',
];
/**
 * The environment of a step's process: the runner's own, the `env` context, and on top what no step can change.
 * `github` and `env` are the contexts as the step sees them.
 */
function processEnvironment(state, contexts, files, extra = {}) {
    const environment = {
        CI: 'true',
        ...state.request.env,
        ...contexts.env,
        ...extra,
        ...prefixed('GITHUB_', githubValues(contexts.github)),
        ...prefixed('RUNNER_', state.runner()),
        ...files.variables,
        GITHUB_ACTIONS: 'true',
        [kill/* TRACKING_VARIABLE */.dG]: state.request.trackingId,
    };
    environment['PATH'] = state.searchPath(environment['PATH']);
    delete environment['NODE_ICU_DATA'];
    return environment;
}
function githubValues(github) {
    const known = GITHUB_KEYS.filter((key) => github[key] !== undefined && !(0,json/* isRecord */.u4)(github[key]));
    return Object.fromEntries(known.map((key) => [key, github[key] ?? null]));
}
function prefixed(prefix, values) {
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key.toUpperCase(), (0,json/* toText */.fE)(value)]));
}

// EXTERNAL MODULE: ./build/packages/workflow-runner/src/job/shell.js
var job_shell = __webpack_require__(8786);
;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/step-report.js
/** What one step of a job says while it runs; the steps of a composite action speak through the one that uses it. */
class StepReport {
    annotations = [];
    /** What its processes wrote to their summaries, masked. */
    summaries = [];
    #log;
    #masker;
    #place;
    constructor(log, masker, place) {
        this.#log = log;
        this.#masker = masker;
        this.#place = place;
    }
    get name() {
        return this.#place.name;
    }
    line(kind, text) {
        this.#log.line(kind, text, this.#place.number);
    }
    /** An error or warning of the runner itself: in the log and as an annotation. */
    issue(level, message) {
        this.annotate({ level, message });
        for (const line of message.split(/\r\n|\n|\r/))
            this.line(level, line);
    }
    annotate(annotation) {
        const { message, title } = annotation;
        this.annotations.push({
            ...annotation,
            message: this.#masker.mask(message),
            ...(title === undefined ? {} : { title: this.#masker.mask(title) }),
            job: this.#place.job,
            step: this.#place.name,
        });
    }
}
/** Connects a step's printed commands with its report and record. */
function commandTarget(report, record, masker) {
    return {
        line: (kind, text) => report.line(kind, text),
        annotate: (annotation) => report.annotate(annotation),
        setOutput: (name, value) => {
            record.outputs[name] = value;
        },
        saveState: (name, value) => {
            record.state[name] = value;
        },
        addMask: (value) => masker.add(value),
        fail: (message) => {
            record.failed = true;
            report.issue('error', message);
        },
    };
}

;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/process-stage.js








/** Runs a program with the step's environment, obeys what it prints and reads what it wrote for the runner. */
async function runStageProcess(attempt, program) {
    const { state, report, record, around } = attempt;
    const files = createCommandFiles(state, report, record);
    const relay = new CommandRelay(commandTarget(report, record, state.masker), { debug: state.request.debug });
    const contexts = {
        github: { ...(0,json/* recordOf */.zv)(around.contexts['github']), ...program.github },
        env: (0,json/* toTexts */.OS)(around.contexts['env']),
    };
    const env = processEnvironment(state, contexts, files, program.extra);
    const path = (0,job_shell/* findProgram */.K)(program.file, env['PATH'] ?? '');
    if (path === undefined)
        throw new Error(`${program.file}: command not found`);
    if (!(0,external_node_fs_.existsSync)(program.cwd))
        throw new Error(`The working directory '${program.cwd}' does not exist.`);
    try {
        return await execute({
            file: path,
            args: program.args,
            cwd: program.cwd,
            env,
            onLine: (line) => relay.line(line),
            stop: attempt.stop,
        });
    }
    finally {
        // Also after a failure: what was written before it counts.
        files.collect();
    }
}

;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/javascript.js




/** Runs one script of a JavaScript action under Node 24. */
async function runJavaScript(attempt, use, runs, stage) {
    const { located, step, record } = use;
    const script = runs[stage];
    if (located.kind !== 'files' || script === undefined)
        return 'success';
    const file = (0,external_node_path_.resolve)(located.directory, script);
    if (!(0,external_node_fs_.existsSync)(file))
        throw new Error(`File not found: '${file}'`);
    const inputs = await actionInputs(attempt, step, located.definition.inputs);
    const saved = Object.fromEntries(Object.entries(record.state).map(([name, value]) => [`STATE_${name}`, value]));
    const remote = located.remote;
    const ended = await runStageProcess(attempt, {
        file: attempt.state.request.node,
        args: [file],
        cwd: attempt.state.workspace,
        extra: { ...inputVariables(inputs), ...saved },
        ...(remote === undefined ? {} : { github: { action_repository: remote.repository, action_ref: remote.ref } }),
    });
    if (ended.kind === 'stopped')
        return 'cancelled';
    return ended.kind === 'exited' && ended.code === 0 ? 'success' : 'failure';
}
/** Sees to it that the action's post script runs at the end of the job; once, whichever stage came first. */
function registerPost(attempt, use, runs) {
    if (runs.post === undefined || use.postRegistered)
        return;
    use.postRegistered = true;
    attempt.posts.push({
        name: `Post ${attempt.report.name.replace(/^Pre /, '')}`,
        step: use.step,
        scope: attempt.scope,
        record: use.record,
        // As written: a post has no implicit `success()`.
        condition: `always() && (${runs.postIf})`,
        perform: (post) => {
            post.report.line('plain', 'Post job cleanup.');
            return runJavaScript(post, use, runs, 'post');
        },
    });
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/script.js








/** Runs the script of a `run` step in its shell. */
async function runScript(attempt, step) {
    const { state, scope, around, report } = attempt;
    const script = (0,json/* toText */.fE)(await (0,evaluate/* evaluateTemplate */.M)(step.run, around));
    const shell = (0,json/* toText */.fE)(await (0,evaluate/* evaluateTemplate */.M)(step.shell ?? scope.runDefaults['shell'] ?? '', around));
    const directory = (0,json/* toText */.fE)(await (0,evaluate/* evaluateTemplate */.M)(step.workingDirectory ?? scope.runDefaults['working-directory'] ?? '', around));
    if (shell === '' && scope.composite)
        throw new Error('Required property is missing: shell');
    const command = (0,job_shell/* shellCommand */.q)(shell, state.searchPath(state.request.env['PATH']));
    const file = (0,external_node_path_.join)(state.temp, `${(0,external_node_crypto_.randomUUID)()}${command.extension}`);
    (0,external_node_fs_.writeFileSync)(file, script);
    report.line('group', `Run ${firstLine(script)}`);
    for (const line of script.trimEnd().split('\n'))
        report.line('command', line);
    report.line('plain', `shell: ${[command.file, ...command.args].join(' ')}`);
    for (const [name, value] of Object.entries(attempt.env))
        report.line('plain', `  ${name}: ${firstLine(value)}`);
    report.line('endgroup', '');
    try {
        const ended = await runStageProcess(attempt, {
            file: command.file,
            args: command.args.map((arg) => arg.replaceAll('{0}', file)),
            cwd: (0,external_node_path_.resolve)(state.workspace, directory),
        });
        if (ended.kind === 'stopped')
            return 'cancelled';
        const code = exitCode(ended);
        if (code === 0)
            return 'success';
        report.issue('error', `Process completed with exit code ${code}.`);
        return 'failure';
    }
    finally {
        (0,external_node_fs_.rmSync)(file, { force: true });
    }
}
/** The first line of a text that is not blank; what GitHub shows of a script. */
function firstLine(text) {
    return text.trim().split('\n')[0] ?? '';
}
/** As a shell counts: 128 and the signal's number. */
function exitCode(ended) {
    if (ended.kind === 'exited')
        return ended.code;
    return 128 + (Object.entries(external_node_os_.constants.signals).find(([name]) => name === ended.signal)?.[1] ?? 0);
}

;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/action.js




/** Runs the main stage of an action, whatever it is made of. */
async function runAction(attempt, use, performStep) {
    const { located, step } = use;
    const declared = located.kind === 'served' ? located.action.inputs : located.definition.inputs;
    warnAboutInputs(attempt, step, declared);
    const inputs = await actionInputs(attempt, step, declared);
    announce(attempt, use, inputs);
    if (located.kind === 'served')
        return located.action.run({ attempt, inputs });
    const { runs } = located.definition;
    if (runs.kind === 'composite')
        return runComposite(attempt, use, inputs, performStep);
    if (runs.pre !== undefined && located.remote === undefined) {
        attempt.report.line('warning', `\`pre\` execution is not supported for local action from '${step.uses}'`);
    }
    // Before the script starts, so that it is cleaned up after whatever becomes of it.
    registerPost(attempt, use, runs);
    return runJavaScript(attempt, use, runs, 'main');
}
function announce(attempt, use, inputs) {
    const { report, env } = attempt;
    const section = (title, values) => {
        const shown = Object.entries(values).filter(([, value]) => value !== '');
        if (shown.length > 0)
            report.line('plain', `${title}:`);
        for (const [name, value] of shown)
            report.line('plain', `  ${name}: ${firstLine(value)}`);
    };
    report.line('group', `Run ${use.step.uses}`);
    section('with', inputs);
    section('env', env);
    report.line('endgroup', '');
}

// EXTERNAL MODULE: ./build/packages/workflow-runner/src/actions/definition.js
var definition = __webpack_require__(8519);
// EXTERNAL MODULE: ./build/packages/workflow-runner/src/actions/uses.js
var actions_uses = __webpack_require__(5382);
// EXTERNAL MODULE: ./build/packages/workflow-runner/src/served/index.js + 5 modules
var served = __webpack_require__(6781);
;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/use-action.js




/** Finds the action of a step. Throws ActionError when it isn't there or can't be run here. */
function locateAction(state, step) {
    return {
        step,
        located: locate(state, step),
        record: { outputs: {}, state: {}, failed: false },
        postRegistered: false,
    };
}
function locate(state, step) {
    const uses = (0,actions_uses/* parseUses */.A)(step.uses);
    switch (uses.kind) {
        case 'local': {
            const directory = (0,external_node_path_.resolve)(state.workspace, uses.path);
            return { kind: 'files', name: (0,external_node_path_.basename)(directory), directory, definition: (0,definition/* readAction */.f0)(directory) };
        }
        case 'remote': {
            const { repository, path, ref } = uses;
            const name = (0,external_node_path_.basename)(path === '' ? repository : path);
            const mapped = (0,actions_uses/* mappedPath */.x)(state.request.repositories, repository);
            if (mapped !== undefined) {
                const directory = (0,external_node_path_.resolve)(mapped, path);
                return { kind: 'files', name, directory, definition: (0,definition/* readAction */.f0)(directory), remote: { repository, ref } };
            }
            const action = (0,served/* servedAction */.O)(repository, path);
            if (action !== undefined)
                return { kind: 'served', name, action };
            throw new definition/* ActionError */.lZ(`${step.uses} is not on this machine: name its files by --repository ${repository}=PATH.`);
        }
        case 'docker':
        case 'unknown':
            throw new definition/* ActionError */.lZ(`${step.uses} can't be run by this runner.`);
    }
}

;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/steps.js










/** Runs the steps of a job one after the other, then the posts in reverse. */
async function runSteps(state) {
    const posts = [];
    const { steps } = state.request.job;
    const prepared = new Map();
    for (const step of steps)
        await runPre(state, step, prepared, posts);
    for (const step of steps)
        await runMain(state, step, prepared.get(step), posts);
    for (let post = posts.pop(); post !== undefined; post = posts.pop())
        await runPost(state, post);
}
/** `pre` scripts run at the start of the job, and only those of other repositories' actions. */
async function runPre(state, step, prepared, posts) {
    if (step.kind !== 'uses' || step.uses.startsWith('./'))
        return;
    const use = locateAction(state, step);
    prepared.set(step, use);
    if (use.located.kind !== 'files' || use.located.definition.runs.kind !== 'javascript')
        return;
    const { runs } = use.located.definition;
    if (runs.pre === undefined)
        return;
    const name = `Pre ${await displayName(state, step)}`;
    await runTopLevel(state, { name, step, stage: 'pre', record: use.record, condition: `always() && (${runs.preIf})`, posts }, (attempt) => {
        registerPost(attempt, use, runs);
        return runJavaScript(attempt, use, runs, 'pre');
    });
}
async function runMain(state, step, use, posts) {
    const record = use?.record ?? { outputs: {}, state: {}, failed: false };
    const name = await displayName(state, step);
    await runTopLevel(state, { name, step, stage: 'main', record, condition: step.if, posts }, (attempt) => use === undefined ? performStep(attempt, step) : runAction(attempt, use, performStep));
}
async function runPost(state, post) {
    const record = { outputs: {}, state: post.record.state, failed: false };
    const { name, step, condition, scope } = post;
    await runTopLevel(state, { name, step, stage: 'post', record, condition, posts: [], scope }, post.perform);
}
/** The main stage of a step; a composite action calls it for its own steps. */
async function performStep(attempt, step) {
    if (step.kind === 'run')
        return runScript(attempt, step);
    const use = { ...locateAction(attempt.state, step), record: attempt.record };
    return runAction(attempt, use, performStep);
}
async function runTopLevel(state, work, perform) {
    const { step, stage, record, posts, condition } = work;
    const job = state.request.key;
    const name = state.masker.mask(work.name);
    const number = state.results.length + 1;
    const report = new StepReport(state.log, state.masker, { job, name, number });
    const startedAt = performance.now();
    const uses = step.kind === 'uses' ? { uses: step.uses } : {};
    const ended = await attemptStage(state, {
        step,
        scope: work.scope ?? state.scope,
        report,
        record,
        posts,
        condition,
        mayContinue: stage === 'main',
        begin: () => state.log.event({ type: 'step-started', job, step: number, name, stage, ...uses }),
        perform,
    });
    // A post whose condition does not hold is not worth a line.
    if (ended.outcome === 'skipped' && stage !== 'main')
        return;
    if (stage === 'main' && step.id !== undefined)
        state.scope.steps.set(step.id, { outputs: record.outputs, ...ended });
    if (ended.conclusion === 'failure')
        state.scope.fail();
    const result = {
        name,
        ...(step.id === undefined ? {} : { id: step.id }),
        ...(step.kind === 'uses' ? { uses: step.uses, action: actionName(step.uses) } : {}),
        stage,
        ...ended,
        outputs: maskedOutputs(state, record),
        seconds: Math.round(performance.now() - startedAt) / 1000,
        annotations: report.annotations,
        ...summaryOf(state, report, number),
    };
    state.results.push(result);
    state.log.event({ type: 'step-ended', job, step: number, result });
}
/** `validate-model` of `OWNER/ml-actions/actions/validate-model@v1`. */
function actionName(uses) {
    return (uses
        .split('@')[0]
        ?.split('/')
        .findLast((part) => part !== '' && part !== '.') ?? uses);
}
function maskedOutputs(state, record) {
    return Object.fromEntries(Object.entries(record.outputs).map(([name, value]) => [name, state.masker.mask(value)]));
}
function summaryOf(state, report, number) {
    if (report.summaries.length === 0)
        return {};
    const summaryPath = (0,external_node_path_.join)(state.request.places.summaries, `${state.request.key}-${number}.md`);
    (0,external_node_fs_.writeFileSync)(summaryPath, report.summaries.join('\n'));
    return { summaryPath };
}
async function displayName(state, step) {
    try {
        const around = state.surroundings(state.scope);
        if (step.name !== undefined)
            return (0,json/* toText */.fE)(await (0,evaluate/* evaluateTemplate */.M)(step.name, around));
        return step.kind === 'uses'
            ? `Run ${step.uses}`
            : `Run ${firstLine((0,json/* toText */.fE)(await (0,evaluate/* evaluateTemplate */.M)(step.run, around)))}`;
    }
    catch {
        // Its own evaluation will fail again and say why.
        return (0,json/* toText */.fE)(step.name) || 'Run';
    }
}

;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/run-job.js











/** Runs one job, in this process, from an empty workspace to its outputs. */
async function runJob(request, emit, cancelled) {
    const masker = new mask/* Masker */.G();
    for (const secret of Object.values(request.contexts.secrets))
        masker.add((0,json/* toText */.fE)(secret));
    const log = new JobLog({ job: request.key, file: request.places.log, masker, emit });
    const annotations = [];
    const issue = (level, message) => {
        annotations.push({ level, message: masker.mask(message), job: request.key });
        log.line(level, message);
    };
    const state = await prepare(request, { log, masker, cancelled });
    try {
        await evaluateEnv(state);
        await runSteps(state);
    }
    catch (error) {
        issue('error', messageOf(error));
        state.scope.fail();
    }
    const outputs = await jobOutputs(state, issue);
    const environment = await jobEnvironment(state, issue);
    const orphans = await (0,kill/* killTracked */.HB)(request.trackingId);
    if (orphans.length > 0)
        log.line('plain', `Terminated orphan processes: ${orphans.join(', ')}`);
    if (!request.keepWorkspace)
        (0,external_node_fs_.rmSync)(request.places.work, { recursive: true, force: true, maxRetries: 3 });
    return {
        outcome: conclusionOf(state),
        outputs,
        steps: state.results,
        annotations,
        ...(environment === undefined ? {} : { environment }),
    };
}
async function prepare(request, parts) {
    const { work } = request.places;
    const repository = (0,external_node_path_.basename)((0,json/* toText */.fE)(request.contexts.github['repository']));
    const workspace = (0,external_node_path_.join)(work, repository, repository);
    const temp = (0,external_node_path_.join)(work, '_temp');
    for (const directory of [workspace, temp, request.places.toolCache])
        (0,external_node_fs_.mkdirSync)(directory, { recursive: true });
    const scope = (runDefaults) => new Scope({ inputs: request.contexts.inputs, env: {}, github: {}, runDefaults, composite: false });
    const early = new RunState({ request, workspace, temp, scope: scope({}), ...parts });
    const around = early.surroundings(early.scope);
    const runDefaults = {
        ...(0,json/* recordOf */.zv)(await (0,evaluate/* evaluateTemplate */.M)(request.workflowRunDefaults ?? {}, around)),
        ...(0,json/* recordOf */.zv)(await (0,evaluate/* evaluateTemplate */.M)(request.job.runDefaults ?? {}, around)),
    };
    return new RunState({ request, workspace, temp, scope: scope(runDefaults), ...parts });
}
async function evaluateEnv(state) {
    for (const env of [state.request.workflowEnv, state.request.job.env]) {
        Object.assign(state.env, (0,json/* toTexts */.OS)(await (0,evaluate/* evaluateTemplate */.M)(env ?? {}, state.surroundings(state.scope))));
    }
}
function conclusionOf(state) {
    const status = state.scope.status(state.cancelled.aborted);
    return status === 'success' && state.results.some((step) => step.conclusion === 'cancelled') ? 'cancelled' : status;
}
/** Outputs of the job without the empty ones and those that a mask would change (actions/runner, `JobExtension.cs`). */
async function jobOutputs(state, issue) {
    const outputs = {};
    for (const [name, template] of Object.entries((0,json/* recordOf */.zv)(state.request.job.outputs))) {
        try {
            const value = (0,json/* toText */.fE)(await (0,evaluate/* evaluateTemplate */.M)(template, state.surroundings(state.scope)));
            if (value === '')
                continue;
            if (state.masker.hides(value))
                issue('warning', `Skip output '${name}' since it may contain secret.`);
            else
                outputs[name] = value;
        }
        catch (error) {
            issue('error', `Output '${name}': ${messageOf(error)}`);
            state.scope.fail();
        }
    }
    return outputs;
}
async function jobEnvironment(state, issue) {
    const { environment } = state.request.job;
    if (environment === undefined || environment === null)
        return undefined;
    try {
        const value = await (0,evaluate/* evaluateTemplate */.M)(environment, state.surroundings(state.scope));
        if (!(0,json/* isRecord */.u4)(value))
            return { name: (0,json/* toText */.fE)(value), deployment: true };
        const url = state.masker.mask((0,json/* toText */.fE)(value['url']));
        const deployment = value['deployment'] !== false;
        return { name: (0,json/* toText */.fE)(value['name']), deployment, ...(url === '' ? {} : { url }) };
    }
    catch (error) {
        issue('warning', `The environment could not be recorded: ${messageOf(error)}`);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/packages/workflow-runner/src/job/main.js



/**
 * Makes this process a job's process: takes its orders from the parent that forked it, and ends everything it started,
 * and itself, when the parent is gone.
 */
function serveJob() {
    const cancelled = new AbortController();
    let request;
    process.on('disconnect', () => {
        killRunning();
        const exit = () => process.exit(1);
        if (request === undefined)
            exit();
        else
            (0,kill/* killTracked */.HB)(request.trackingId).then(exit, exit);
    });
    process.on('message', (message) => {
        if (message.type === 'cancel') {
            cancelled.abort();
        }
        else {
            request = message.request;
            run(message.request, cancelled.signal);
        }
    });
}
function run(request, cancelled) {
    const events = new Outbox();
    runJob(request, (event) => events.add(event), cancelled).then((end) => {
        events.flush();
        send({ type: 'ended', end }, () => process.exit(0));
    }, (error) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`, () => process.exit(70));
    });
}
/** Gathers what happens within one turn of the event loop: a flood of lines would choke on a message for each. */
class Outbox {
    #events = [];
    add(event) {
        if (this.#events.length === 0)
            setImmediate(() => this.flush());
        this.#events.push(event);
    }
    flush() {
        const events = this.#events;
        this.#events = [];
        if (events.length > 0)
            send({ type: 'events', events });
    }
}
function send(message, sent) {
    if (process.connected)
        process.send?.(message, undefined, undefined, sent);
}


/***/ })

};
