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

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

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

/***/ 6193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 3624:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ definition)
});

// EXTERNAL MODULE: ./build/packages/action/src/index.js + 32 modules
var src = __nccwpck_require__(8945);
;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/chain-inputs.js

const EXAMPLE = 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
/** The inputs that say what must be proven about an image before it is sent. */
const chainInputs = {
    require: (0,src/* choice */.Yq)(['validated', 'recorded', 'none'], {
        description: '`validated`: the image must have a signed build statement, and its model a signed statement that it passed validation. `recorded`: the statements must be there and say so, signatures are not asked for. `none`: nothing is asked.',
        example: 'recorded',
        default: 'validated',
    }),
    'trusted-keys': (0,src/* multiline */.c1)({
        description: 'Public keys (PEM, one after the other, `# name` before each) whose statements count, or a trust policy in YAML with signers and overrides.',
        example: '${{ vars.TRUSTED_KEYS }}',
    }),
    policy: (0,src/* path */.Ae)({
        description: "Policy file of validate-model, from this job's own checkout: the model must have been validated by what it says and, where it pins `labels`, on those. Nothing that another job says about the policy is then believed.",
        example: 'validation.yml',
    }),
    'policy-digest': (0,src/* digest */.br)({
        description: 'The model must have been validated by these rules: the output `policy-digest` of validate-model. For where the policy is no file in the repository; one that differs from `policy` is refused. Not asked for when both are empty.',
        example: EXAMPLE,
    }),
    'labels-digest': (0,src/* digest */.br)({
        description: 'The model must have been validated on these labels: the SHA-256 of the file, as validate-model outputs it. For policies that pin none. Not asked for when empty.',
        example: EXAMPLE,
    }),
    validation: (0,src/* digest */.br)({
        description: "The very validation that must decide: the output `attestation` of this run's validate-model, looked up in `model-repository`. Removed from there, it leaves no older verdict behind. When empty, the newest that fits decides.",
        example: EXAMPLE,
    }),
    'model-repository': (0,src/* repository */.Jk)({
        description: "Repository of the model and its statements. When given, the model must be there and its own layer in the image, and statements beside the model count as well as the image's copies.",
        example: 'ghcr.io/octo/models',
    }),
};

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/check-inputs.js
/** Problems of inputs that are right one by one and wrong together. */
function checkInputs(inputs) {
    const problems = [];
    const problem = (input, message) => void problems.push({ input, message: `\`${input}\` ${message}` });
    const sends = inputs.mode === 'deploy' || inputs.mode === 'plan' || inputs.mode === 'observe';
    if (inputs.kubeconfig === undefined && !inputs['in-cluster']) {
        problem('kubeconfig', 'is not given. Pass the secret with the kubeconfig, or set `in-cluster: true` on a runner in the cluster.');
    }
    if (sends && inputs.manifests === undefined) {
        problem('manifests', `is not given, and \`mode: ${inputs.mode}\` needs it. Example: \`k8s/*.yaml\`.`);
    }
    if (!sends && inputs.workload === undefined && inputs.manifests === undefined) {
        problem('workload', `is not given, and \`mode: ${inputs.mode}\` needs it (or \`manifests\` to find it in). Example: \`app\`.`);
    }
    if (sends && (inputs.image === undefined) !== (inputs.digest === undefined)) {
        const missing = inputs.image === undefined ? 'image' : 'digest';
        const why = missing === 'digest'
            ? ' When it came from a job before and is empty, the runner dropped it because it held a masked text; hand over the digest alone.'
            : '';
        problem(missing, `is not given; \`image\` and \`digest\` name the new image together.${why}`);
    }
    if (inputs.require === 'validated' && sends && inputs['trusted-keys'] === undefined) {
        problem('trusted-keys', 'is not given, and `require: validated` (the default) needs the public keys whose statements count.');
    }
    if (inputs.validation !== undefined && inputs['model-repository'] === undefined) {
        problem('model-repository', 'is not given, and `validation` is looked up there.');
    }
    if (inputs.sign === 'key' && inputs['signing-key'] === undefined) {
        problem('signing-key', 'is not given, and `sign: key` needs it.');
    }
    return problems;
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/reasons.js
/** Why the action ended as it did, beside the standard reasons. */
const reasons = {
    deployed: 'The release came up, was watched to its end and serves.',
    'first-release': 'Nothing served before; the release came up and serves as stable.',
    unchanged: 'This very release served already and still does.',
    'canary-placed': 'The release stands ready beside the stable one, with none of the traffic but what an earlier run gave it. Next: canary-promote.',
    planned: '`mode: plan`: the cluster accepts the objects; the differences are in the summary, nothing was changed.',
    'would-deploy': '`mode: observe`: everything was checked and would be deployed; nothing was changed.',
    serving: '`mode: status`: a release serves; the outputs name it.',
    'nothing-serves': '`mode: status`: the cluster was read, no release of this workload was ever found good in it, and nobody else deployed one.',
    'model-unknown': '`mode: status`: what serves has no model on record, or was not deployed by this action. Neither a champion nor a first release, so the step fails.',
    'rolled-back': '`mode: rollback`: the release before is back, and was watched until it served.',
    'nothing-to-go-back-to': 'There is no other good release on record.',
    image: 'The rollout is doomed: a container can not get its image.',
    crash: 'The rollout is doomed: a container crashes again and again.',
    config: 'The rollout is doomed: a container can not be configured or started.',
    scheduling: 'The rollout is doomed: a pod fits on no node.',
    quota: "The rollout is doomed: the namespace's quota refuses the pods.",
    admission: "The rollout is doomed: the cluster's policy refuses the pods.",
    probe: 'The rollout is doomed: a container runs and its probes fail.',
    deadline: 'The rollout did not complete in the time allowed, and no better reason was found.',
    'rollback-failed': 'The rollout failed, and the last good release did not come back in time either. Look at once.',
    'policy-violation': 'An object breaks the policy; nothing was sent to the cluster.',
    'no-capacity': 'No node has the devices (GPUs) free that a new pod asks for while the old pods run; nothing was sent to the cluster.',
    'invalid-policy': 'The policy file can not be read or understood; nothing was sent to the cluster.',
    'invalid-manifest': 'A manifest can not be read, or contradicts the inputs; nothing was sent to the cluster.',
    'image-not-matched': 'A named image matched nothing in the manifests; nothing was sent to the cluster.',
    'no-route': 'A canary needs a Service and an HTTPRoute that sends it traffic, and the manifests hold none that fit.',
    'unreadable-cluster': 'The cluster can not be reached or read. This is never taken for a first release.',
    forbidden: 'The account in the kubeconfig may not do this; the message names the verb and the resource.',
    rejected: 'The cluster refused an object in its dry run; nothing was changed.',
    conflict: 'Fields are held by another manager; the message names which and whose. `force-conflicts: true` takes them.',
    'deployment-in-progress': 'Another run holds the lease of this workload.',
    'canary-running': 'A canary of another release is on trial. `on-running-canary: supersede` puts it away first.',
    'stable-unsettled': 'An earlier run ended while it changed the stable release, so there is nothing certain to compare a canary with.',
    'unreadable-state': "The release's state in the cluster can not be read, was lost in part, or was written by a newer version. This is never taken for a first release.",
    'registry-unreadable': 'The registry can not be read, so nothing is known about the image.',
    'model-mismatch': 'The image carries another model than the input `model` names.',
    'not-attested': 'No statement says how the image was built.',
    'not-validated': 'No statement says that the model in the image was validated.',
    'no-model': 'The build statement names no model.',
    'model-not-in-image': "The layer of the model that the build statement names is not the image's topmost.",
    'failed-not-passed': 'The model was validated and failed.',
    'warned-not-passed': 'The model was validated with a warning, which is not enough here.',
    'model-gone': 'The model is not in `model-repository`, so its layer can not be looked for in the image.',
    'validation-gone': 'The validation that `validation` names is not in `model-repository`.',
    'validation-mismatch': 'Another validation decides than the one that `validation` names.',
    'policy-mismatch': 'The model was validated by another policy than `policy` or `policy-digest` asks for.',
    'dataset-mismatch': 'The model was validated on other labels than `policy` pins or `labels-digest` asks for.',
    'champion-mismatch': 'The model was compared with another champion than the one that serves.',
    'champion-unknown': 'The model of what serves is not on record, so nothing can have been compared with it.',
    ambiguous: 'Several statements contradict each other.',
    unsigned: 'A statement of the chain is not signed.',
    'undeclared-signer': 'A statement of the chain is signed by a key that is not among `trusted-keys`.',
    'signer-not-allowed': 'The signer may not make statements of this type.',
    'signer-expired': "The signer's key is past its time.",
    'bad-signature': 'The signature of a statement does not fit its content.',
    'subject-mismatch': 'A statement of the chain is about something else.',
    'wrong-predicate': 'A statement of the chain is of another type.',
    'override-expired': 'An override in the chain is past its time.',
    'too-large': 'A statement is too large to be one.',
    duplicate: 'A statement holds a key twice, or is there twice.',
    malformed: 'A statement can not be read.',
};

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/definition.js




const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const inputs = {
    mode: (0,src/* choice */.Yq)(['deploy', 'plan', 'observe', 'status', 'rollback'], {
        description: '`deploy` applies and watches. `plan` shows what would change. `observe` checks everything, the chain of statements included, and changes nothing. `status` tells what serves. `rollback` puts the good release before back.',
        example: 'status',
        default: 'deploy',
    }),
    kubeconfig: (0,src/* secret */.rJ)({
        description: 'Content (or path) of the kubeconfig: token, token file, client certificate, password, or an exec plugin of a cloud (then kubectl and the plugin must be on PATH).',
        example: '${{ secrets.KUBECONFIG }}',
    }),
    context: (0,src/* string */.Yj)({
        description: 'Context of the kubeconfig; its `current-context` when not given.',
        example: 'production',
    }),
    'in-cluster': (0,src/* boolean */.zM)({
        description: 'Use the service account of the pod that the runner is.',
        example: 'true',
        default: 'false',
    }),
    namespace: (0,src/* string */.Yj)({
        description: "Namespace of the release; the context's own when not given.",
        example: 'serving',
        pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
        allowed: 'a name of lower-case letters, 0–9 and `-`, 63 characters at most',
    }),
    manifests: (0,src/* list */.p_)({
        description: 'Manifests to apply: files, directories or globs, one per line. YAML as Kubernetes reads it, or JSON.',
        example: 'k8s/*.yaml',
    }),
    workload: (0,src/* string */.Yj)({
        description: 'Name of the Deployment that the release is. When not given: the one whose image is set, or the only one in `manifests`.',
        example: 'app',
        pattern: NAME,
        allowed: 'the name of a Deployment',
    }),
    image: (0,src/* repository */.Jk)({
        description: 'Repository of the new image, without tag or digest.',
        example: 'ghcr.io/octo/app',
    }),
    digest: (0,src/* digest */.br)({
        description: 'Digest of the new image, as build-push-image outputs it.',
        example: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    }),
    replaces: (0,src/* string */.Yj)({
        description: 'Name of the container, or of the image in the manifests, that the new image takes the place of. When not given, the only image there is.',
        example: 'app',
    }),
    images: (0,src/* list */.p_)({
        description: 'Further images to set, lines of `NAME=REPOSITORY@sha256:…`; NAME is a container or an image in the manifests. One that matches nothing is an error.',
        example: 'worker=ghcr.io/octo/worker@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        item: /^[^=\s]+=[^=\s]+@sha256:[0-9a-f]{64}$/,
        allowed: 'lines of `NAME=REPOSITORY@sha256:…`',
    }),
    model: (0,src/* digest */.br)({
        description: 'Digest of the model that the image carries. Recorded on the workload; checked against the build statement unless `require: none`.',
        example: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    }),
    revision: (0,src/* string */.Yj)({
        description: 'Commit of the code, recorded on the workload. The commit of the run when not given.',
        example: '8f3c2d1e9b7a6f5e4d3c2b1a0f9e8d7c6b5a4f3e',
        pattern: /^[0-9A-Za-z._/-]{1,100}$/,
        allowed: 'a commit or a version',
    }),
    canary: (0,src/* boolean */.zM)({
        description: 'Place the release beside the stable one with none of the traffic, for canary-promote to judge. Where nothing serves yet, it becomes stable at once.',
        example: 'true',
        default: 'false',
    }),
    'on-running-canary': (0,src/* choice */.Yq)(['refuse', 'supersede'], {
        description: 'What to do when a canary of another release is on trial: refuse by its name, or give its traffic back to stable, remove it and go on.',
        example: 'supersede',
        default: 'refuse',
    }),
    ...chainInputs,
    'policy-exceptions': (0,src/* list */.p_)({
        description: 'Rules of the manifest policy that may be broken, by name: `digest`, `limits`, `probes`, `non-root`, `privileged`. They stand in the summary and in the record.',
        example: 'probes',
        item: /^(digest|limits|probes|non-root|privileged)$/,
        allowed: '`digest`, `limits`, `probes`, `non-root` or `privileged`',
    }),
    'force-conflicts': (0,src/* boolean */.zM)({
        description: 'Take fields that other managers hold. Needed once when kubectl or Helm applied the objects before.',
        example: 'true',
        default: 'false',
    }),
    'on-full-nodes': (0,src/* choice */.Yq)(['refuse', 'warn'], {
        description: 'What to do when no node has the devices (GPUs) free that a new pod asks for while the old pods run: refuse before anything is sent, or warn and go on, for clusters whose autoscaler adds a node.',
        example: 'warn',
        default: 'refuse',
    }),
    timeout: (0,src/* duration */.p0)({
        description: 'How long the rollout may take until all its pods serve; going back gets the same time again.',
        example: '20m',
        default: '10m',
        min: '5s',
        max: '6h',
    }),
    'lease-wait': (0,src/* duration */.p0)({
        description: 'How long to wait for another run that deploys or promotes the same workload.',
        example: '5m',
        default: '2m',
        max: '6h',
    }),
    'lease-duration': (0,src/* duration */.p0)({
        description: 'After this time without a sign of life another run is taken for dead.',
        example: '1m',
        default: '30s',
        min: '1s',
        max: '15m',
    }),
    sign: (0,src/* choice */.Yq)(['none', 'key'], {
        description: 'How the statement about this release is signed.',
        example: 'key',
        default: 'none',
    }),
    'signing-key': (0,src/* secret */.rJ)({
        description: 'Private key (ECDSA P-256, PEM) for `sign: key`.',
        example: '${{ secrets.SIGNING_KEY }}',
    }),
    'registry-username': (0,src/* string */.Yj)({ description: 'User name for the registry of the image.', example: 'octo' }),
    'registry-password': (0,src/* secret */.rJ)({
        description: 'Password or token for the registry of the image. Reading is enough to verify; writing statements needs push.',
        example: '${{ secrets.REGISTRY_PASSWORD }}',
    }),
    environment: (0,src/* string */.Yj)({
        description: 'Environment on GitHub whose deployment status follows this release. None when not given.',
        example: 'production',
    }),
    url: (0,src/* string */.Yj)({
        description: 'Where the release answers, shown on the deployment.',
        example: 'https://app.example.org',
        pattern: /^https?:\/\/\S+$/,
        allowed: 'an http(s) address',
    }),
    'github-token': (0,src/* secret */.rJ)({
        description: 'Token with `deployments: write`, for `environment`.',
        example: '${{ github.token }}',
    }),
};
/** The one description of this action. */
const definition = (0,src/* defineAction */.QP)({
    name: 'k8s-deploy',
    title: 'Deploy a model to Kubernetes',
    description: 'Applies manifests with images set by digest, watches the rollout, says why when it fails, and puts the last good release back.',
    branding: { icon: 'upload-cloud', color: 'blue' },
    hasPost: true,
    inputs,
    outputs: {
        image: 'Image of the release, `REPOSITORY@sha256:…`; with `mode: status`, of what serves.',
        digest: 'Digest of that image alone, which survives as output of a job when the repository is masked.',
        model: 'Digest of its model; empty where it carries none or nothing serves.',
        revision: 'Commit of its code.',
        track: '`stable` or `canary`: where the release went.',
        'previous-image': 'Image that served before.',
        'previous-model': 'Digest of the model that served before: the champion.',
        namespace: 'Namespace of the release.',
        workload: 'Name of the stable Deployment, as canary-promote needs it.',
        route: 'Name of the HTTPRoute that leads to the canary.',
        'rolled-back': '`true` where the last good release was put back and serves, `false` otherwise.',
        'failure-class': 'What doomed the rollout: image, crash, config, scheduling, quota, admission, probe, deadline.',
        container: 'The container that doomed it.',
        'exit-code': 'Its exit code.',
        attestation: 'Digest of the statement about this release, attached to the image.',
        deployment: 'Number of the deployment on GitHub; empty where none was opened. With the canary placed it is still in progress, for canary-promote to end.',
        report: 'Path of the report as JSON.',
    },
    reasons: reasons,
    check: checkInputs,
});


/***/ }),

