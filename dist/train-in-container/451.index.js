export const id = 451;
export const ids = [451];
export const modules = {

/***/ 2489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Cl: () => (/* binding */ checkpointAt),
  FK: () => (/* binding */ findCheckpoints),
  BP: () => (/* binding */ newest)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/actions/train-in-container/src/checkpoints/weights.js


/** Headers of real models are some hundred kilobytes; this bounds what a broken length can make us read. */
const MAX_HEADER_BYTES = 100 * 2 ** 20;
/** The end record of a zip archive with the longest comment it may carry (APPNOTE.TXT, 4.3.16). */
const ZIP_END_BYTES = 22 + 65_535;
/** Looks at the weights in a directory. */
async function readWeights(directory, names) {
    const known = await areWhole(directory, names);
    return known === undefined ? 'none' : known ? 'whole' : 'torn';
}
async function areWhole(directory, names) {
    for (const index of ['model.safetensors.index.json', 'pytorch_model.bin.index.json']) {
        if (names.has(index))
            return hasAllShards(directory, index, names);
    }
    for (const file of ['model.safetensors', 'adapter_model.safetensors']) {
        if (names.has(file))
            return isWholeSafetensors((0,external_node_path_.join)(directory, file));
    }
    for (const file of ['pytorch_model.bin', 'adapter_model.bin']) {
        if (names.has(file))
            return isWholeZip((0,external_node_path_.join)(directory, file));
    }
    // DeepSpeed and FSDP keep their shards in directories of their own.
    return [...names].some((name) => /^(global_step\d+|pytorch_model_fsdp_\d+|model_\d+)$/.test(name)) ? true : undefined;
}
async function hasAllShards(directory, index, names) {
    try {
        const value = JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)(directory, index), 'utf8'));
        if (typeof value !== 'object' || value === null || !('weight_map' in value))
            return false;
        const { weight_map: map } = value;
        if (typeof map !== 'object' || map === null)
            return false;
        const shards = [...new Set(Object.values(map))].filter((shard) => typeof shard === 'string');
        if (shards.length === 0 || !shards.every((shard) => names.has(shard)))
            return false;
        const whole = index.startsWith('model.') ? isWholeSafetensors : isWholeZip;
        return (await Promise.all(shards.map((shard) => whole((0,external_node_path_.join)(directory, shard))))).every(Boolean);
    }
    catch {
        return false;
    }
}
/** Whether a safetensors file is as long as its header says (8 bytes of length, the header, the tensors). */
function isWholeSafetensors(file) {
    return withFile(file, async (handle, size) => {
        const length = Number((await bytesAt(handle, 0, 8)).readBigUInt64LE());
        if (length > MAX_HEADER_BYTES || 8 + length > size)
            return false;
        const header = JSON.parse((await bytesAt(handle, 8, length)).toString('utf8'));
        if (typeof header !== 'object' || header === null)
            return false;
        const ends = Object.values(header).map((tensor) => typeof tensor === 'object' && tensor !== null && 'data_offsets' in tensor && Array.isArray(tensor.data_offsets)
            ? Number(tensor.data_offsets[1])
            : 0);
        return 8 + length + ends.reduce((most, end) => Math.max(most, end), 0) === size;
    });
}
/** Whether a file is a zip archive with its end record, which `torch.save` writes last. */
function isWholeZip(file) {
    return withFile(file, async (handle, size) => {
        if (size < 22 || (await bytesAt(handle, 0, 4)).readUInt32LE() !== 0x04034b50)
            return false;
        const length = Math.min(size, ZIP_END_BYTES);
        const tail = await bytesAt(handle, size - length, length);
        const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
        return at !== -1 && at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length;
    });
}
async function withFile(file, check) {
    let handle;
    try {
        handle = await (0,promises_.open)(file, 'r');
        return await check(handle, (await handle.stat()).size);
    }
    catch {
        return false;
    }
    finally {
        await handle?.close();
    }
}
async function bytesAt(handle, position, length) {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, position);
    if (bytesRead < length)
        throw new RangeError('file too short');
    return buffer;
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/checkpoints/layouts.js



const MARKERS = ['complete', 'COMPLETE', '.complete', '_SUCCESS'];
/** In this order: the first layout that knows a candidate decides. */
const LAYOUTS = [
    {
        // transformers, Trainer._save_checkpoint: weights, optimizer, random state, then trainer_state.json.
        name: 'huggingface',
        step: (candidate) => candidate.entries?.has('trainer_state.json') === true
            ? numberIn(/^checkpoint-(\d+)$/, candidate.name)
            : undefined,
        async complete({ path }, entries) {
            const state = (0,external_node_path_.join)(path, 'trainer_state.json');
            // Written last, it vouches for weights of a shape that is not known here; known ones are looked at all the same.
            const whole = (await isJson(state)) && entries.size > 1 && (await readWeights(path, entries)) !== 'torn';
            return whole ? state : undefined;
        },
    },
    {
        // accelerate, save_accelerator_state: the random states of each process come last.
        name: 'accelerate',
        step: (candidate) => (candidate.entries === undefined ? undefined : numberIn(/^checkpoint_(\d+)$/, candidate.name)),
        async complete({ path }, entries) {
            const whole = entries.has('random_states_0.pkl') && (await readWeights(path, entries)) === 'whole';
            return whole ? (0,external_node_path_.join)(path, 'random_states_0.pkl') : undefined;
        },
    },
    {
        // NeMo Automodel: epoch_E_step_S with DCP shards or safetensors below; a marker stands while it is being written.
        name: 'automodel',
        step: (candidate) => candidate.entries === undefined ? undefined : numberIn(/^epoch_\d+_step_(\d+)$/, candidate.name),
        async complete({ path }, entries) {
            const unfinished = [...entries].some((name) => /incomplete|\.tmp$/i.test(name));
            const last = ['config.yaml', 'step_scheduler.pt', 'losses.json', 'model'].find((name) => entries.has(name));
            return !unfinished && entries.has('model') && last !== undefined ? (0,external_node_path_.join)(path, last) : undefined;
        },
    },
    {
        // torch.distributed.checkpoint: the coordinator renames .metadata into place after all shards.
        name: 'torch-dcp',
        step: (candidate) => (candidate.entries?.has('.metadata') === true ? lastNumber(candidate.name) : undefined),
        async complete({ path }, entries) {
            const metadata = (0,external_node_path_.join)(path, '.metadata');
            const whole = [...entries].some((name) => name.endsWith('.distcp')) && (await sizeOf(metadata)) > 0;
            return whole ? metadata : undefined;
        },
    },
    {
        // Lightning and plain torch.save: one zip archive, whose end record is written last.
        name: 'lightning',
        step({ name, entries }) {
            if (entries !== undefined || !/\.ckpt$|(?:checkpoint|ckpt|step|epoch).*\.pth?$/.test(name))
                return undefined;
            return numberIn(/step[=_-]?(\d+)/, name) ?? lastNumber(name.replace(/-v\d+(?=\.ckpt$)/, ''));
        },
        complete: async ({ path }) => ((await isWholeZip(path)) ? path : undefined),
    },
    {
        // Ours, for code without a framework: a directory with a marker, or with metrics.json, written last.
        name: 'marked',
        step: (candidate) => candidate.entries === undefined
            ? undefined
            : numberIn(/^(?:checkpoint|ckpt|step|epoch)[-_](\d+)$/, candidate.name),
        async complete({ path }, entries) {
            const marker = MARKERS.find((name) => entries.has(name));
            if (marker !== undefined)
                return (0,external_node_path_.join)(path, marker);
            return entries.has('metrics.json') && (await isJson((0,external_node_path_.join)(path, 'metrics.json')))
                ? (0,external_node_path_.join)(path, 'metrics.json')
                : undefined;
        },
    },
];
function numberIn(pattern, name) {
    const found = pattern.exec(name)?.[1];
    return found === undefined ? undefined : Number(found);
}
function lastNumber(name) {
    const found = name.match(/\d+/g)?.at(-1);
    return found === undefined ? null : Number(found);
}
async function isJson(file) {
    try {
        JSON.parse(await (0,promises_.readFile)(file, 'utf8'));
        return true;
    }
    catch {
        return false;
    }
}
async function sizeOf(file) {
    try {
        return (await (0,promises_.stat)(file)).size;
    }
    catch {
        return 0;
    }
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/checkpoints/find.js



/** `lightning_logs/version_0/checkpoints/last.ckpt` is three down. */
const MAX_DEPTH = 4;
const MAX_ENTRIES = 10_000;
/** All complete checkpoints below a directory. What is half written, or a link, is none. */
async function findCheckpoints(directory) {
    const found = [];
    let seen = 0;
    const visit = async (path, depth) => {
        const entries = await (0,promises_.readdir)(path, { withFileTypes: true }).catch(() => []);
        for (const entry of entries) {
            seen += 1;
            if (seen > MAX_ENTRIES || entry.isSymbolicLink())
                continue;
            const child = (0,external_node_path_.join)(path, entry.name);
            const candidate = await readCandidate(child, entry.isDirectory());
            const checkpoint = candidate === undefined ? undefined : await recognise(candidate);
            if (checkpoint !== undefined && checkpoint !== 'incomplete')
                found.push(checkpoint);
            else if (checkpoint === undefined && entry.isDirectory() && depth < MAX_DEPTH)
                await visit(child, depth + 1);
        }
    };
    await visit(directory, 1);
    return found;
}
/** The checkpoint at exactly this path; `undefined` when there is none or it is not complete. */
async function checkpointAt(path) {
    try {
        const candidate = await readCandidate(path, (await (0,promises_.stat)(path)).isDirectory());
        const checkpoint = candidate === undefined ? undefined : await recognise(candidate);
        return checkpoint === 'incomplete' ? undefined : checkpoint;
    }
    catch {
        return undefined;
    }
}
/**
 * The one to go on from: of the layout that was written last, the one with the highest step, then the latest. Times alone
 * would mislead where a cache or an artifact has rewritten them.
 */
function newest(checkpoints) {
    const latest = checkpoints.toSorted((a, b) => b.completedAtMs - a.completedAtMs)[0];
    return checkpoints
        .filter((checkpoint) => checkpoint.layout === latest?.layout)
        .toSorted((a, b) => (b.step ?? -1) - (a.step ?? -1) || b.completedAtMs - a.completedAtMs)[0];
}
async function readCandidate(path, isDirectory) {
    if (!isDirectory)
        return { path, name: (0,external_node_path_.basename)(path), entries: undefined };
    try {
        return { path, name: (0,external_node_path_.basename)(path), entries: new Set(await (0,promises_.readdir)(path)) };
    }
    catch {
        return undefined;
    }
}
async function recognise(candidate) {
    let known = false;
    for (const layout of LAYOUTS) {
        const step = layout.step(candidate);
        if (step === undefined)
            continue;
        known = true;
        const last = await layout.complete(candidate, candidate.entries ?? new Set());
        if (last === undefined)
            continue;
        const completedAtMs = await (0,promises_.stat)(last).then(({ mtimeMs }) => mtimeMs, () => undefined);
        if (completedAtMs === undefined)
            return 'incomplete';
        return { path: candidate.path, layout: layout.name, step: step ?? undefined, completedAtMs };
    }
    return known ? 'incomplete' : undefined;
}


/***/ }),

/***/ 4164:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Lv: () => (/* binding */ LOG_NAME),
  mn: () => (/* binding */ checkpointDirectories),
  Fo: () => (/* binding */ collect_collect),
  Ob: () => (/* binding */ keepLog),
  N9: () => (/* binding */ logFile)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/actions/train-in-container/src/masking.js
var masking = __webpack_require__(8096);
// EXTERNAL MODULE: ./build/actions/train-in-container/src/metrics/dictionary.js
var dictionary = __webpack_require__(8740);
// EXTERNAL MODULE: ./build/actions/train-in-container/src/metrics/record.js
var metrics_record = __webpack_require__(8025);
;// CONCATENATED MODULE: ./build/actions/train-in-container/src/metrics/files.js




