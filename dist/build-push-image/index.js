import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 48:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ definition)
});

// EXTERNAL MODULE: ./build/packages/action/src/index.js + 33 modules
var src = __nccwpck_require__(2680);
// EXTERNAL MODULE: ./build/packages/registry/src/index.js + 37 modules
var registry_src = __nccwpck_require__(8937);
;// CONCATENATED MODULE: ./build/actions/build-push-image/src/cache-place.js

/** Whether a text names a cache: a repository with a tag, which may have placeholders. */
function isCachePlace(text) {
    try {
        return (0,registry_src/* parseReference */.F2)(text.replaceAll(/\{[a-z-]+\}/g, 'x')).tag !== undefined;
    }
    catch (error) {
        if (!(0,registry_src/* isRegistryError */.IP)(error))
            throw error;
        return false;
    }
}

// EXTERNAL MODULE: ./build/actions/build-push-image/src/tags.js
var tags = __nccwpck_require__(3842);
;// CONCATENATED MODULE: ./build/actions/build-push-image/src/check-inputs.js


/** Problems of inputs that are right one by one and wrong together. */
function checkInputs(inputs) {
    const problems = [];
    const problem = (input, message) => void problems.push({ input, message: `\`${input}\` ${message}` });
    if (inputs.model !== undefined && inputs['model-repository'] === undefined) {
        problem('model-repository', 'is not given, and `model` needs it: a digest alone does not say where the model is.');
    }
    if (inputs.sign === 'key' && inputs['signing-key'] === undefined) {
        problem('signing-key', 'is not given, and `sign: key` needs it.');
    }
    if (inputs['registry-password'] !== undefined && inputs['registry-username'] === undefined) {
        problem('registry-username', 'is not given, and `registry-password` needs it.');
    }
    const caches = [
        ['cache-from', inputs['cache-from'] ?? []],
        ['cache-to', inputs['cache-to'] === undefined ? [] : [inputs['cache-to']]],
    ];
    for (const [input, templates] of [['tags', inputs.tags], ...caches]) {
        for (const [whole, name = ''] of templates.flatMap((template) => [...template.matchAll(/\{([^}]*)\}?/g)])) {
            if (!tags/* PLACEHOLDERS */.je.some((known) => `{${known}}` === whole)) {
                problem(input, `holds {${name}}, which is none of ${tags/* PLACEHOLDERS */.je.map((known) => `{${known}}`).join(', ')}.`);
            }
        }
    }
    for (const [input, places] of caches) {
        const wrong = places.find((place) => !isCachePlace(place));
        if (wrong !== undefined)
            problem(input, `has ${wrong}, which is no \`REPOSITORY:TAG\`.`);
        if (places.length > 0 && (inputs.builder === 'docker' || inputs.builder === 'layers'))
            problem(input, `is given, and \`builder: ${inputs.builder}\` knows no cache in registries; buildx does.`);
    }
    const stray = (inputs['immutable-tags'] ?? []).find((template) => !inputs.tags.includes(template));
    if (stray !== undefined)
        problem('immutable-tags', `names ${stray}, which is not one of \`tags\`.`);
    return problems;
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/reasons.js
/** The action's own reasons, each with its sentence. */
const reasons = {
    built: 'The image was built and pushed.',
    reused: 'The registry had an image of the same inputs, with a statement that holds; nothing was built.',
    'model-appended': 'The registry had the image without its model; only the model and its labels were put on top.',
    labelled: 'The registry had the image; only its labels and annotations were put on anew.',
    'would-build': '`mode: observe`: the image would be built.',
    'would-reuse': '`mode: observe`: the image of the registry would be used.',
    'dockerfile-invalid': 'The Dockerfile can’t be read or lacks something.',
    'context-unreadable': 'The context or the Dockerfile can’t be read.',
    'context-changed': 'A file of the context changed while the image was being built.',
    'base-unresolved': 'A base image can’t be found, so nothing can be said about what the image would be made of.',
    'policy-violation': 'The Dockerfile or the context breaks the policy.',
    'builder-unavailable': 'The builder asked for is not there, or no builder is.',
    'builder-unable': 'The builder can’t do what the Dockerfile or the inputs ask for.',
    'build-failed': 'The builder ended with an error.',
    'disk-full': 'No space was left on a disk of the runner or of the builder.',
    'model-unavailable': 'The model can’t be read from its repository.',
    'model-too-large': 'The model is larger than `model-size-limit`.',
    'push-denied': 'The credentials don’t allow a push to `image`.',
    'push-failed': 'The registry did not take the image.',
    'tag-immutable': 'A tag that may not move names another image already.',
};

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/definition.js



const inputs = {
    image: (0,src/* repository */.Jk)({
        description: 'Repository that the image is pushed to, without tag or digest.',
        example: 'ghcr.io/octo/app',
        required: true,
    }),
    context: (0,src/* path */.Ae)({ description: 'Directory that the Dockerfile copies from.', example: 'serving', default: '.' }),
    dockerfile: (0,src/* path */.Ae)({
        description: 'The Dockerfile; `Dockerfile` in the context when not given. `<Dockerfile>.dockerignore` beside it comes before the context’s.',
        example: 'docker/serve.Dockerfile',
    }),
    target: (0,src/* string */.Yj)({ description: 'Stage to build; the last one when not given.', example: 'serve' }),
    'build-args': (0,src/* pairs */.AS)({
        description: 'Build arguments, lines of `NAME=value`. Never secrets: they stay in the image.',
        example: 'BASE=python:3.12-slim',
    }),
    secrets: (0,src/* pairs */.AS)({
        description: 'Build secrets for `RUN --mount=type=secret,id=NAME`, lines of `NAME=value`. Only buildx takes them.',
        example: 'pip=${{ secrets.PIP_INDEX }}',
        secret: true,
    }),
    platforms: (0,src/* list */.p_)({
        description: 'Platforms to build for; that of the builder (or of the base) when not given. More than one needs buildx or `layers`.',
        example: 'linux/amd64',
        item: /^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9]+)?$/,
        allowed: 'lines of `os/architecture`',
    }),
    builder: (0,src/* choice */.Yq)(['auto', 'buildx', 'docker', 'layers'], {
        description: 'What builds. `layers` needs no daemon: it puts the files that a Dockerfile copies on its base, and refuses one that runs anything. `auto` takes buildx, else docker, else layers.',
        example: 'layers',
        default: 'auto',
    }),
    model: (0,src/* digest */.br)({
        description: 'Digest of the model, as train-in-container outputs it. It becomes a layer of its own, at `/model`.',
        example: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    }),
    'model-repository': (0,src/* repository */.Jk)({
        description: 'Repository of the model and its statements; needed with `model`.',
        example: 'ghcr.io/octo/models',
    }),
    'model-size-limit': (0,src/* size */.Ej)({
        description: 'Largest model (unpacked) that is put into the image. Every start of a pod on a new node pulls it; larger ones belong on a volume.',
        example: '8GiB',
        default: '4GiB',
    }),
    tags: (0,src/* list */.p_)({
        description: 'Tags, with `{branch}`, `{pr}`, `{sha}`, `{short-sha}`, `{version}`, `{minor}`, `{major}`, `{date}` and `{run}` filled in. One that does not apply to the run is left out. `latest` only when it stands here.',
        example: 'v{version}',
        default: '{branch}',
        item: /^[A-Za-z0-9_{][A-Za-z0-9._{}-]{0,127}$/,
        allowed: 'tags of letters, numbers, `.`, `_` and `-`, with placeholders in braces',
    }),
    'immutable-tags': (0,src/* list */.p_)({
        description: 'Those of `tags`, written as there, that may never move. `{version}` never does.',
        example: '{date}',
    }),
    labels: (0,src/* pairs */.AS)({
        description: 'Labels of the image, lines of `NAME=value`. Source, revision, base and model are set without being asked for.',
        example: 'org.opencontainers.image.licenses=MIT',
        name: /^[A-Za-z0-9][A-Za-z0-9._/-]*$/,
    }),
    annotations: (0,src/* pairs */.AS)({
        description: 'Annotations of the manifest (and the index), lines of `NAME=value`.',
        example: 'org.opencontainers.image.description=The app',
        name: /^[A-Za-z0-9][A-Za-z0-9._/-]*$/,
    }),
    'cache-from': (0,src/* list */.p_)({
        description: 'Caches of the builder in registries, lines of `REPOSITORY:TAG`, to take layers from that this machine does not have; placeholders as in `tags`. One that is not there is passed over. Whoever may push there decides what your `RUN` lines left behind.',
        example: 'ghcr.io/octo/app-cache:main',
        item: /^[^\s,=]+$/,
        allowed: 'lines of `REPOSITORY:TAG`',
    }),
    'cache-to': (0,src/* string */.Yj)({
        description: 'Where the builder leaves its cache, `REPOSITORY:TAG`, all stages included; placeholders as in `tags`. A cache that can’t be written fails nothing.',
        example: 'ghcr.io/octo/app-cache:{branch}',
        pattern: /^[^\s,=]+$/,
        allowed: '`REPOSITORY:TAG`',
    }),
    refresh: (0,src/* string */.Yj)({
        description: 'Any text; another one builds anew what would be reused, so that `RUN apt-get upgrade` is not frozen for ever.',
        example: '2030-W07',
    }),
    'policy-exceptions': (0,src/* list */.p_)({
        description: 'Rules that may be broken, by name: `weights`, `secrets`, `latest`, `base-digest`, `root`. They stand in the summary and in the statement.',
        example: 'root',
        item: /^(weights|secrets|latest|base-digest|root)$/,
        allowed: '`weights`, `secrets`, `latest`, `base-digest` or `root`',
    }),
    'registry-username': (0,src/* string */.Yj)({
        description: 'User name for the registry; what `docker login` left when not given.',
        example: 'octo',
    }),
    'registry-password': (0,src/* secret */.rJ)({
        description: 'Password or token for the registry.',
        example: '${{ secrets.REGISTRY_PASSWORD }}',
    }),
    sign: (0,src/* choice */.Yq)(['none', 'key'], {
        description: 'How the build statement is signed. Reuse then asks for a statement signed with the same key.',
        example: 'key',
        default: 'none',
    }),
    'signing-key': (0,src/* secret */.rJ)({
        description: 'Private key (ECDSA P-256, PEM) for `sign: key`.',
        example: '${{ secrets.SIGNING_KEY }}',
    }),
    timeout: (0,src/* duration */.p0)({
        description: 'How long the builder may take.',
        example: '2h',
        default: '1h',
        min: '1s',
        max: '6h',
    }),
    mode: (0,src/* choice */.Yq)(['run', 'observe'], {
        description: '`observe` decides and reports as always, and builds and pushes nothing.',
        example: 'observe',
        default: 'run',
    }),
};
/** The one description of this action. */
const definition = (0,src/* defineAction */.QP)({
    name: 'build-push-image',
    title: 'Build and push an image',
    description: 'Builds an image once for the same inputs, puts the model on top as a layer of its own, and pushes nothing unfit.',
    branding: { icon: 'package', color: 'orange' },
    hasPost: false,
    inputs,
    outputs: {
        digest: 'Digest of the image.',
        image: 'The image by digest, `REPOSITORY@sha256:…`. Empty in other jobs when the repository is masked; take `digest` there.',
        model: 'Digest of the model inside.',
        tags: 'The tags that name the image now, one per line.',
        reused: '`true` where nothing was built.',
        'input-digest': 'Digest of everything that decides the content, the model not included.',
        changes: 'What changed since the build that the first tag named before, one line each.',
        builder: 'What built, or would have.',
        attestation: 'Digest of the build statement, attached to the image.',
        report: 'Path of the report as JSON.',
    },
    reasons: reasons,
    check: checkInputs,
});


/***/ }),

/***/ 4035:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _ml_actions_action__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2680);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(48);


await (0,_ml_actions_action__WEBPACK_IMPORTED_MODULE_0__/* .runAction */ .Cs)(_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .definition */ .m, { main: async (inputs, services) => (await __nccwpck_require__.e(/* import() */ 588).then(__nccwpck_require__.bind(__nccwpck_require__, 8588))).run(inputs, services) }, process);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 3842:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Fg: () => (/* binding */ tagsOf),
/* harmony export */   au: () => (/* binding */ fillTag),
/* harmony export */   je: () => (/* binding */ PLACEHOLDERS)
/* harmony export */ });
/* harmony import */ var _ml_actions_registry__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8937);

const PLACEHOLDER = /\{([a-z-]+)\}/g;
const SEMVER = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
const MAX_TAG = 128;
/** Names that placeholders may have. */
const PLACEHOLDERS = ['branch', 'pr', 'sha', 'short-sha', 'version', 'minor', 'major', 'date', 'run'];
/**
 * Tags from their templates. What does not apply to this run (a version on a branch, a pull request on a push) is left out by
 * name. `{version}` and what `immutable` names never move.
 */
function tagsOf(templates, immutable, context, now) {
    const values = valuesOf(context, now);
    const wanted = [];
    const leftOut = [];
    for (const template of templates) {
        const filled = fill(template, values);
        if (filled.kind === 'left out')
            leftOut.push({ template, why: filled.why });
        else if (wanted.every((other) => other.tag !== filled.tag)) {
            wanted.push({
                tag: filled.tag,
                immutable: template.includes('{version}') || immutable.includes(template),
            });
        }
    }
    // Those that may not move first: when one is refused, nothing that moves has moved.
    return { wanted: wanted.sort((one, other) => Number(other.immutable) - Number(one.immutable)), leftOut };
}
/** Fills one template in for a run. */
function fillTag(template, context, now) {
    return fill(template, valuesOf(context, now));
}
function fill(template, values) {
    const missing = [...template.matchAll(PLACEHOLDER)]
        .map(([, name = '']) => name)
        .filter((name) => values[name] === undefined);
    if (missing.length > 0)
        return { kind: 'left out', why: `this run has no ${missing.join(', ')}` };
    const tag = sanitised(template.replace(PLACEHOLDER, (_, name) => values[name] ?? ''));
    return (0,_ml_actions_registry__WEBPACK_IMPORTED_MODULE_0__/* .isTag */ .dz)(tag) ? { kind: 'filled', tag } : { kind: 'left out', why: `${JSON.stringify(tag)} is not a tag` };
}
function valuesOf(context, now) {
    const [, branch] = /^refs\/heads\/(.+)$/.exec(context.ref) ?? [];
    const [, pr] = /^refs\/pull\/(\d+)\//.exec(context.ref) ?? [];
    const [, name] = /^refs\/tags\/(.+)$/.exec(context.ref) ?? [];
    const [, major, minor, patch, prerelease] = SEMVER.exec(name ?? '') ?? [];
    // A pre-release must not be what `1.2` or `1` means.
    const stable = major !== undefined && prerelease === undefined;
    return {
        branch,
        pr,
        sha: context.sha || undefined,
        'short-sha': context.sha.slice(0, 12) || undefined,
        version: major === undefined ? undefined : `${major}.${minor}.${patch}${prerelease === undefined ? '' : `-${prerelease}`}`,
        minor: stable ? `${major}.${minor}` : undefined,
        major: stable ? major : undefined,
        date: now.toISOString().slice(0, 10),
        run: context.runId || undefined,
    };
}
function sanitised(tag) {
    return tag
        .replace(/[^A-Za-z0-9._-]+/g, '-')
        .replace(/^[.-]+/, '')
        .slice(0, MAX_TAG);
}


/***/ }),

/***/ 2680:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  yo: () => (/* reexport */ UserError),
  Yq: () => (/* reexport */ choice),
  QP: () => (/* reexport */ defineAction),
  br: () => (/* reexport */ digest),
  p0: () => (/* reexport */ duration),
  p_: () => (/* reexport */ list),
  AS: () => (/* reexport */ pairs),
  Ae: () => (/* reexport */ inputs_path),
  Jk: () => (/* reexport */ repository),
  Cs: () => (/* reexport */ runAction),
  rJ: () => (/* reexport */ secret),
  Ej: () => (/* reexport */ size),
  Yj: () => (/* reexport */ string)
});

// UNUSED EXPORTS: STANDARD_REASONS, boolean, formatDuration, formatSize, multiline, number, parseDuration, parseInputs, parseSize, readContext, systemClock

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(8500);
;// CONCATENATED MODULE: ./build/packages/action/src/clock.js

const systemClock = {
    now: () => Date.now(),
    sleep: (ms, signal) => (0,promises_.setTimeout)(ms, undefined, signal === undefined ? {} : { signal }),
};

;// CONCATENATED MODULE: ./build/packages/action/src/definition.js
/** Keeps the exact types of a definition. */
function defineAction(definition) {
    return definition;
}

;// CONCATENATED MODULE: ./build/packages/action/src/errors.js
/** An end that the user can do something about: shown as one message, without a stack. */
class UserError extends Error {
    name = 'UserError';
    reason;
    anchor;
    constructor(explanation, options) {
        super([explanation.what, explanation.why, explanation.fix].filter((part) => part !== undefined).join('\n'), options);
        this.reason = explanation.reason;
        this.anchor = explanation.anchor;
    }
}

;// CONCATENATED MODULE: ./build/packages/action/src/units.js
const DURATION_UNITS_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const SIZE_UNITS_BYTES = {
    B: 1,
    KiB: 2 ** 10,
    MiB: 2 ** 20,
    GiB: 2 ** 30,
    TiB: 2 ** 40,
    KB: 1e3,
    MB: 1e6,
    GB: 1e9,
    TB: 1e12,
};
/** Milliseconds of `90s`, `10m`, `1h30m`; `undefined` when the text is no duration. A bare number has no unit and is none. */
function parseDuration(text) {
    const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
    if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text)
        return undefined;
    const total = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * unitOf(DURATION_UNITS_MS, unit), 0);
    return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : undefined;
}
/** `1h30m`, `90s` or `250ms` of milliseconds, the shortest exact form down to 100 ms; below 1 s in milliseconds. */
function formatDuration(milliseconds) {
    const ms = Math.round(milliseconds);
    if (ms < 1_000)
        return `${ms}ms`;
    const seconds = Math.round(ms / 100) / 10;
    if (seconds < 60)
        return `${seconds}s`;
    const whole = Math.round(seconds);
    const parts = [
        [Math.floor(whole / 86_400), 'd'],
        [Math.floor((whole % 86_400) / 3_600), 'h'],
        [Math.floor((whole % 3_600) / 60), 'm'],
        [whole % 60, 's'],
    ];
    return parts
        .filter(([amount]) => amount > 0)
        .map(([amount, unit]) => `${amount}${unit}`)
        .join('');
}
/** Bytes of `512MiB`, `40GiB`, `1.5GB`; `undefined` when the text is no size. A bare number has no unit and is none. */
function parseSize(text) {
    const [, amount, unit] = /^(\d+(?:\.\d+)?) ?(B|[KMGT]i?B)$/.exec(text) ?? [];
    if (amount === undefined)
        return undefined;
    const bytes = Math.round(Number(amount) * unitOf(SIZE_UNITS_BYTES, unit));
    return Number.isSafeInteger(bytes) ? bytes : undefined;
}
/** `1.5 GiB` of bytes, with at most three significant figures. */
function formatSize(bytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
    const amount = bytes / 2 ** (10 * step);
    return `${step === 0 ? amount : Number(amount.toPrecision(3))} ${units[step] ?? 'B'}`;
}
function unitOf(units, name) {
    return (name === undefined ? undefined : units[name]) ?? Number.NaN;
}

;// CONCATENATED MODULE: ./build/packages/action/src/inputs.js