/***/ 8760:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _ml_actions_action__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8945);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3624);


// Loaded when the inputs are right: a typo is told in the first 100 ms.
await (0,_ml_actions_action__WEBPACK_IMPORTED_MODULE_0__/* .runAction */ .Cs)(_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .definition */ .m, {
    main: async (inputs, services) => (await Promise.all(/* import() */[__nccwpck_require__.e(495), __nccwpck_require__.e(670)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4670))).run(inputs, services),
    post: async (inputs, services) => (await Promise.all(/* import() */[__nccwpck_require__.e(495), __nccwpck_require__.e(124)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4124))).post(inputs, services),
}, process);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 8945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  yo: () => (/* reexport */ UserError),
  zM: () => (/* reexport */ inputs_boolean),
  Yq: () => (/* reexport */ choice),
  QP: () => (/* reexport */ defineAction),
  br: () => (/* reexport */ digest),
  p0: () => (/* reexport */ duration),
  p_: () => (/* reexport */ list),
  c1: () => (/* reexport */ multiline),
  Ae: () => (/* reexport */ inputs_path),
  Jk: () => (/* reexport */ repository),
  Cs: () => (/* reexport */ runAction),
  rJ: () => (/* reexport */ secret),
  Yj: () => (/* reexport */ string)
});