const MAX_BYTES = 64 * 2 ** 20;
const MAX_DEPTH = 4;
const LINES = /^(?:metrics|training|validation|train|eval|history|log)\.jsonl$|\.metrics\.jsonl$/;
const FINAL = /^(?:metrics|all_results|train_results|eval_results|test_results|results|scores)\.json$/;
/** Files with metrics below some directories that were written since a moment, and one more if it is named. */
async function readMetricFiles(directories, sinceMs, named) {
    const paths = new Set(named === undefined ? [] : [named]);
    for (const directory of directories)
        await collect(directory, 1, paths);
    const files = [];
    for (const path of [...paths].toSorted()) {
        const info = await (0,promises_.stat)(path).catch(() => undefined);
        if (info === undefined || info.size > MAX_BYTES || (info.mtimeMs < sinceMs && path !== named))
            continue;
        const file = readMetricText(path, await (0,promises_.readFile)(path, 'utf8'));
        if (file.records.length > 0)
            files.push(file);
    }
    return files;
}
/** The records in a file's text, by the kind that its name tells. */
function readMetricText(path, text) {
    const name = (0,external_node_path_.basename)(path);
    if (name.endsWith('.jsonl'))
        return { path, final: false, records: text.split('\n').flatMap(recordIn) };
    if (name.endsWith('.csv'))
        return { path, final: false, records: readCsv(text) };
    if (name === 'trainer_state.json')
        return { path, final: false, records: readHistory(text, 'log_history') };
    const history = readHistory(text, undefined);
    return history.length > 0
        ? { path, final: false, records: history }
        : { path, final: true, records: finalValues(text) };
}
/** In a file of final values every number counts, whatever its name. */
function finalValues(text) {
    const numbers = (0,dictionary/* readDictionary */.d)(text);
    if (numbers === undefined || numbers.size === 0)
        return [];
    const { epoch, step, ...rest } = Object.fromEntries(numbers);
    return [{ epoch, step, values: new Map(Object.entries(rest)) }];
}
function recordIn(text) {
    const numbers = (0,dictionary/* readDictionary */.d)(text);
    const record = numbers === undefined ? undefined : (0,metrics_record/* toRecord */.L)(numbers);
    return record === undefined ? [] : [record];
}
/** A list of records: the whole file, or one of its fields. */
function readHistory(text, field) {
    try {
        const value = JSON.parse(text);
        const list = field === undefined
            ? value
            : typeof value === 'object' && value !== null && field in value
                ? value[field]
                : undefined;
        return Array.isArray(list) ? list.flatMap((entry) => recordIn(JSON.stringify(entry))) : [];
    }
    catch {
        return [];
    }
}
/** Lightning's CSVLogger: plain numbers, many cells empty. */
function readCsv(text) {
    const [head, ...rows] = text.split(/\r?\n/);
    const names = head?.split(',') ?? [];
    return rows.flatMap((row) => {
        const numbers = new Map();
        row.split(',').forEach((cell, index) => {
            const name = names[index];
            const number = (0,dictionary/* readNumber */.k)(cell.trim());
            if (name !== undefined && number !== undefined)
                numbers.set(name, number);
        });
        const record = (0,metrics_record/* toRecord */.L)(numbers);
        return record === undefined ? [] : [record];
    });
}
async function collect(directory, depth, paths) {
    const entries = await (0,promises_.readdir)(directory, { withFileTypes: true }).catch(() => []);
    const states = [];
    for (const entry of entries) {
        const path = (0,external_node_path_.join)(directory, entry.name);
        if (entry.isDirectory() && depth < MAX_DEPTH && !/^(?:\.git|node_modules|\.venv|venv)$/.test(entry.name)) {
            await collect(path, depth + 1, paths);
        }
        else if (entry.isFile()) {
            if (LINES.test(entry.name) || FINAL.test(entry.name) || entry.name === 'metrics.csv')
                paths.add(path);
            if (entry.name === 'trainer_state.json')
                states.push(path);
        }
    }
    for (const path of states)
        paths.add(path);
}

// EXTERNAL MODULE: ./build/actions/train-in-container/src/report.js
var report = __webpack_require__(2412);
// EXTERNAL MODULE: ./build/actions/train-in-container/src/supervise.js
var supervise = __webpack_require__(4618);
;// CONCATENATED MODULE: ./build/actions/train-in-container/src/collect.js






/** The file with the whole output of a run. */
const LOG_NAME = 'output.log';
/** Where the whole output of a run is kept. */
function logFile(directories) {
    return (0,external_node_path_.join)(directories.records, LOG_NAME);
}
/** Where checkpoints of a run may be: where it is told to write them, or where its framework does. */
function checkpointDirectories(directories) {
    return [directories.checkpoints, directories.output, (0,external_node_path_.join)(directories.source, 'lightning_logs')];
}
/** Brings together what is left of a run that has ended. */
async function collect_collect(options) {
    const { running, directories, startedAtMs, collector } = options;
    const state = await running.inspect();
    const log = await options.records.keep(LOG_NAME, (file) => keepLog(running, file, options.mask));
    const searched = [directories.output, directories.checkpoints, (0,external_node_path_.join)(directories.source, 'lightning_logs')];
    const named = options.metricsFile === undefined ? undefined : (0,external_node_path_.join)(directories.output, options.metricsFile);
    const history = collector.finish(await readMetricFiles(searched, startedAtMs, named));
    const lines = history.records.map(({ values, ...where }) => JSON.stringify({ ...where, ...Object.fromEntries([...values].map(([name, value]) => [name, (0,report/* printable */.g$)(value)])) }));
    const historyFile = await options.records.keep('metrics-history.jsonl', (file) => (0,promises_.writeFile)(file, lines.map((line) => `${line}\n`).join('')));
    return {
        state,
        history,
        historyFile,
        log,
        checkpoint: await (0,supervise/* newestSince */.FJ)(checkpointDirectories(directories), startedAtMs),
        productExists: options.purpose === 'train' ? await hasFiles(directories.model) : await isWritten(directories),
    };
}
/** The whole output, with secrets masked, since such files get uploaded. */
async function keepLog(running, file, mask) {
    await running.saveLog(file);
    await (0,masking/* maskFile */.Bl)(file, mask);
}
async function hasFiles(directory) {
    const entries = await (0,promises_.readdir)(directory, { recursive: true, withFileTypes: true }).catch(() => []);
    return entries.some((entry) => entry.isFile());
}
/** A regular file with content, inside the output: a link to elsewhere is no prediction of this run. */
async function isWritten({ predictions, output }) {
    try {
        const path = await (0,promises_.realpath)(predictions);
        const info = await (0,promises_.stat)(path);
        return path.startsWith(`${output}/`) && info.isFile() && info.size > 0;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 5219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ab: () => (/* binding */ earlierLabels),
/* harmony export */   F5: () => (/* binding */ openEngine),
/* harmony export */   QX: () => (/* binding */ isEngineName),
/* harmony export */   _$: () => (/* binding */ engineDirectory),
/* harmony export */   xU: () => (/* binding */ runLabels)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _ml_actions_container_engine__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4622);


function isEngineName(text) {
    return text === 'docker' || text === 'podman' || text === 'host';
}
/** Where the engine keeps what it knows of its runs: outside every directory that a run may write. */
function engineDirectory(context) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context.temp, 'ml-actions-engine');
}
/** The engine by its name. */
function openEngine(name, env, directory) {
    switch (name) {
        case 'docker':
            return (0,_ml_actions_container_engine__WEBPACK_IMPORTED_MODULE_1__/* .dockerEngine */ .JH)({ env: withoutInputs(env), directory });
        case 'podman':
            return (0,_ml_actions_container_engine__WEBPACK_IMPORTED_MODULE_1__/* .podmanEngine */ .e$)({ env: withoutInputs(env), directory });
        case 'host':
            return (0,_ml_actions_container_engine__WEBPACK_IMPORTED_MODULE_1__/* .hostEngine */ .ZG)({ env, directory });
    }
}
/** A command line needs no input of this action, and hands none to its plugins. */
function withoutInputs(env) {
    return Object.fromEntries(Object.entries(env).filter(([key]) => !/^(?:INPUT_|STATE_|ACTIONS_)/.test(key)));
}
/** By these labels a run is found again, and told from those of other jobs on this machine. */
function runLabels(context, purpose) {
    return {
        'dev.ml-actions.repository': context.repository,
        'dev.ml-actions.run': context.runId,
        'dev.ml-actions.attempt': context.runAttempt,
        'dev.ml-actions.job': context.job,
        'dev.ml-actions.purpose': purpose,
    };
}
/** Labels of the same job in attempts before this one: whatever still runs of them has nobody waiting for it. */
function earlierLabels(context) {
    const attempt = Number(context.runAttempt);
    if (!Number.isSafeInteger(attempt) || context.runId === '')
        return [];
    return Array.from({ length: Math.min(Math.max(attempt - 1, 0), 5) }, (_, index) => ({
        'dev.ml-actions.repository': context.repository,
        'dev.ml-actions.run': context.runId,
        'dev.ml-actions.attempt': String(attempt - 1 - index),
        'dev.ml-actions.job': context.job,
    }));
}


/***/ }),

/***/ 8096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bl: () => (/* binding */ maskFile),
/* harmony export */   _4: () => (/* binding */ maskOf)
/* harmony export */ });
/* unused harmony export maskChunks */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6466);



/** Shorter values stand in every other word; the runner masks them in the log all the same. */
const MIN_LENGTH = 3;
/** Replaces each of these values by `***`, the longest first. */
function maskOf(values) {
    const parts = [...new Set([...values].flatMap((value) => [value, ...value.split(/\r?\n/)]))]
        .filter((part) => part.length >= MIN_LENGTH)
        .toSorted((a, b) => b.length - a.length);
    const mask = (text) => parts.reduce((masked, part) => masked.replaceAll(part, '***'), text);
    return Object.assign(mask, { parts });
}
/** Rewrites a file of text with its secrets masked, so that it may be uploaded. Without secrets it stays as it is. */
async function maskFile(file, mask) {
    if (mask.parts.length === 0)
        return;
    const part = `${file}.masked`;
    const text = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(file, { encoding: 'utf8', highWaterMark: CHUNK_BYTES });
    try {
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_2__.pipeline)(text, (chunks) => maskChunks(chunks, mask), (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createWriteStream)(part));
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(part, file);
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(part, { force: true });
        throw error;
    }
}
const CHUNK_BYTES = 1 << 20;
/** Holds back as much of each chunk as could be the beginning of a secret. Lines may be of any length. */
async function* maskChunks(chunks, mask) {
    const held = (mask.parts[0]?.length ?? 1) - 1;
    let rest = '';
    for await (const chunk of chunks) {
        rest += chunk;
        const cut = safeCut(rest, rest.length - held, mask.parts);
        yield mask(rest.slice(0, cut));
        rest = rest.slice(cut);
    }
    yield mask(rest);
}
/** The last place at or before `at` that no secret spans. */
function safeCut(text, at, parts) {
    let cut = Math.max(0, at);
    for (let moved = true; moved;) {
        moved = false;
        for (const part of parts) {
            const found = text.indexOf(part, Math.max(0, cut - part.length + 1));
            if (found !== -1 && found < cut) {
                cut = found;
                moved = true;
            }
        }
    }
    return cut;
}


/***/ }),

/***/ 8740:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ readDictionary),
/* harmony export */   k: () => (/* binding */ readNumber)
/* harmony export */ });
const MAX_DEPTH = 3;
/**
 * Reads a dictionary as JSON or Python prints it (`{'loss': 0.5, "acc": NaN, 'eval': {'f1': .9}}`), evaluating nothing.
 * Numbers in quotes count, as newer versions of transformers print them. `undefined` when the text is no dictionary.
 */
function readDictionary(text) {
    const numbers = new Map();
    const end = readObject(text, 0, '', numbers, 1);
    return end !== undefined && text.slice(end).trim() === '' ? numbers : undefined;
}
function readObject(text, start, prefix, numbers, depth) {
    let at = skipBlanks(text, start);
    if (text[at] !== '{')
        return undefined;
    at = skipBlanks(text, at + 1);
    if (text[at] === '}')
        return at + 1;
    for (;;) {
        const key = readQuoted(text, at);
        if (key === undefined)
            return undefined;
        at = skipBlanks(text, key.end);
        if (text[at] !== ':')
            return undefined;
        const end = readValue(text, skipBlanks(text, at + 1), prefix + key.value, numbers, depth);
        if (end === undefined)
            return undefined;
        at = skipBlanks(text, end);
        if (text[at] === '}')
            return at + 1;
        if (text[at] !== ',')
            return undefined;
        at = skipBlanks(text, at + 1);
        if (text[at] === '}')
            return at + 1;
    }
}
function readValue(text, at, name, numbers, depth) {
    if (text[at] === '{')
        return depth < MAX_DEPTH ? readObject(text, at, `${name}.`, numbers, depth + 1) : undefined;
    if (text[at] === '[')
        return skipList(text, at);
    const quoted = readQuoted(text, at);
    if (quoted !== undefined) {
        keep(numbers, name, readNumber(quoted.value));
        return quoted.end;
    }
    const word = /^(?:np\.float\d+\(|tensor\()?([-+\w.]+)\)?/.exec(text.slice(at, at + 100));
    if (word?.[1] === undefined)
        return undefined;
    keep(numbers, name, readNumber(word[1]));
    return at + word[0].length;
}
/** A decimal number as Python, JSON and C print it, `nan` and `inf` included; `undefined` for anything else. */
function readNumber(text) {
    if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text))
        return Number(text);
    if (/^[-+]?nan$/i.test(text))
        return Number.NaN;
    const infinite = /^([-+]?)inf(inity)?$/i.exec(text);
    return infinite === null ? undefined : infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