const accept = (value) => ({ ok: true, value });
const refuse = (allowed) => ({ ok: false, allowed });
function declare(options, kind) {
    return {
        type: kind.type,
        description: options.description,
        example: options.example,
        required: options.required ?? false,
        default: options.default,
        secret: kind.secret ?? false,
        multiline: kind.multiline ?? false,
        parse: kind.parse,
    };
}
/** One line of text; `pattern` is explained by `allowed`. */
function string(options) {
    const { pattern, allowed = 'one line of text' } = options;
    return declare(options, {
        type: 'string',
        parse: (text) => (pattern === undefined || pattern.test(text) ? accept(text) : refuse(allowed)),
    });
}
/** Text of several lines, as it stands. */
function multiline(options) {
    return declare(options, { type: 'text', multiline: true, parse: accept });
}
/** A decimal number within inclusive bounds. */
function number(options) {
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, integer = false } = options;
    const allowed = `${integer ? 'a whole number' : 'a number'}${range(min, max, String)}`;
    return declare(options, {
        type: 'number',
        parse: (text) => {
            const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
            const fits = value >= min && value <= max && Number.isFinite(value) && (!integer || Number.isSafeInteger(value));
            return fits ? accept(value) : refuse(allowed);
        },
    });
}
/** `true` or `false`, in YAML 1.2's three spellings of each. */
function inputs_boolean(options) {
    return declare(options, {
        type: 'boolean',
        parse: (text) => /^(true|True|TRUE)$/.test(text)
            ? accept(true)
            : /^(false|False|FALSE)$/.test(text)
                ? accept(false)
                : refuse('`true` or `false`'),
    });
}
/** A duration such as `90s`, `10m`, `2h`; the value is in milliseconds. */
function duration(options) {
    const { min = '0s', max } = options;
    const most = max === undefined ? Number.POSITIVE_INFINITY : (parseDuration(max) ?? Number.NaN);
    const least = parseDuration(min) ?? Number.NaN;
    const allowed = `a duration with its unit (ms, s, m, h, d)${max === undefined ? '' : `, ${min} to ${max}`}`;
    return declare(options, {
        type: 'duration',
        parse: (text) => {
            const value = parseDuration(text);
            return value !== undefined && value >= least && value <= most ? accept(value) : refuse(allowed);
        },
    });
}
/** A size such as `512MiB`, `40GiB`; the value is in bytes. */
function size(options) {
    return declare(options, {
        type: 'size',
        parse: (text) => {
            const value = parseSize(text);
            return value === undefined
                ? refuse('a size with its unit (B, KiB, MiB, GiB, TiB, KB, MB, GB, TB)')
                : accept(value);
        },
    });
}
/** One of a few words. */
function choice(words, options) {
    return declare(options, {
        type: words.map((word) => `\`${word}\``).join(' \\| '),
        parse: (text) => {
            const found = words.find((word) => word === text);
            return found === undefined ? refuse(`one of ${words.map((word) => `\`${word}\``).join(', ')}`) : accept(found);
        },
    });
}
/** Items separated by commas or line ends (`separator: 'newline'` leaves commas alone); blank ones are dropped. */
function list(options) {
    const { item, allowed = 'a list, one item per line', maxItems = 1_000 } = options;
    return declare(options, {
        type: 'list',
        multiline: true,
        parse: (text) => {
            const items = text
                .split(options.separator === 'newline' ? /\r?\n/ : /\r?\n|,/)
                .map((part) => part.trim())
                .filter((part) => part !== '');
            const fits = items.length <= maxItems && items.every((part) => item === undefined || item.test(part));
            return fits ? accept(items) : refuse(allowed);
        },
    });
}
/** Lines of `NAME=value`; a name given twice is refused. */
function pairs(options) {
    const { name = /^[A-Za-z_][A-Za-z0-9_.-]*$/ } = options;
    return declare(options, {
        type: 'pairs',
        multiline: true,
        secret: options.secret ?? false,
        parse: (text) => {
            const found = new Map();
            for (const line of text.split(/\r?\n/)) {
                if (line.trim() === '')
                    continue;
                const at = line.indexOf('=');
                const key = line.slice(0, at).trim();
                if (at < 1 || !name.test(key) || found.has(key))
                    return refuse('lines of `NAME=value`, each name once');
                found.set(key, line.slice(at + 1).trim());
            }
            return accept(found);
        },
    });
}
/** A path below the workspace or absolute; no NUL, not starting with `-`. */
function inputs_path(options) {
    return declare(options, {
        type: 'path',
        parse: (text) => (text.startsWith('-') ? refuse('a path that does not start with `-`') : accept(text)),
    });
}
/** `sha256:` and 64 hexadecimal characters. */
function digest(options) {
    return declare(options, {
        type: 'digest',
        parse: (text) => isDigest(text) ? accept(text) : refuse('`sha256:` followed by 64 lower-case hexadecimal characters'),
    });
}
/** `HOST[:PORT]/NAME` without tag or digest. */
function repository(options) {
    const pattern = /^(?:localhost|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+|\[[0-9a-f:]+\])(?::\d{1,5})?(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)+$|^[a-z0-9-]+:\d{1,5}(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)+$/;
    return declare(options, {
        type: 'repository',
        parse: (text) => text.length <= 255 && pattern.test(text)
            ? accept(text)
            : refuse('`HOST/NAME` in lower case, without tag or digest'),
    });
}
/** A text that is masked before anything else happens and never shown. */
function secret(options) {
    return declare(options, { type: 'secret', secret: true, multiline: true, parse: accept });
}
function isDigest(text) {
    return /^sha256:[0-9a-f]{64}$/.test(text);
}
function range(min, max, show) {
    if (Number.isFinite(min) && Number.isFinite(max))
        return `, ${show(min)} to ${show(max)}`;
    if (Number.isFinite(min))
        return `, at least ${show(min)}`;
    if (Number.isFinite(max))
        return `, at most ${show(max)}`;
    return '';
}

;// CONCATENATED MODULE: ./build/packages/action/src/parse.js

const MAX_LINE_LENGTH = 8 * 1024;
const MAX_TEXT_LENGTH = 1024 * 1024;
const SHOWN_LENGTH = 100;
/** The variable in which the runner hands an input over: upper case, blanks as `_`, hyphens kept. */
function inputVariable(name) {
    return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}
function parseInputs(definition, env) {
    const problems = [];
    const values = {};
    for (const [name, input] of Object.entries(definition.inputs)) {
        const read = readInput(name, input, env[inputVariable(name)] ?? '');
        if (typeof read === 'object')
            values[name] = read.value;
        else
            problems.push({ input: name, message: read });
    }
    if (problems.length === 0)
        problems.push(...(definition.check?.(values) ?? []));
    if (problems.length > 0)
        throw invalidInputs(problems);
    return values;
}
/** The texts of all secret inputs, to be masked before anything is parsed or shown. */
function secretTexts(definition, env) {
    return Object.entries(definition.inputs)
        .filter(([, input]) => input.secret)
        .map(([name]) => env[inputVariable(name)] ?? '')
        .filter((text) => text.trim() !== '');
}
function readInput(name, input, given) {
    const text = input.secret ? given : given.trim();
    if (text.trim() === '')
        return readAbsent(name, input);
    const shown = input.secret ? 'the secret given' : quote(text);
    if (text.includes('\0'))
        return `\`${name}\`: ${shown} holds a NUL character.`;
    if (text.length > (input.multiline ? MAX_TEXT_LENGTH : MAX_LINE_LENGTH)) {
        return `\`${name}\`: ${shown} is ${text.length} characters long.`;
    }
    if (!input.multiline && /[\r\n]/.test(text))
        return `\`${name}\`: ${shown} has more than one line.`;
    const parsed = input.parse(text);
    return parsed.ok
        ? { value: parsed.value }
        : `\`${name}\`: ${shown} is not ${parsed.allowed}. Example: ${quote(input.example)}.`;
}
function readAbsent(name, input) {
    if (input.default !== undefined && input.default !== '') {
        const parsed = input.parse(input.default);
        return parsed.ok ? { value: parsed.value } : `\`${name}\`: its default ${quote(input.default)} is not allowed.`;
    }
    if (!input.required)
        return { value: undefined };
    return `\`${name}\` is empty. ${input.secret ? 'Give a secret of the repository' : `Example: ${quote(input.example)}`}.${emptyBecauseMasked(input)}`;
}
/** A value from an earlier job arrives empty when that job's output held a masked string: the runner drops it. */
function emptyBecauseMasked(input) {
    return input.type === 'digest' || input.type === 'repository'
        ? ' If it comes from another job’s output: the runner drops an output that contains a masked string (a registry name in a secret, for example) and says only "Skip output … since it may contain secret" in that job’s log. Hand over the digest alone and take the repository from `vars`.'
        : '';
}
function invalidInputs(problems) {
    const [only, ...more] = problems;
    if (only !== undefined && more.length === 0)
        return new UserError({ reason: 'invalid-input', what: only.message });
    const lines = problems.map(({ message }) => `- ${message}`);
    return new UserError({
        reason: 'invalid-input',
        what: [`${problems.length} inputs are not right:`, ...lines].join('\n'),
    });
}
function quote(text) {
    const short = text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
    return JSON.stringify(short);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
;// CONCATENATED MODULE: ./build/packages/action/src/oidc/http-client.js
/**
 * What `@actions/core` needs of `@actions/http-client`: one JSON request, for `getIDToken`. Bundles take this file in its
 * place (tsconfig.bundle.json): the original brings undici, 900 KB and 25 ms of start, where Node's own fetch does.
 */
/** The service answered with an error; `statusCode` is what core shows. */
class HttpClientError extends Error {
    statusCode;
    constructor(statusCode) {
        super(`the service answered ${statusCode}`);
        this.statusCode = statusCode;
    }
}
const FIRST_WAIT_MS = 500;
class http_client_HttpClient {
    #userAgent;
    #handlers;
    #tries;
    constructor(userAgent, handlers = [], options = {}) {
        this.#userAgent = userAgent;
        this.#handlers = handlers;
        this.#tries = options.allowRetries === true ? (options.maxRetries ?? 1) + 1 : 1;
    }
    /** @throws Error with `statusCode` for an answer that is no success, after the retries that were asked for. */
    async getJson(url) {
        const headers = { accept: 'application/json', 'user-agent': this.#userAgent };
        for (const handler of this.#handlers)
            handler.prepareRequest({ headers });
        for (let attempt = 1;; attempt++) {
            const response = await fetch(url, { headers }).catch((error) => {
                if (attempt >= this.#tries)
                    throw error;
            });
            if (response?.ok === true)
                return { statusCode: response.status, result: await response.json() };
            const final = response !== undefined && response.status < 500;
            if (response !== undefined && (final || attempt >= this.#tries))
                throw new HttpClientError(response.status);
            await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS * 2 ** (attempt - 1)));
        }
    }
}

;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return __awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return __awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = (/* unused pure expression or super */ null && (_summary));
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: external "string_decoder"
const external_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");
;// CONCATENATED MODULE: external "events"
const external_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");
;// CONCATENATED MODULE: external "child_process"
const external_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");
;// CONCATENATED MODULE: external "assert"
const external_assert_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io-util.js
var io_util_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open: io_util_open, readdir, rename, rm, rmdir, stat, symlink, unlink } = external_fs_namespaceObject.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        const result = yield fs.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = external_fs_namespaceObject.constants.O_RDONLY;
function exists(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return io_util_awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = external_path_namespaceObject.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = external_path_namespaceObject.dirname(filePath);
                        const upperName = external_path_namespaceObject.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = external_path_namespaceObject.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io.js
var io_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path.join(dest, path.basename(source))
            : dest;
        if (!(yield ioUtil.exists(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield ioUtil.stat(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield io_copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (ioUtil.IS_WINDOWS) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield ioUtil.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        ok(fsPath, 'a path argument must be provided');
        yield ioUtil.mkdir(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (IS_WINDOWS) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (IS_WINDOWS && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(external_path_namespaceObject.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (isRooted(tool)) {
            const filePath = yield tryGetExecutablePath(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(external_path_namespaceObject.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(external_path_namespaceObject.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield tryGetExecutablePath(external_path_namespaceObject.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield ioUtil.readdir(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield ioUtil.lstat(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield io_copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function io_copyFile(srcFile, destFile, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield ioUtil.lstat(destFile);
                yield ioUtil.unlink(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield ioUtil.chmod(destFile, '0666');
                    yield ioUtil.unlink(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield ioUtil.readlink(srcFile);
            yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
        }
        else if (!(yield ioUtil.exists(destFile)) || force) {
            yield ioUtil.copyFile(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var toolrunner_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const toolrunner_IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_namespaceObject.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (toolrunner_IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_namespaceObject.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_namespaceObject.EOL.length);
                n = s.indexOf(external_os_namespaceObject.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return toolrunner_awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!isRooted(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (toolrunner_IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_namespaceObject.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield which(this.toolPath, true);
            return new Promise((resolve, reject) => toolrunner_awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_namespaceObject.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield exists(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_namespaceObject.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_namespaceObject.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec_exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = tr.argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new tr.ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new StringDecoder('utf8');
        const stderrDecoder = new StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec_exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, utils_toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
;// CONCATENATED MODULE: ./build/packages/action/src/context.js
function readContext(env) {
    const get = (name) => env[name] ?? '';
    const serverUrl = env['GITHUB_SERVER_URL'] ?? 'https://github.com';
    return {
        repository: get('GITHUB_REPOSITORY'),
        sha: get('GITHUB_SHA'),
        ref: get('GITHUB_REF'),
        eventName: get('GITHUB_EVENT_NAME'),
        eventPath: get('GITHUB_EVENT_PATH'),
        workflow: get('GITHUB_WORKFLOW'),
        workflowRef: get('GITHUB_WORKFLOW_REF'),
        job: get('GITHUB_JOB'),
        runId: get('GITHUB_RUN_ID'),
        runAttempt: get('GITHUB_RUN_ATTEMPT'),
        actor: get('GITHUB_ACTOR'),
        serverUrl,
        apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com',
        runUrl: `${serverUrl}/${get('GITHUB_REPOSITORY')}/actions/runs/${get('GITHUB_RUN_ID')}`,
        workspace: env['GITHUB_WORKSPACE'] ?? '.',
        temp: env['RUNNER_TEMP'] ?? '/tmp',
        runnerName: get('RUNNER_NAME'),
    };
}

// EXTERNAL MODULE: ./build/packages/process/src/index.js + 6 modules
var src = __nccwpck_require__(8864);
;// CONCATENATED MODULE: ./build/packages/action/src/log.js



/** The runner shows 4,096 characters of an annotation (`ExecutionContext`). */
const MAX_ANNOTATION_LENGTH = 4_000;
function createLog(clock) {
    const line = (text) => info(text
        .split(/\r\n|\r|\n/)
        .map(src/* harmless */.Is)
        .join('\n'));
    const group = (title, lines) => {
        startGroup((0,src/* harmless */.Is)(title));
        for (const text of lines)
            line(text);
        endGroup();
    };
    /** What an annotation can't hold stands in the log. */
    const shorten = (message) => {
        if (message.length <= MAX_ANNOTATION_LENGTH)
            return message;
        group('The whole message', message.split('\n'));
        return `${message.slice(0, MAX_ANNOTATION_LENGTH)} …`;
    };
    return {
        info: line,
        debug: (text) => core_debug(text),
        foreign: line,
        notice: (message, place) => notice(shorten(message), place),
        warning: (message, place) => warning(shorten(message), place),
        error: (message, place) => error(shorten(message), place),
        group,
        async phase(title, work) {
            line(`▸ ${title}`);
            const startedAt = clock.now();
            try {
                const result = await work();
                line(`✓ ${title} (${formatDuration(clock.now() - startedAt)})`);
                return result;
            }
            catch (error) {
                line(`✗ ${title} (${formatDuration(clock.now() - startedAt)})`);
                throw error;
            }
        },
    };
}

;// CONCATENATED MODULE: ./build/packages/action/src/run.js








const STAGE = 'ml-actions-stage';
/** GitHub publishes summaries of up to 1 MiB (`FileCommandManager.cs`). */
const MAX_SUMMARY_BYTES = 1024 * 1024;
const MAX_OUTPUT_LENGTH = 256 * 1024;
const ISSUES = 'https://github.com/ml-actions/ml-actions/issues';
/** Runs main or post, whichever the runner asks for, and turns what it returns or throws into what the runner understands. */
async function runAction(definition, stages, host) {
    const services = createServices(host);
    for (const secret of secretTexts(definition, host.env))
        services.mask(secret);
    useProxy(host.env);
    if (services.readState(STAGE) === 'main')
        return runPost(definition, stages, services);
    services.saveState(STAGE, 'main');
    try {
        const inputs = parseInputs(definition, host.env);
        // The table's type and the parsed values come from the same definition; `parseInputs` checks each of them.
        conclude(definition, await stages.main(asInputs(inputs), services), services);
    }
    catch (error) {
        fail(definition, services, host, error);
    }
    function conclude(of, conclusion, { log }) {
        writeOutputs(of, { ...conclusion.outputs, verdict: conclusion.verdict, reason: conclusion.reason });
        writeSummary(host.env['GITHUB_STEP_SUMMARY'], conclusion.summary);
        const line = `${conclusion.verdict} (${conclusion.reason}): ${conclusion.message}`;
        if (conclusion.failed ?? conclusion.verdict !== 'pass') {
            host.exitCode = 1;
            log.error(line);
        }
        else if (conclusion.verdict === 'pass')
            log.info(line);
        else
            log.warning(line);
    }
}
async function runPost(definition, stages, services) {
    if (stages.post === undefined)
        return;
    try {
        await stages.post(asInputs(parseInputs(definition, services.env)), services);
    }
    catch (error) {
        // Main has said already that its inputs are wrong, and then there is nothing to tidy up.
        if (error instanceof UserError && error.reason === 'invalid-input')
            return;
        services.log.warning(error instanceof Error ? error.message : String(error));
    }
}
function fail(definition, services, host, error) {
    host.exitCode = 1;
    const cancelled = services.signal.aborted && !(error instanceof UserError);
    const reason = error instanceof UserError ? error.reason : cancelled ? 'cancelled' : 'internal-error';
    writeOutputs(definition, { verdict: 'fail', reason });
    if (error instanceof UserError) {
        const docs = `https://github.com/ml-actions/ml-actions/blob/v1/actions/${definition.name}/README.md#${error.anchor ?? 'reasons'}`;
        services.log.error(`fail (${reason}): ${error.message}\n${docs}`);
    }
    else if (cancelled)
        services.log.error('fail (cancelled): the run was cancelled.');
    else {
        services.log.group('Stack', (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n'));
        const what = error instanceof Error ? error.message : String(error);
        services.log.error(`fail (internal-error): ${what}\nThis is a bug in ${definition.name}. Please report it with the stack above: ${ISSUES}`);
    }
}
function createServices(host) {
    const controller = new AbortController();
    const abort = () => controller.abort(new DOMException('The run was cancelled', 'AbortError'));
    host.on('SIGINT', abort);
    host.on('SIGTERM', abort);
    return {
        log: createLog(systemClock),
        clock: systemClock,
        env: host.env,
        context: readContext(host.env),
        signal: controller.signal,
        fetch: (input, init) => fetch(input, init),
        mask: (secret) => {
            for (const line of new Set([secret.trim(), ...secret.split(/[\r\n]+/).map((part) => part.trim())])) {
                if (line !== '')
                    core_setSecret(line);
            }
        },
        saveState: (name, value) => saveState(name, value),
        readState: (name) => getState(name),
    };
}
function asInputs(values) {
    return values;
}
function writeOutputs(definition, outputs) {
    const declared = new Set(['verdict', 'reason', ...Object.keys(definition.outputs)]);
    for (const [name, value] of Object.entries(outputs)) {
        if (!declared.has(name))
            throw new Error(`${definition.name} has no output named ${name}`);
        if (value === undefined)
            continue;
        if (value.length > MAX_OUTPUT_LENGTH)
            throw new Error(`output ${name} is ${value.length} characters long`);
        setOutput(name, value);
    }
}
function writeSummary(file, markdown) {
    if (file === undefined || file === '' || markdown === undefined || markdown === '')
        return;
    const note = '\n\n_The rest is left out: GitHub shows one MiB._\n';
    const bytes = Buffer.from(`${markdown}\n`);
    (0,external_node_fs_.appendFileSync)(file, bytes.length <= MAX_SUMMARY_BYTES ? bytes : `${bytes.subarray(0, MAX_SUMMARY_BYTES - 200).toString('utf8')}${note}`);
}
/** Lets the global fetch go through the proxy that the runner is set up with. */
function useProxy(env) {
    const names = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'];
    if (names.every((name) => (env[name] ?? '') === ''))
        return;
    external_node_http_namespaceObject.setGlobalProxyFromEnv(env);
}

;// CONCATENATED MODULE: ./build/packages/action/src/verdict.js
/** Reasons that every action can end with, beside its own. */
const STANDARD_REASONS = {
    'invalid-input': 'An input is missing or not allowed; nothing was started.',
    cancelled: 'The run was cancelled; what had begun was ended in order.',
    'internal-error': 'A bug in the action. The log holds the stack and where to report it.',
};

;// CONCATENATED MODULE: ./build/packages/action/src/index.js











/***/ }),

/***/ 8864:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  D4: () => (/* reexport */ StartError),
  Is: () => (/* reexport */ harmless),
  eF: () => (/* reexport */ run)
});

// UNUSED EXPORTS: splitLines, start

;// CONCATENATED MODULE: external "node:string_decoder"
const external_node_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");
;// CONCATENATED MODULE: ./build/packages/process/src/lines.js

/** Longest line handed on, in characters; the rest of a longer one is dropped and counted. */
const MAX_LINE_LENGTH = 64 * 1024;
/**
 * Splits bytes into lines as the runner does: `\n`, `\r\n` and a lone `\r` all end a line
 * (actions/runner reads its steps' output with .NET's ReadLine). UTF-8 sequences may be cut between chunks.
 */
function splitLines(onLine) {
    const decoder = new external_node_string_decoder_namespaceObject.StringDecoder('utf8');
    let rest = '';
    let dropped = 0;
    let afterCarriageReturn = false;
    const emit = () => {
        onLine(dropped > 0 ? `${rest} … (${dropped} more characters)` : rest);
        rest = '';
        dropped = 0;
    };
    const add = (text) => {
        const room = MAX_LINE_LENGTH - rest.length;
        rest += text.slice(0, Math.max(0, room));
        dropped += Math.max(0, text.length - Math.max(0, room));
    };
    const feed = (text) => {
        let from = 0;
        for (const match of text.matchAll(/\r\n|\n|\r/g)) {
            const splitPair = afterCarriageReturn && match.index === 0 && match[0] === '\n';
            afterCarriageReturn = false;
            if (!splitPair) {
                add(text.slice(from, match.index));
                emit();
            }
            from = match.index + match[0].length;
        }
        if (from < text.length)
            afterCarriageReturn = false;
        if (text.endsWith('\r'))
            afterCarriageReturn = true;
        add(text.slice(from));
    };
    return {
        push: (chunk) => feed(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))),
        end: () => {
            feed(decoder.end());
            if (rest !== '' || dropped > 0)
                emit();
        },
    };
}
/** Escape sequences that only colour text; every other control character is replaced. */
const CONTROL = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m` +
    `|[${String.fromCharCode(0)}-${String.fromCharCode(8)}${String.fromCharCode(11)}-${String.fromCharCode(31)}${String.fromCharCode(127)}-${String.fromCharCode(159)}]`, 'g');
/**
 * One line of foreign output, made unable to speak to the runner: `::command::` counts after leading blanks,
 * `##[command]` anywhere in a line (actions/runner, `ActionCommand.cs`). Colours stay, other control characters become `�`.
 */
function harmless(line) {
    return line
        .replaceAll(CONTROL, (found) => (found.length > 1 ? found : '\uFFFD'))
        .replaceAll('##[', '## [')
        .replace(/^([\s\uFEFF\uFFFD]*):(?=:)/u, '$1: ');
}

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __nccwpck_require__(6466);
;// CONCATENATED MODULE: ./build/packages/process/src/capture.js
function captureOutput(maxBytes) {
    const chunks = [];
    let size = 0;
    let truncated = false;
    return {
        push(chunk) {
            const room = maxBytes - size;
            if (chunk.length > room)
                truncated = true;
            if (room <= 0)
                return;
            const kept = chunk.subarray(0, room);
            chunks.push(kept);
            size += kept.length;
        },
        get truncated() {
            return truncated;
        },
        text: () => Buffer.concat(chunks).toString('utf8'),
    };
}

;// CONCATENATED MODULE: ./build/packages/process/src/group.js
const alive = new Set();
let watching = false;
/** Sends a signal to a process group; one that is gone already is no error. */
function killGroup(pid, signal) {
    try {
        process.kill(-pid, signal);
    }
    catch {
        // ESRCH: the group has ended.
    }
}
/** Ends the group of `pid` when this process exits. Returns the function that forgets it. */
function endWithParent(pid) {
    if (!watching) {
        watching = true;
        process.on('exit', () => {
            for (const group of alive)
                killGroup(group, 'SIGKILL');
        });
    }
    alive.add(pid);
    return () => alive.delete(pid);
}

;// CONCATENATED MODULE: ./build/packages/process/src/start.js






/** The program could not be started; `code` is the system's word (`ENOENT`: not found, `EACCES`: not executable). */
class StartError extends Error {
    name = 'StartError';
    command;
    code;
    constructor(command, code) {
        super(`${command} could not be started: ${code}`);
        this.command = command;
        this.code = code;
    }
}
const DEFAULT_GRACE_MS = 2_000;
const DEFAULT_MAX_OUTPUT_BYTES = 1024 * 1024;
/** How long a grandchild may keep the pipes open after the process itself is gone. */
const PIPE_LINGER_MS = 300;
/** A process in an uninterruptible call (a dead disk, a lost GPU) outlives SIGKILL; after this nobody waits for it. */
const UNKILLABLE_MS = 1_000;
/**
 * Starts a program by its argument list, in a process group of its own. The group is ended at the time limit, on abort,
 * and when this process exits; output that a grandchild holds back is not waited for.
 * @throws StartError when the program does not exist or may not be executed.
 */
async function start(command, args, options) {
    const startedAt = performance.now();
    const child = (0,external_node_child_process_namespaceObject.spawn)(command, [...args], {
        detached: true,
        env: definedOnly(options.env),
        stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    const pid = await spawned(child, command);
    const forget = endWithParent(pid);
    const done = finish(child, pid, options, startedAt).finally(forget);
    return { pid, kill: (signal) => killGroup(pid, signal), done };
}
/** `start`, awaited to its end. */
async function run(command, args, options) {
    return (await start(command, args, options)).done;
}
function spawned(child, command) {
    return new Promise((resolve, reject) => {
        child.once('error', (error) => reject(new StartError(command, error.code ?? error.message)));
        child.once('spawn', () => {
            if (child.pid !== undefined)
                resolve(child.pid);
        });
    });
}
async function finish(child, pid, options, startedAt) {
    const max = options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES;
    const captures = { stdout: captureOutput(max), stderr: captureOutput(max) };
    const ends = [read(child.stdout, 'stdout'), read(child.stderr, 'stderr')];
    function read(stream, name) {
        if (stream === null)
            return Promise.resolve();
        const lines = options.onLine === undefined ? undefined : splitLines((line) => options.onLine?.(line, name));
        stream.on('data', (chunk) => {
            captures[name].push(chunk);
            lines?.push(chunk);
        });
        return new Promise((resolve) => stream.once('close', resolve)).then(() => lines?.end());
    }
    if (options.input !== undefined && child.stdin !== null) {
        // A child that stops reading its input decides its own exit code; the broken pipe says nothing more.
        (0,promises_.pipeline)(external_node_stream_.Readable.from(chunked(options.input)), child.stdin).catch(() => undefined);
    }
    let ending;
    let kill;
    const unkillable = Promise.withResolvers();
    const end = (why) => {
        if (ending !== undefined)
            return;
        ending = why;
        killGroup(pid, 'SIGTERM');
        kill = setTimeout(() => {
            killGroup(pid, 'SIGKILL');
            kill = setTimeout(() => {
                // Nor does this process stay for it.
                child.unref();
                unkillable.resolve([null, null]);
            }, UNKILLABLE_MS);
        }, options.graceMs ?? DEFAULT_GRACE_MS);
    };
    const limit = options.timeoutMs === undefined ? undefined : setTimeout(() => end('timed-out'), options.timeoutMs);
    const abort = () => end('aborted');
    if (options.signal?.aborted === true)
        abort();
    options.signal?.addEventListener('abort', abort, { once: true });
    const [exitCode, signal] = await Promise.race([exited(child), unkillable.promise]);
    clearTimeout(limit);
    clearTimeout(kill);
    options.signal?.removeEventListener('abort', abort);
    await Promise.race([Promise.all(ends), timer(PIPE_LINGER_MS)]);
    // What the process left behind in its group goes with it.
    killGroup(pid, 'SIGKILL');
    child.stdout?.destroy();
    child.stderr?.destroy();
    await Promise.all(ends);
    return {
        ending: ending ?? (signal === null ? 'exited' : 'signalled'),
        exitCode,
        signal,
        stdout: captures.stdout.text(),
        stderr: captures.stderr.text(),
        truncated: captures.stdout.truncated || captures.stderr.truncated,
        durationMs: performance.now() - startedAt,
    };
}
function exited(child) {
    if (child.exitCode !== null || child.signalCode !== null) {
        return Promise.resolve([child.exitCode, child.signalCode]);
    }
    return new Promise((resolve) => child.once('exit', (code, signal) => resolve([code, signal])));
}
function timer(ms) {
    return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
function chunked(input) {
    return typeof input === 'string' || input instanceof Uint8Array ? [input] : input;
}
function definedOnly(env) {
    return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

;// CONCATENATED MODULE: ./build/packages/process/src/index.js




/***/ }),

/***/ 8937:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  PI: () => (/* reexport */ ACCESS_FIX),
  zu: () => (/* reexport */ media_types_MediaType),
  gl: () => (/* reexport */ error_RegistryError),
  P2: () => (/* reexport */ accessOptions),
  bg: () => (/* reexport */ write_byBytes),
  Hs: () => (/* reexport */ configWith),
  Z7: () => (/* reexport */ copyBlob),
  d8: () => (/* reexport */ dockerCredentials),
  Sh: () => (/* reexport */ formatRepository),
  mE: () => (/* reexport */ givenCredentials),
  ZD: () => (/* reexport */ digest_hexOf),
  Bc: () => (/* reexport */ isDigest),
  nw: () => (/* reexport */ isIndex),
  u4: () => (/* reexport */ manifest_isRecord),
  IP: () => (/* reexport */ isRegistryError),
  zD: () => (/* reexport */ isStringRecord),
  dz: () => (/* reexport */ isTag),
  dZ: () => (/* reexport */ modelLayer),
  h_: () => (/* reexport */ repository_openRepository),
  nG: () => (/* reexport */ pack_packTar),
  F2: () => (/* reexport */ parseReference),
  SU: () => (/* reexport */ reference_parseRepository),
  iU: () => (/* reexport */ rewriteImage),
  sc: () => (/* reexport */ sha256),
  FJ: () => (/* reexport */ writeTar)
});

// UNUSED EXPORTS: appendLayer, fallbackTag, isLoopback, layerOfModel, modelTag, modelsFix, openModels, parseDigest, pullModel, pushModel

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./build/packages/registry/src/digest.js

const PATTERN = /^sha256:[0-9a-f]{64}$/;
/** Whether a text is a well-formed sha256 digest. Other algorithms are not digests here. */
function isDigest(text) {
    return typeof text === 'string' && PATTERN.test(text);
}
/** The text as a digest. Throws `TypeError` when it is anything but `sha256:` and 64 lower-case hexadecimal characters. */
function parseDigest(text) {
    if (!isDigest(text))
        throw new TypeError(`${JSON.stringify(text.slice(0, 100))} is not a digest (sha256: and 64 hexadecimal characters)`);
    return text;
}
/** The digest of bytes held in memory. */
function sha256(bytes) {
    return `sha256:${(0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex')}`;
}
/** The 64 hexadecimal characters alone, as in-toto writes them under the key `sha256`. */
function digest_hexOf(digest) {
    return digest.slice('sha256:'.length);
}

;// CONCATENATED MODULE: ./build/packages/registry/src/error.js
/** A registry's refusal or fault. The message names the host and the request, and never holds a credential. */
class error_RegistryError extends Error {
    name = 'RegistryError';
    reason;
    /** The HTTP status, where there was an answer. */
    status;
    retryAfterMs;
    transient;
    constructor(reason, message, details = {}) {
        super(message, details.cause === undefined ? undefined : { cause: details.cause });
        this.reason = reason;
        this.status = details.status;
        this.retryAfterMs = details.retryAfterMs;
        this.transient = details.transient ?? false;
    }
}
/** Whether an error is a registry's, and for one of the reasons given (any, when none is). */
function isRegistryError(error, ...reasons) {
    return error instanceof error_RegistryError && (reasons.length === 0 || reasons.includes(error.reason));
}

;// CONCATENATED MODULE: ./build/packages/registry/src/reference.js


const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const NAME = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const HOST = /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)(?::[0-9]{1,5})?$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const MAX_NAME = 255;
/** Whether a text is a tag that every registry takes. */
function isTag(text) {
    return TAG.test(text);
}
/**
 * `host[:port]/a/b` as a repository. A first part that is no host name (no dot, no port, not `localhost`) means Docker Hub,
 * as Docker reads it: `python` is `docker.io/library/python`. Throws `RegistryError` `invalid-reference`.
 */
function reference_parseRepository(text) {
    const reference = parseReference(text);
    if (reference.tag !== undefined || reference.digest !== undefined) {
        throw invalid(text, 'a repository has neither tag nor digest');
    }
    return reference.repository;
}
/** `repository[:tag][@digest]`, taken apart. Throws `RegistryError` `invalid-reference`. */
function parseReference(text) {
    const at = text.indexOf('@');
    const digest = at === -1 ? undefined : text.slice(at + 1);
    if (digest !== undefined && !isDigest(digest))
        throw invalid(text, 'what follows @ is not a sha256 digest');
    const named = at === -1 ? text : text.slice(0, at);
    const colon = named.lastIndexOf(':');
    const hasTag = colon > named.lastIndexOf('/');
    const tag = hasTag ? named.slice(colon + 1) : undefined;
    if (tag !== undefined && !isTag(tag))
        throw invalid(text, 'the tag is not valid');
    return { repository: repositoryOf(hasTag ? named.slice(0, colon) : named, text), tag, digest };
}
function repositoryOf(named, whole) {
    const slash = named.indexOf('/');
    const first = slash === -1 ? '' : named.slice(0, slash);
    const isHost = first.includes('.') || first.includes(':') || first === 'localhost';
    const registry = isHost ? first : 'docker.io';
    const rest = isHost ? named.slice(slash + 1) : named;
    const name = registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest;
    if (!HOST.test(registry))
        throw invalid(whole, `${JSON.stringify(registry)} is not a host name`);
    if (!NAME.test(name) || name.length > MAX_NAME) {
        throw invalid(whole, 'names are lower-case letters, numbers and . _ - between slashes');
    }
    return { registry, name };
}
function invalid(text, why) {
    return new error_RegistryError('invalid-reference', `${JSON.stringify(text.slice(0, 200))} is not an image reference: ${why}`);
}
/** The repository as people write it. */
function formatRepository(repository) {
    return `${repository.registry}/${repository.name}`;
}
/** Whether a host (with or without port) is this very machine, where plain http leaves nothing to overhear. */
function isLoopback(host) {
    const name = /^\[(.*)\](?::[0-9]+)?$/.exec(host)?.[1] ?? (host === '::1' ? host : host.replace(/:[0-9]+$/, ''));
    return name === 'localhost' || name === '::1' || /^127(?:\.[0-9]{1,3}){3}$/.test(name);
}
/** The origin that answers a registry's requests; on loopback it may turn out to want https. Docker Hub's API lives on another host than its name says. */
function originOf(registry) {
    const host = registry === 'docker.io' || registry === 'index.docker.io' ? 'registry-1.docker.io' : registry;
    return `${isLoopback(host) ? 'http' : 'https'}://${host}`;
}

;// CONCATENATED MODULE: ./build/packages/registry/src/http/body.js

/** The whole body of an answer, or `too-large` as soon as it grows past the limit. */
async function readBounded(response, maxBytes) {
    const declared = Number(response.headers.get('content-length') ?? 0);
    if (declared > maxBytes)
        throw tooLarge(response, maxBytes);
    const chunks = [];
    let size = 0;
    const body = response.body;
    for await (const chunk of body ?? []) {
        size += chunk.length;
        if (size > maxBytes)
            throw tooLarge(response, maxBytes);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
/** The body as JSON. Throws `invalid-response` when it is not. */
async function readJson(response, maxBytes) {
    const bytes = await readBounded(response, maxBytes);
    try {
        return JSON.parse(bytes.toString('utf8'));
    }
    catch {
        // The parser's own message quotes the text, which may be a token.
        throw new error_RegistryError('invalid-response', 'the registry answered something that is not JSON');
    }
}
function tooLarge(response, maxBytes) {
    return new error_RegistryError('too-large', `an answer of the registry is larger than ${maxBytes} bytes`, {
        status: response.status,
    });
}

;// CONCATENATED MODULE: ./build/packages/registry/src/http/retry.js

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
/** How much longer another job's reading and writing may take than ours did at the same registry. */
const SLOWER = 4;
/**
 * Does something until it works, fails for good, or was tried often enough. Waits double from half a second (plus up to a half
 * at random, so that jobs started together spread), unless the registry says how long.
 */
async function withRetries(retries, attempt) {
    for (let tries = 1;; tries += 1) {
        try {
            return await attempt();
        }
        catch (error) {
            if (!isRegistryError(error) || !error.transient)
                throw error;
            if (tries >= retries.attempts)
                throw exhausted(error, tries);
            const wait = error.retryAfterMs ?? backoff(tries);
            retries.log(`${error.message}; trying again in ${(wait / 1000).toFixed(1)} s (${tries} of ${retries.attempts})`);
            await retries.wait(wait);
        }
    }
}
/** How long to wait after so many tries, in milliseconds. */
function backoff(tries) {
    return settling(tries, 0);
}
/**
 * How long to wait until what another job began in the same instant is done, in milliseconds: as after so many tries, and longer
 * where our own reading and writing took long, for then the other's does too.
 */
function settling(tries, tookMs) {
    const least = Math.max(FIRST_WAIT_MS * 2 ** (tries - 1), SLOWER * tookMs);
    return Math.min(LONGEST_WAIT_MS, least) * (1 + Math.random() / 2);
}
function exhausted(error, tries) {
    if (tries === 1)
        return error;
    return new error_RegistryError(error.reason, `${error.message}, ${tries} times`, {
        cause: error.cause,
        ...(error.status === undefined ? {} : { status: error.status }),
    });
}

;// CONCATENATED MODULE: ./build/packages/registry/src/blobs.js




// Content that was compressed on the way would be unpacked by fetch, and its ranges would count other bytes.
const IDENTITY = { 'accept-encoding': 'identity' };
/** Whether a blob is there. */
async function hasBlob(store, digest) {
    return store.session.call({
        method: 'HEAD',
        url: pathOf(store, digest),
        scopes: store.pull,
        statuses: [200, 404],
        read: (response) => response.status === 200,
    });
}
/** A blob in memory, of the right digest and not larger than said. */
async function getBlob(store, digest, maxBytes) {
    return store.session.call({
        method: 'GET',
        url: pathOf(store, digest),
        scopes: store.pull,
        headers: IDENTITY,
        statuses: [200],
        read: async (response) => {
            const bytes = await readBounded(response, maxBytes);
            checkDigest(digest, (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex'));
            return bytes;
        },
    });
}
/**
 * A blob as it comes. When the connection breaks, the rest is asked for; a registry that serves no ranges sends all of it
 * again, and what was had is passed over. The digest is checked when everything was seen: until then nothing is to be believed.
 */
async function* openBlob(store, digest) {
    const { retries } = store.session;
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let seen = 0;
    for (let tries = 1;; tries += 1) {
        const before = seen;
        try {
            for await (const chunk of readFrom(store, digest, seen)) {
                hash.update(chunk);
                seen += chunk.length;
                yield chunk;
            }
            checkDigest(digest, hash.digest('hex'));
            return;
        }
        catch (error) {
            if (!isRegistryError(error) || !error.transient)
                throw error;
            if (seen > before)
                tries = 1;
            if (tries >= retries.attempts)
                throw error;
            retries.log(`${error.message} after ${seen} bytes; going on from there`);
            await retries.wait(error.retryAfterMs ?? backoff(tries));
        }
    }
}
async function* readFrom(store, digest, start) {
    const call = {
        method: 'GET',
        url: pathOf(store, digest),
        scopes: store.pull,
        headers: start === 0 ? IDENTITY : { ...IDENTITY, range: `bytes=${start}-` },
        statuses: start === 0 ? [200] : [200, 206],
        read: (response) => response,
        lasting: true,
    };
    const response = await store.session.once(call);
    let skip = response.status === 206 ? start - rangeStart(response) : start;
    if (skip < 0)
        throw new error_RegistryError('invalid-response', `asked for the bytes from ${start}, got later ones`);
    const expected = Number(response.headers.get('content-length') ?? Number.NaN);
    let received = 0;
    const body = response.body;
    const chunks = (body ?? emptyBody())[Symbol.asyncIterator]();
    try {
        for (;;) {
            const next = await chunks.next().catch((error) => {
                throw store.session.cutOr(error, 'GET', new URL(call.url, store.session.origin));
            });
            if (next.done === true)
                break;
            received += next.value.length;
            const passed = Math.min(skip, next.value.length);
            skip -= passed;
            if (passed < next.value.length)
                yield next.value.subarray(passed);
        }
    }
    finally {
        await chunks.return?.();
    }
    if (Number.isFinite(expected) && received < expected) {
        throw new error_RegistryError('unavailable', `a blob of ${expected} bytes ended after ${received}`, { transient: true });
    }
}
async function* emptyBody() { }
function rangeStart(response) {
    const [, start] = /^bytes ([0-9]+)-/.exec(response.headers.get('content-range') ?? '') ?? [];
    return start === undefined ? 0 : Number(start);
}
function checkDigest(digest, hex) {
    if (digest === `sha256:${hex}`)
        return;
    throw new error_RegistryError('digest-mismatch', `a blob's bytes have the digest sha256:${hex}, not ${digest}`);
}
function pathOf(store, digest) {
    return `/v2/${store.name}/blobs/${digest}`;
}

;// CONCATENATED MODULE: ./build/packages/registry/src/media-types.js
/** Media types of the OCI image specification and of Docker's older one. */
const media_types_MediaType = {
    ociManifest: 'application/vnd.oci.image.manifest.v1+json',
    ociIndex: 'application/vnd.oci.image.index.v1+json',
    ociConfig: 'application/vnd.oci.image.config.v1+json',
    ociLayer: 'application/vnd.oci.image.layer.v1.tar',
    ociLayerGzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
    empty: 'application/vnd.oci.empty.v1+json',
    dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
    dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
    dockerLayerGzip: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
    model: 'application/vnd.ml-actions.model.v1',
};
/**
 * What is asked for with every manifest. Without it an old registry converts the manifest to schema 1, which has another
 * digest.
 */
const ACCEPTED_MANIFESTS = [
    media_types_MediaType.ociIndex,
    media_types_MediaType.ociManifest,
    media_types_MediaType.dockerIndex,
    media_types_MediaType.dockerManifest,
].join(', ');

;// CONCATENATED MODULE: ./build/packages/registry/src/manifest.js



/** Whether a manifest is a list of manifests. */
function isIndex(manifest) {
    return 'manifests' in manifest;
}
/** A manifest's bytes as an object. Throws `RegistryError` `invalid-response` when it is not a manifest that can be used. */
function parseManifest(bytes, mediaType) {
    const value = parseJson(bytes);
    switch (mediaType) {
        case media_types_MediaType.ociIndex:
        case media_types_MediaType.dockerIndex:
            if (isImageIndex(value))
                return value;
            break;
        case media_types_MediaType.ociManifest:
        case media_types_MediaType.dockerManifest:
            if (isImageManifest(value))
                return value;
            break;
        default:
            throw new error_RegistryError('unsupported', `a manifest of type ${JSON.stringify(mediaType.slice(0, 100))} can't be read`);
    }
    throw new error_RegistryError('invalid-response', `the manifest is not a valid ${mediaType}`);
}
function parseJson(bytes) {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch (cause) {
        throw new error_RegistryError('invalid-response', 'the manifest is not JSON', { cause });
    }
}
/** Whether a value from outside is an object and neither null nor an array. */
function manifest_isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Whether a value from outside is an object whose values are all texts. */
function isStringRecord(value) {
    return manifest_isRecord(value) && Object.values(value).every((entry) => typeof entry === 'string');
}
function isPlatform(value) {
    return (manifest_isRecord(value) &&
        typeof value['os'] === 'string' &&
        typeof value['architecture'] === 'string' &&
        (value['variant'] === undefined || typeof value['variant'] === 'string'));
}
/** Whether a value from outside is a descriptor. */
function isDescriptor(value) {
    return (manifest_isRecord(value) &&
        typeof value['mediaType'] === 'string' &&
        isDigest(value['digest']) &&
        Number.isSafeInteger(value['size']) &&
        Number(value['size']) >= 0 &&
        (value['artifactType'] === undefined || typeof value['artifactType'] === 'string') &&
        (value['annotations'] === undefined || isStringRecord(value['annotations'])) &&
        (value['platform'] === undefined || isPlatform(value['platform'])));
}
function hasCommonFields(value) {
    return (value['schemaVersion'] === 2 &&
        (value['mediaType'] === undefined || typeof value['mediaType'] === 'string') &&
        (value['artifactType'] === undefined || typeof value['artifactType'] === 'string') &&
        (value['subject'] === undefined || isDescriptor(value['subject'])) &&
        (value['annotations'] === undefined || isStringRecord(value['annotations'])));
}
function isImageIndex(value) {
    return (manifest_isRecord(value) &&
        hasCommonFields(value) &&
        Array.isArray(value['manifests']) &&
        value['manifests'].every(isDescriptor));
}
function isImageManifest(value) {
    return (manifest_isRecord(value) &&
        hasCommonFields(value) &&
        isDescriptor(value['config']) &&
        Array.isArray(value['layers']) &&
        value['layers'].every(isDescriptor));
}

;// CONCATENATED MODULE: ./build/packages/registry/src/manifests.js






/** The distribution specification lets registries refuse more. */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const ACCEPT = { accept: ACCEPTED_MANIFESTS };
/** What a tag or digest names, asked by HEAD; `undefined` when it does not exist. */
async function headManifest(store, reference) {
    const head = await store.session.call({
        method: 'HEAD',
        url: manifests_pathOf(store, reference),
        scopes: store.pull,
        headers: ACCEPT,
        statuses: [200, 404],
        read: (response) => (response.status === 404 ? 'absent' : describe(response, reference)),
    });
    if (head === 'absent')
        return undefined;
    // An old registry leaves the digest or the length out: then the bytes tell.
    return head ?? (await getManifest(store, reference)).descriptor;
}
function describe(response, reference) {
    const mediaType = mediaTypeOf(response);
    const size = Number(response.headers.get('content-length') ?? Number.NaN);
    const digest = response.headers.get('docker-content-digest');
    if (!isDigest(digest) || !Number.isSafeInteger(size) || mediaType === '')
        return undefined;
    if (isDigest(reference) && digest !== reference)
        throw mismatch(reference, digest);
    return { mediaType, digest, size };
}
/** A manifest with its bytes, checked against the digest asked for and the one that the registry gives. */
async function getManifest(store, reference) {
    return store.session.call({
        method: 'GET',
        url: manifests_pathOf(store, reference),
        scopes: store.pull,
        headers: ACCEPT,
        statuses: [200],
        read: async (response) => {
            const bytes = await readBounded(response, MAX_MANIFEST_BYTES);
            const digest = sha256(bytes);
            const declared = response.headers.get('docker-content-digest');
            if (isDigest(reference) && digest !== reference)
                throw mismatch(reference, digest);
            if (isDigest(declared) && digest !== declared)
                throw mismatch(declared, digest);
            const mediaType = mediaTypeOf(response);
            const manifest = parseManifest(bytes, mediaType);
            if (manifest.mediaType !== undefined && manifest.mediaType !== mediaType) {
                throw new error_RegistryError('invalid-response', `a manifest says it is ${manifest.mediaType} and is served as ${mediaType}`);
            }
            return { descriptor: { mediaType, digest, size: bytes.length }, manifest, bytes };
        },
    });
}
/** Stores a manifest's bytes; the subject that the registry took note of comes back with the descriptor. */
async function putManifestBytes(store, bytes, mediaType, reference) {
    const digest = sha256(bytes);
    const subject = await store.session.call(manifestWrite(store, bytes, mediaType, reference ?? digest));
    return { descriptor: { mediaType, digest, size: bytes.length }, subject };
}
/** The request that stores a manifest's bytes; its answer is the subject that the registry took note of. */
function manifestWrite(store, bytes, mediaType, reference) {
    const digest = sha256(bytes);
    return {
        method: 'PUT',
        url: manifests_pathOf(store, reference),
        scopes: store.push,
        headers: { 'content-type': mediaType },
        body: bytes,
        statuses: [201],
        read: (response) => {
            const stored = response.headers.get('docker-content-digest');
            if (stored !== null && stored !== digest)
                throw mismatch(digest, stored);
            return response.headers.get('oci-subject') ?? undefined;
        },
    };
}
/** Removes a manifest; one that is gone already is no error. */
async function deleteManifest(store, digest) {
    await store.session.call({
        method: 'DELETE',
        url: manifests_pathOf(store, digest),
        scopes: store.remove,
        statuses: [202, 200, 204, 404],
        read: () => undefined,
    });
}
function manifests_pathOf(store, reference) {
    const checked = reference.includes(':') ? parseDigest(reference) : reference;
    if (!reference.includes(':') && !isTag(reference)) {
        throw new error_RegistryError('invalid-reference', `${JSON.stringify(reference.slice(0, 150))} is not a tag`);
    }
    return `/v2/${store.name}/manifests/${checked}`;
}
function mediaTypeOf(response) {
    return (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim() ?? '';
}
function mismatch(wanted, got) {
    return new error_RegistryError('digest-mismatch', `asked for ${wanted}, got ${got}: the content is not what its digest says`);
}

;// CONCATENATED MODULE: ./build/packages/registry/src/fallback-list.js






/** How often a list may be overwritten by others before it is given up: with the waits, a quarter of a minute. */
const MAX_OVERWRITTEN = 5;
/** The tag under which the distribution specification keeps referrers where there is no API. */
function fallbackTag(digest) {
    return `sha256-${digest_hexOf(digest)}`;
}
/** The list under the fallback tag; one without entries where there is no such tag. */
async function fallbackList(store, subject) {
    try {
        const { manifest } = await getManifest(store, fallbackTag(subject));
        if (isIndex(manifest))
            return manifest;
        throw new error_RegistryError('invalid-response', `the tag ${fallbackTag(subject)} is taken by something that lists no referrers`);
    }
    catch (error) {
        if (!isRegistryError(error, 'not-found'))
            throw error;
        return { schemaVersion: 2, mediaType: media_types_MediaType.ociIndex, manifests: [] };
    }
}
/** Adds a manifest to its subject's list, and looks again until the entry stays. Throws `unavailable` when it never does. */
async function addToFallbackList(store, referrer, manifest) {
    if (manifest.subject === undefined)
        return;
    const entry = describeReferrer(referrer, manifest);
    await change(store, manifest.subject.digest, (entries) => entries.some((other) => other.digest === entry.digest) ? undefined : [...entries, entry]);
}
/** Takes a manifest off its subject's list, where there is one. */
function dropFromFallbackList(store, referrer, subject) {
    return change(store, subject, (entries) => {
        const kept = entries.filter((entry) => entry.digest !== referrer);
        return kept.length === entries.length ? undefined : kept;
    });
}
/**
 * Changes a list until it needs no change. A registry replaces a tag without asking what it was, so that a job which read the
 * list before our write and writes after it takes our entry away. After each write we wait (half a second, doubling, or four
 * times as long as our reading and writing took, and up to half of that more at random, so that two jobs part), read again, and
 * repeat the change where it is gone: who loses an entry puts it back. What remains: an entry is lost when another job takes
 * longer between its reading and its writing than we wait, when this job is killed while it waits, or when the other writer is a
 * client that looks for its own entry only and comes last. A lost entry makes a gate refuse, never pass.
 */
async function change(store, subject, edit) {
    const { retries } = store.session;
    for (let overwritten = 0;; overwritten += 1) {
        const write = await inTurn(store, () => withRetries(retries, () => writeOnce(store, subject, edit)));
        if (write === 'as it must be')
            return;
        if (overwritten === MAX_OVERWRITTEN) {
            throw new error_RegistryError('unavailable', `other jobs overwrote the list of referrers ${fallbackTag(subject)} ${overwritten} times; run this again`);
        }
        if (overwritten > 0)
            retries.log(`another job overwrote the list of referrers ${fallbackTag(subject)}; written again`);
        await retries.wait(settling(overwritten + 1, write.tookMs));
    }
}
/** Reads and writes once: a write that failed must not be repeated with a list that was read before it. */
async function writeOnce(store, subject, edit) {
    const beganAt = performance.now();
    const list = await fallbackList(store, subject);
    const manifests = edit(list.manifests);
    if (manifests === undefined)
        return 'as it must be';
    const write = async (entries) => {
        const bytes = Buffer.from(JSON.stringify({ ...list, manifests: entries }));
        await store.session.once(manifestWrite(store, bytes, media_types_MediaType.ociIndex, fallbackTag(subject)));
    };
    try {
        await write(manifests);
    }
    catch (error) {
        // Registries refuse a list with a manifest that was deleted, which would end all attaching.
        if (!isRegistryError(error, 'rejected'))
            throw error;
        const there = await Promise.all(manifests.map((entry) => headManifest(store, entry.digest)));
        const kept = manifests.filter((_, index) => there[index] !== undefined);
        if (kept.length === manifests.length)
            throw error;
        await write(kept);
    }
    return { tookMs: performance.now() - beganAt };
}
const turns = new WeakMap();
/** One client changes its lists one after the other. */
function inTurn(store, work) {
    const turn = (turns.get(store) ?? Promise.resolve()).then(work);
    turns.set(store, turn.catch(() => undefined));
    return turn;
}
function describeReferrer(referrer, manifest) {
    const artifactType = manifest.artifactType ?? (isIndex(manifest) ? undefined : manifest.config.mediaType);
    return {
        ...referrer,
        ...(artifactType === undefined ? {} : { artifactType }),
        ...(manifest.annotations === undefined ? {} : { annotations: manifest.annotations }),
    };
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(8500);
;// CONCATENATED MODULE: ./build/packages/registry/src/http/challenge.js
const PARAMETER = /([a-zA-Z_]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/g;
/** The challenge of a `WWW-Authenticate` header; `undefined` for what is neither Basic nor Bearer with a realm. */
function parseChallenge(header) {
    const [, scheme] = /^\s*(basic|bearer)\b/i.exec(header ?? '') ?? [];
    if (scheme === undefined || header === null)
        return undefined;
    if (scheme.toLowerCase() === 'basic')
        return { scheme: 'basic' };
    const parameters = new Map();
    for (const [, name = '', quoted, bare] of header.matchAll(PARAMETER)) {
        parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '');
    }
    const realm = parameters.get('realm');
    if (realm === undefined)
        return undefined;
    return {
        scheme: 'bearer',
        realm,
        service: parameters.get('service'),
        scope: parameters.get('scope'),
        error: parameters.get('error'),
    };
}

;// CONCATENATED MODULE: ./build/packages/registry/src/http/failure.js



const MAX_ERROR_BYTES = 64 * 1024;
const MAX_MESSAGE = 300;
const MAX_RETRY_AFTER_MS = 120_000;
/** An address as it may be shown: without query, where signed links carry their signature. */
function shown(url) {
    return `${url.host}${url.pathname}`;
}
/** The error that an unwelcome answer amounts to. Only the registry's own words are taken from the body, shortened. */
async function failureOf(response, method, url, now) {
    const { status } = response;
    const said = await wordsOf(response);
    return new error_RegistryError(reasonOf(status, said), `${method} ${shown(url)} was answered ${status}${said === '' ? '' : ` (${said})`}`, {
        status,
        transient: passes(status, said),
        retryAfterMs: retryAfter(response, now),
    });
}
/**
 * Whether the same request may be answered otherwise in a moment. Manifests are put when their blobs are there: a registry that
 * misses one has not heard of it yet, or is being given the same blob by another job (distribution 2.8 then reads half a link).
 */
function passes(status, said) {
    if (status === 429 || status === 408)
        return true;
    return said.includes('MANIFEST_BLOB_UNKNOWN') || (status >= 500 && status !== 501);
}
function reasonOf(status, said) {
    if (status === 429 || said.startsWith('TOOMANYREQUESTS'))
        return 'rate-limited';
    if (status === 401)
        return 'unauthorized';
    if (status === 403)
        return 'denied';
    if (status === 404)
        return 'not-found';
    if (status === 413)
        return 'too-large';
    if (status === 408 || status >= 500)
        return 'unavailable';
    return 'rejected';
}
async function wordsOf(response) {
    try {
        const value = JSON.parse((await readBounded(response, MAX_ERROR_BYTES)).toString('utf8'));
        const errors = manifest_isRecord(value) && Array.isArray(value['errors']) ? value['errors'] : [];
        return errors
            .filter(manifest_isRecord)
            .map((error) => [error['code'], error['message']].filter((part) => typeof part === 'string').join(': '))
            .join('; ')
            .replace(/\p{Cc}+/gu, ' ')
            .slice(0, MAX_MESSAGE);
    }
    catch {
        return '';
    }
}
function retryAfter(response, now) {
    const header = response.headers.get('retry-after');
    if (header === null)
        return undefined;
    const wait = /^[0-9]+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now();
    return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS) : undefined;
}
// Names that don't resolve and certificates that don't fit stay so; connections that break may hold the next time.
const LASTING = /^(?:ENOTFOUND|ERR_TLS|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERR_INVALID)/;
const UNTRUSTED = /^(?:UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/;
/** The error that a connection which gave no answer, or half of one, amounts to. */
function disconnected(error, method, url) {
    const code = codeOf(error);
    const said = `${method} ${shown(url)} got no whole answer (${code})`;
    const fix = 'its certificate is of no authority known here, whose file NODE_EXTRA_CA_CERTS would have to name';
    return new error_RegistryError('unavailable', UNTRUSTED.test(code) ? `${said}: ${fix}` : said, {
        cause: error,
        transient: !LASTING.test(code),
    });
}
function codeOf(error) {
    for (let at = error, depth = 0; manifest_isRecord(at) && depth < 5; at = at['cause'], depth += 1) {
        if (typeof at['code'] === 'string')
            return at['code'];
    }
    return manifest_isRecord(error) && typeof error['message'] === 'string' ? error['message'].slice(0, 100) : 'unknown';
}

;// CONCATENATED MODULE: ./build/packages/registry/src/http/safety.js



/**
 * Throws `insecure` for an address that a registry has no business sending us to: plain http anywhere but on this machine, and
 * this machine when the registry is elsewhere.
 */
function assertSafe(url, registryOrigin) {
    const local = isLoopback(url.host);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
        throw new error_RegistryError('insecure', `${url.protocol}//${shown(url)} is not https; plain http is used on loopback only`);
    }
    if (local && !isLoopback(new URL(registryOrigin).host)) {
        throw new error_RegistryError('insecure', `${new URL(registryOrigin).host} points to an address of this machine, ${shown(url)}`);
    }
}

;// CONCATENATED MODULE: ./build/packages/registry/src/http/scheme.js

const TIME_LIMIT_MS = 10_000;
const MAX_BYTES = 4096;
/**
 * Whether a refusal means that plain http was spoken to a port of TLS. Go's server and nginx answer 400 and a sentence that
 * names HTTPS, nothing that a registry says; the answer to a HEAD has no sentence, so that it is asked for.
 */
async function saysPlain(refusal, origin, fetch) {
    if (refusal.status !== 400 || refusal.headers.get('content-type')?.includes('json') === true)
        return false;
    try {
        const answer = await fetch(new URL('/v2/', origin), {
            signal: AbortSignal.timeout(TIME_LIMIT_MS),
            redirect: 'manual',
        });
        return answer.status === 400 && (await readBounded(answer, MAX_BYTES)).includes('HTTPS');
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/packages/registry/src/http/token.js





const MAX_TOKEN_BYTES = 256 * 1024;
const token_TIME_LIMIT_MS = 30_000;
/** A bearer token from the address that the registry named, for the scopes asked. Anonymous where there are no credentials. */
async function fetchToken(request) {
    const url = realmOf(request);
    assertSafe(url, request.registryOrigin);
    const { credentials } = request;
    const identity = credentials !== undefined && 'identityToken' in credentials ? credentials.identityToken : undefined;
    const response = await send(request, url, identity === undefined ? get(request, url) : exchange(request, url, identity));
    if (response.status === 401 || response.status === 403) {
        await response.body?.cancel();
        throw new error_RegistryError(response.status === 401 ? 'unauthorized' : 'denied', `${shown(url)} refused ${credentials === undefined ? 'a token to the anonymous' : 'the credentials'} (${response.status})`, { status: response.status });
    }
    if (response.status !== 200)
        throw await failureOf(response, 'GET', url, Date.now);
    return tokenIn(await readJson(response, MAX_TOKEN_BYTES), url);
}
function realmOf(request) {
    try {
        return new URL(request.challenge.realm);
    }
    catch {
        throw new error_RegistryError('invalid-response', 'the registry names a token address that is no address');
    }
}
async function send(request, url, init) {
    const limit = AbortSignal.timeout(token_TIME_LIMIT_MS);
    const signal = request.signal === undefined ? limit : AbortSignal.any([limit, request.signal]);
    try {
        return await request.fetch(init.url, { ...init.init, redirect: 'error', signal });
    }
    catch (error) {
        throw disconnected(error, 'GET', url);
    }
}
function get(request, realm) {
    const url = new URL(realm);
    if (request.challenge.service !== undefined)
        url.searchParams.set('service', request.challenge.service);
    for (const scope of request.scopes)
        url.searchParams.append('scope', scope);
    const basic = basicOf(request.credentials);
    return { url, init: { headers: basic === undefined ? {} : { authorization: basic } } };
}
function exchange(request, url, identityToken) {
    const body = new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: identityToken,
        service: request.challenge.service ?? '',
        scope: request.scopes.join(' '),
        client_id: 'ml-actions',
    });
    return { url, init: { method: 'POST', body } };
}
/** The value of an Authorization header of the Basic scheme, for credentials that have a password. */
function basicOf(credentials) {
    if (credentials === undefined || !('username' in credentials))
        return undefined;
    return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}
function tokenIn(body, url) {
    const token = manifest_isRecord(body) ? (body['token'] ?? body['access_token']) : undefined;
    // A line break would end the header that the token is going to stand in.
    if (typeof token === 'string' && /^[\x21-\x7e]+$/.test(token))
        return token;
    throw new error_RegistryError('invalid-response', `${shown(url)} gave no token`);
}

;// CONCATENATED MODULE: ./build/packages/registry/src/http/session.js









const ATTEMPTS = 5;
const session_TIME_LIMIT_MS = 60_000;
const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
/** The conversation with one registry: where it is, who we are, and the tokens it gave us. */
class Session {
    retries;
    #origin;
    #options;
    #fetch;
    #tokens = new Map();
    #challenge;
    constructor(registry, options) {
        this.#origin = originOf(registry);
        this.#options = options;
        this.#fetch = options.fetch ?? globalThis.fetch;
        this.retries = {
            attempts: options.attempts ?? ATTEMPTS,
            wait: options.wait ?? ((milliseconds) => pause(milliseconds, options.signal)),
            log: options.log ?? (() => { }),
        };
    }
    /** Where the registry answers, with the scheme that it speaks. */
    get origin() {
        return this.#origin;
    }
    /** Sends a request until it is answered for good; what can pass is tried again. */
    async call(call) {
        return withRetries(this.retries, () => this.once(call));
    }
    /** Sends a request once; a 401 is answered with a fresh token, and the request sent again. */
    async once(call) {
        const url = new URL(call.url, this.origin);
        assertSafe(url, this.origin);
        const carried = this.#authorization(call.scopes);
        let response = await this.#send(call, url);
        if (await this.#turnsOutSecure(response))
            return this.once(call);
        if (response.status === 401 && this.#sameOrigin(url) && (await this.#answerChallenge(call, response, carried))) {
            response = await this.#send(call, url);
        }
        if (!call.statuses.includes(response.status))
            throw await failureOf(response, call.method, url, Date.now);
        try {
            return await call.read(response, url);
        }
        catch (error) {
            throw this.cutOr(error, call.method, url);
        }
        finally {
            if (call.lasting !== true && !response.bodyUsed)
                await response.body?.cancel().catch(() => { });
        }
    }
    /** The error of a connection that broke, or `cancelled` when it was we who broke it; other errors as they are. */
    cutOr(error, method, url) {
        if (error instanceof error_RegistryError)
            return error;
        if (this.#options.signal?.aborted === true)
            return new error_RegistryError('cancelled', `${method} ${shown(url)} was cancelled`);
        return disconnected(error, method, url);
    }
    async #send(call, first) {
        let url = first;
        for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
            const response = await this.#fetchOnce(call, url);
            if (!REDIRECTS.includes(response.status) || (call.method !== 'GET' && call.method !== 'HEAD'))
                return response;
            const location = response.headers.get('location');
            await response.body?.cancel();
            if (location === null || !URL.canParse(location, url.href)) {
                throw new error_RegistryError('invalid-response', `${call.method} ${shown(url)} redirects to nowhere`);
            }
            url = new URL(location, url);
            assertSafe(url, this.origin);
        }
        throw new error_RegistryError('invalid-response', `${call.method} ${shown(first)} redirects without end`);
    }
    async #fetchOnce(call, url) {
        const headers = new Headers(call.headers);
        // What a registry may know, the host that it sends us to may not.
        const authorization = this.#sameOrigin(url) ? this.#authorization(call.scopes) : undefined;
        if (authorization !== undefined)
            headers.set('authorization', authorization);
        const body = call.body === undefined ? undefined : requestBody(call.body);
        if (body !== undefined)
            headers.set('content-length', String(body.size));
        try {
            return await this.#fetch(url, {
                method: call.method,
                headers,
                redirect: 'manual',
                ...(body === undefined ? {} : { body: body.content, duplex: 'half' }),
                ...this.#limit(call),
            });
        }
        catch (error) {
            throw this.cutOr(error, call.method, url);
        }
    }
    /** Plain http is spoken on loopback until a registry there says that it wants TLS. */
    async #turnsOutSecure(response) {
        if (!this.#origin.startsWith('http:') || !(await saysPlain(response, this.#origin, this.#fetch)))
            return false;
        await response.body?.cancel();
        this.#origin = this.#origin.replace('http:', 'https:');
        return true;
    }
    #limit(call) {
        const { signal } = this.#options;
        if (call.lasting === true)
            return signal === undefined ? {} : { signal };
        const limit = AbortSignal.timeout(session_TIME_LIMIT_MS);
        return { signal: signal === undefined ? limit : AbortSignal.any([signal, limit]) };
    }
    #sameOrigin(url) {
        return url.origin === new URL(this.origin).origin;
    }
    #authorization(scopes) {
        const { credentials } = this.#options;
        if (credentials !== undefined && 'token' in credentials)
            return `Bearer ${credentials.token}`;
        if (this.#challenge?.scheme === 'basic')
            return basicOf(credentials);
        const token = this.#tokens.get(keyOf(scopes));
        return token === undefined ? undefined : `Bearer ${token}`;
    }
    /** Gets what a 401 asks for; false when there is nothing new to show. */
    async #answerChallenge(call, response, carried) {
        const { credentials } = this.#options;
        if (credentials !== undefined && 'token' in credentials)
            return false;
        const challenge = parseChallenge(response.headers.get('www-authenticate'));
        if (challenge === undefined)
            return false;
        if (challenge.scheme === 'basic') {
            this.#challenge = challenge;
            // What this very request has shown: another one may have learnt meanwhile what is asked for.
            const basic = basicOf(credentials);
            if (basic === undefined || basic === carried)
                return false;
        }
        else {
            this.#challenge = challenge;
            // Some registries read only the first scope: the one they asked for goes there.
            const scopes = [...new Set([...(challenge.scope === undefined ? [] : [challenge.scope]), ...call.scopes])];
            const { signal } = this.#options;
            const token = await fetchToken({
                challenge,
                scopes,
                credentials,
                registryOrigin: this.origin,
                fetch: this.#fetch,
                signal,
            });
            this.#tokens.set(keyOf(call.scopes), token);
        }
        await response.body?.cancel();
        return true;
    }
}
/** Waits, unless the caller gives up meanwhile. */
async function pause(milliseconds, signal) {
    try {
        await (0,promises_.setTimeout)(milliseconds, undefined, signal === undefined ? {} : { signal });
    }
    catch {
        throw new error_RegistryError('cancelled', 'the wait for the registry was cancelled');
    }
}
function keyOf(scopes) {
    return [...scopes].sort().join(' ');
}
function requestBody(body) {
    if ('open' in body)
        return { size: body.size, content: ReadableStream.from(body.open()) };
    return { size: body.length, content: new Uint8Array(body) };
}

;// CONCATENATED MODULE: ./build/packages/registry/src/pages.js

/** The address of the page after this one. Throws `insecure` when it is on another host. */
function nextPage(response, url) {
    const [, target] = /<([^>]*)>\s*;\s*rel="?next"?/i.exec(response.headers.get('link') ?? '') ?? [];
    if (target === undefined || !URL.canParse(target, url.href))
        return undefined;
    const next = new URL(target, url);
    if (next.origin !== url.origin) {
        throw new error_RegistryError('insecure', `${url.host} continues a list on another host, ${next.host}`);
    }
    return next.href;
}

;// CONCATENATED MODULE: ./build/packages/registry/src/referrers.js






const MAX_PAGE_BYTES = 4 * 1024 * 1024;
const MAX_PAGES = 20;
const MAX_REFERRERS = 1000;
/** Manifests whose subject is this digest: by the referrers API, or by the fallback tag of registries that have none. */
async function listReferrers(store, digest, artifactType) {
    const all = (await byApi(store, digest, artifactType)) ?? (await fallbackList(store, digest)).manifests;
    return all.filter((descriptor) => artifactType === undefined || descriptor.artifactType === artifactType);
}
async function byApi(store, digest, artifactType) {
    const query = artifactType === undefined ? '' : `?artifactType=${encodeURIComponent(artifactType)}`;
    const found = [];
    let url = `/v2/${store.name}/referrers/${digest}${query}`;
    for (let page = 0; url !== undefined; page += 1) {
        const answer = await store.session.call({
            method: 'GET',
            url,
            scopes: store.pull,
            headers: { accept: media_types_MediaType.ociIndex },
            statuses: [200, 404],
            read: async (response, address) => response.status === 404
                ? undefined
                : { descriptors: descriptorsIn(await readJson(response, MAX_PAGE_BYTES)), next: nextPage(response, address) },
        });
        if (answer === undefined)
            return page === 0 ? undefined : found;
        found.push(...answer.descriptors);
        if (page === MAX_PAGES || found.length > MAX_REFERRERS) {
            throw new error_RegistryError('too-large', `${digest} has more than ${MAX_REFERRERS} referrers`);
        }
        url = answer.next;
    }
    return found;
}
function descriptorsIn(body) {
    const manifests = manifest_isRecord(body) ? body['manifests'] : undefined;
    if (Array.isArray(manifests) && manifests.every(isDescriptor))
        return manifests;
    throw new error_RegistryError('invalid-response', 'the registry answered something that is no list of referrers');
}

;// CONCATENATED MODULE: ./build/packages/registry/src/tags.js






const tags_MAX_PAGE_BYTES = 4 * 1024 * 1024;
const tags_MAX_PAGES = 1000;
/**
 * Gives a manifest a name by storing the same bytes under it. An immutable tag that names another manifest is refused, also
 * when another job set it a moment ago, or when it is the registry itself that keeps it. A registry replaces a tag without
 * asking what it was, so an immutable one is looked at once more after a while: of two jobs that set it in one instant, the one
 * whose write was replaced is told so. What remains: one that takes longer between its look and its write than the other waits,
 * which is half a second at least, and four times as long as its own look and write took, with all attempts.
 */
async function tagManifest(store, target, tag, immutable) {
    const { retries } = store.session;
    if ((await headManifest(store, tag))?.digest === target)
        return 'unchanged';
    const { bytes, descriptor } = await getManifest(store, target);
    const write = manifestWrite(store, bytes, descriptor.mediaType, tag);
    const beganAt = performance.now();
    let outcomeOfFirst;
    // Looked at again before each attempt: a write that was lost must not be repeated over what came in between.
    const outcome = await withRetries(retries, async () => {
        const before = await headManifest(store, tag);
        if (before?.digest === target)
            return outcomeOfFirst ?? 'unchanged';
        if (before !== undefined && immutable)
            throw taken(tag, before.digest, target);
        outcomeOfFirst ??= before === undefined ? 'created' : 'moved';
        try {
            await store.session.once(write);
        }
        catch (error) {
            if (!isRegistryError(error, 'rejected', 'denied'))
                throw error;
            // Some registries refuse an immutable tag even for the digest that it has.
            const kept = await headManifest(store, tag);
            if (kept === undefined)
                throw error;
            if (kept.digest === target)
                return 'unchanged';
            throw taken(tag, kept.digest, target);
        }
        return outcomeOfFirst;
    });
    if (!immutable || outcome === 'unchanged')
        return outcome;
    for (const wait of [0, settling(1, performance.now() - beganAt)]) {
        if (wait > 0)
            await retries.wait(wait);
        const after = await headManifest(store, tag);
        if (after !== undefined && after.digest !== target)
            throw taken(tag, after.digest, target);
    }
    return outcome;
}
/** All tags of the repository; none when the repository does not exist yet. */
async function listTags(store) {
    const tags = [];
    let url = `/v2/${store.name}/tags/list?n=1000`;
    for (let page = 0; url !== undefined; page += 1) {
        if (page === tags_MAX_PAGES)
            throw new error_RegistryError('too-large', `${store.name} has more than ${tags_MAX_PAGES} pages of tags`);
        const found = await store.session.call({
            method: 'GET',
            url,
            scopes: store.pull,
            statuses: [200, 404],
            read: async (response, address) => response.status === 404
                ? { tags: [], next: undefined }
                : { tags: tagsIn(await readJson(response, tags_MAX_PAGE_BYTES)), next: nextPage(response, address) },
        });
        tags.push(...found.tags);
        url = found.next;
    }
    return tags;
}
function tagsIn(body) {
    const tags = manifest_isRecord(body) ? (body['tags'] ?? []) : undefined;
    if (Array.isArray(tags) && tags.every((tag) => typeof tag === 'string'))
        return tags;
    throw new error_RegistryError('invalid-response', 'the registry answered something that is no list of tags');
}
function taken(tag, digest, wanted) {
    return new error_RegistryError('immutable-tag', `the tag ${tag} already names ${digest} and may not move to ${wanted}`);
}

;// CONCATENATED MODULE: ./build/packages/registry/src/uploads.js


const OCTETS = { 'content-type': 'application/octet-stream' };
const CHUNK_BYTES = 8 * 1024 * 1024;
/** Uploads a blob; a connection that breaks starts it again. A registry (or a proxy) that takes no large request gets pieces. */
async function uploadBlob(store, blob) {
    let chunkBytes = store.chunkBytes;
    await withRetries(store.session.retries, async () => {
        try {
            await (chunkBytes === undefined || blob.size <= chunkBytes
                ? inOne(store, blob)
                : inPieces(store, blob, chunkBytes));
        }
        catch (error) {
            if (chunkBytes !== undefined || !isRegistryError(error, 'too-large'))
                throw error;
            chunkBytes = CHUNK_BYTES;
            store.session.retries.log(`${error.message}; uploading in pieces of ${CHUNK_BYTES} bytes`);
            await inPieces(store, blob, chunkBytes);
        }
    });
}
/**
 * Takes a blob over from another repository of the registry; false when it must be uploaded. Who may not read there is refused
 * altogether by some registries, and may push here all the same.
 */
async function mountBlob(store, digest, from) {
    try {
        const opened = await uploads_open(store, `?mount=${digest}&from=${encodeURIComponent(from)}`, [`repository:${from}:pull`]);
        if (opened.location === undefined)
            return true;
        await giveUp(store, opened.location);
    }
    catch (error) {
        if (!isRegistryError(error, 'unauthorized', 'denied'))
            throw error;
    }
    return false;
}
/** Whether an upload may be opened. */
async function canPush(store) {
    try {
        const { location } = await uploads_open(store, '', []);
        if (location !== undefined)
            await giveUp(store, location);
        return true;
    }
    catch (error) {
        if (isRegistryError(error, 'unauthorized', 'denied'))
            return false;
        throw error;
    }
}
async function uploads_open(store, query, more) {
    return store.session.call({
        method: 'POST',
        url: `/v2/${store.name}/blobs/uploads/${query}`,
        scopes: [...store.push, ...more],
        body: new Uint8Array(0),
        statuses: query === '' ? [202] : [201, 202],
        read: (response, url) => ({
            location: response.status === 201 ? undefined : locationOf(response, url),
            minimumChunk: Number(response.headers.get('oci-chunk-min-length') ?? 0) || 0,
        }),
    });
}
async function inOne(store, blob) {
    const { location } = await uploads_open(store, '', []);
    if (location === undefined)
        return;
    await finish(store, location, blob.digest, blob);
}
async function inPieces(store, blob, chunkBytes) {
    const opened = await uploads_open(store, '', []);
    let location = opened.location;
    let start = 0;
    for await (const piece of pieces(blob.open(), Math.max(chunkBytes, opened.minimumChunk))) {
        if (location === undefined)
            return;
        location = await store.session.once({
            method: 'PATCH',
            url: location,
            scopes: store.push,
            headers: { ...OCTETS, 'content-range': `${start}-${start + piece.length - 1}` },
            body: piece,
            statuses: [202],
            read: locationOf,
            lasting: true,
        });
        start += piece.length;
    }
    if (location !== undefined)
        await finish(store, location, blob.digest, new Uint8Array(0));
}
async function finish(store, location, digest, body) {
    // The location is kept as it is: its query may be signed.
    const url = `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`;
    await store.session.once({
        method: 'PUT',
        url,
        scopes: store.push,
        headers: OCTETS,
        body,
        statuses: [201],
        read: (response) => {
            const stored = response.headers.get('docker-content-digest');
            if (stored === null || stored === digest)
                return;
            throw new error_RegistryError('digest-mismatch', `${digest} was uploaded and stored as ${stored.slice(0, 100)}`);
        },
        lasting: true,
    });
}
async function giveUp(store, location) {
    const call = {
        method: 'DELETE',
        url: location,
        scopes: store.push,
        statuses: [204, 202, 200],
        read: () => undefined,
    };
    // The registry forgets abandoned uploads by itself.
    await store.session.once(call).catch(() => { });
}
function locationOf(response, url) {
    const location = response.headers.get('location');
    if (location === null || !URL.canParse(location, url.href)) {
        throw new error_RegistryError('invalid-response', `${url.host} opened an upload and did not say where`);
    }
    return new URL(location, url).href;
}
async function* pieces(bytes, size) {
    let held = [];
    let length = 0;
    for await (let chunk of bytes) {
        while (length + chunk.length >= size) {
            const take = size - length;
            yield Buffer.concat([...held, chunk.subarray(0, take)]);
            chunk = chunk.subarray(take);
            held = [];
            length = 0;
        }
        if (chunk.length > 0)
            held.push(chunk);
        length += chunk.length;
    }
    if (length > 0)
        yield Buffer.concat(held);
}

;// CONCATENATED MODULE: ./build/packages/registry/src/repository.js









/** A client for one repository. Nothing is sent before the first request is made. */
function repository_openRepository(repository, options = {}) {
    const { name } = repository;
    const store = {
        session: new Session(repository.registry, options),
        name,
        pull: [`repository:${name}:pull`],
        push: [`repository:${name}:pull,push`],
        remove: [`repository:${name}:pull,delete`],
        chunkBytes: options.chunkBytes,
    };
    async function putManifest(content, mediaType, reference) {
        const bytes = content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content));
        const manifest = parseManifest(bytes, mediaType);
        const { descriptor, subject } = await putManifestBytes(store, bytes, mediaType, reference);
        if (manifest.subject !== undefined && subject === undefined)
            await addToFallbackList(store, descriptor, manifest);
        return descriptor;
    }
    async function remove(digest) {
        const found = await headManifest(store, digest);
        if (found === undefined)
            return;
        const { manifest } = await getManifest(store, digest);
        await deleteManifest(store, digest);
        if (manifest.subject !== undefined)
            await dropFromFallbackList(store, digest, manifest.subject.digest);
    }
    async function putBlob(content) {
        const blob = 'open' in content ? content : inMemory(content);
        if (!(await hasBlob(store, blob.digest)))
            await uploadBlob(store, blob);
        return { digest: blob.digest, size: blob.size };
    }
    return {
        repository,
        resolve: (reference) => headManifest(store, reference),
        getManifest: (reference) => getManifest(store, reference),
        putManifest,
        deleteManifest: remove,
        hasBlob: (digest) => hasBlob(store, digest),
        getBlob: (digest, { maxBytes }) => getBlob(store, digest, maxBytes),
        openBlob: (digest) => openBlob(store, digest),
        putBlob,
        mountBlob: (digest, from) => mountBlob(store, digest, from),
        tag: (target, tag, { immutable = false } = {}) => tagManifest(store, target, tag, immutable),
        tags: () => listTags(store),
        referrers: (digest, artifactType) => listReferrers(store, digest, artifactType),
        canPush: () => canPush(store),
    };
}
function inMemory(bytes) {
    return {
        digest: sha256(bytes),
        size: bytes.length,
        async *open() {
            yield bytes;
        },
    };
}

;// CONCATENATED MODULE: ./build/packages/registry/src/access.js


/** What to do about a registry that refuses the inputs' credentials. */
const ACCESS_FIX = 'Check `registry-username` and `registry-password`; on ghcr.io the job needs `permissions: packages: write`.';
/** The credentials that the inputs give; `undefined`, which is anonymous, without a password. A token needs no name. */
function givenCredentials(inputs) {
    const { 'registry-username': username = '', 'registry-password': password } = inputs;
    return password === undefined ? undefined : { username, password };
}
/** The options of a client that acts for an action: its credentials, its end when the run is cancelled, its log. */
function accessOptions(inputs, { fetch, signal, log }) {
    return { credentials: givenCredentials(inputs), fetch, signal, log: (line) => log.info(line) };
}
/** The repository of models that the input names; `undefined` when none is given. Throws `RegistryError`. */
function openModels(inputs, services) {
    const name = inputs['model-repository'];
    return name === undefined ? undefined : openRepository(parseRepository(name), accessOptions(inputs, services));
}
/** What to do about a failure of the repository of models; `undefined` where the inputs are not the matter. */
function modelsFix({ reason }) {
    if (reason === 'unauthorized' || reason === 'denied')
        return ACCESS_FIX;
    return reason === 'not-found'
        ? 'Check `model-repository`: the digest is known only where the training pushed it.'
        : undefined;
}

;// CONCATENATED MODULE: ./build/packages/registry/src/append-layer.js




const MAX_CONFIG_BYTES = 8 * 1024 * 1024;
/**
 * An image with one layer more, stored by digest; of an index, each image gets the layer. Attestation manifests of BuildKit
 * speak of images that the index then no longer holds, so an index that has some is refused with `unsupported`.
 */
async function appendLayer(client, image, layer, changes = {}) {
    return rewriteImage(client, image, [layer], changes);
}
/** As `appendLayer`, with any number of layers: none changes only the configuration and annotations. */
async function rewriteImage(client, image, layers, changes) {
    const { manifest, descriptor } = await client.getManifest(image);
    if (!isIndex(manifest))
        return rewriteOne(client, manifest, descriptor.mediaType, layers, changes);
    const manifests = [];
    for (const entry of manifest.manifests) {
        if (entry.annotations?.['vnd.docker.reference.type'] !== undefined) {
            throw new error_RegistryError('unsupported', `${image} holds BuildKit attestations, which would speak of images that are changed; build without them`);
        }
        const rewritten = await rewriteImage(client, entry.digest, layers, changes);
        manifests.push({ ...entry, digest: rewritten.digest, size: rewritten.size });
    }
    const index = { ...manifest, manifests, ...annotated(manifest.annotations, changes) };
    return client.putManifest(index, descriptor.mediaType);
}
async function rewriteOne(client, manifest, mediaType, layers, changes) {
    const before = JSON.parse((await client.getBlob(manifest.config.digest, { maxBytes: MAX_CONFIG_BYTES })).toString());
    if (!manifest_isRecord(before))
        throw new error_RegistryError('invalid-response', 'the image has no configuration that can be read');
    const bytes = Buffer.from(JSON.stringify(configWith(before, layers, changes)));
    const { digest, size } = await client.putBlob(bytes);
    const docker = mediaType === media_types_MediaType.dockerManifest;
    const added = layers.map(({ descriptor }) => ({
        ...descriptor,
        mediaType: docker ? dockerLayerType(descriptor.mediaType) : descriptor.mediaType,
    }));
    const rewritten = {
        ...manifest,
        config: { ...manifest.config, digest, size },
        layers: [...manifest.layers, ...added],
        ...annotated(manifest.annotations, changes),
    };
    return client.putManifest(rewritten, mediaType);
}
function dockerLayerType(mediaType) {
    if (mediaType === media_types_MediaType.ociLayerGzip)
        return media_types_MediaType.dockerLayerGzip;
    throw new error_RegistryError('unsupported', `an image in Docker's format takes no layer of type ${mediaType}`);
}
function annotated(before, changes) {
    return changes.annotations === undefined ? {} : { annotations: { ...before, ...changes.annotations } };
}
/** An image configuration with these layers on top, and the changes made. */
function configWith(config, layers, changes) {
    const rootfs = manifest_isRecord(config['rootfs']) ? config['rootfs'] : {};
    const diffIds = textsOf(rootfs['diff_ids']).map(parseDigest);
    const history = Array.isArray(config['history']) ? config['history'] : [];
    const settings = manifest_isRecord(config['config']) ? config['config'] : {};
    const labels = isStringRecord(settings['Labels']) ? settings['Labels'] : {};
    return {
        ...config,
        config: {
            ...settings,
            ...(changes.env === undefined ? {} : { Env: envWith(textsOf(settings['Env']), changes.env) }),
            ...(changes.labels === undefined ? {} : { Labels: { ...labels, ...changes.labels } }),
        },
        rootfs: { type: 'layers', diff_ids: [...diffIds, ...layers.map((layer) => layer.diffId)] },
        history: [...history, ...layers.map((layer) => ({ created_by: layer.createdBy, comment: 'ml-actions' }))],
    };
}
function envWith(before, changes) {
    const kept = before.filter((entry) => !Object.hasOwn(changes, entry.split('=', 1)[0] ?? ''));
    return [...kept, ...Object.entries(changes).map(([name, value]) => `${name}=${value}`)];
}
function textsOf(value) {
    return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

;// CONCATENATED MODULE: ./build/packages/registry/src/copy-blob.js
/** Brings a blob from one repository into another: taken over within a registry, streamed between two. */
async function copyBlob(from, to, blob) {
    if (await to.hasBlob(blob.digest))
        return;
    const sameRegistry = from.repository.registry === to.repository.registry;
    if (sameRegistry && from.repository.name === to.repository.name)
        return;
    if (sameRegistry && (await to.mountBlob(blob.digest, from.repository.name)))
        return;
    await to.putBlob({ digest: blob.digest, size: blob.size, open: () => from.openBlob(blob.digest) });
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
;// CONCATENATED MODULE: ./build/packages/registry/src/docker-config.js




const HUB = 'https://index.docker.io/v1/';
/**
 * What `docker login` left for a registry; `undefined` when it left nothing. Throws `unsupported` when a helper would have to
 * be asked that can't be, and `invalid-response` when the file can't be read.
 */
async function dockerCredentials(registry, options) {
    const config = await readConfig((0,external_node_path_.join)(options.directory, 'config.json'));
    const servers = serversOf(registry);
    const helpers = manifest_isRecord(config['credHelpers']) ? config['credHelpers'] : {};
    const named = servers.map((server) => helpers[server]).find((name) => typeof name === 'string');
    if (named !== undefined)
        return ask(named, servers, options);
    const auths = manifest_isRecord(config['auths']) ? config['auths'] : {};
    for (const server of servers) {
        const found = manifest_isRecord(auths[server]) ? stored(auths[server]) : undefined;
        if (found !== undefined)
            return found;
    }
    const store = config['credsStore'];
    return typeof store === 'string' && store !== '' ? ask(store, servers, options) : undefined;
}
function serversOf(registry) {
    if (registry === 'docker.io')
        return [HUB, 'docker.io', 'index.docker.io', 'registry-1.docker.io'];
    return [registry, `https://${registry}`, `http://${registry}`, `https://${registry}/v1/`, `https://${registry}/v2/`];
}
async function readConfig(path) {
    const text = await (0,external_node_fs_promises_.readFile)(path, 'utf8').catch((error) => {
        if (manifest_isRecord(error) && error['code'] === 'ENOENT')
            return '{}';
        throw error;
    });
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        // No cause: the parser's message would quote the file, and the file holds passwords.
    }
    if (manifest_isRecord(value))
        return value;
    throw new error_RegistryError('invalid-response', `${path} is not a JSON object`);
}
function stored(entry) {
    if (typeof entry['identitytoken'] === 'string' && entry['identitytoken'] !== '')
        return { identityToken: entry['identitytoken'] };
    if (typeof entry['registrytoken'] === 'string' && entry['registrytoken'] !== '')
        return { token: entry['registrytoken'] };
    if (typeof entry['auth'] === 'string' && entry['auth'] !== '') {
        const text = Buffer.from(entry['auth'], 'base64').toString('utf8');
        const colon = text.indexOf(':');
        return colon > 0
            ? { username: text.slice(0, colon), password: text.slice(colon + 1).replace(/\0+$/, '') }
            : undefined;
    }
    const { username, password } = { username: entry['username'], password: entry['password'] };
    return typeof username === 'string' && typeof password === 'string' && username !== ''
        ? { username, password }
        : undefined;
}
async function ask(name, servers, options) {
    if (options.runHelper === undefined || !/^[A-Za-z0-9._-]+$/.test(name)) {
        throw new error_RegistryError('unsupported', `the credentials are with docker-credential-${name.slice(0, 50)}, which is not asked here`);
    }
    for (const server of servers) {
        const answer = credentialsIn(await options.runHelper(name, server));
        if (answer !== undefined)
            return answer;
    }
    return undefined;
}
function credentialsIn(output) {
    let value;
    try {
        value = JSON.parse(output);
    }
    catch {
        return undefined;
    }
    if (!manifest_isRecord(value))
        return undefined;
    const { username, password } = { username: value['Username'], password: value['Secret'] };
    if (typeof username !== 'string' || typeof password !== 'string' || password === '')
        return undefined;
    // The helpers' sign for a token that is to be exchanged.
    return username === '<token>' ? { identityToken: password } : { username, password };
}

;// CONCATENATED MODULE: ./build/packages/registry/src/model/artifact.js



/** The directory of the archive in which the model is, and so its place in an image: `/model`. */
const artifact_MODEL_DIRECTORY = 'model';
/** Annotation of the layer: the digest of its uncompressed tar. */
const artifact_DIFF_ID = 'dev.ml-actions.diff-id';
/** The one layer of a model artifact. Throws `unsupported` for a manifest that is something else. */
async function artifact_layerOfModel(client, model) {
    const { manifest } = await client.getManifest(model);
    if (isIndex(manifest) || manifest.artifactType !== media_types_MediaType.model) {
        throw new error_RegistryError('unsupported', `${model} is not a model artifact (${media_types_MediaType.model})`);
    }
    const [layer, ...more] = manifest.layers;
    if (layer === undefined || more.length > 0 || layer.mediaType !== media_types_MediaType.ociLayerGzip) {
        throw new error_RegistryError('unsupported', `the model ${model} does not have the one layer that it must have`);
    }
    return layer;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __nccwpck_require__(6466);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");
;// CONCATENATED MODULE: ./build/packages/registry/src/tar/gzip.js



const OPERATING_SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;
/** Bytes compressed, with a header that names neither time nor operating system. */
async function* gzip(bytes) {
    const compressed = (0,external_node_zlib_namespaceObject.createGzip)({ level: 6 });
    (0,external_node_stream_.pipeline)(bytes, compressed, () => { });
    let offset = 0;
    const chunks = compressed;
    for await (const chunk of chunks) {
        const at = OPERATING_SYSTEM_BYTE - offset;
        if (at >= 0 && at < chunk.length)
            chunk[at] = UNKNOWN_SYSTEM;
        offset += chunk.length;
        yield chunk;
    }
}
/** Bytes unpacked. Throws `unsafe-archive` for what is not gzip, and whatever the source throws. */
async function* gunzip(bytes) {
    let failure;
    const unpacked = (0,external_node_zlib_namespaceObject.createGunzip)();
    const source = async function* () {
        try {
            yield* bytes;
        }
        catch (error) {
            failure = error;
            throw error;
        }
    };
    (0,external_node_stream_.pipeline)(source, unpacked, () => { });
    try {
        const chunks = unpacked;
        yield* chunks;
    }
    catch (error) {
        throw failure ?? new error_RegistryError('unsafe-archive', 'the archive is not whole gzip', { cause: error });
    }
}

;// CONCATENATED MODULE: ./node_modules/modern-tar/dist/packer-By1HVV7Z.js
const FILE = "file";
const LINK = "link";
const SYMLINK = "symlink";
const DIRECTORY = "directory";
const TYPEFLAG = {
	file: "0",
	link: "1",
	symlink: "2",
	"character-device": "3",
	"block-device": "4",
	directory: "5",
	fifo: "6",
	"pax-header": "x",
	"pax-global-header": "g",
	"gnu-long-name": "L",
	"gnu-long-link-name": "K"
};
const FLAGTYPE = {
	48: FILE,
	49: LINK,
	50: SYMLINK,
	51: "character-device",
	52: "block-device",
	53: DIRECTORY,
	54: "fifo",
	120: "pax-header",
	103: "pax-global-header",
	76: "gnu-long-name",
	75: "gnu-long-link-name"
};
const ZERO_BLOCK = /* @__PURE__ */ new Uint8Array(512);
const EMPTY = /* @__PURE__ */ new Uint8Array(0);
//#endregion
//#region src/tar/encoding.ts
const encoder = new TextEncoder();
const decoder = new TextDecoder();
function writeString(view, offset, size, value) {
	if (!value) return;
	for (let i = 0; i < value.length && i < size; i++) {
		const charCode = value.charCodeAt(i);
		if (charCode > 127) {
			encoder.encodeInto(value, view.subarray(offset, offset + size));
			return;
		}
		view[offset + i] = charCode;
	}
}
function writeOctal(view, offset, size, value) {
	if (value === void 0) return;
	let remaining = value;
	for (let i = offset + size - 2; i >= offset; i--) {
		view[i] = 48 + remaining % 8;
		remaining = Math.floor(remaining / 8);
	}
	if (remaining === 0 && value % 1 === 0) return;
	encoder.encodeInto(value.toString(8).padStart(size - 1, "0"), view.subarray(offset, offset + size - 1));
}
function readString(view, offset, size) {
	if (view[offset] === 0) return "";
	const end = view.indexOf(0, offset);
	const sliceEnd = end === -1 || end > offset + size ? offset + size : end;
	return decoder.decode(view.subarray(offset, sliceEnd));
}
function readOctal(view, offset, size) {
	let value = 0;
	const end = offset + size;
	for (let i = offset; i < end; i++) {
		const charCode = view[i];
		if (charCode === 0) break;
		if (charCode === 32) continue;
		if (charCode < 48 || charCode > 55) throw new Error("Invalid tar number.");
		value = value * 8 + (charCode - 48);
	}
	return value;
}
function readNumeric(view, offset, size) {
	if (view[offset] & 128) {
		let result = 0;
		result = view[offset] & 127;
		for (let i = 1; i < size; i++) result = result * 256 + view[offset + i];
		if (!Number.isSafeInteger(result)) throw new Error("TAR number too large");
		return result;
	}
	return readOctal(view, offset, size);
}
//#endregion
//#region src/tar/body.ts
const packer_By1HVV7Z_isBodyless = (header) => header.type === "directory" || header.type === "symlink" || header.type === "link" || header.type === "character-device" || header.type === "block-device" || header.type === "fifo";
async function packer_By1HVV7Z_normalizeBody(body) {
	if (body === null || body === void 0) return EMPTY;
	if (body instanceof Uint8Array) return body;
	if (typeof body === "string") return encoder.encode(body);
	if (body instanceof ArrayBuffer) return new Uint8Array(body);
	if (body instanceof Blob) return new Uint8Array(await body.arrayBuffer());
	throw new TypeError("Unsupported content type for entry body.");
}
//#endregion
//#region src/tar/options.ts
const stripPath = (p, n) => {
	const parts = p.split("/").filter(Boolean);
	return n >= parts.length ? "" : parts.slice(n).join("/");
};
function packer_By1HVV7Z_transformHeader(header, options) {
	const { strip, filter, map } = options;
	if (!strip && !filter && !map) return header;
	const h = { ...header };
	if (strip && strip > 0) {
		const newName = stripPath(h.name, strip);
		if (!newName) return null;
		h.name = h.type === "directory" && !newName.endsWith("/") ? `${newName}/` : newName;
		if (h.linkname) {
			const isAbsolute = h.linkname.startsWith("/");
			if (isAbsolute || h.type === "link") {
				const stripped = stripPath(h.linkname, strip);
				h.linkname = isAbsolute ? `/${stripped}` || "/" : stripped;
			}
		}
	}
	if (filter?.(h) === false) return null;
	const result = map ? map(h) : h;
	if (result && (!result.name?.trim() || result.name === "." || result.name === "/")) return null;
	return result;
}
//#endregion
//#region src/tar/chunk-queue.ts
const INITIAL_CAPACITY = 256;
function createChunkQueue() {
	let chunks = new Array(INITIAL_CAPACITY);
	let capacityMask = chunks.length - 1;
	let head = 0;
	let tail = 0;
	let totalAvailable = 0;
	const consumeFromHead = (count) => {
		const chunk = chunks[head];
		if (count === chunk.length) {
			chunks[head] = EMPTY;
			head = head + 1 & capacityMask;
		} else chunks[head] = chunk.subarray(count);
		totalAvailable -= count;
		if (totalAvailable === 0 && chunks.length > INITIAL_CAPACITY) {
			chunks = new Array(INITIAL_CAPACITY);
			capacityMask = 255;
			head = 0;
			tail = 0;
		}
	};
	function pull(bytes, callback) {
		if (callback) {
			let fed = 0;
			let remaining = Math.min(bytes, totalAvailable);
			while (remaining > 0) {
				const chunk = chunks[head];
				const toFeed = Math.min(remaining, chunk.length);
				const segment = toFeed === chunk.length ? chunk : chunk.subarray(0, toFeed);
				consumeFromHead(toFeed);
				remaining -= toFeed;
				fed += toFeed;
				if (!callback(segment)) break;
			}
			return fed;
		}
		if (totalAvailable < bytes) return null;
		if (bytes === 0) return EMPTY;
		const firstChunk = chunks[head];
		if (firstChunk.length >= bytes) {
			const view = firstChunk.length === bytes ? firstChunk : firstChunk.subarray(0, bytes);
			consumeFromHead(bytes);
			return view;
		}
		const result = new Uint8Array(bytes);
		let copied = 0;
		let remaining = bytes;
		while (remaining > 0) {
			const chunk = chunks[head];
			const toCopy = Math.min(remaining, chunk.length);
			result.set(toCopy === chunk.length ? chunk : chunk.subarray(0, toCopy), copied);
			copied += toCopy;
			remaining -= toCopy;
			consumeFromHead(toCopy);
		}
		return result;
	}
	return {
push: (chunk) => {
			if (chunk.length === 0) return;
			let nextTail = tail + 1 & capacityMask;
			if (nextTail === head) {
				const oldLen = chunks.length;
				const newLen = oldLen * 2;
				const newChunks = new Array(newLen);
				const count = tail - head + oldLen & oldLen - 1;
				if (head < tail) for (let i = 0; i < count; i++) newChunks[i] = chunks[head + i];
				else {
					const firstPart = oldLen - head;
					for (let i = 0; i < firstPart; i++) newChunks[i] = chunks[head + i];
					for (let i = 0; i < tail; i++) newChunks[firstPart + i] = chunks[i];
				}
				chunks = newChunks;
				capacityMask = newLen - 1;
				head = 0;
				tail = count;
				nextTail = tail + 1 & capacityMask;
			}
			chunks[tail] = chunk;
			tail = nextTail;
			totalAvailable += chunk.length;
		},
available: () => totalAvailable,
peek: (bytes) => {
			if (totalAvailable < bytes) return null;
			if (bytes === 0) return EMPTY;
			const firstChunk = chunks[head];
			if (firstChunk.length >= bytes) return firstChunk.length === bytes ? firstChunk : firstChunk.subarray(0, bytes);
			const result = new Uint8Array(bytes);
			let copied = 0;
			let index = head;
			while (copied < bytes) {
				const chunk = chunks[index];
				const toCopy = Math.min(bytes - copied, chunk.length);
				if (toCopy === chunk.length) result.set(chunk, copied);
				else result.set(chunk.subarray(0, toCopy), copied);
				copied += toCopy;
				index = index + 1 & capacityMask;
			}
			return result;
		},
discard: (bytes) => {
			if (bytes > totalAvailable) throw new Error("Too many bytes consumed");
			if (bytes === 0) return;
			let remaining = bytes;
			while (remaining > 0) {
				const chunk = chunks[head];
				const toConsume = Math.min(remaining, chunk.length);
				consumeFromHead(toConsume);
				remaining -= toConsume;
			}
		},
		pull
	};
}
//#endregion
//#region src/tar/checksum.ts
const CHECKSUM_SPACE = 32;
const ASCII_ZERO = 48;
function validateChecksum(block) {
	const stored = readOctal(block, 148, 8);
	let sum = 0;
	for (let i = 0; i < block.length; i++) if (i >= 148 && i < 156) sum += CHECKSUM_SPACE;
	else sum += block[i];
	return stored === sum;
}
function writeChecksum(block) {
	block.fill(CHECKSUM_SPACE, 148, 156);
	let checksum = 0;
	for (let i = block.length; i > 0;) checksum += block[--i];
	for (let i = 153; i >= 148; i--) {
		block[i] = (checksum & 7) + ASCII_ZERO;
		checksum >>= 3;
	}
	block[154] = 0;
	block[155] = CHECKSUM_SPACE;
}
//#endregion
//#region src/tar/pax.ts
const USTAR_SPLIT_MAX_SIZE = 256;
const NON_ASCII = /[^\x00-\x7f]/;
function isUtf8TooLong(value, limit) {
	if (value.length * 3 <= limit) return false;
	if (value.length > limit) return true;
	if (!NON_ASCII.test(value)) return false;
	return encoder.encode(value).length > limit;
}
function generatePax(header) {
	const paxRecords = {};
	if (isUtf8TooLong(header.name, 100)) {
		if (findUstarSplit(header.name) === null) paxRecords.path = header.name;
	}
	if (header.linkname && isUtf8TooLong(header.linkname, 100)) paxRecords.linkpath = header.linkname;
	if (header.uname && isUtf8TooLong(header.uname, 32)) paxRecords.uname = header.uname;
	if (header.gname && isUtf8TooLong(header.gname, 32)) paxRecords.gname = header.gname;
	if (header.uid != null && header.uid > 2097151) paxRecords.uid = String(header.uid);
	if (header.gid != null && header.gid > 2097151) paxRecords.gid = String(header.gid);
	if (header.pax) Object.assign(paxRecords, header.pax);
	if (header.size > 8589934591 || "size" in paxRecords) paxRecords.size = String(header.size);
	const paxEntries = Object.entries(paxRecords);
	if (paxEntries.length === 0) return null;
	const paxBody = encoder.encode(paxEntries.map(([key, value]) => {
		const record = `${key}=${value}\n`;
		const partLength = encoder.encode(record).length + 1;
		let totalLength = partLength + String(partLength).length;
		totalLength = partLength + String(totalLength).length;
		return `${totalLength} ${record}`;
	}).join(""));
	return {
		paxHeader: createTarHeader({
			name: decoder.decode(encoder.encode(`PaxHeader/${header.name}`).slice(0, 100)),
			size: paxBody.length,
			type: "pax-header",
			mode: 420,
			mtime: header.mtime,
			uname: header.uname,
			gname: header.gname,
			uid: header.uid,
			gid: header.gid
		}),
		paxBody
	};
}
function findUstarSplit(path) {
	if (!isUtf8TooLong(path, 100) || isUtf8TooLong(path, USTAR_SPLIT_MAX_SIZE)) return null;
	for (let i = path.length - 1; i > 0; i--) {
		if (path[i] !== "/") continue;
		const prefix = path.slice(0, i);
		const name = path.slice(i + 1);
		if (!isUtf8TooLong(prefix, 155) && !isUtf8TooLong(name, 100)) return {
			prefix,
			name
		};
	}
	return null;
}
//#endregion
//#region src/tar/header.ts
function createTarHeader(header) {
	const view = /* @__PURE__ */ new Uint8Array(512);
	const size = packer_By1HVV7Z_isBodyless(header) ? 0 : header.size ?? 0;
	let name = header.name;
	let prefix = "";
	if (!header.pax?.path) {
		const split = findUstarSplit(name);
		if (split) {
			name = split.name;
			prefix = split.prefix;
		}
	}
	writeString(view, 0, 100, name);
	writeOctal(view, 100, 8, header.mode ?? (header.type === "directory" ? 493 : 420));
	writeOctal(view, 108, 8, header.uid ?? 0);
	writeOctal(view, 116, 8, header.gid ?? 0);
	writeOctal(view, 124, 12, size);
	writeOctal(view, 136, 12, Math.floor((header.mtime?.getTime() ?? Date.now()) / 1e3));
	writeString(view, 156, 1, TYPEFLAG[header.type ?? "file"]);
	writeString(view, 157, 100, header.linkname);
	writeString(view, 257, 6, "ustar\0");
	writeString(view, 263, 2, "00");
	writeString(view, 265, 32, header.uname);
	writeString(view, 297, 32, header.gname);
	writeString(view, 345, 155, prefix);
	writeChecksum(view);
	return view;
}
function parseUstarHeader(block, strict) {
	if (strict && !validateChecksum(block)) throw new Error("Invalid tar header checksum.");
	const header = {
		name: readString(block, 0, 100),
		mode: readOctal(block, 100, 8),
		uid: readNumeric(block, 108, 8),
		gid: readNumeric(block, 116, 8),
		size: readNumeric(block, 124, 12),
		mtime: /* @__PURE__ */ new Date(readNumeric(block, 136, 12) * 1e3),
		type: FLAGTYPE[block[156]] || "file",
		linkname: readString(block, 157, 100)
	};
	const magic = readString(block, 257, 6);
	if (magic.trim() === "ustar") {
		header.uname = readString(block, 265, 32);
		header.gname = readString(block, 297, 32);
	}
	if (magic === "ustar") header.prefix = readString(block, 345, 155);
	return header;
}
const PAX_MAPPING = {
	path: ["name", (v) => v],
	linkpath: ["linkname", (v) => v],
	size: ["size", (v) => /^\d+$/.test(v) && Number.isSafeInteger(+v) ? +v : NaN],
	mtime: ["mtime", parseFloat],
	uid: ["uid", (v) => parseInt(v, 10)],
	gid: ["gid", (v) => parseInt(v, 10)],
	uname: ["uname", (v) => v],
	gname: ["gname", (v) => v]
};
function parsePax(buffer) {
	const overrides = Object.create(null);
	const pax = Object.create(null);
	let isPax = false;
	let offset = 0;
	while (offset < buffer.length) {
		const spaceIndex = buffer.indexOf(32, offset);
		if (spaceIndex === -1) break;
		const length = parseInt(decoder.decode(buffer.subarray(offset, spaceIndex)), 10);
		if (!(length > 0)) break;
		const recordEnd = offset + length;
		const recordStr = decoder.decode(buffer.subarray(spaceIndex + 1, recordEnd - 1));
		const equalsIndex = recordStr.indexOf("=");
		if (equalsIndex > 0) {
			const key = recordStr.slice(0, equalsIndex);
			const value = recordStr.slice(equalsIndex + 1);
			pax[key] = value;
			isPax = true;
			if (Object.hasOwn(PAX_MAPPING, key)) {
				const [targetKey, parser] = PAX_MAPPING[key];
				const parsedValue = parser(value);
				if (typeof parsedValue === "string" || !Number.isNaN(parsedValue)) overrides[targetKey] = parsedValue;
			}
		}
		offset = recordEnd;
	}
	if (isPax) overrides.pax = pax;
	return overrides;
}
function applyOverrides(header, overrides) {
	if (overrides.name !== void 0) header.name = overrides.name;
	if (overrides.linkname !== void 0) header.linkname = overrides.linkname;
	if (overrides.size !== void 0) header.size = overrides.size;
	if (overrides.mtime !== void 0) header.mtime = /* @__PURE__ */ new Date(overrides.mtime * 1e3);
	if (overrides.uid !== void 0) header.uid = overrides.uid;
	if (overrides.gid !== void 0) header.gid = overrides.gid;
	if (overrides.uname !== void 0) header.uname = overrides.uname;
	if (overrides.gname !== void 0) header.gname = overrides.gname;
	if (overrides.pax) header.pax = Object.assign({}, header.pax ?? {}, overrides.pax);
}
function getMetaParser(type) {
	switch (type) {
		case "pax-global-header":
		case "pax-header": return parsePax;
		case "gnu-long-name": return (data) => ({ name: readString(data, 0, data.length) });
		case "gnu-long-link-name": return (data) => ({ linkname: readString(data, 0, data.length) });
		default: return;
	}
}
function getHeaderBlocks(header) {
	const base = createTarHeader(header);
	const pax = generatePax(header);
	if (!pax) return [base];
	const paxPadding = -pax.paxBody.length & 511;
	const paddingBlocks = paxPadding > 0 ? [ZERO_BLOCK.subarray(0, paxPadding)] : [];
	return [
		pax.paxHeader,
		pax.paxBody,
		...paddingBlocks,
		base
	];
}
//#endregion
//#region src/tar/unpacker.ts
const STATE_HEADER = 0;
const STATE_BODY = 1;
const MAX_META_SIZE = 8388608;
const MAX_GLOBAL_PAX_KEYS = 512;
const truncateErr = /* @__PURE__ */ new Error("Tar archive is truncated.");
function packer_By1HVV7Z_createUnpacker(options = {}) {
	const strict = options.strict ?? false;
	const { available, peek, push, discard, pull } = createChunkQueue();
	let state = STATE_HEADER;
	let ended = false;
	let done = false;
	let eof = false;
	let currentEntry = null;
	const paxGlobals = {};
	let nextEntryOverrides = {};
	const unpacker = {
		isEntryActive: () => state === STATE_BODY,
isBodyComplete: () => !currentEntry || currentEntry.remaining === 0,
canFinish: () => !currentEntry || available() >= currentEntry.remaining + currentEntry.padding,
		bodyBytes: () => currentEntry && currentEntry.remaining > 0 ? Math.min(currentEntry.remaining, available()) : 0,
available,
write(chunk) {
			if (ended) throw new Error("Archive already ended.");
			if (eof) {
				if (strict) checkPadding(chunk);
				return;
			}
			push(chunk);
		},
end() {
			ended = true;
		},
readHeader() {
			if (state !== STATE_HEADER) throw new Error("Cannot read header while an entry is active");
			if (done) return void 0;
			while (!done) {
				if (available() < 512) {
					if (ended) {
						if (available() > 0 && strict) throw truncateErr;
						done = true;
						return;
					}
					return null;
				}
				const headerBlock = peek(512);
				if (isZeroBlock(headerBlock)) {
					if (available() < 1024) {
						if (ended) {
							if (strict) throw truncateErr;
							done = true;
							return;
						}
						return null;
					}
					if (isZeroBlock(peek(1024).subarray(512))) {
						discard(1024);
						done = true;
						eof = true;
						if (strict) pull(available(), checkPadding);
						else discard(available());
						return;
					}
					if (strict) throw new Error("Invalid tar header.");
					discard(512);
					continue;
				}
				let internalHeader;
				try {
					internalHeader = parseUstarHeader(headerBlock, strict);
				} catch (err) {
					if (strict) throw err;
					discard(512);
					continue;
				}
				const metaParser = getMetaParser(internalHeader.type);
				if (metaParser) {
					if (internalHeader.size > MAX_META_SIZE) throw new Error("Tar metadata entry exceeds maximum size.");
					const paddedSize = internalHeader.size + (-internalHeader.size & 511);
					if (available() < 512 + paddedSize) {
						if (ended && strict) throw truncateErr;
						return null;
					}
					discard(512);
					const overrides = metaParser(pull(paddedSize).subarray(0, internalHeader.size));
					if (nextEntryOverrides.pax) nextEntryOverrides = {};
					const target = internalHeader.type === "pax-global-header" ? paxGlobals : nextEntryOverrides;
					if (target === paxGlobals && overrides.pax && Object.keys(overrides.pax).length > MAX_GLOBAL_PAX_KEYS) throw new Error("Too many global attributes.");
					for (const key in overrides) target[key] = overrides[key];
					continue;
				}
				discard(512);
				const header = internalHeader;
				if (internalHeader.prefix) header.name = `${internalHeader.prefix}/${header.name}`;
				applyOverrides(header, paxGlobals);
				applyOverrides(header, nextEntryOverrides);
				let archiveSize = header.size;
				if (packer_By1HVV7Z_isBodyless(header)) {
					archiveSize = 0;
					header.size = 0;
				} else if (header.name.endsWith("/") && header.type === "file") {
					header.type = DIRECTORY;
					header.size = 0;
				}
				nextEntryOverrides = {};
				currentEntry = {
					header,
					remaining: archiveSize,
					padding: -archiveSize & 511
				};
				state = STATE_BODY;
				return header;
			}
		},
streamBody(callback) {
			if (state !== STATE_BODY || !currentEntry || currentEntry.remaining === 0) return 0;
			const bytesToFeed = Math.min(currentEntry.remaining, available());
			if (bytesToFeed === 0) return 0;
			const fed = pull(bytesToFeed, callback);
			currentEntry.remaining -= fed;
			return fed;
		},
skipPadding() {
			if (state !== STATE_BODY || !currentEntry) return true;
			if (currentEntry.remaining > 0) throw new Error("Body not fully consumed");
			if (available() < currentEntry.padding) return false;
			discard(currentEntry.padding);
			currentEntry = null;
			state = STATE_HEADER;
			return true;
		},
skipEntry() {
			if (state !== STATE_BODY || !currentEntry) return true;
			const toDiscard = Math.min(currentEntry.remaining, available());
			if (toDiscard > 0) {
				discard(toDiscard);
				currentEntry.remaining -= toDiscard;
			}
			if (currentEntry.remaining > 0) return false;
			return unpacker.skipPadding();
		},
finish() {
			if (strict && !eof) throw truncateErr;
		}
	};
	return unpacker;
}
function isZeroBlock(block) {
	if (block.length === 0) return true;
	if (block[0] !== 0) return false;
	if (block.byteOffset % 8 === 0 && block.length % 8 === 0) {
		const view = new BigUint64Array(block.buffer, block.byteOffset, block.length / 8);
		for (let i = 0; i < view.length; i++) if (view[i] !== 0n) return false;
		return true;
	}
	for (let i = 0; i < block.length; i++) if (block[i] !== 0) return false;
	return true;
}
function checkPadding(chunk) {
	if (!isZeroBlock(chunk)) throw new Error("Invalid EOF.");
	return true;
}
//#endregion
//#region src/tar/packer.ts
const EOF_BUFFER = /* @__PURE__ */ new Uint8Array(1024);
function createTarPacker(onData) {
	let currentHeader = null;
	let bytesWritten = 0;
	let finalized = false;
	const fail = (message) => {
		throw new Error(message);
	};
	return {
		add(header) {
			if (finalized) fail("No new tar entries after finalize.");
			if (currentHeader !== null) fail("Previous entry must be completed before adding a new one");
			const size = packer_By1HVV7Z_isBodyless(header) ? 0 : header.size;
			if (!Number.isSafeInteger(size) || size < 0) fail("Invalid tar entry size.");
			const headerBlocks = getHeaderBlocks({
				...header,
				size
			});
			for (const block of headerBlocks) onData(block);
			currentHeader = {
				...header,
				size
			};
			bytesWritten = 0;
		},
		write(chunk) {
			if (!currentHeader) fail("No active tar entry.");
			if (finalized) fail("Cannot write data after finalize.");
			const newTotal = bytesWritten + chunk.length;
			if (newTotal > currentHeader.size) fail(`"${currentHeader.name}" exceeds given size of ${currentHeader.size} bytes.`);
			bytesWritten = newTotal;
			onData(chunk);
		},
		endEntry() {
			if (!currentHeader) fail("No active entry to end.");
			if (finalized) fail("Cannot end entry after finalize.");
			if (bytesWritten !== currentHeader.size) fail(`Size mismatch for "${currentHeader.name}".`);
			const paddingSize = -currentHeader.size & 511;
			if (paddingSize > 0) onData(new Uint8Array(paddingSize));
			currentHeader = null;
			bytesWritten = 0;
		},
		finalize() {
			if (finalized) fail("Archive has already been finalized");
			if (currentHeader !== null) fail("Cannot finalize while an entry is still active");
			onData(EOF_BUFFER);
			finalized = true;
		}
	};
}
//#endregion


;// CONCATENATED MODULE: ./node_modules/modern-tar/dist/web/index.js

//#region src/web/pack.ts
function web_createTarPacker() {
	let streamController;
	let packer;
	let bodyController = null;
	let resume = null;
	let drain = null;
	let stopped = false;
	let stopReason;
	const unblock = () => {
		resume?.();
		resume = null;
		drain = null;
	};
	const stop = (reason) => {
		if (stopped) return;
		stopped = true;
		stopReason = reason;
		bodyController?.error(reason);
		bodyController = null;
		streamController.error(reason);
		unblock();
	};
	const abortBody = (reason = AbortSignal.abort().reason) => {
		bodyController = null;
		stop(reason);
	};
	const checkStopped = () => {
		if (stopped) throw stopReason;
	};
	const emit = (operation) => {
		checkStopped();
		try {
			operation();
		} catch (error) {
			stop(error);
			throw error;
		}
		const pending = drain;
		if (!pending) return;
		const signal = bodyController?.signal;
		if (!signal) return;
		if (signal.aborted) abortBody(signal.reason);
		else signal.onabort = () => abortBody(signal.reason);
		return pending.then(checkStopped);
	};
	return {
		readable: new ReadableStream({
			start(controller) {
				streamController = controller;
				packer = createTarPacker((chunk) => {
					const buffer = chunk.buffer;
					controller.enqueue(buffer instanceof ArrayBuffer && !Reflect.get(buffer, "resizable") ? chunk : new Uint8Array(chunk));
					if ((controller.desiredSize ?? 1) <= 0) drain ||= new Promise((resolve) => {
						resume = resolve;
					});
				});
			},
			pull: unblock,
			cancel(reason = AbortSignal.abort().reason) {
				stop(reason);
			}
		}, new ByteLengthQueuingStrategy({ highWaterMark: 8388608 })),
		controller: {
			add(header) {
				try {
					checkStopped();
					if (bodyController) throw new Error("Previous entry must be completed before adding a new one");
					packer.add(header);
				} catch (error) {
					stop(error);
					throw error;
				}
				return new WritableStream({
					start(controller) {
						bodyController = controller;
					},
					write(chunk) {
						return emit(() => {
							if (!ArrayBuffer.isView(chunk) || chunk[Symbol.toStringTag] !== "Uint8Array") throw new TypeError("Expected a Uint8Array body chunk");
							packer.write(chunk);
						});
					},
					close() {
						const result = emit(() => packer.endEntry());
						if (!result) {
							bodyController = null;
							return;
						}
						return result.then(() => {
							bodyController = null;
						});
					},
					abort: abortBody
				});
			},
			finalize() {
				try {
					checkStopped();
					if (bodyController) throw new Error("Cannot finalize while an entry is still active");
					packer.finalize();
					streamController.close();
				} catch (error) {
					stop(error);
					throw error;
				}
			},
			error(err) {
				stop(err);
			}
		}
	};
}
//#endregion
//#region src/web/stream-utils.ts
async function streamToBuffer(stream) {
	const chunks = [];
	const reader = stream.getReader();
	let totalLength = 0;
	try {
		while (true) {
			const { done, value } = await reader.read();
			if (done) break;
			chunks.push(value);
			totalLength += value.length;
		}
		const result = new Uint8Array(totalLength);
		let offset = 0;
		for (const chunk of chunks) {
			result.set(chunk, offset);
			offset += chunk.length;
		}
		return result;
	} finally {
		reader.releaseLock();
	}
}
const drain = (stream) => stream.pipeTo(new WritableStream());
//#endregion
//#region src/web/unpack.ts
const BUFFER_LIMIT = 1048576;
const RESUME_LIMIT = BUFFER_LIMIT / 2;
function createTarDecoder(options = {}) {
	const unpacker = packer_By1HVV7Z_createUnpacker(options);
	const strict = options.strict ?? false;
	let controller = null;
	let bodyController = null;
	let pumping = false;
	let blocked = false;
	let resume = null;
	let abortHooked = false;
	let eofReached = false;
	let sourceEnded = false;
	let closed = false;
	const unblock = () => {
		resume?.();
		resume = null;
	};
	const closeBody = () => {
		try {
			bodyController?.close();
		} catch {}
		bodyController = null;
	};
	const fail = (reason) => {
		if (closed) return;
		closed = true;
		try {
			bodyController?.error(reason);
		} catch {}
		bodyController = null;
		try {
			controller.error(reason);
		} catch {}
		controller = null;
		unblock();
	};
	const finish = () => {
		if (closed) return;
		closed = true;
		closeBody();
		try {
			controller.close();
		} catch {}
		controller = null;
		unblock();
	};
	const truncateOrFinish = () => {
		if (strict) throw new Error("Tar archive is truncated.");
		finish();
	};
	const pump = () => {
		if (pumping || closed || !controller) return;
		blocked = false;
		pumping = true;
		try {
			while (true) {
				if (eofReached) {
					if (sourceEnded) finish();
					break;
				}
				if (unpacker.isEntryActive()) {
					if (sourceEnded && !unpacker.canFinish()) {
						truncateOrFinish();
						break;
					}
					if (bodyController) {
						if ((bodyController.desiredSize ?? 1) <= 0) {
							blocked = true;
							break;
						}
						if (unpacker.streamBody((c) => (bodyController.enqueue(c), (bodyController.desiredSize ?? 1) > 0)) === 0 && !unpacker.isBodyComplete()) {
							if (sourceEnded) truncateOrFinish();
							break;
						}
					} else if (!unpacker.skipEntry()) {
						if (sourceEnded) truncateOrFinish();
						break;
					}
					if (unpacker.isBodyComplete()) {
						closeBody();
						if (!unpacker.skipPadding()) {
							if (sourceEnded) truncateOrFinish();
							break;
						}
					}
				} else {
					if ((controller.desiredSize ?? 0) < 0) {
						blocked = true;
						break;
					}
					const header = unpacker.readHeader();
					if (header === null) {
						if (sourceEnded) finish();
						break;
					}
					if (header === void 0) {
						if (sourceEnded) {
							unpacker.finish();
							finish();
							break;
						}
						eofReached = true;
						break;
					}
					controller.enqueue({
						header,
						body: new ReadableStream({
							start(c) {
								if (header.size === 0) c.close();
								else bodyController = c;
							},
							pull: pump,
							cancel() {
								bodyController = null;
								pump();
							}
						})
					});
				}
			}
		} catch (error) {
			fail(error);
			throw error;
		} finally {
			pumping = false;
		}
		if (resume && (!blocked || unpacker.available() < RESUME_LIMIT)) unblock();
	};
	return {
		readable: new ReadableStream({
			start(c) {
				controller = c;
			},
			pull: pump,
			cancel(reason) {
				unpacker.end();
				if (reason !== void 0) fail(reason);
				else finish();
			}
		}, { highWaterMark: 2 }),
		writable: new WritableStream({
			write(chunk, controller) {
				try {
					unpacker.write(chunk);
					pump();
					if (blocked && unpacker.available() >= BUFFER_LIMIT) {
						if (!abortHooked) {
							controller.signal.onabort = unblock;
							abortHooked = true;
						}
						return new Promise((resolve) => resume = resolve);
					}
				} catch (error) {
					fail(error);
					throw error;
				}
			},
			close() {
				try {
					sourceEnded = true;
					unpacker.end();
					pump();
				} catch (error) {
					fail(error);
					throw error;
				}
			},
			abort(reason) {
				fail(reason);
			}
		})
	};
}
//#endregion
//#region src/web/helpers.ts
async function web_packTar(entries) {
	const { readable, controller } = web_createTarPacker();
	const archive = streamToBuffer(readable);
	try {
		for (const entry of entries) {
			const entryStream = controller.add(entry.header);
			const body = "body" in entry ? entry.body : entry.data;
			if (!body) {
				await entryStream.close();
				continue;
			}
			if (body instanceof ReadableStream) await body.pipeTo(entryStream);
			else if (body instanceof Blob) await body.stream().pipeTo(entryStream);
			else try {
				const chunk = await normalizeBody(body);
				if (chunk.length > 0) {
					const writer = entryStream.getWriter();
					await writer.write(chunk);
					await writer.close();
				} else await entryStream.close();
			} catch {
				throw new TypeError(`Unsupported content type for entry "${entry.header.name}".`);
			}
		}
		controller.finalize();
	} catch (error) {
		controller.error(error);
	}
	return archive;
}
async function unpackTar(archive, options = {}) {
	if (!(archive instanceof ReadableStream)) return unpackTarBuffer(archive instanceof Uint8Array ? archive : new Uint8Array(archive), options);
	const results = [];
	const reader = archive.pipeThrough(createTarDecoder(options)).getReader();
	try {
		while (true) {
			const { done, value: entry } = await reader.read();
			if (done) break;
			let processedHeader;
			try {
				processedHeader = transformHeader(entry.header, options);
			} catch (error) {
				await entry.body.cancel();
				throw error;
			}
			if (processedHeader === null) {
				await drain(entry.body);
				continue;
			}
			if (isBodyless(processedHeader)) {
				await drain(entry.body);
				results.push({ header: processedHeader });
			} else results.push({
				header: processedHeader,
				data: await streamToBuffer(entry.body)
			});
		}
	} catch (error) {
		await reader.cancel(error).catch(() => {});
		throw error;
	} finally {
		reader.releaseLock();
	}
	return results;
}
function unpackTarBuffer(archive, options) {
	const unpacker = createUnpacker(options);
	const strict = options.strict ?? false;
	const results = [];
	unpacker.write(archive);
	unpacker.end();
	while (true) {
		const header = unpacker.readHeader();
		if (header === void 0) break;
		if (header === null) {
			if (strict) throw new Error("Tar archive is truncated.");
			break;
		}
		const processedHeader = transformHeader(header, options);
		if (processedHeader === null) {
			const skipped = unpacker.skipEntry();
			if (!skipped && strict) throw new Error("Tar archive is truncated.");
			if (!skipped) break;
			continue;
		}
		if (isBodyless(processedHeader)) {
			const skipped = unpacker.skipEntry();
			if (!skipped && strict) throw new Error("Tar archive is truncated.");
			results.push({ header: processedHeader });
			if (!skipped) break;
			continue;
		}
		let size = header.size;
		if (size < 0 || !unpacker.canFinish()) {
			if (strict) throw new Error("Tar archive is truncated.");
			size = unpacker.bodyBytes();
		}
		const data = new Uint8Array(size);
		let offset = 0;
		unpacker.streamBody((chunk) => {
			data.set(chunk, offset);
			offset += chunk.length;
			return true;
		});
		const bodyComplete = unpacker.isBodyComplete();
		let paddingComplete = true;
		if (bodyComplete) {
			paddingComplete = unpacker.skipPadding();
			if (!paddingComplete && strict) throw new Error("Tar archive is truncated.");
		}
		results.push({
			header: processedHeader,
			data
		});
		if (!bodyComplete || !paddingComplete) break;
	}
	unpacker.finish();
	return results;
}
//#endregion


;// CONCATENATED MODULE: ./build/packages/registry/src/tar/read.js


const MAX_PATH = 4096;
const MAX_DEPTH = 100;
/**
 * The members of a tar, each checked before it is handed out: regular files and directories only, no path that leaves, no name
 * twice, not more bytes or members than allowed. Throws `unsafe-archive`, or `too-large`.
 */
async function* readTar(tar, limits) {
    const seen = new Set();
    let bytes = 0;
    for await (const entry of entriesOf(bounded(tar, limits))) {
        const path = read_pathOf(entry.header.name);
        const type = entry.header.type ?? 'file';
        if (type !== 'file' && type !== 'directory')
            throw unsafe(`${quoted(path)} is a ${type}`);
        if (seen.has(path))
            throw unsafe(`${quoted(path)} is there twice`);
        seen.add(path);
        if (seen.size > limits.maxFiles)
            throw read_tooLarge(`more than ${limits.maxFiles} files`);
        bytes += entry.header.size;
        if (bytes > limits.maxBytes)
            throw read_tooLarge(`more than ${limits.maxBytes} bytes of files`);
        yield { type, path, size: entry.header.size, bytes: bodyOf(entry) };
    }
}
async function* bodyOf(entry) {
    let size = 0;
    const body = entry.body;
    for await (const chunk of body) {
        size += chunk.length;
        yield chunk;
    }
    if (size !== entry.header.size)
        throw unsafe('the archive ends within a file');
}
async function* entriesOf(tar) {
    const entries = ReadableStream.from(tar).pipeThrough(createTarDecoder({ strict: true }));
    try {
        for await (const entry of entries) {
            yield entry;
            // The next header comes only when this body was taken.
            if (!entry.body.locked)
                await entry.body.cancel();
        }
    }
    catch (error) {
        if (error instanceof error_RegistryError)
            throw error;
        throw new error_RegistryError('unsafe-archive', `the archive can't be read: ${messageOf(error)}`, { cause: error });
    }
}
// Headers count too: a gigabyte of headers without a file in it is a bomb as well.
const BYTES_PER_HEADER = 4096;
async function* bounded(tar, limits) {
    const most = limits.maxBytes + limits.maxFiles * BYTES_PER_HEADER;
    let bytes = 0;
    for await (const chunk of tar) {
        bytes += chunk.length;
        if (bytes > most)
            throw read_tooLarge(`more than ${limits.maxBytes} bytes`);
        yield chunk;
    }
}
function read_pathOf(name) {
    const path = name.replace(/^\.\//, '').replace(/\/+$/, '');
    const parts = path.split('/');
    if (path === '' || path.startsWith('/') || parts.some((part) => part === '' || part === '.' || part === '..')) {
        throw unsafe(`${quoted(name)} is not a plain relative path`);
    }
    if (/[\0\\]/.test(path))
        throw unsafe(`${quoted(name)} holds a character that paths may not have`);
    if (path.length > MAX_PATH || parts.length > MAX_DEPTH)
        throw unsafe(`${quoted(name)} is too long`);
    return path;
}
function unsafe(what) {
    return new error_RegistryError('unsafe-archive', `the archive is refused: ${what}`);
}
function read_tooLarge(what) {
    return new error_RegistryError('too-large', `the archive is refused: it holds ${what}`);
}
function quoted(text) {
    return JSON.stringify(text.slice(0, 200));
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}

;// CONCATENATED MODULE: ./build/packages/registry/src/model/pull.js










const DEFAULT_LIMITS = { maxBytes: 256 * 1024 ** 3, maxFiles: 100_000 };
/**
 * The files of a model artifact, in a directory that must not exist yet (or be empty): written beside it and renamed when
 * every byte was checked, so that it is whole or not there.
 */
async function pullModel(client, model, directory, limits = {}) {
    const target = resolve(directory);
    await assertFree(target);
    const layer = await layerOfModel(client, model);
    const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
    await mkdir(temporary, { recursive: true });
    try {
        let files = 0;
        let bytes = 0;
        for await (const member of membersOfModel(client, layer, { ...DEFAULT_LIMITS, ...limits })) {
            const path = join(temporary, member.path);
            if (member.type === 'directory') {
                await mkdir(path, { recursive: true, mode: 0o755 });
                continue;
            }
            await mkdir(dirname(path), { recursive: true, mode: 0o755 });
            await pipeline(member.bytes, createWriteStream(path, { flags: 'wx', mode: 0o644 }));
            files += 1;
            bytes += member.size;
        }
        await removeEmpty(target);
        await rename(join(temporary, MODEL_DIRECTORY), target);
        return { layer, files, bytes };
    }
    finally {
        await rm(temporary, { recursive: true, force: true });
    }
}
/** The members of a model's layer, checked; the digests of the layer and of its tar are checked at the end. */
async function* membersOfModel(client, layer, limits, sawTar = () => { }) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const tar = async function* () {
        for await (const chunk of gunzip(client.openBlob(layer.digest))) {
            hash.update(chunk);
            yield chunk;
        }
    };
    let members = 0;
    for await (const member of readTar(tar(), limits)) {
        const inside = member.path.startsWith(`${artifact_MODEL_DIRECTORY}/`);
        if (!inside && !(member.path === artifact_MODEL_DIRECTORY && member.type === 'directory')) {
            throw new error_RegistryError('unsafe-archive', `a model's files are in ${artifact_MODEL_DIRECTORY}/, ${JSON.stringify(member.path)} is not`);
        }
        members += 1;
        yield member;
    }
    if (members === 0)
        throw new error_RegistryError('unsafe-archive', 'the model is empty');
    const diffId = `sha256:${hash.digest('hex')}`;
    const declared = layer.annotations?.[artifact_DIFF_ID];
    if (declared !== undefined && declared !== diffId) {
        throw new error_RegistryError('digest-mismatch', `the model's archive has the digest ${diffId}, not ${declared}`);
    }
    sawTar(diffId);
}
async function assertFree(target) {
    const entries = await readdir(target).catch((error) => {
        if (isRecord(error) && error['code'] === 'ENOENT')
            return [];
        throw error;
    });
    if (entries.length > 0)
        throw new RegistryError('rejected', `${target} is not empty; a model is pulled into a place of its own`);
}
async function removeEmpty(target) {
    await rmdir(target).catch((error) => {
        if (!isRecord(error) || error['code'] !== 'ENOENT')
            throw error;
    });
}

;// CONCATENATED MODULE: ./build/packages/registry/src/model/layer.js



const MAX_FILES = 100_000;
/**
 * The layer of a model artifact, fit to be put into an image: it was read whole, and holds nothing but files below `model/`,
 * so that it can't replace a program of the image. Throws `too-large` past `maxBytes` (unpacked).
 */
async function modelLayer(client, model, limits) {
    const layer = await artifact_layerOfModel(client, model);
    if (layer.size > limits.maxBytes) {
        throw new error_RegistryError('too-large', `the model's layer has ${layer.size} bytes, more than the ${limits.maxBytes} allowed`);
    }
    const found = [];
    const members = membersOfModel(client, layer, { ...limits, maxFiles: MAX_FILES }, (diffId) => found.push(diffId));
    for await (const member of members) {
        for await (const _ of member.bytes) {
            // Read to the end: the digests are checked there.
        }
    }
    const [diffId] = found;
    if (diffId === undefined)
        throw new error_RegistryError('unsafe-archive', 'the model was not read to its end');
    const { mediaType, digest, size } = layer;
    return { descriptor: { mediaType, digest, size }, diffId, createdBy: `model ${model}` };
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
;// CONCATENATED MODULE: ./build/packages/registry/src/tar/write.js

const DIRECTORY_MODE = 0o755;
const FILE_MODE = 0o644;
const LINK_MODE = 0o777;
/**
 * A tar of these members, in the order given, whose bytes depend on names, modes and contents alone. Throws when a file does
 * not have the size that was said.
 */
async function* writeTar(members) {
    const { readable, controller } = web_createTarPacker();
    const reader = readable.getReader();
    const writing = writeAll(members, controller);
    // A failure to write also ends the reading, with the same error; it is thrown where it is awaited.
    writing.catch((error) => controller.error(error));
    try {
        for (;;) {
            const { done, value } = await reader.read();
            if (done)
                break;
            yield value;
        }
        await writing;
    }
    finally {
        await reader.cancel().catch(() => { });
        await writing.catch(() => { });
    }
}
async function writeAll(members, controller) {
    for (const member of members) {
        const writer = controller.add(headerOf(member)).getWriter();
        if (member.type === 'file') {
            let written = 0;
            for await (const chunk of member.open()) {
                written += chunk.length;
                if (written > member.size)
                    break;
                await writer.write(chunk);
            }
            if (written !== member.size) {
                throw new Error(`${member.name} changed while it was read: ${member.size} bytes were expected`);
            }
        }
        await writer.close();
    }
    controller.finalize();
}
function headerOf(member) {
    const common = { mtime: new Date(0), uid: member.uid ?? 0, gid: member.gid ?? 0, uname: '', gname: '' };
    switch (member.type) {
        case 'directory':
            return { ...common, type: 'directory', name: `${member.name}/`, size: 0, mode: member.mode ?? DIRECTORY_MODE };
        case 'symlink':
            return { ...common, type: 'symlink', name: member.name, size: 0, mode: LINK_MODE, linkname: member.target };
        case 'file':
            return { ...common, type: 'file', name: member.name, size: member.size, mode: member.mode ?? FILE_MODE };
    }
}
/** Compares names by their bytes in UTF-8, the order that does not depend on a language. */
function write_byBytes(one, other) {
    return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

;// CONCATENATED MODULE: ./build/packages/registry/src/tar/pack.js





/** Packs members into a new file. The same members give the same bytes. Throws what the file system says. */
async function pack_packTar(members, path) {
    const plain = (0,external_node_crypto_.createHash)('sha256');
    const compressed = (0,external_node_crypto_.createHash)('sha256');
    let size = 0;
    const tar = async function* () {
        for await (const chunk of writeTar(members)) {
            plain.update(chunk);
            yield chunk;
        }
    };
    const archive = async function* () {
        for await (const chunk of gzip(tar())) {
            compressed.update(chunk);
            size += chunk.length;
            yield chunk;
        }
    };
    await (0,external_node_stream_promises_.pipeline)(archive, (0,external_node_fs_.createWriteStream)(path, { flags: 'wx' }));
    return { digest: `sha256:${compressed.digest('hex')}`, size, diffId: `sha256:${plain.digest('hex')}` };
}

;// CONCATENATED MODULE: ./build/packages/registry/src/model/push.js











const READ_BYTES = (/* unused pure expression or super */ null && (1024 * 1024));
const push_EMPTY = Buffer.from('{}');
/**
 * Pushes a directory as a model artifact: one manifest, one layer, and `modelTag` for it. The same files and annotations give
 * the same digest. Links and special files are refused with `unsafe-archive`, and so is a directory without a file.
 */
async function pushModel(client, directory, options = {}) {
    const members = await membersOf(directory);
    const temporary = await mkdtemp(join(options.temporaryDirectory ?? tmpdir(), 'ml-actions-model-'));
    try {
        const path = join(temporary, `${randomUUID()}.tar.gz`);
        const packed = await packTar(members, path);
        await client.putBlob({ ...packed, open: () => createReadStream(path, { highWaterMark: READ_BYTES }) });
        const config = await client.putBlob(push_EMPTY);
        const layer = {
            mediaType: MediaType.ociLayerGzip,
            digest: packed.digest,
            size: packed.size,
            annotations: { [DIFF_ID]: packed.diffId },
        };
        const manifest = {
            schemaVersion: 2,
            mediaType: MediaType.ociManifest,
            artifactType: MediaType.model,
            config: { mediaType: MediaType.empty, ...config, data: push_EMPTY.toString('base64') },
            layers: [layer],
            ...(options.annotations === undefined ? {} : { annotations: sorted(options.annotations) }),
        };
        const { digest } = await client.putManifest(manifest, MediaType.ociManifest);
        await client.tag(digest, modelTag(digest));
        if (options.tag !== undefined)
            await client.tag(digest, options.tag);
        return { digest, layer };
    }
    finally {
        await rm(temporary, { recursive: true, force: true });
    }
}
/**
 * The tag that every pushed model carries, since many registries delete manifests that have none. It says no more than the
 * digest; `sha256-…` would be taken, for there the fallback list of its referrers is kept.
 */
function modelTag(model) {
    return `model-${hexOf(model)}`;
}
async function membersOf(directory) {
    const members = [{ type: 'directory', name: MODEL_DIRECTORY }];
    await collect(directory, MODEL_DIRECTORY, members);
    if (members.every((member) => member.type !== 'file')) {
        throw new RegistryError('unsafe-archive', `there is no file in ${directory}, so there is no model to push`);
    }
    return members.sort((one, other) => byBytes(one.name, other.name));
}
async function collect(directory, name, members) {
    for (const entry of await readdir(directory)) {
        const path = join(directory, entry);
        const member = `${name}/${entry}`;
        const status = await lstat(path);
        if (status.isDirectory()) {
            members.push({ type: 'directory', name: member });
            await collect(path, member, members);
        }
        else if (status.isFile()) {
            members.push({
                type: 'file',
                name: member,
                size: status.size,
                open: () => createReadStream(path, { highWaterMark: READ_BYTES }),
            });
        }
        else {
            throw new RegistryError('unsafe-archive', `${path} is a link or a special file; a model is made of files and directories`);
        }
    }
}
function sorted(record) {
    return Object.fromEntries(Object.entries(record).sort(([one], [other]) => byBytes(one, other)));
}

;// CONCATENATED MODULE: ./build/packages/registry/src/model/index.js





;// CONCATENATED MODULE: ./build/packages/registry/src/index.js
















/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(4035);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