// UNUSED EXPORTS: STANDARD_REASONS, formatDuration, formatSize, number, pairs, parseDuration, parseInputs, parseSize, readContext, size, systemClock

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
function units_parseSize(text) {
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
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(7067);
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

// EXTERNAL MODULE: ./build/packages/process/src/index.js + 5 modules
var src = __nccwpck_require__(9436);
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
    external_node_http_.setGlobalProxyFromEnv(env);
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

/***/ 9436:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  D4: () => (/* reexport */ StartError),
  Is: () => (/* reexport */ harmless),
  ni: () => (/* reexport */ start)
});

// UNUSED EXPORTS: run, splitLines

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __nccwpck_require__(6193);
;// CONCATENATED MODULE: ./build/packages/process/src/lines.js

/** Longest line handed on, in characters; the rest of a longer one is dropped and counted. */
const MAX_LINE_LENGTH = 64 * 1024;
/**
 * Splits bytes into lines as the runner does: `\n`, `\r\n` and a lone `\r` all end a line
 * (actions/runner reads its steps' output with .NET's ReadLine). UTF-8 sequences may be cut between chunks.
 */
function splitLines(onLine) {
    const decoder = new external_node_string_decoder_.StringDecoder('utf8');
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
/******/ var __webpack_exports__ = __nccwpck_require__(8760);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