function keep(numbers, name, value) {
    if (value !== undefined)
        numbers.set(name, value);
}
function readQuoted(text, at) {
    const quote = text[at];
    if (quote !== '"' && quote !== "'")
        return undefined;
    let value = '';
    for (let next = at + 1; next < text.length; next += 1) {
        const character = text[next];
        if (character === quote)
            return { value, end: next + 1 };
        if (character === '\\')
            next += 1;
        value += text[next] ?? '';
    }
    return undefined;
}
function skipList(text, start) {
    let open = 0;
    for (let at = start; at < text.length; at += 1) {
        const quoted = readQuoted(text, at);
        if (quoted !== undefined)
            at = quoted.end - 1;
        else if (text[at] === '[')
            open += 1;
        else if (text[at] === ']' && --open === 0)
            return at + 1;
    }
    return undefined;
}
function skipBlanks(text, start) {
    let at = start;
    while (at < text.length && /\s/.test(text[at] ?? ''))
        at += 1;
    return at;
}


/***/ }),

/***/ 8025:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ toRecord),
/* harmony export */   l: () => (/* binding */ fits)
/* harmony export */ });
/** Nobody reads more, and outputs are limited in size. */
const MAX_NAME_LENGTH = 120;
const MAX_VALUES = 500;
const STEP = /^(?:trainer\/)?(?:global_?)?(?:step|steps|iter|iters|iteration)$/i;
const EPOCH = /^epochs?$/i;
/** Printed beside metrics and none themselves. */
const OTHER = /^(?:time|timestamp|date|elapsed|eta|pid|rank|world_size|seed|port|version|v_num|total|size|n|id|run_id)$|_time$|_runtime$|_per_second$|^max_(?:steps|epochs)$/i;
/** Words of which at least one must appear among the names; everything else that looks like `a=1` is left alone. */
const METRIC = /loss|acc|f1|auc|auroc|precision|recall|perplexity|ppl|mse|mae|rmse|mape|r2|score|error|\blr\b|learning_rate|bleu|rouge|iou|\bmap\b|grad_norm|reward|kappa|brier|logloss|throughput|tps|latency/i;
/** The record in a set of numbers; `undefined` when none of them is a metric. */
function toRecord(numbers) {
    const values = new Map();
    let step;
    let epoch;
    for (const [name, value] of numbers) {
        if (STEP.test(name))
            step = Number.isFinite(value) ? value : undefined;
        else if (EPOCH.test(name))
            epoch = Number.isFinite(value) ? value : undefined;
        else if (!OTHER.test(name) && fits(name, values))
            values.set(name, value);
    }
    if (values.size === 0 || ![...values.keys()].some((name) => METRIC.test(name)))
        return undefined;
    return { step, epoch, values };
}
/** Whether one more metric of this name is taken. */
function fits(name, values) {
    return name.length <= MAX_NAME_LENGTH && (values.size < MAX_VALUES || values.has(name));
}


/***/ }),

/***/ 2842:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ isDiskFull),
/* harmony export */   t: () => (/* binding */ openRecords)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Keeps files in `directory`, and below `temp` once that takes no more: a training fills the disk of its output. */
function openRecords(directory, temp, warn) {
    let other;
    return {
        async keep(name, write) {
            if (other === undefined) {
                const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name);
                if ((await attempt(path, write)) === undefined)
                    return path;
                warn(`${directory} takes no more files; the rest of the report is kept below ${temp}`);
            }
            try {
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(temp, { recursive: true });
                other ??= await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(temp, 'ml-actions-records-'));
                const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(other, name);
                const problem = await attempt(path, write);
                if (problem === undefined)
                    return path;
                throw problem;
            }
            catch (error) {
                warn(`${name} could not be kept: ${error instanceof Error ? error.message : String(error)}`);
                return '';
            }
        },
    };
}
/** Nothing half written stays: it could be taken for whole, and a log could hold what was not masked yet. */
async function attempt(path, write) {
    try {
        await write(path);
        return undefined;
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { force: true });
        return error instanceof Error ? error : new Error(String(error));
    }
}
/** Whether an error says that a disk or a quota is full. */
function isDiskFull(error) {
    return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}


/***/ }),

/***/ 2412:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g$: () => (/* binding */ printable),
/* harmony export */   l4: () => (/* binding */ reportJson),
/* harmony export */   qi: () => (/* binding */ runReport)
/* harmony export */ });
/* harmony import */ var _ml_actions_action__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2680);

const MAX_CHARTS = 6;
const MAX_METRICS = 60;
const TAIL_LINES = 40;
/** The run as a report, for the summary and for `report.json`. */
function runReport(story) {
    return {
        title: story.purpose === 'train' ? 'Training' : 'Evaluation',
        sections: [
            {
                kind: 'verdict',
                badge: { tone: story.verdict, text: `${story.verdict}: ${story.reason}` },
                text: [story.message],
            },
            ...failureSections(story),
            ...charts(story.courses),
            ...lastValues(story.last),
            { kind: 'facts', rows: story.facts.map(([label, value]) => [label, [{ code: value }]]) },
            ...isolationSections(story.isolation),
            ...datasetSections(story.datasets),
        ],
    };
}
function failureSections({ failure, tail }) {
    if (failure === undefined)
        return [];
    const rows = [
        ['Failure class', [{ code: failure.class }]],
        ['What decided', [failure.line === undefined ? 'the exit code' : { code: failure.line.slice(0, 500) }]],
        ['What to do', [failure.advice]],
        ['Worth a retry as it is', [failure.retry ? 'yes' : 'no']],
    ];
    const lines = tail.slice(-TAIL_LINES);
    return [
        { kind: 'facts', rows },
        ...(lines.length === 0
            ? []
            : [{ kind: 'details', title: 'End of the output', sections: [{ kind: 'log', lines }] }]),
    ];
}
/** One chart for what belongs together: the same metric in training and validation. */
function charts(courses) {
    const groups = new Map();
    for (const course of courses) {
        const points = course.points.filter(([, y]) => Number.isFinite(y));
        if (points.length < 2)
            continue;
        const name = `${course.name.replace(/^(?:train(?:ing)?|val(?:id(?:ation)?)?|eval|test)[_/]|_(?:step|epoch)$/g, '')} by ${course.axis}`;
        const group = groups.get(name) ?? { axis: course.axis, series: [] };
        group.series.push({ name: course.name, points });
        groups.set(name, group);
    }
    return [...groups]
        .toSorted(([a], [b]) => Number(b.startsWith('loss')) - Number(a.startsWith('loss')))
        .slice(0, MAX_CHARTS)
        .map(([name, { axis, series }]) => ({
        kind: 'chart',
        title: name,
        shape: 'line',
        x: { label: axis },
        y: { label: name.replace(/ by \w+$/, '') },
        series,
    }));
}
function lastValues(last) {
    if (last.size === 0)
        return [];
    const rows = [...last].slice(0, MAX_METRICS).map(([name, value]) => [[{ code: name }], [String(value)]]);
    const table = { kind: 'table', head: ['Metric', 'Last value'], rows, numeric: [1] };
    return last.size > 12 ? [{ kind: 'details', title: `${last.size} metrics`, sections: [table] }] : [table];
}
function isolationSections(isolation) {
    return isolation.notes.length === 0
        ? []
        : [{ kind: 'list', items: isolation.notes.map((note) => [{ strong: 'Not enforced: ' }, note]) }];
}
function datasetSections(datasets) {
    if (datasets.length === 0)
        return [];
    const rows = datasets.map(({ name, digest }) => [[{ code: name }], [{ code: digest }]]);
    return [{ kind: 'details', title: 'Datasets', sections: [{ kind: 'table', head: ['Dataset', 'Digest'], rows }] }];
}
/** The report for machines. */
function reportJson(story) {
    return `${JSON.stringify({
        schema: 1,
        purpose: story.purpose,
        verdict: story.verdict,
        reason: story.reason,
        message: story.message,
        failure: story.failure === undefined ? null : { ...story.failure },
        metrics: Object.fromEntries([...story.last].map(([name, value]) => [name, printable(value)])),
        courses: story.courses.map(({ name, axis, points }) => ({
            name,
            axis,
            points: points.map(([x, y]) => [x, printable(y)]),
        })),
        facts: Object.fromEntries(story.facts),
        isolation: story.isolation,
        datasets: story.datasets,
        checkpoint: story.checkpoint ?? null,
        seconds: Math.round(story.durationMs) / 1_000,
        duration: (0,_ml_actions_action__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(story.durationMs),
        /** The same for people, to be drawn by whoever shows it. */
        page: runReport(story),
    }, null, 2)}\n`;
}
/** JSON has no word for NaN and infinity. */
function printable(value) {
    return Number.isFinite(value) ? value : String(value);
}


/***/ }),

/***/ 9773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ saveRun),
/* harmony export */   c: () => (/* binding */ readRun)
/* harmony export */ });
/* harmony import */ var _engines_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5219);

const NAME = 'ml-actions-run';
/** Written before the run can be lost, and again at each turn. */
function saveRun(services, record) {
    services.saveState(NAME, JSON.stringify(record));
}
/** What main wrote last; `undefined` when it never started a run. */
function readRun(services) {
    const text = services.readState(NAME);
    if (text === '')
        return undefined;
    const value = JSON.parse(text);
    return isRunRecord(value) ? value : undefined;
}
function isRunRecord(value) {
    return (typeof value === 'object' &&
        value !== null &&
        'id' in value &&
        typeof value.id === 'string' &&
        'engine' in value &&
        (0,_engines_js__WEBPACK_IMPORTED_MODULE_0__/* .isEngineName */ .QX)(value.engine) &&
        'engineDirectory' in value &&
        typeof value.engineDirectory === 'string' &&
        'startedAtMs' in value &&
        typeof value.startedAtMs === 'number' &&
        'finished' in value &&
        typeof value.finished === 'boolean' &&
        'log' in value &&
        typeof value.log === 'string' &&
        'checkpointDirectories' in value &&
        Array.isArray(value.checkpointDirectories));
}


/***/ }),

/***/ 4618:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FJ: () => (/* binding */ newestSince),
/* harmony export */   Rh: () => (/* binding */ awaitCheckpoint),
/* harmony export */   wB: () => (/* binding */ watch)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var _checkpoints_find_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2489);


/** Waits for the end of a run, for a cancellation, or for the end of its time, whichever comes first. */
async function watch(running, { cancelled, maxDurationMs }) {
    const time = new AbortController();
    const timer = maxDurationMs === undefined || maxDurationMs > MAX_TIMER_MS
        ? undefined
        : setTimeout(() => time.abort(), maxDurationMs);
    try {
        await running.wait(AbortSignal.any([cancelled, time.signal]));
        return { kind: 'ended' };
    }
    catch (error) {
        if (cancelled.aborted)
            return { kind: 'cancelled' };
        if (time.signal.aborted)
            return { kind: 'timed-out' };
        throw error;
    }
    finally {
        clearTimeout(timer);
    }
}
/** Longer timers of Node fire at once; no job lasts 24 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;
const POLL_MS = 500;
/** After its checkpoint is whole, a training may still leave in order. */
const LEAVE_MS = 5_000;
/**
 * Waits until a run that was asked to end has ended or has written a new complete checkpoint, then ends it. The checkpoint
 * must be complete on two looks in a row.
 */
async function awaitCheckpoint(running, options) {
    let before;
    while (Date.now() < options.untilMs && (await running.inspect()).status === 'running') {
        const found = await newestSince(options.directories, options.sinceMs);
        if (found !== undefined && found.path === before?.path && found.completedAtMs === before.completedAtMs) {
            await running.wait(AbortSignal.timeout(LEAVE_MS)).catch(() => undefined);
            break;
        }
        before = found;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(Math.max(1, Math.min(POLL_MS, options.untilMs - Date.now())));
    }
    if ((await running.inspect()).status === 'running')
        await running.stop('SIGKILL', 1);
    return newestSince(options.directories, options.sinceMs);
}
/** The newest complete checkpoint in any of these directories that was finished since a moment. */
async function newestSince(directories, sinceMs) {
    const found = await Promise.all([...new Set(directories)].map((directory) => (0,_checkpoints_find_js__WEBPACK_IMPORTED_MODULE_1__/* .findCheckpoints */ .FK)(directory)));
    const unique = new Map(found.flat().map((checkpoint) => [checkpoint.path, checkpoint]));
    // File times are cut to what the file system keeps.
    return (0,_checkpoints_find_js__WEBPACK_IMPORTED_MODULE_1__/* .newest */ .BP)([...unique.values()].filter(({ completedAtMs }) => completedAtMs >= sinceMs - 2));
}


/***/ }),

/***/ 4622:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  NJ: () => (/* reexport */ EngineError),
  JH: () => (/* reexport */ dockerEngine),
  ZG: () => (/* reexport */ hostEngine),
  e$: () => (/* reexport */ podmanEngine)
});

// UNUSED EXPORTS: probeNamespaces

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/packages/container-engine/src/errors.js
/** An engine's refusal or fault; the message holds what the engine said. */
class EngineError extends Error {
    name = 'EngineError';
    reason;
    constructor(reason, message, options) {
        super(message, options);
        this.reason = reason;
    }
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/container/answers.js
/** A container as Docker and Podman describe it; `undefined` when the answer is not one. */
function readContainer(json) {
    const [value] = parseArray(json);
    if (!isRecord(value) || typeof value['Id'] !== 'string')
        return undefined;
    const { Config: config, State: state } = value;
    if (!isRecord(state))
        return undefined;
    return {
        id: value['Id'],
        name: answers_text(value['Name']).replace(/^\//, ''),
        imageId: answers_text(value['Image']),
        labels: isRecord(config) ? stringRecord(config['Labels']) : {},
        state: readState(state),
    };
}
function readState(state) {
    const startedAt = time(state['StartedAt']);
    switch (state['Status']) {
        case 'running':
        case 'paused':
        case 'restarting':
        case 'stopping':
            return { status: 'running', startedAt };
        case 'created':
        case 'configured':
        case 'initialized':
            // A container that could not be started stays `created`, with the error beside it.
            return answers_text(state['Error']) === '' ? { status: 'running', startedAt } : exited(state, startedAt);
        default:
            return exited(state, startedAt);
    }
}
function exited(state, startedAt) {
    const error = answers_text(state['Error']);
    return {
        status: 'exited',
        exitCode: typeof state['ExitCode'] === 'number' ? state['ExitCode'] : -1,
        oomKilled: state['OOMKilled'] === true,
        error: error === '' ? undefined : error,
        startedAt,
        finishedAt: time(state['FinishedAt']),
    };
}
/** An image as `image inspect` describes it; Podman leaves out the algorithm of its identity. */
function readImage(json) {
    const [value] = parseArray(json);
    if (!isRecord(value) || typeof value['Id'] !== 'string')
        return undefined;
    const digests = value['RepoDigests'];
    return {
        id: value['Id'].includes(':') ? value['Id'] : `sha256:${value['Id']}`,
        repoDigests: Array.isArray(digests) ? digests.filter((entry) => typeof entry === 'string') : [],
    };
}
/** What `docker info --format '{{json .}}'` tells of CDI: the devices that it knows, and where it looks for them. */
function readCdi(json) {
    const value = parse(json);
    const { DiscoveredDevices: devices, CDISpecDirs: directories } = isRecord(value) ? value : {};
    const listed = Array.isArray(devices) ? devices.filter(isRecord) : [];
    return {
        devices: listed.flatMap((device) => (typeof device['ID'] === 'string' ? [device['ID']] : [])),
        directories: Array.isArray(directories) ? directories.filter((entry) => typeof entry === 'string') : [],
    };
}
/** What `podman info --format json` says of its rights; nothing that can be read counts as full rights. */
function readPodmanHost(json) {
    const value = parse(json);
    const host = isRecord(value) && isRecord(value['host']) ? value['host'] : {};
    const { security, cgroupControllers: controllers } = host;
    return {
        rootless: isRecord(security) && security['rootless'] === true,
        // Version 1 names controllers that a user without root may not use.
        controllers: host['cgroupVersion'] === 'v2' && Array.isArray(controllers)
            ? controllers.filter((entry) => typeof entry === 'string')
            : [],
    };
}
function parse(json) {
    try {
        return JSON.parse(json);
    }
    catch {
        return undefined;
    }
}
function parseArray(json) {
    const value = parse(json);
    return Array.isArray(value) ? value : [];
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function stringRecord(value) {
    if (!isRecord(value))
        return {};
    return Object.fromEntries(Object.entries(value).flatMap(([name, entry]) => (typeof entry === 'string' ? [[name, entry]] : [])));
}
function answers_text(value) {
    return typeof value === 'string' ? value : '';
}
/** Docker's zero time means "not yet". */
function time(value) {
    return typeof value === 'string' && !value.startsWith('0001-') ? value : undefined;
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/container/arguments.js
/** Where the secrets are in a container. */
const SECRETS = '/run/ml-actions-secrets';
/** Tells whoever finds the container again that a signal is meant for all of its processes. */
const SIGNAL_LABEL = 'dev.ml-actions.signal-to';
/** The arguments of `docker run` or `podman run`, in which no secret stands. */
function runArguments(dialect, spec, facts) {
    const { secretsFile } = facts;
    const mounts = [
        ...spec.mounts,
        ...(secretsFile === undefined ? [] : [{ source: secretsFile, target: SECRETS, readOnly: true }]),
    ];
    return [
        'run',
        '--detach',
        '--init',
        '--pull=never',
        '--name',
        spec.name,
        ...Object.entries(spec.labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
        '--label',
        `${SIGNAL_LABEL}=${spec.signalTo}`,
        ...privileges(spec.user, facts.survey),
        ...limitArguments(spec.limits, facts.survey),
        ...deviceArguments(spec.devices, facts),
        ...networkArguments(spec.network),
        ...mounts.flatMap((mount) => ['--mount', mountArgument(mount)]),
        '--workdir',
        spec.workingDirectory,
        '--env-file',
        facts.environmentFile,
        ...facts.passedOn.flatMap((name) => ['--env', name]),
        '--stop-timeout',
        String(Math.ceil(spec.graceMs / 1_000)),
        ...dialect.options,
        ...entrypoint(secretsFile === undefined ? spec.command : withSecrets(spec.command), facts.image),
    ];
}
/** The image's own entry point is replaced, so that the same command does the same in every engine. */
function entrypoint(command, image) {
    const [program = 'true', ...rest] = command;
    return ['--entrypoint', program, image, ...rest];
}
/**
 * A container's own variables can be read by whoever may ask the engine, so secrets become variables of the command only.
 * The shell gives way to the command, which keeps its process id and gets the signals.
 */
function withSecrets(command) {
    return ['sh', '-c', '. "$0" && exec "$@"', SECRETS, ...command];
}
function privileges(user, { rootless }) {
    const always = ['--security-opt', 'no-new-privileges'];
    // Root of an image needs its capabilities to write into directories that are another user's.
    if (user === undefined)
        return always;
    const [uid, gid] = user.split(':');
    // Without root a user of the container is none of this machine's, unless it is mapped to the one who runs the engine.
    const mapped = rootless ? ['--userns', `keep-id:uid=${uid},gid=${gid}`] : [];
    return [...always, '--user', user, '--cap-drop', 'ALL', ...mapped];
}
function limitArguments(limits, { withoutLimits }) {
    const { memoryBytes, cpus, shmBytes, pids } = { ...limits, ...dropped(withoutLimits) };
    return [
        // Equal to `--memory`: no swap, in which a training would only crawl.
        ...(memoryBytes === undefined ? [] : ['--memory', String(memoryBytes), '--memory-swap', String(memoryBytes)]),
        ...(cpus === undefined ? [] : ['--cpus', String(cpus)]),
        ...(shmBytes === undefined ? [] : ['--shm-size', String(shmBytes)]),
        ...(pids === undefined ? [] : ['--pids-limit', String(pids)]),
    ];
}
function deviceArguments(devices, facts) {
    switch (devices.kind) {
        case 'none':
            return NO_OTHER_GPU;
        case 'nvidia':
            return [
                ...(facts.survey.cdi
                    ? [...devices.uuids.flatMap((uuid) => ['--device', `nvidia.com/gpu=${uuid}`]), ...NO_OTHER_GPU]
                    : // `--gpus` is read as CSV: several devices need the inner quotes (docker/cli, `opts/gpus.go`).
                        ['--gpus', `"device=${devices.uuids.join(',')}"`]),
                ...(facts.liftLimits ? GPU_ULIMITS : []),
            ];
        case 'amd':
            return [
                '--device',
                '/dev/kfd',
                ...devices.nodes.flatMap((node) => ['--device', node]),
                ...(facts.survey.rootless ? ['--group-add', 'keep-groups'] : numbered(facts.deviceGroups)),
                ...NO_OTHER_GPU,
                ...(facts.liftLimits ? GPU_ULIMITS : []),
            ];
    }
}
/** Without root no group of this machine can be given, only those kept that the user has. */
function numbered(groups) {
    return groups.flatMap((group) => ['--group-add', String(group)]);
}
/** CUDA images say `all`, and where the nvidia runtime is the default that would be every GPU. */
const NO_OTHER_GPU = ['--env', 'NVIDIA_VISIBLE_DEVICES=void'];
/** NVIDIA's images ask for these at their start: pinned memory and deep stacks. */
const GPU_ULIMITS = ['--ulimit', 'memlock=-1', '--ulimit', 'stack=67108864'];
function dropped(names) {
    return Object.fromEntries(names.map((name) => [name, undefined]));
}
function networkArguments(network) {
    return network === 'default' ? [] : ['--network', network];
}
/** `--mount` is read as CSV, so a value with a comma or a quote stands in quotes. */
function mountArgument(mount) {
    const fields = ['type=bind', `source=${mount.source}`, `target=${mount.target}`];
    return [...fields.map(csvField), ...(mount.readOnly ? ['readonly'] : [])].join(',');
}
function csvField(text) {
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// EXTERNAL MODULE: ./build/packages/process/src/index.js + 4 modules
var src = __webpack_require__(2897);
;// CONCATENATED MODULE: ./build/packages/container-engine/src/container/client.js


/** An engine that does not answer a question within this time is not going to. */
const CALL_TIMEOUT_MS = 60_000;
/** Opens nothing yet; the first call finds out whether the engine is there. */
function containerClient(dialect, surroundings) {
    const env = dialect.environment(surroundings);
    const client = {
        dialect,
        env,
        async ask(args) {
            const result = await client.call(args);
            if (result.exitCode !== 0)
                throw client.explain(result.stderr, result.exitCode);
            return result.stdout;
        },
        async call(args, options = {}) {
            const { env: more, signal, cwd, timeoutMs = CALL_TIMEOUT_MS, ...rest } = options;
            try {
                return await (0,src/* run */.eF)(dialect.name, args, {
                    ...rest,
                    env: { ...env, ...more },
                    timeoutMs,
                    ...(signal === undefined ? {} : { signal }),
                    ...(cwd === undefined ? {} : { cwd }),
                });
            }
            catch (error) {
                if (!(error instanceof src/* StartError */.D4))
                    throw error;
                throw new EngineError('engine-unavailable', error.code === 'ENOENT' ? dialect.missing : error.message, {
                    cause: error,
                });
            }
        },
        explain: (stderr, exitCode) => explain(dialect, stderr, exitCode),
    };
    return client;
}
/** A limit on processes that the engine itself may not set (runc, crun). */
const RLIMIT = /setting rlimit|setrlimit/i;
function explain(dialect, stderr, exitCode) {
    const said = stderr.trim().split('\n').slice(-5).join('\n').slice(0, 2_000);
    const known = dialect.refusals.find(({ pattern }) => pattern.test(said));
    if (known !== undefined)
        return new EngineError(known.reason, `${known.what}: ${said}`);
    // Podman ends with 126 for whatever the kernel did not permit.
    if (RLIMIT.test(said)) {
        return new EngineError('engine-failed', `${dialect.title} may not set the limits of its configuration: ${said}`);
    }
    if (exitCode === 127 ||
        exitCode === 126 ||
        /executable file not found|exec:? .*(no such file|permission denied)/i.test(said)) {
        return new EngineError('command-not-found', `The command can't be run in the image: ${said}`);
    }
    return new EngineError('engine-failed', `${dialect.name} failed with exit code ${exitCode ?? 'none'}: ${said}`);
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/container/docker.js



/** Docker's command line. Texts of refusals: docker/cli, moby, nvidia-container-toolkit. */
const docker = {
    name: 'docker',
    title: 'Docker',
    missing: 'There is no `docker` on the PATH of this runner. Install Docker, or use `engine: podman` or `engine: host`.',
    environment: (env) => env,
    refusals: [
        {
            reason: 'engine-unavailable',
            pattern: /Cannot connect to the Docker daemon|permission denied while trying to connect|Is the docker daemon running|error during connect/i,
            what: 'The Docker daemon does not answer',
        },
        {
            reason: 'device-unavailable',
            pattern: /could not select device driver|unresolvable CDI devices|nvidia-container-cli|CDI device injection failed|failed to discover GPU vendor/i,
            what: 'Docker can’t hand over the GPUs',
        },
        {
            reason: 'mount-unavailable',
            pattern: /bind source path does not exist|invalid mount config/i,
            what: 'Docker can’t mount',
        },
    ],
    // Bounded on the daemon's disk, where `json-file` is not by default.
    options: ['--log-driver', 'local', '--log-opt', 'max-size=256m', '--log-opt', 'max-file=4'],
    removal: [],
    signalsAll: 'init',
    async wasInterrupted(ask, id, { startedAt }) {
        if (startedAt === undefined)
            return false;
        // By the daemon's own clock: an end of the time in its future would be waited for.
        const now = (await ask(['info', '--format', '{{.SystemTime}}'])).trim();
        const filters = ['--filter', `container=${id}`, '--filter', 'event=kill', '--filter', 'event=die'];
        const events = await ask(['events', '--since', startedAt, '--until', now, ...filters, '--format', '{{.Action}}']);
        const actions = events.trim().split('\n');
        // A daemon stops its containers before it ends, and one that has just begun remembers no end.
        return actions.includes('kill') || !actions.includes('die');
    },
    imageAdvice: '',
    async survey(ask, spec) {
        return { cdi: await knowsByCdi(ask, spec), rootless: false, withoutLimits: [] };
    },
};
async function knowsByCdi(ask, { devices }) {
    if (devices.kind !== 'nvidia' || devices.access === 'gpus')
        return false;
    if (devices.access === 'cdi')
        return true;
    const { devices: listed, directories } = readCdi(await ask(['info', '--format', '{{json .}}']));
    // Before version 28 the daemon tells only where it looks for specifications.
    if (listed.length > 0)
        return devices.uuids.every((uuid) => listed.includes(`nvidia.com/gpu=${uuid}`));
    const texts = await specifications(directories);
    return devices.uuids.every((uuid) => texts.includes('nvidia.com/gpu') && names(texts, uuid));
}
/** As JSON and YAML hold it, quoted or not. */
function names(texts, uuid) {
    return texts.split(/[^\w/-]+/).includes(uuid);
}
async function specifications(directories) {
    const texts = directories.map(async (directory) => {
        const entries = await (0,promises_.readdir)(directory).catch(() => []);
        const files = entries.filter((name) => /\.(?:json|ya?ml)$/.test(name));
        return Promise.all(files.map((name) => (0,promises_.readFile)((0,external_node_path_.join)(directory, name), 'utf8').catch(() => '')));
    });
    return (await Promise.all(texts)).flat().join('\n');
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/container/environment.js
/** The text for `--env-file`: one `NAME=value` per line, nothing quoted or expanded (docker/cli, `opts/file.go`). */
function environmentFile(variables) {
    const lines = [];
    const passedOn = [];
    for (const [name, value] of Object.entries(variables)) {
        if (/[\r\n]/.test(value))
            passedOn.push(name);
        else
            lines.push(`${name}=${value}\n`);
    }
    return { text: lines.join(''), passedOn };
}
/** Shell text that exports variables, whatever is in their values. */
function exportText(variables) {
    return Object.entries(variables)
        .map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`)
        .join('');
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/container/image.js


/** Gigabytes over a slow line; the caller's signal ends it earlier. */
const PULL_TIMEOUT_MS = 2 * 3_600_000;
/**
 * Pulls what is asked for and names it by digest, so that what runs is what is recorded, whatever becomes of the tag.
 * @throws EngineError `image-unavailable`.
 */
async function resolveImage(client, spec, signal) {
    const { image: reference, pull = 'missing' } = spec;
    if (reference === undefined)
        throw new EngineError('image-unavailable', 'No image was given.');
    const present = pull === 'always' ? undefined : await inspectImage(client, reference, signal);
    if (present !== undefined)
        return present;
    if (pull === 'never') {
        throw new EngineError('image-unavailable', `The image ${reference} is not on this machine, and \`pull: never\`.`);
    }
    const result = await client.call(['pull', '--quiet', reference], { timeoutMs: PULL_TIMEOUT_MS, signal });
    if (result.exitCode !== 0) {
        signal?.throwIfAborted();
        const cause = client.explain(result.stderr, null);
        if (cause.reason === 'engine-unavailable')
            throw cause;
        throw new EngineError('image-unavailable', `The image ${reference} can't be pulled: ${lastLines(result.stderr)}${adviceFor(client, reference)}`);
    }
    const pulled = await inspectImage(client, reference, signal);
    if (pulled !== undefined)
        return pulled;
    throw new EngineError('image-unavailable', `The image ${reference} was pulled and is not there.`);
}
/** Podman tries again by itself and says so each time. */
function lastLines(stderr) {
    return stderr.trim().split('\n').slice(-3).join('\n');
}
function adviceFor({ dialect }, reference) {
    const [first = ''] = reference.split('/');
    return reference.includes('/') && /[.:]|^localhost$/.test(first) ? '' : dialect.imageAdvice;
}
async function inspectImage(client, reference, signal) {
    const result = await client.call(['image', 'inspect', reference], { signal });
    if (result.exitCode !== 0) {
        if (/no such image|not found|image not known/i.test(result.stderr))
            return undefined;
        signal?.throwIfAborted();
        throw client.explain(result.stderr, result.exitCode);
    }
    const image = readImage(result.stdout);
    if (image === undefined)
        return undefined;
    const asked = /@(sha256:[0-9a-f]{64})$/.exec(reference)?.[1];
    if (asked !== undefined)
        return { reference, identity: reference, digest: asked };
    const name = reference.replace(/:[^/:]*$/, '');
    const known = image.repoDigests.find((entry) => entry.startsWith(`${name}@`)) ??
        image.repoDigests.find((entry) => entry.split('@')[0]?.endsWith(`/${name}`)) ??
        image.repoDigests[0];
    const digest = known?.split('@')[1];
    return known === undefined || digest === undefined
        ? { reference, identity: image.id, digest: image.id }
        : { reference, identity: known, digest };
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/container/isolation.js

/**
 * What a container enforces of a spec.
 * @throws EngineError `isolation-unavailable` for a limit that can't be enforced and must be.
 */
function containerIsolation({ title }, spec, { withoutLimits }) {
    const { memoryBytes, cpus, pids, shmBytes } = spec.limits;
    const limited = [memoryBytes, cpus, pids, shmBytes].some((limit) => limit !== undefined);
    const lost = withoutLimits.filter((name) => spec.limits[name] !== undefined).map((name) => INPUTS[name]);
    const note = `${title} without root can’t limit ${lost.join(', ')} here: the cgroup controllers are not delegated to this user`;
    if (lost.length > 0 && spec.isolation === 'required') {
        throw new EngineError('isolation-unavailable', `${note}. Delegate them (cgroup v2, \`Delegate=yes\`), leave the limits out, or set \`isolation: best-effort\`.`);
    }
    return {
        mechanism: 'container',
        network: spec.network === 'none' ? 'enforced' : 'not-requested',
        readOnlyMounts: spec.mounts.some((mount) => mount.readOnly) ? 'enforced' : 'not-requested',
        limits: lost.length > 0 ? 'not-enforced' : limited ? 'enforced' : 'not-requested',
        processes: 'private',
        notes: lost.length > 0 ? [`${note}.`] : [],
    };
}
const INPUTS = { memoryBytes: '`memory`', cpus: '`cpus`', pids: '`pids-limit`' };

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/packages/container-engine/src/container/memory.js



const ASK_TIMEOUT_MS = 10_000;
const MAX_BYTES = 4 * 1024 * 1024;
/**
 * Podman's monitor writes a file `oom` into the directory from which the container was started (conmon 2.1,
 * `write_oom_files`), where Podman 4 does not look for it; in a directory of the run's own it is evidence, and elsewhere litter.
 */
function memoryNote(directory, name) {
    const own = (0,external_node_path_.join)(directory, `${name}.monitor`);
    return { directory: own, file: (0,external_node_path_.join)(own, 'oom') };
}
/** Whether memory ran out although the engine does not say so: by its monitor's note, or by the kernel's log. */
async function endedForMemory(note, id, env) {
    if ((0,external_node_fs_.existsSync)(note.file))
        return true;
    const dmesg = await (0,src/* run */.eF)('dmesg', [], { env, timeoutMs: ASK_TIMEOUT_MS, maxOutputBytes: MAX_BYTES }).catch(() => undefined);
    // Not every user may read it. The control group's path ends in the container's id (`mm/oom_kill.c`, `dump_oom_victim`).
    return dmesg?.stdout.split('\n').some((line) => line.includes('oom-kill:') && line.includes(id)) === true;
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/container/podman.js



/** Podman's command line, from 4.3 on. Texts of refusals: containers/podman, containers/common, crun, runc. */
const podman = {
    name: 'podman',
    title: 'Podman',
    missing: 'There is no `podman` on the PATH of this runner. Install Podman, or use `engine: docker` or `engine: host`.',
    environment(env) {
        // Podman reads Docker's credentials and refuses every run where the directory holds none.
        const config = env['DOCKER_CONFIG'];
        return config === undefined || (0,external_node_fs_.existsSync)((0,external_node_path_.join)(config, 'config.json')) ? env : { ...env, DOCKER_CONFIG: undefined };
    },
    refusals: [
        {
            reason: 'engine-unavailable',
            pattern: /Cannot connect to Podman|unable to connect to Podman/i,
            what: 'Podman’s service does not answer',
        },
        {
            reason: 'engine-failed',
            pattern: /container-init binary not found/i,
            what: 'Podman finds no init for containers; install `catatonit`',
        },
        {
            reason: 'device-unavailable',
            pattern: /unresolvable CDI devices|setting up CDI devices|CDI device injection failed/i,
            what: 'Podman can’t hand over the GPUs',
        },
        {
            reason: 'mount-unavailable',
            pattern: /statfs .*: no such file or directory|invalid mount/i,
            what: 'Podman can’t mount',
        },
    ],
    options: [
        // Bounded on this machine's disk, where it is not by default.
        '--log-driver',
        'k8s-file',
        '--log-opt',
        'max-size=1g',
        // SELinux would keep a container from the directories of the runner, and relabelling them is not ours to do; NVIDIA asks
        // for it with CDI too.
        '--security-opt',
        'label=disable',
    ],
    // Without it `rm --force` waits as long as a stop may take.
    removal: ['--time', '0'],
    // Its init, catatonit, signals its first child alone.
    signalsAll: 'exec',
    async wasInterrupted(ask, id, { startedAt }) {
        if (startedAt === undefined)
            return false;
        const filters = ['--filter', `container=${id}`, '--filter', 'event=kill', '--filter', 'event=stop'];
        const args = ['events', '--stream=false', '--since', startedAt, '--format', '{{.Status}}', ...filters];
        // There is no daemon that could end a run by ending; where no events are kept nothing more can be told.
        return (await ask(args).catch(() => '')).trim() !== '';
    },
    imageAdvice: ' Podman wants names with their registry, like "docker.io/library/python:3.12".',
    async survey(ask) {
        const { rootless, controllers } = readPodmanHost(await ask(['info', '--format', 'json']));
        return {
            // `--gpus` does nothing in most versions.
            cdi: true,
            rootless,
            withoutLimits: CONTROLLERS.flatMap(([limit, controller]) => rootless && !controllers.includes(controller) ? [limit] : []),
        };
    },
};
/** Without root a limit needs its controller delegated to the user, which cgroup v1 can't. */
const CONTROLLERS = [
    ['memoryBytes', 'memory'],
    ['cpus', 'cpu'],
    ['pids', 'pids'],
];

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/packages/container-engine/src/follow-file.js


const POLL_MS = 100;
const CHUNK_BYTES = 256 * 1024;
/**
 * Hands over a growing file from its beginning, until `ended` has resolved and the rest is read, or `signal` aborts.
 * A file that does not exist yet is waited for.
 */
async function followFile(file, onChunk, ended, signal) {
    let over = false;
    const finished = ended.then(() => {
        over = true;
    }, () => {
        over = true;
    });
    let handle;
    try {
        const buffer = Buffer.alloc(CHUNK_BYTES);
        for (;;) {
            // Asked before reading: what was written before the end is read after it.
            const last = over || signal?.aborted === true;
            handle ??= await openIfThere(file);
            const { bytesRead } = (await handle?.read(buffer, 0, buffer.length, null)) ?? { bytesRead: 0 };
            if (bytesRead > 0)
                onChunk(Buffer.from(buffer.subarray(0, bytesRead)));
            else if (last)
                return;
            else
                await Promise.race([(0,external_node_timers_promises_.setTimeout)(POLL_MS), finished]);
        }
    }
    finally {
        await handle?.close();
    }
}
async function openIfThere(file) {
    try {
        return await (0,promises_.open)(file, 'r');
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./build/packages/container-engine/src/output-lines.js

/** Longest line handed on, in characters; what a longer one holds beyond it is dropped here and kept in the log file. */
const MAX_LINE_LENGTH = 64 * 1024;
/**
 * Splits output into lines at `\n`, `\r\n` and lone `\r`, and tells the last apart: such a line is a progress bar that
 * the next one overwrites. A `\r` at the end of a chunk waits for what follows it.
 */
function outputLines(onLine) {
    const decoder = new external_node_string_decoder_.StringDecoder('utf8');
    let rest = '';
    const feed = (text) => {
        rest += text;
        let from = 0;
        for (const match of rest.matchAll(/\r*\n|\r(?=[^\r\n])/g)) {
            onLine({ text: cut(rest.slice(from, match.index)), progress: match[0] === '\r' });
            from = match.index + match[0].length;
        }
        rest = rest.slice(from);
        if (rest.length > 2 * MAX_LINE_LENGTH)
            rest = rest.slice(0, MAX_LINE_LENGTH + 1);
    };
    return {
        push: (chunk) => feed(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))),
        end() {
            feed(decoder.end());
            const text = rest.replace(/\r+$/, '');
            if (rest !== '')
                onLine({ text: cut(text), progress: rest !== text });
            rest = '';
        },
    };
}
function cut(text) {
    return text.length > MAX_LINE_LENGTH ? `${text.slice(0, MAX_LINE_LENGTH)} …` : text;
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/container/running.js









/** Both streams into one file, in the order in which they come. */
const LOGS = 'exec "$2" logs --follow --since=0 "$3" >"$1" 2>&1';
/** What a client says last when its engine goes, among the output. */
const CLIENT_WORDS = /[^\n]*(?:Cannot connect to|error from daemon|error during connect|unexpected EOF)[^\n]*\n?$/;
const LAST_BYTES = 1_024;
/** Says how it ended with both exit codes: Podman ends with 0 also where its output could not be written. */
const SAVE = '{ { "$2" logs --since=0 "$3" 2>&1; echo $? >&3; } | { cat >"$1"; echo $? >&3; }; } 3>&1';
const RECONNECT_MS = 1_000;
const FOREVER_MS = 2 ** 31 - 1;
/** An engine that is restarted is back by then; one that is upgraded is not, and the machine is in other hands. */
const PATIENCE_MS = 2 * 60_000;
const NO_SUCH = /no such (?:container|object)/i;
const NOT_RUNNING = /is not running|no such container|can only kill running containers|container state improper/i;
function isAway(error) {
    return error instanceof EngineError && error.reason === 'engine-unavailable';
}
/** A container as a run. */
function containerRunning(container) {
    const { client, id, directory, isolation, image } = container;
    let seenRunning = false;
    let wasAway = false;
    let name = '';
    let known;
    async function look() {
        const result = await client.call(['inspect', '--type', 'container', id]);
        const container = result.exitCode === 0 ? readContainer(result.stdout) : undefined;
        name = container?.name ?? name;
        if (result.exitCode === 0)
            return container?.state ?? { status: 'gone' };
        if (NO_SUCH.test(result.stderr))
            return { status: 'gone' };
        throw client.explain(result.stderr, result.exitCode);
    }
    /** Waits for an engine that is being restarted, and remembers whether the run ended meanwhile. */
    async function inspect(signal) {
        const asked = performance.now();
        for (let away = false;; away = true) {
            try {
                const state = await look();
                if (away && seenRunning && state.status !== 'running')
                    wasAway = true;
                seenRunning ||= state.status === 'running';
                if (state.status !== 'exited')
                    return state;
                known ??= await judged(state);
                return known;
            }
            catch (error) {
                if (!isAway(error) || performance.now() - asked > PATIENCE_MS)
                    throw error;
                await (0,external_node_timers_promises_.setTimeout)(RECONNECT_MS, undefined, signal === undefined ? {} : { signal });
            }
        }
    }
    /** What the exit code alone does not tell. Memory: the engine may have missed it; the kernel has not. */
    async function judged(state) {
        const forMemory = state.exitCode !== 0 && (state.oomKilled || (await endedForMemory(memoryNote(directory, name), id, client.env)));
        return { ...state, oomKilled: forMemory, ...((await wasInterrupted(state)) ? { interrupted: true } : {}) };
    }
    async function wasInterrupted(state) {
        return wasAway || (await client.dialect.wasInterrupted(client.ask, id, state).catch(() => true));
    }
    async function wait(signal) {
        for (;;) {
            signal?.throwIfAborted();
            if ((await inspect(signal)).status !== 'running')
                return;
            // Ends when the container does; or early with the engine, and then it is asked again.
            await client.call(['wait', id], { timeoutMs: FOREVER_MS, signal });
            signal?.throwIfAborted();
            if ((await inspect(signal)).status !== 'running')
                return;
            await (0,external_node_timers_promises_.setTimeout)(RECONNECT_MS, undefined, signal === undefined ? {} : { signal });
        }
    }
    async function kill(name) {
        const result = await client.call(['kill', '--signal', name, id]);
        if (result.exitCode !== 0 && !NOT_RUNNING.test(result.stderr)) {
            throw client.explain(result.stderr, result.exitCode);
        }
    }
    async function signal(name) {
        if (container.signalTo === 'all' && client.dialect.signalsAll === 'exec' && name !== 'SIGKILL') {
            // A command for all of whose processes a signal is meant runs in a shell, so there is one.
            const result = await client.call(['exec', id, 'sh', '-c', `kill -${name.replace(/^SIG/, '')} -1`]);
            if (result.exitCode === 0 || NOT_RUNNING.test(result.stderr))
                return;
        }
        await kill(name);
    }
    async function follow(onLine, stop) {
        const lines = outputLines(onLine);
        let delivered = 0;
        try {
            for (;;) {
                const { status } = await inspect(stop);
                delivered = await followOnce((chunk) => lines.push(chunk), delivered, stop);
                // What ended before this connection was made was read to its end.
                if (stop?.aborted === true || status !== 'running' || (await inspect(stop)).status !== 'running')
                    return;
                await (0,external_node_timers_promises_.setTimeout)(RECONNECT_MS);
            }
        }
        catch (error) {
            // Whoever waits for the end of the run hears of it.
            if (!isAway(error) && stop?.aborted !== true)
                throw error;
        }
        finally {
            lines.end();
        }
    }
    /** Hands over the output from its beginning but for what was delivered before; returns how much that is now. */
    async function followOnce(push, delivered, stop) {
        const file = (0,external_node_path_.join)(directory, `${id.slice(0, 12)}.${process.pid}.log`);
        let read = 0;
        try {
            const connection = (0,src/* run */.eF)('sh', ['-c', LOGS, 'logs', file, client.dialect.name, id], {
                env: client.env,
                timeoutMs: FOREVER_MS,
                ...(stop === undefined ? {} : { signal: stop }),
            });
            let last = Buffer.alloc(0);
            await followFile(file, (chunk) => {
                const skipped = Math.min(chunk.length, Math.max(0, delivered - read));
                read += chunk.length;
                last = Buffer.concat([last, chunk]).subarray(-LAST_BYTES);
                if (skipped < chunk.length)
                    push(chunk.subarray(skipped));
            }, connection, stop);
            return Math.max(delivered, read - Buffer.byteLength(CLIENT_WORDS.exec(last.toString())?.[0] ?? ''));
        }
        finally {
            await (0,promises_.rm)(file, { force: true });
        }
    }
    return {
        id,
        isolation,
        image,
        inspect: () => inspect(),
        wait,
        follow,
        signal,
        async stop(name, graceMs) {
            await signal(name);
            const limit = AbortSignal.timeout(Math.max(1, graceMs));
            try {
                await wait(limit);
            }
            catch (error) {
                if (!limit.aborted)
                    throw error;
                await kill('SIGKILL');
                await wait();
            }
        },
        async saveLog(file) {
            const part = `${file}.part`;
            try {
                await (0,promises_.rm)(part, { force: true });
                const saved = await (0,src/* run */.eF)('sh', ['-c', SAVE, 'logs', part, client.dialect.name, id], {
                    env: client.env,
                    timeoutMs: FOREVER_MS,
                });
                if (saved.stdout !== '0\n0\n') {
                    throw new EngineError('engine-failed', `The output could not be copied to ${file}. ${saved.stderr.trim()}`);
                }
                await (0,promises_.rename)(part, file);
            }
            catch (error) {
                await (0,promises_.rm)(part, { force: true });
                throw error;
            }
        },
        async remove() {
            if (name === '')
                await look();
            const result = await client.call(['rm', '--force', '--volumes', ...client.dialect.removal, id]);
            if (result.exitCode !== 0 && !NO_SUCH.test(result.stderr)) {
                throw client.explain(result.stderr, result.exitCode);
            }
            if (name !== '')
                await (0,promises_.rm)(memoryNote(directory, name).directory, { recursive: true, force: true });
        },
    };
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/container/engine.js













/** Docker by its command line. Speaks to the daemon that the client's context names. */
function dockerEngine(options) {
    return containerEngine(docker, options);
}
/** Podman by its command line, with or without root. */
function podmanEngine(options) {
    return containerEngine(podman, options);
}
function containerEngine(dialect, { env, directory }) {
    const client = containerClient(dialect, env);
    const found = (id, signalTo) => containerRunning({ client, directory, id, signalTo, isolation: ADOPTED, image: undefined });
    return {
        name: dialect.name,
        async start(spec, signal) {
            const image = await resolveImage(client, spec, signal);
            const survey = await dialect.survey(client.ask, spec);
            const isolation = containerIsolation(dialect, spec, survey);
            const { id, notes } = await create(client, directory, spec, image.identity, survey, signal);
            return containerRunning({
                client,
                directory,
                id,
                signalTo: spec.signalTo,
                isolation: { ...isolation, notes: [...isolation.notes, ...notes] },
                image,
            });
        },
        async adopt(id) {
            const result = await client.call(['inspect', '--type', 'container', id]);
            if (result.exitCode === 0) {
                const container = readContainer(result.stdout);
                if (container === undefined)
                    return undefined;
                return found(container.id, container.labels[SIGNAL_LABEL] === 'all' ? 'all' : 'command');
            }
            const error = client.explain(result.stderr, result.exitCode);
            if (error.reason === 'engine-unavailable')
                throw error;
            return undefined;
        },
        async leftovers(labels) {
            const filters = Object.entries(labels).flatMap(([name, value]) => ['--filter', `label=${name}=${value}`]);
            const result = await client.call(['ps', '--all', '--quiet', '--no-trunc', ...filters]);
            if (result.exitCode !== 0)
                throw client.explain(result.stderr, result.exitCode);
            const ids = result.stdout.split('\n').filter((id) => /^[0-9a-f]{12,64}$/.test(id));
            return ids.map((id) => found(id, 'command'));
        },
    };
}
/** Of a container that another process started only this much is known. */
const ADOPTED = {
    mechanism: 'container',
    network: 'not-requested',
    readOnlyMounts: 'not-requested',
    limits: 'not-requested',
    processes: 'private',
    notes: [],
};
async function create(client, directory, spec, image, survey, signal) {
    const place = memoryNote(directory, spec.name);
    await (0,promises_.mkdir)(place.directory, { recursive: true, mode: 0o700 });
    const plainFile = (0,external_node_path_.join)(directory, `${spec.name}.env`);
    const secretsFile = Object.keys(spec.secrets).length === 0 ? undefined : (0,external_node_path_.join)(directory, `${spec.name}.secrets`);
    const variables = {
        ...spec.environment,
        ...(spec.signalTo === 'all' ? SIGNAL_ALL : {}),
    };
    const { text, passedOn } = environmentFile(variables);
    const handedOver = Object.fromEntries(passedOn.map((name) => [name, variables[name] ?? '']));
    try {
        await (0,promises_.writeFile)(plainFile, text, { mode: 0o600, flag: 'wx' });
        // The directory is closed to others; the file is not, since the user of the image may be another one.
        if (secretsFile !== undefined) {
            await (0,promises_.writeFile)(secretsFile, exportText(spec.secrets), { mode: 0o600, flag: 'wx' });
            await (0,promises_.chmod)(secretsFile, 0o644);
        }
        const facts = { image, environmentFile: plainFile, secretsFile, passedOn, survey };
        const groups = await deviceGroups(spec);
        for (const liftLimits of [true, false]) {
            const args = runArguments(client.dialect, spec, { ...facts, deviceGroups: groups, liftLimits });
            const result = await client.call(args, {
                env: handedOver,
                cwd: place.directory,
                timeoutMs: START_TIMEOUT_MS,
                signal,
            });
            const id = /^[0-9a-f]{64}$/m.exec(result.stdout)?.[0];
            if (result.exitCode === 0 && id !== undefined)
                return { id, notes: liftLimits ? [] : [NOT_LIFTED] };
            // A container that was made and could not be started stays behind otherwise.
            await client.call(['rm', '--force', ...client.dialect.removal, spec.name]);
            signal?.throwIfAborted();
            const refusedLimits = spec.devices.kind !== 'none' && RLIMIT.test(result.stderr);
            if (!liftLimits || !refusedLimits)
                throw client.explain(result.stderr, result.exitCode);
        }
        throw new EngineError('engine-failed', `${client.dialect.title} did not start the container.`);
    }
    catch (error) {
        await (0,promises_.rm)(place.directory, { recursive: true, force: true });
        throw error;
    }
    finally {
        // What is mounted stays readable in the container.
        for (const file of [plainFile, secretsFile])
            if (file !== undefined)
                await (0,promises_.rm)(file, { force: true });
    }
}
const NOT_LIFTED = 'The engine may not lift the limits of locked memory and stack on this machine: pinned memory for the GPU is bounded.';
/** Makes Docker's init (tini) signal every process of the run, not its first child alone (tini, `main.c`). */
const SIGNAL_ALL = { TINI_KILL_PROCESS_GROUP: '1' };
/** Making a container of a large image may unpack layers first. */
const START_TIMEOUT_MS = 10 * 60_000;
async function deviceGroups(spec) {
    if (spec.devices.kind !== 'amd')
        return [];
    try {
        const owners = await Promise.all(['/dev/kfd', ...spec.devices.nodes].map((node) => (0,promises_.stat)(node)));
        return [...new Set(owners.map(({ gid }) => gid))];
    }
    catch (error) {
        throw new EngineError('device-unavailable', `A device node is not there: ${String(error)}`, { cause: error });
    }
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ./build/packages/container-engine/src/host/environment.js
/** Handed on from the runner's environment to a process of the host; everything else, credentials first of all, is not. */
const HANDED_ON = /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_[A-Z]+|TZ|TMPDIR|TERM|LD_LIBRARY_PATH|VIRTUAL_ENV|CONDA_[A-Z0-9_]+|PYENV_[A-Z_]+|pythonLocation|PYTHONHOME|CUDA_HOME|CUDA_PATH|ROCM_PATH|SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|RUNNER_TRACKING_ID|CI)$/;
const PROXY = /^(https?|all|no)_proxy$/i;
/** The variables of the runner that a training may see. `RUNNER_TRACKING_ID` lets the runner end what is left of a job. */
function handedOn(env, network) {
    return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => value !== undefined && (HANDED_ON.test(name) || (network !== 'none' && PROXY.test(name))) ? [[name, value]] : []));
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/host/mount-points.js
const REPEATED = new Set(['nosuid', 'nodev', 'noexec', 'noatime', 'nodiratime', 'relatime']);
/** The lines of `/proc/self/mountinfo` (proc(5)). */
function readMountPoints(text) {
    return text.split('\n').flatMap((line) => {
        const [, , , , path, options] = line.split(' ');
        if (path === undefined || options === undefined)
            return [];
        return [{ path: unescapeOctal(path), options: options.split(',').filter((option) => REPEATED.has(option)) }];
    });
}
/** The paths in `/proc/net/unix` on which somebody listens: flag `__SO_ACCEPTCON`, and a name that is no abstract one. */
function readListeningSockets(text) {
    const paths = text.split('\n').flatMap((line) => {
        const [, flags, path] = /^\S+ \S+ \S+ (\S+) \S+ \S+ +\S+ (\/.*)$/.exec(line) ?? [];
        return flags !== undefined && path !== undefined && (Number.parseInt(flags, 16) & 0x10000) !== 0 ? [path] : [];
    });
    return [...new Set(paths)];
}
function unescapeOctal(text) {
    return text.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/host/plan.js

const UNENFORCED = 'ran without it, since `isolation: best-effort`';
/**
 * Decides how a run is kept apart, and refuses what can't be enforced.
 * @throws EngineError `isolation-unavailable`, or `mount-unavailable` where no best effort could do.
 */
function planIsolation(spec, facts) {
    const { support } = facts;
    const readOnly = spec.mounts.filter((mount) => mount.readOnly);
    const wanted = {
        network: spec.network === 'none',
        mounts: readOnly.length > 0,
        limits: [spec.limits.memoryBytes, spec.limits.cpus, spec.limits.pids].some((limit) => limit !== undefined),
    };
    const missing = [];
    if (wanted.limits)
        missing.push('A process of the host has no limit on memory, CPUs or processes of its own');
    if (!support.available) {
        if (wanted.network)
            missing.push(`The network can't be taken away: ${support.why}`);
        if (wanted.mounts)
            missing.push(`Mounts can't be made read-only: ${support.why}`);
        const moved = spec.mounts.find((mount) => mount.source !== mount.target);
        if (moved !== undefined) {
            throw new EngineError('mount-unavailable', `${moved.source} can't be shown at ${moved.target}: ${support.why}`);
        }
    }
    if (missing.length > 0 && spec.isolation === 'required') {
        throw new EngineError('isolation-unavailable', `${missing.join('. ')}.\nUse \`engine: docker\`, allow user namespaces on this machine, leave the requirement out, or set \`isolation: best-effort\`, which the attestation will say.`);
    }
    const done = (want) => want ? (support.available ? 'enforced' : 'not-enforced') : 'not-requested';
    return {
        isolation: {
            mechanism: support.available ? 'namespaces' : 'none',
            network: done(wanted.network),
            readOnlyMounts: done(wanted.mounts),
            limits: wanted.limits ? 'not-enforced' : 'not-requested',
            processes: support.available ? 'private' : 'shared',
            notes: missing.map((sentence) => `${sentence}; ${UNENFORCED}.`),
        },
        namespaces: support.available ? [...support.options, ...(wanted.network ? ['--net'] : [])] : undefined,
        steps: support.available ? steps(spec, facts) : [],
    };
}
function steps(spec, facts) {
    const offline = spec.network === 'none';
    // Parents before what lies in them; all are bound before any becomes read-only, since a copy inherits that.
    const mounts = spec.mounts.toSorted((a, b) => a.target.length - b.target.length);
    return [
        'proc',
        ...(offline ? ['loopback', ...facts.sockets.flatMap((socket) => ['cover', socket])] : []),
        ...mounts.flatMap((mount) => ['bind', mount.source, mount.target]),
        ...mounts.filter((mount) => mount.readOnly).flatMap((mount) => readOnlySteps(mount, mounts, facts.mountPoints)),
        ...facts.hidden.flatMap((directory) => ['hide', directory]),
    ];
}
/** A mount and everything mounted below it, save what the run may write by another mount. */
function readOnlySteps(mount, all, points) {
    const writable = all.filter((other) => !other.readOnly && isBelow(other.target, mount.target));
    const below = points
        .filter((point) => isBelow(point.path, mount.source) && point.path !== mount.source)
        .map((point) => ({ path: mount.target + point.path.slice(mount.source.length), options: point.options }))
        .filter(({ path }) => !writable.some((other) => path === other.target || isBelow(path, other.target)));
    const holder = points
        .filter((point) => point.path === mount.source || isBelow(mount.source, point.path))
        .toSorted((a, b) => b.path.length - a.path.length)[0];
    return [{ path: mount.target, options: holder?.options ?? [] }, ...below].flatMap(({ path, options }) => [
        'read-only',
        path,
        ['remount', 'bind', 'ro', ...options].join(','),
    ]);
}
function isBelow(path, directory) {
    return directory === '/' ? path !== '/' : path.startsWith(`${directory}/`);
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/host/processes.js

/** A process; `undefined` when there is none, or no `/proc`. */
function readProcess(pid) {
    try {
        const stat = (0,external_node_fs_.readFileSync)(`/proc/${pid}/stat`, 'utf8');
        // The name in parentheses may itself hold blanks and parentheses.
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const [state, parent, group] = fields;
        return {
            pid,
            parent: Number(parent),
            group: Number(group),
            zombie: state === 'Z' || state === 'X',
            startTime: fields[19] ?? '',
        };
    }
    catch {
        return undefined;
    }
}
/** All processes that this one can see. */
function readProcesses() {
    try {
        return (0,external_node_fs_.readdirSync)('/proc').flatMap((name) => {
            const entry = /^\d+$/.test(name) ? readProcess(Number(name)) : undefined;
            return entry === undefined ? [] : [entry];
        });
    }
    catch {
        return [];
    }
}
/** The only child of the only child … of a process, `depth` steps down. */
function descend(entries, pid, depth) {
    let current = pid;
    for (let step = 0; step < depth && current !== undefined; step += 1) {
        const parent = current;
        current = entries.find((entry) => entry.parent === parent && !entry.zombie)?.pid;
    }
    return current;
}
/** A process and everything that descends from it. */
function descendants(entries, pid) {
    const children = entries.filter((entry) => entry.parent === pid && !entry.zombie);
    return [pid, ...children.flatMap((child) => descendants(entries, child.pid))];
}
/** Processes that carry a variable, wherever they have got to; only those of the same user can be read. */
function withVariable(entries, name, value) {
    const wanted = `${name}=${value}`;
    return entries.flatMap(({ pid, zombie }) => {
        if (zombie)
            return [];
        try {
            return (0,external_node_fs_.readFileSync)(`/proc/${pid}/environ`, 'utf8').split('\0').includes(wanted) ? [pid] : [];
        }
        catch {
            return [];
        }
    });
}
/** How many processes the kernel has ended for want of memory since boot; 0 where it does not say. */
function oomKills() {
    try {
        return Number(/^oom_kill (\d+)$/m.exec((0,external_node_fs_.readFileSync)('/proc/vmstat', 'utf8'))?.[1] ?? 0);
    }
    catch {
        return 0;
    }
}
/** Sends a signal; a process that has ended is no error. */
function send(pid, name) {
    try {
        process.kill(pid, name);
    }
    catch {
        // ESRCH
    }
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/host/record.js



const FILE = 'run.json';
async function writeRecord(directory, record) {
    const part = (0,external_node_path_.join)(directory, `${FILE}.part`);
    await (0,promises_.writeFile)(part, JSON.stringify(record), { mode: 0o600 });
    await (0,promises_.rename)(part, (0,external_node_path_.join)(directory, FILE));
}
/** The record in a run's directory; `undefined` when there is none that can be read. */
async function readRecord(directory) {
    try {
        const value = JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)(directory, FILE), 'utf8'));
        return record_isRecord(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
/** The exit code that the supervisor wrote; `undefined` while it has not. */
function readExitCode(directory) {
    try {
        const text = (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(directory, 'exit'), 'utf8').trim();
        return /^\d+$/.test(text) ? Number(text) : undefined;
    }
    catch {
        return undefined;
    }
}
function record_isRecord(value) {
    return (typeof value === 'object' &&
        value !== null &&
        'name' in value &&
        typeof value.name === 'string' &&
        'labels' in value &&
        typeof value.labels === 'object' &&
        value.labels !== null &&
        'pid' in value &&
        Number.isSafeInteger(value.pid) &&
        'startTime' in value &&
        typeof value.startTime === 'string' &&
        'depth' in value &&
        typeof value.depth === 'number' &&
        'signalTo' in value &&
        (value.signalTo === 'command' || value.signalTo === 'all') &&
        'startedAt' in value &&
        typeof value.startedAt === 'string' &&
        'oomKills' in value &&
        typeof value.oomKills === 'number' &&
        'isolation' in value &&
        typeof value.isolation === 'object');
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/host/process.js








/** The variable by which every process of a run is found. */
const RUN_VARIABLE = 'ML_ACTIONS_RUN';
const process_POLL_MS = 100;
/** Between the mounts and the command, a signal finds nobody yet. */
const APPEAR_MS = 2_000;
/** The kernel needs a moment to take processes down. */
const KILL_WAIT_MS = 10_000;
/** A process of the host as a run. */
function hostRunning(directory, record) {
    const { pid, startTime } = record;
    const log = (0,external_node_path_.join)(directory, 'log');
    function alive() {
        const entry = readProcess(pid);
        return entry !== undefined && !entry.zombie && entry.startTime === startTime;
    }
    function state() {
        if (!(0,external_node_fs_.existsSync)(directory))
            return { status: 'gone' };
        // Asked before the exit code: it is written while the supervisor lives.
        const running = alive();
        const exitCode = readExitCode(directory);
        if (exitCode === undefined && running)
            return { status: 'running', startedAt: record.startedAt };
        const lost = exitCode === undefined;
        const code = exitCode ?? 137;
        return {
            status: 'exited',
            exitCode: code,
            // Of the whole machine, hence only where this run was itself ended by SIGKILL.
            oomKilled: code === 137 && oomKills() > record.oomKills,
            error: lost ? 'the run was killed from outside, with what watched over it' : undefined,
            startedAt: record.startedAt,
            finishedAt: finishedAt(directory),
        };
    }
    async function wait(signal) {
        while (state().status === 'running') {
            signal?.throwIfAborted();
            await (0,external_node_timers_promises_.setTimeout)(process_POLL_MS, undefined, signal === undefined ? {} : { signal });
        }
    }
    async function signalRun(name) {
        for (let waited = 0; alive() && waited < APPEAR_MS; waited += process_POLL_MS) {
            const entries = readProcesses();
            const command = descend(entries, pid, record.depth);
            if (command !== undefined) {
                const targets = record.signalTo === 'all' ? descendants(entries, command) : [command];
                for (const target of targets)
                    send(target, name);
                return;
            }
            await (0,external_node_timers_promises_.setTimeout)(process_POLL_MS);
        }
    }
    async function kill() {
        if (alive()) {
            const entries = readProcesses();
            // What stands between the supervisor and the end goes first, so that the exit code is still written.
            for (const target of descendants(entries, pid).filter((entry) => entry !== pid))
                send(target, 'SIGKILL');
            const limit = AbortSignal.timeout(KILL_WAIT_MS);
            await wait(limit).catch(() => send(-pid, 'SIGKILL'));
        }
        for (const stray of withVariable(readProcesses(), RUN_VARIABLE, record.name))
            send(stray, 'SIGKILL');
    }
    return {
        id: record.name,
        isolation: record.isolation,
        wait,
        inspect: async () => state(),
        signal: signalRun,
        async follow(onLine, signal) {
            const lines = outputLines(onLine);
            await followFile(log, (chunk) => lines.push(chunk), wait(signal), signal);
            lines.end();
        },
        async stop(name, graceMs) {
            await signalRun(name);
            await wait(AbortSignal.timeout(Math.max(1, graceMs))).catch(() => undefined);
            await kill();
        },
        saveLog: (file) => (0,promises_.copyFile)(log, file),
        async remove() {
            await kill();
            await (0,promises_.rm)(directory, { recursive: true, force: true });
        },
    };
}
function finishedAt(directory) {
    try {
        return (0,external_node_fs_.statSync)((0,external_node_path_.join)(directory, 'exit')).mtime.toISOString();
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/host/scripts.js
/**
 * Outlives the action's main step: runs the command with its output in a file, and writes down how it ended. Signals for
 * the whole group find a handler here, so that the exit code is written whatever they do to the command.
 */
const SUPERVISOR = `
directory=$1
shift
trap : HUP INT QUIT TERM USR1 USR2
"$@" </dev/null >>"$directory/log" 2>&1
code=$?
printf '%s\\n' "$code" >"$directory/exit.part" && mv -f "$directory/exit.part" "$directory/exit"
`;
/**
 * The first process of the namespaces: mounts, then gives up every capability for good, so that the command can't undo
 * them, and stays to reap what the command leaves behind. It enters the working directory anew: the one it was started in
 * lies below the mounts, where nothing is read-only. \`exit\` at the end keeps the shell from replacing itself.
 */
const INIT = `
set -e
ready=$1
directory=$2
shift 2
exec 3>"$ready"
while [ "$1" != -- ]; do
  case $1 in
    proc) mount -t proc proc /proc; shift ;;
    loopback)
      for ip in ip /sbin/ip /usr/sbin/ip; do "$ip" link set lo up 2>/dev/null && break; done || :
      shift ;;
    cover) if [ -e "$2" ]; then mount --bind /dev/null "$2"; fi; shift 2 ;;
    bind) mount --rbind "$2" "$3"; shift 3 ;;
    read-only) mount -o "$3" "$2"; shift 3 ;;
    hide) mount -t tmpfs -o size=4k,mode=0700 tmpfs "$2"; shift 2 ;;
    *) echo "unknown step $1"; exit 125 ;;
  esac
done
shift
cd "$directory"
set +e
trap : HUP INT QUIT TERM USR1 USR2
echo ready >&3
setpriv --bounding-set -all --inh-caps -all --ambient-caps -all --no-new-privs -- "$@" 3>&-
exit $?
`;
/** Does once what \`INIT\` does, to see whether the kernel allows it. */
const PROBE = `
set -e
mount -t proc proc /proc
mount --bind /dev/null /dev/zero
mount -t tmpfs -o size=4k tmpfs /mnt 2>/dev/null || mount -t tmpfs -o size=4k tmpfs /tmp
setpriv --bounding-set -all --inh-caps -all --ambient-caps -all --no-new-privs -- true
`;

;// CONCATENATED MODULE: ./build/packages/container-engine/src/host/support.js


const PROBE_TIMEOUT_MS = 10_000;
/** Without a process namespace, `/proc/<pid>/root` of any other process would lead around every mount. */
const SEPARATE = ['--mount', '--pid', '--fork', '--kill-child=KILL'];
/** What is tried: the user's own namespaces, or root's without a user namespace. */
const CANDIDATES = [['--user', '--map-current-user', '--keep-caps', ...SEPARATE], SEPARATE];
/** Finds out by trying which namespaces this user may make here. */
async function probeNamespaces(env, signal) {
    let why = '';
    for (const options of CANDIDATES) {
        signal?.throwIfAborted();
        const tried = [...options, '--net', '--', 'sh', '-c', PROBE];
        try {
            const result = await (0,src/* run */.eF)('unshare', tried, { env, timeoutMs: PROBE_TIMEOUT_MS, maxOutputBytes: 4_096 });
            if (result.exitCode === 0)
                return { available: true, options };
            if (why === '')
                why = result.stderr.trim().split('\n')[0] ?? '';
        }
        catch (error) {
            if (!(error instanceof src/* StartError */.D4))
                throw error;
            return { available: false, why: '`unshare` (util-linux) is not on the PATH' };
        }
    }
    return { available: false, why: `this kernel refuses namespaces to this user (${why || 'no reason given'})` };
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/host/engine.js














/** Processes of this machine, kept apart by namespaces where the kernel allows. */
function hostEngine({ env, directory, probe = probeNamespaces }) {
    return {
        name: 'host',
        async start(spec, signal) {
            if (process.platform !== 'linux') {
                throw new EngineError('engine-unavailable', `\`engine: host\` needs Linux; this runner is ${process.platform}.`);
            }
            checkPaths(spec);
            const plan = planIsolation(spec, {
                support: await probe(env, signal),
                mountPoints: readMountPoints(await readText('/proc/self/mountinfo')),
                sockets: readListeningSockets(await readText('/proc/net/unix')).filter((path) => (0,external_node_fs_.existsSync)(path)),
                hidden: [directory],
            });
            signal?.throwIfAborted();
            const home = (0,external_node_path_.join)(directory, spec.name);
            await (0,promises_.mkdir)(home, { recursive: true, mode: 0o700 });
            const record = await launch(home, spec, plan, env);
            await settled(home, record, plan);
            return hostRunning(home, record);
        },
        async adopt(id) {
            const home = (0,external_node_path_.join)(directory, id);
            const record = await readRecord(home);
            return record === undefined ? undefined : hostRunning(home, record);
        },
        async leftovers(labels) {
            const names = await (0,promises_.readdir)(directory).catch(() => []);
            const records = await Promise.all(names.map(async (name) => readRecord((0,external_node_path_.join)(directory, name))));
            return records.flatMap((record) => record !== undefined && Object.entries(labels).every(([name, value]) => record.labels[name] === value)
                ? [hostRunning((0,external_node_path_.join)(directory, record.name), record)]
                : []);
        },
    };
}
async function launch(home, spec, plan, env) {
    const wrapped = plan.namespaces === undefined
        ? spec.command
        : [
            'unshare',
            ...plan.namespaces,
            '--',
            'sh',
            '-c',
            INIT,
            'init',
            (0,external_node_path_.join)(home, 'ready'),
            spec.workingDirectory,
            ...plan.steps,
            '--',
            ...spec.command,
        ];
    const before = oomKills();
    const child = (0,external_node_child_process_.spawn)('sh', ['-c', SUPERVISOR, 'supervisor', home, ...wrapped], {
        cwd: spec.workingDirectory,
        detached: true,
        stdio: 'ignore',
        env: {
            ...handedOn(env, spec.network),
            ...deviceVariables(spec.devices),
            ...spec.environment,
            ...spec.secrets,
            [RUN_VARIABLE]: spec.name,
        },
    });
    const pid = await new Promise((resolve, reject) => {
        child.once('error', (cause) => reject(new EngineError('engine-failed', `No shell could be started: ${cause.message}`, { cause })));
        child.once('spawn', () => resolve(child.pid ?? 0));
    });
    child.unref();
    const record = {
        name: spec.name,
        labels: spec.labels,
        pid,
        startTime: readProcess(pid)?.startTime ?? '',
        // supervisor → command, or supervisor → unshare → init → command.
        depth: plan.namespaces === undefined ? 1 : 3,
        signalTo: spec.signalTo,
        startedAt: new Date().toISOString(),
        oomKills: before,
        isolation: plan.isolation,
    };
    await writeRecord(home, record);
    return record;
}
const SETTLE_POLL_MS = 10;
/** Waits until the mounts stand; a run whose isolation failed never started its command. */
async function settled(home, record, plan) {
    if (plan.namespaces === undefined)
        return;
    const ready = async () => (await readText((0,external_node_path_.join)(home, 'ready'))) !== '';
    while (!(await ready())) {
        const ended = readExitCode(home) !== undefined || readProcess(record.pid) === undefined;
        if (ended && !(await ready())) {
            const said = await readText((0,external_node_path_.join)(home, 'log'));
            await hostRunning(home, record).remove();
            throw new EngineError('isolation-unavailable', `The isolation could not be set up: ${said.trim().slice(-1_000)}`);
        }
        await (0,external_node_timers_promises_.setTimeout)(SETTLE_POLL_MS);
    }
}
function deviceVariables(devices) {
    switch (devices.kind) {
        case 'none':
            return { CUDA_VISIBLE_DEVICES: '', HIP_VISIBLE_DEVICES: '-1', NVIDIA_VISIBLE_DEVICES: 'void' };
        case 'nvidia':
            return { CUDA_VISIBLE_DEVICES: devices.uuids.join(','), NVIDIA_VISIBLE_DEVICES: devices.uuids.join(',') };
        case 'amd':
            return { ROCR_VISIBLE_DEVICES: devices.nodes.map(renderIndex).join(','), CUDA_VISIBLE_DEVICES: '' };
    }
}
/** ROCm counts its devices from 0 in the order of their render nodes, which start at 128. */
function renderIndex(node) {
    return String(Number(/(\d+)$/.exec(node)?.[1] ?? 128) - 128);
}
function checkPaths(spec) {
    if (!isDirectory(spec.workingDirectory)) {
        throw new EngineError('mount-unavailable', `The working directory ${spec.workingDirectory} does not exist.`);
    }
    for (const { source, target } of spec.mounts) {
        if (!(0,external_node_fs_.existsSync)(source))
            throw new EngineError('mount-unavailable', `${source} does not exist.`);
        if (!(0,external_node_fs_.existsSync)(target) || isDirectory(source) !== isDirectory(target)) {
            throw new EngineError('mount-unavailable', `With \`engine: host\` a mount's target must exist and be of its source's kind; ${target} is not. Use the source's own path as target.`);
        }
    }
}
function isDirectory(path) {
    try {
        return (0,external_node_fs_.statSync)(path).isDirectory();
    }
    catch {
        return false;
    }
}
async function readText(file) {
    try {
        return await (0,promises_.readFile)(file, 'utf8');
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./build/packages/container-engine/src/index.js






/***/ })

};
