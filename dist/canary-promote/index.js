import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 20181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 79896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 69278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 77598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 73024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 51455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 37067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 44708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 77030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 48161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 76760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 57075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 46466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 46193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 58500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 57975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 38522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 52018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 39023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 5322:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ definition)
});

// EXTERNAL MODULE: ./build/packages/action/src/index.js + 31 modules
var src = __nccwpck_require__(31897);
// EXTERNAL MODULE: ./build/packages/mlflow/src/index.js + 8 modules
var mlflow_src = __nccwpck_require__(70562);
// EXTERNAL MODULE: ./build/packages/prometheus/src/index.js + 7 modules
var prometheus_src = __nccwpck_require__(68396);
;// CONCATENATED MODULE: ./build/actions/canary-promote/src/check-inputs.js


const SELECTORS = ['requests-stable', 'requests-canary', 'latency-stable', 'latency-canary'];
/** What is wrong with inputs that are right by themselves. */
function checkInputs(inputs) {
    const problems = [];
    const report = (input, message) => void problems.push({ input, message: `\`${input}\` ${message}` });
    if (inputs.kubeconfig === undefined && !inputs['in-cluster'])
        report('kubeconfig', 'is not given. Pass the secret with the kubeconfig, or set `in-cluster: true` on a runner in the cluster.');
    const steps = inputs.steps.map(Number);
    const rising = steps.every((step, index) => step > (steps[index - 1] ?? 0));
    if (steps.length === 0 || !rising)
        report('steps', 'must hold rising percents above 0, for example `5, 25, 50, 100`');
    if (rising && (steps[0] ?? 0) >= 100)
        report('steps', 'must begin below 100: with all of the traffic on the canary there is nothing to compare it with');
    if (inputs.judge.length === 0)
        report('judge', 'must name `errors`, `latency` or both');
    if (inputs.mode !== 'abort' && inputs['prometheus-url'] === undefined)
        report('prometheus-url', 'is needed: without metrics nothing can be promoted. Example: `https://prometheus.example.com`');
    if (inputs.sign === 'key' && inputs['signing-key'] === undefined)
        report('signing-key', 'is needed with `sign: key`');
    if (inputs['prometheus-token'] !== undefined && inputs['prometheus-username'] !== undefined)
        report('prometheus-token', 'and `prometheus-username` exclude each other');
    if ((inputs['prometheus-username'] === undefined) !== (inputs['prometheus-password'] === undefined))
        report('prometheus-password', 'and `prometheus-username` belong together');
    for (const name of SELECTORS) {
        const needed = name.startsWith('requests') || inputs.judge.includes('latency');
        if (inputs.metrics === 'selectors' && needed && inputs[name] === undefined)
            report(name, 'is needed with `metrics: selectors`');
        if (inputs.metrics !== 'selectors' && inputs[name] !== undefined)
            report(name, 'belongs to `metrics: selectors`');
    }
    for (const name of [...SELECTORS, 'scrape-witness', 'requests-metric', 'latency-metric']) {
        const text = inputs[name];
        if (text === undefined)
            continue;
        try {
            (0,prometheus_src/* parseSelector */.Pl)(text);
        }
        catch (error) {
            report(name, error instanceof Error ? error.message : String(error));
        }
    }
    try {
        new RegExp(inputs['error-statuses']);
    }
    catch {
        report('error-statuses', `is no regular expression: ${inputs['error-statuses']}. Example: \`5..|429\``);
    }
    return [...problems, ...(0,mlflow_src/* trackingProblems */.kv)(inputs)];
}

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/dead-man/inputs.js

/**
 * `node:24-slim` (24.19.0, Debian 12; amd64, arm64, ppc64le), as repos/node/remote/24-slim.md of docker-library/repo-info
 * names it. By digest: what may write the route is never what a tag happens to mean.
 */
const NODE = 'docker.io/library/node@sha256:cd84903a12dbd26b46f1f3b8144a2568c41c5d37ddd0c7a80a34c7a19786b35f';
/** What watches over the run itself. */
const deadManInputs = {
    'dead-man': (0,src/* choice */.Yq)(['on', 'off'], {
        description: 'Whether a Job in the cluster puts the traffic back when this run stops without a word. `off`: where the runner is lost, the canary keeps its share until the next run.',
        example: 'off',
        default: 'on',
    }),
    'dead-man-image': (0,src/* string */.Yj)({
        description: 'Image of that Job, by digest: any with `node` 20 or newer on its PATH. The default is `node:24-slim`; name a copy of it where the nodes can’t pull from Docker Hub.',
        example: 'registry.example.com/mirror/node@sha256:4b5a…',
        default: NODE,
        pattern: /^[^\s@]+@sha256:[0-9a-f]{64}$/,
        allowed: 'REPOSITORY@sha256:…; a tag may mean another program tomorrow',
    }),
};

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/evidence/inputs.js

/** Where the counts of both arms come from, and what is judged by them. */
const evidenceInputs = {
    'prometheus-url': (0,src/* string */.Yj)({
        description: 'Address of Prometheus, or of anything that speaks its query API. Read in every mode but `abort`.',
        example: 'https://prometheus.example.com',
        pattern: /^https?:\/\/[^\s@]+$/,
        allowed: 'an http or https address without credentials in it',
    }),
    'prometheus-username': (0,src/* string */.Yj)({ description: 'User for basic authentication.', example: 'ci' }),
    'prometheus-password': (0,src/* secret */.rJ)({
        description: 'Password for basic authentication.',
        example: '${{ secrets.PROMETHEUS_PASSWORD }}',
    }),
    'prometheus-token': (0,src/* secret */.rJ)({
        description: 'Bearer token.',
        example: '${{ secrets.PROMETHEUS_TOKEN }}',
    }),
    metrics: (0,src/* choice */.Yq)(['traefik', 'pods', 'selectors'], {
        description: 'Where both arms are counted. `traefik`: in the router, per backend of the HTTPRoute; it also counts what a pod never answered. `pods`: by the pods’ own metrics. `selectors`: by the raw selectors given below.',
        example: 'pods',
        default: 'traefik',
    }),
    'requests-metric': (0,src/* string */.Yj)({
        description: 'With `metrics: pods`, the counter of requests, with a label for the status.',
        example: 'http_server_requests_total',
        default: 'http_requests_total',
    }),
    'latency-metric': (0,src/* string */.Yj)({
        description: 'With `metrics: pods`, the classic histogram of latencies, without `_bucket`.',
        example: 'http_server_request_duration_seconds',
        default: 'http_request_duration_seconds',
    }),
    'requests-stable': (0,src/* string */.Yj)({
        description: 'With `metrics: selectors`, a raw selector of stable’s request counters. No functions, no ranges.',
        example: 'http_requests_total{app="fraud-model"}',
    }),
    'requests-canary': (0,src/* string */.Yj)({
        description: 'The same of the canary.',
        example: 'http_requests_total{app="fraud-model-canary"}',
    }),
    'latency-stable': (0,src/* string */.Yj)({
        description: 'With `metrics: selectors`, a raw selector of stable’s histogram buckets (`…_bucket`).',
        example: 'http_request_duration_seconds_bucket{app="fraud-model"}',
    }),
    'latency-canary': (0,src/* string */.Yj)({
        description: 'The same of the canary.',
        example: 'http_request_duration_seconds_bucket{app="fraud-model-canary"}',
    }),
    'scrape-witness': (0,src/* string */.Yj)({
        description: 'A raw selector of series that every scrape of the same targets holds. It tells a scrape without requests from no scrape. Default: what fits `metrics`.',
        example: 'up{job="fraud-model"}',
    }),
    'status-label': (0,src/* string */.Yj)({
        description: 'Label that holds the status. Default: the first of `code`, `status`, `status_code`, `http_status` found.',
        example: 'status_class',
        pattern: /^[a-zA-Z_][a-zA-Z0-9_]*$/,
        allowed: 'the name of a label',
    }),
    'error-statuses': (0,src/* string */.Yj)({
        description: 'Which statuses are errors, as a regular expression over the whole status.',
        example: '5..|429',
        default: '5..',
    }),
    judge: (0,src/* list */.p_)({
        description: 'What decides: `errors`, `latency` or both. α is shared among them; each must be proven safe.',
        example: 'errors',
        default: 'errors, latency',
        item: /^(errors|latency)$/,
        allowed: '`errors` and `latency`',
    }),
};

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/tracking/inputs.js


/** What in MLflow follows the promotion. */
const mlflowInputs = {
    'mlflow-tracking-uri': (0,src/* string */.Yj)({
        description: 'Address of the MLflow server whose alias follows the promotion. When MLflow does not take it, the promotion stands, with a warning and the output `tracking`; the next run heals it.',
        example: 'https://mlflow.example.com',
        pattern: /^https?:\/\/\S+$/,
        allowed: 'an https address, or plain http on loopback',
    }),
    'mlflow-username': (0,src/* string */.Yj)({ description: 'User of MLflow, for basic authentication.', example: 'ci' }),
    'mlflow-password': (0,src/* secret */.rJ)({
        description: 'Password of `mlflow-username`.',
        example: '${{ secrets.MLFLOW_TRACKING_PASSWORD }}',
    }),
    'mlflow-token': (0,src/* secret */.rJ)({
        description: 'Bearer token of MLflow, in place of user and password.',
        example: '${{ secrets.MLFLOW_TRACKING_TOKEN }}',
    }),
    'mlflow-model': (0,src/* string */.Yj)({
        description: 'Registered model in MLflow whose alias goes to the version that train-in-container registered for the model that serves.',
        example: 'fraud',
        pattern: mlflow_src/* MODEL_NAME */.Ub,
        allowed: 'the name of a registered model: letters, numbers, `_`, `.`, `-`, blanks',
    }),
    'mlflow-alias': (0,src/* string */.Yj)({
        description: 'Alias that names the version that serves. Written after a promotion, or when what serves is found to be promoted already; never before.',
        example: 'production',
        default: 'champion',
        pattern: mlflow_src/* ALIAS */.dt,
        allowed: 'letters, numbers, `-` and `_`; MLflow reserves `latest`, and `v1` and the like',
    }),
};

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/inputs.js




const NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
/** What the action is told. */
const inputs = {
    workload: (0,src/* string */.Yj)({
        description: 'Name of the stable Deployment, as k8s-deploy deployed it.',
        example: 'fraud-model',
        required: true,
        pattern: NAME,
        allowed: 'the name of a Deployment',
    }),
    digest: (0,src/* digest */.br)({
        description: 'Digest of the image that this run placed: k8s-deploy’s output. Another release on trial or serving is then never taken for it: the run ends `superseded`. Without it, whatever is on trial is judged.',
        example: '${{ steps.deploy.outputs.digest }}',
    }),
    namespace: (0,src/* string */.Yj)({
        description: 'Namespace of the Deployment. Default: the one of the kubeconfig’s context, else `default`.',
        example: 'production',
        pattern: NAME,
        allowed: 'the name of a namespace',
    }),
    kubeconfig: (0,src/* secret */.rJ)({
        description: 'Content (or path) of the kubeconfig.',
        example: '${{ secrets.KUBECONFIG }}',
    }),
    'in-cluster': (0,src/* boolean */.zM)({
        description: 'Use the service account of the pod that the runner is.',
        example: 'true',
        default: 'false',
    }),
    context: (0,src/* string */.Yj)({ description: 'Context of the kubeconfig. Default: its current one.', example: 'production' }),
    ...evidenceInputs,
    steps: (0,src/* list */.p_)({
        description: 'Percents of the traffic that the canary gets, one after the other. With `100` at the end the canary takes all of it before stable is updated; it needs as many pods as stable for that.',
        example: '1, 10, 50',
        default: '5, 25, 50, 100',
        item: /^(100|[1-9]?\d)(\.\d+)?$/,
        allowed: 'rising percents above 0, up to 100',
    }),
    interval: (0,src/* duration */.p0)({
        description: 'Length of a block of evidence, and time between two looks. Take two to four scrape intervals.',
        example: '60s',
        default: '30s',
        min: '500ms',
        max: '1h',
    }),
    'step-min': (0,src/* duration */.p0)({
        description: 'Least time on each step, however good the evidence is.',
        example: '10m',
        default: '2m',
    }),
    'step-requests': (0,src/* number */.ai)({
        description: 'Least number of requests the canary must have had on each step.',
        example: '500',
        default: '50',
        min: 1,
        integer: true,
    }),
    'warm-up': (0,src/* duration */.p0)({
        description: 'How long latency is not judged after the first requests of the canary, and of the new stable when it gets the traffic back: caches fill, code is loaded. Errors always count. Default: one `interval`.',
        example: '2m',
        max: '1h',
    }),
    'error-tolerance': (0,src/* number */.ai)({
        description: 'Tolerated absolute increase of the share of errors, in percentage points. It is what “not worse” means, and decides how much traffic a proof takes.',
        example: '0.5',
        default: '1',
        min: 0,
        max: 50,
    }),
    'error-ratio': (0,src/* number */.ai)({
        description: 'Tolerated ratio of the canary’s error share to stable’s, beside the absolute tolerance.',
        example: '1',
        default: '1.5',
        min: 1,
        max: 10,
    }),
    'latency-tolerance': (0,src/* number */.ai)({
        description: 'Tolerated increase of the share of requests slower than a bucket’s edge, at every edge, in percentage points.',
        example: '2',
        default: '5',
        min: 0,
        max: 50,
    }),
    alpha: (0,src/* number */.ai)({
        description: 'Chance to send back a canary that is within the tolerances, over the whole run with all its looks.',
        example: '0.01',
        default: '0.05',
        min: 1e-6,
        max: 0.5,
    }),
    beta: (0,src/* number */.ai)({
        description: 'Chance to promote a canary that is outside of a tolerance.',
        example: '0.01',
        default: '0.05',
        min: 1e-6,
        max: 0.5,
    }),
    'split-tolerance': (0,src/* number */.ai)({
        description: 'By how many percent the odds of the traffic split may be off before the router is not believed.',
        example: '5',
        default: '15',
        min: 0,
        max: 100,
    }),
    'dispersion-guard': (0,src/* choice */.Yq)(['auto', 'required', 'off'], {
        description: 'Divides the evidence by how much stable’s own pods differ. It needs series per pod and three stable pods: `auto` uses it when they are there, `required` decides nothing without.',
        example: 'required',
        default: 'auto',
    }),
    'blind-budget': (0,src/* duration */.p0)({
        description: 'How long metrics may be gone while the canary has traffic. Until then nothing moves, then it goes back.',
        example: '2m',
        default: '5m',
        min: '1s',
    }),
    timeout: (0,src/* duration */.p0)({
        description: 'Time for all of it. What is not proven by then is inconclusive.',
        example: '4h',
        default: '1h',
        min: '1s',
    }),
    'rollout-timeout': (0,src/* duration */.p0)({
        description: 'Time for stable’s rollout on promotion, and for a route to be accepted.',
        example: '30m',
        default: '10m',
        min: '1s',
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
    ...deadManInputs,
    'on-inconclusive': (0,src/* choice */.Yq)(['go-back', 'hold'], {
        description: 'What becomes of a canary that is neither harmful nor proven. `hold` leaves it as it is; the next run continues.',
        example: 'hold',
        default: 'go-back',
    }),
    mode: (0,src/* choice */.Yq)(['run', 'observe', 'plan', 'abort'], {
        description: '`run` moves traffic. `observe` watches whoever moves it and says what it would have done. `plan` only prints how long things take to be seen. `abort` goes back and cleans up.',
        example: 'observe',
        default: 'run',
    }),
    'registry-username': (0,src/* string */.Yj)({ description: 'User of the registry that holds the image.', example: 'acme-bot' }),
    'registry-password': (0,src/* secret */.rJ)({
        description: 'Password or token of the registry. The statement about the promotion is attached to the image there.',
        example: '${{ secrets.REGISTRY_PASSWORD }}',
    }),
    sign: (0,src/* choice */.Yq)(['none', 'key'], {
        description: 'Whether the attestation is signed with `signing-key`.',
        example: 'key',
        default: 'none',
    }),
    'signing-key': (0,src/* secret */.rJ)({
        description: 'Private ECDSA P-256 key (PEM), with `sign: key`.',
        example: '${{ secrets.SIGNING_KEY }}',
    }),
    ...mlflowInputs,
    deployment: (0,src/* string */.Yj)({
        description: 'Number of the deployment on GitHub that k8s-deploy opened (its output): it ends as success or failure with the promotion. Whether that can be written changes no verdict.',
        example: '${{ steps.deploy.outputs.deployment }}',
        pattern: /^[1-9][0-9]{0,18}$/,
        allowed: 'the number of a deployment on GitHub',
    }),
    'github-token': (0,src/* secret */.rJ)({
        description: 'Token with `deployments: write`, for `deployment`.',
        example: '${{ github.token }}',
    }),
    url: (0,src/* string */.Yj)({
        description: 'Where the release answers, shown on the deployment.',
        example: 'https://app.example.org',
        pattern: /^https?:\/\/\S+$/,
        allowed: 'an http(s) address',
    }),
};

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/reasons.js
/** Why the action ended as it did, beside the standard reasons. */
const reasons = {
    promoted: 'The canary was proven to be within the tolerances; it is stable now.',
    'nothing-to-promote': 'No canary stands beside the stable release, which is the one of `digest` where that is given.',
    'errors-harm': 'The canary failed more often than tolerated; it went back.',
    'latency-harm': 'The canary was slower than tolerated; it went back.',
    'canary-unhealthy': 'The canary’s pods crashed, or none of them was ready; it went back.',
    blind: 'Metrics were gone longer than `blind-budget`; it went back.',
    'metrics-unavailable': 'Prometheus could not be read at the start; nothing was moved.',
    'metrics-differ': 'The arms’ histograms have different buckets, so that latency can’t be compared.',
    'no-traffic': 'The canary got no requests, so nothing could be proven.',
    'not-yet': 'The evidence was not enough by the end of `timeout`.',
    'split-not-honoured': 'The router did not deliver the weight that it was given, so that no count can be trusted; it went back.',
    'dispersion-unknown': 'Stable has too few pods with series of their own for `dispersion-guard: required`.',
    'stable-not-ready': 'Stable’s pods are not all ready: it could not take its traffic back. Nothing was moved.',
    'route-not-accepted': 'The router did not accept the route; it went back.',
    superseded: 'Somebody else changed the route or the canary, so this run went back; or took the Lease, or has another release than `digest` on trial or serving, so it wrote nothing more.',
    'deployment-in-progress': 'Another run holds the lease of this workload.',
    'promotion-blocked': 'Stable did not come up with the new release; the traffic stays on the canary, the next run continues.',
    'dead-man': 'The run before this one, or this one itself, had stopped without a word: the dead man’s switch put the traffic back.',
    'dead-man-not-armed': 'The dead man’s switch could not be armed in the cluster, so the canary got no traffic; what it had went back.',
    'cleaned-up': 'An earlier run had ended half-way back; this one finished going back.',
    aborted: 'The canary was sent back by `mode: abort`.',
    planned: 'Only a plan was made.',
    'would-promote': '`observe`: the canary is proven to be within the tolerances.',
    'would-go-back': '`observe`: the canary would have been sent back.',
    'unreadable-cluster': 'The cluster can not be reached or read. This is never taken for “no canary”.',
    forbidden: 'The account in the kubeconfig may not do this; the message names the verb and the resource.',
    'unreadable-state': "The release's state in the cluster can not be read, or was written by a newer version.",
    'registry-unreadable': 'The registry that holds the image can not be read, so that no promotion could be attested; nothing was moved.',
};

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/definition.js




/** The description of canary-promote. */
const definition = (0,src/* defineAction */.QP)({
    name: 'canary-promote',
    title: 'Canary promote',
    description: 'Move traffic only as far as the evidence goes: promote a canary that is proven safe, send a harmful one back',
    branding: { icon: 'git-merge', color: 'green' },
    hasPost: true,
    inputs: inputs,
    outputs: {
        image: 'The image that serves at the end, by digest.',
        model: 'Digest of the model that serves at the end.',
        weight: 'Percent of the traffic that the canary had at the end.',
        attestation: 'Digest of the attestation, attached to the image that was judged.',
        statement: 'Path of the statement (in-toto, JSON) that the attestation holds.',
        tracking: '`written` when the alias in MLflow names the version that serves, else why not: `unavailable`, `unauthorized`, `denied`, `rejected`, `rate-limited`, `not-found`, `invalid-response`, `cancelled`. Empty where nothing was to be written.',
        'mlflow-version': 'Version of `mlflow-model` that has the alias now.',
        report: 'Path of the report (JSON): raw counts per block and arm, weights, decisions, e-values.',
    },
    reasons: reasons,
    check: checkInputs,
});


/***/ }),

/***/ 56685:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _ml_actions_action__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(31897);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5322);


// Most runs of a workflow find wrong inputs or nothing to promote: what the rest needs is loaded when it is needed.
await (0,_ml_actions_action__WEBPACK_IMPORTED_MODULE_0__/* .runAction */ .Cs)(_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .definition */ .m, {
    main: async (inputs, services) => (await Promise.all(/* import() */[__nccwpck_require__.e(715), __nccwpck_require__.e(120), __nccwpck_require__.e(705)]).then(__nccwpck_require__.bind(__nccwpck_require__, 70705))).run(inputs, services),
    post: async (inputs, services) => (await Promise.all(/* import() */[__nccwpck_require__.e(715), __nccwpck_require__.e(120), __nccwpck_require__.e(183)]).then(__nccwpck_require__.bind(__nccwpck_require__, 84183))).post(inputs, services),
}, process);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 31897:
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
  ai: () => (/* reexport */ number),
  Cs: () => (/* reexport */ runAction),
  rJ: () => (/* reexport */ secret),
  Yj: () => (/* reexport */ string)
});

// UNUSED EXPORTS: STANDARD_REASONS, formatDuration, formatSize, multiline, pairs, parseDuration, parseInputs, parseSize, path, readContext, repository, size, systemClock

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(58500);
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
var external_node_fs_ = __nccwpck_require__(73024);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(37067);
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
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(79896);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
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


const { access, appendFile, writeFile } = external_fs_.promises;
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
                yield access(pathFromEnv, external_fs_.constants.R_OK | external_fs_.constants.W_OK);
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


const { chmod, copyFile, lstat, mkdir, open: io_util_open, readdir, rename, rm, rmdir, stat, symlink, unlink } = external_fs_.promises;
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
const READONLY = external_fs_.constants.O_RDONLY;
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
var src = __nccwpck_require__(69436);
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

/***/ 70562:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  dt: () => (/* reexport */ ALIAS),
  Ub: () => (/* reexport */ MODEL_NAME),
  MlflowError: () => (/* reexport */ error_MlflowError),
  openTracking: () => (/* reexport */ openTracking),
  pointAlias: () => (/* reexport */ pointAlias),
  kv: () => (/* reexport */ trackingProblems)
});

// UNUSED EXPORTS: DIGEST_TAG, registerVersion, tagVersion, versionOfAlias, versionOfDigest, writeRun

;// CONCATENATED MODULE: ./build/packages/mlflow/src/error.js
/** A call that failed. `transient`: the same call may be answered otherwise in a moment. */
class error_MlflowError extends Error {
    name = 'MlflowError';
    reason;
    transient;
    retryAfterMs;
    constructor(reason, message, options = {}) {
        super(message, { cause: options.cause });
        this.reason = reason;
        this.transient = options.transient ?? false;
        this.retryAfterMs = options.retryAfterMs;
    }
}

;// CONCATENATED MODULE: ./build/packages/mlflow/src/inputs.js
/** What is wrong with the inputs that belong together. Credentials without an address are no mistake: it may be empty. */
function trackingProblems(inputs) {
    const problems = [];
    const add = (input, message) => {
        problems.push({ input, message: `\`${input}\`: ${message}` });
    };
    const uri = inputs['mlflow-tracking-uri'];
    if (uri !== undefined && !isSafe(uri)) {
        add('mlflow-tracking-uri', `"${withoutCredentials(uri)}" is no address to send credentials to. Give an https address without user, query or fragment; plain http only on loopback. Example: "https://mlflow.example.com"`);
    }
    if ((inputs['mlflow-username'] === undefined) !== (inputs['mlflow-password'] === undefined)) {
        add('mlflow-password', '`mlflow-username` and `mlflow-password` belong together; one of them is empty.');
    }
    if (inputs['mlflow-token'] !== undefined && inputs['mlflow-username'] !== undefined) {
        add('mlflow-token', 'and `mlflow-username` exclude each other.');
    }
    return problems;
}
function isSafe(text) {
    if (!URL.canParse(text))
        return false;
    const { protocol, hostname, username, password, search, hash } = new URL(text);
    const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
    const bare = username === '' && password === '' && search === '' && hash === '';
    return bare && (protocol === 'https:' || (protocol === 'http:' && loopback));
}
function withoutCredentials(text) {
    return text.replace(/\/\/[^/]*@/, '//***@');
}

;// CONCATENATED MODULE: ./build/packages/mlflow/src/answer.js
/** Readers of MLflow's answers: what isn't there reads as empty, since its JSON leaves empty fields out. */
function answer_fieldsOf(value, name) {
    const found = name === undefined ? value : isFields(value) ? value[name] : undefined;
    return isFields(found) ? found : {};
}
function answer_textOf(value, name) {
    const found = value[name];
    return typeof found === 'string' ? found : typeof found === 'number' ? String(found) : '';
}
function answer_listOf(value, name) {
    const found = isFields(value) ? value[name] : undefined;
    return Array.isArray(found) ? found.filter(isFields) : [];
}
/** The pairs of a list of `{key, value}`. */
function answer_pairsOf(value, name) {
    return new Map(answer_listOf(value, name).map((pair) => [answer_textOf(pair, 'key'), answer_textOf(pair, 'value')]));
}
/** The largest double stands for infinity in MLflow's SQL stores. */
function answer_numberOf(value) {
    const number = typeof value === 'number' ? value : Number(value);
    return Math.abs(number) === Number.MAX_VALUE ? Math.sign(number) * Number.POSITIVE_INFINITY : number;
}
function isFields(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/packages/mlflow/src/limits.js
/** What one request may hold (MLflow 3.17, `utils/validation.py`); the server refuses all of a larger one. */
const MAX_BYTES = 900_000;
const MAX_KEY_LENGTH = 250;
const MAX_TAG_LENGTH = 8_000;
const MAX_PARAM_LENGTH = 6_000;
/** How many of a kind one request may hold. */
const limits_PER_REQUEST = { metrics: 1_000, params: 100, tags: 100 };
/** Splits items into requests that are small enough, in number and in bytes. */
function limits_batches(items, perRequest) {
    const all = [];
    let bytes = 0;
    for (const item of items) {
        const size = Buffer.byteLength(JSON.stringify(item)) + 2;
        const last = all.at(-1);
        if (last === undefined || last.length >= perRequest || bytes + size > MAX_BYTES) {
            all.push([item]);
            bytes = size;
        }
        else {
            last.push(item);
            bytes += size;
        }
    }
    return all;
}
/** Pairs as MLflow takes them: keys of its alphabet, values of its length. */
function limits_pairs(of, values) {
    const keys = limits_safeKeys(values.keys());
    const longest = of === 'params' ? MAX_PARAM_LENGTH : MAX_TAG_LENGTH;
    return [...values].map(([name, value]) => ({ key: keys.get(name) ?? name, value: shortened(value, longest) }));
}
/** Names as keys: `@` and the like become `_`, paths that lead nowhere are straightened, and no two become one. */
function limits_safeKeys(names) {
    const keys = new Map();
    const taken = new Set();
    for (const name of names) {
        if (keys.has(name))
            continue;
        const parts = name.replaceAll(/[^\w.\-:/ ]/g, '_').split('/');
        const straight = parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('/');
        const short = straight === '' ? '_' : straight.slice(0, MAX_KEY_LENGTH);
        let key = short;
        for (let again = 2; taken.has(key); again += 1)
            key = `${short.slice(0, MAX_KEY_LENGTH - 8)}_${again}`;
        taken.add(key);
        keys.set(name, key);
    }
    return keys;
}
function shortened(value, length) {
    return value.length <= length ? value : `${value.slice(0, length - 1)}…`;
}

;// CONCATENATED MODULE: ./build/packages/mlflow/src/metrics.js


/** MLflow's own page size at most. */
const PAGE = '25000';
/** Writes what of these points the run has not got yet; `known` are the metrics that it has at all. */
async function metrics_writeMetrics(mlflow, runId, points, known) {
    const keys = safeKeys(points.map(({ name }) => name));
    const there = new Set();
    for (const key of known) {
        for (const { step, value } of await metrics_history(mlflow, runId, key))
            there.add(pointKey(key, step, value));
    }
    const missing = points
        .map(({ name, ...point }) => ({ key: keys.get(name) ?? name, ...point }))
        .filter(({ key, step, value }) => !there.has(pointKey(key, step, value)))
        .map(({ key, value, step, timestampMs }) => ({ key, value: inJson(value), step, timestamp: timestampMs }));
    for (const metrics of batches(missing, PER_REQUEST.metrics)) {
        await mlflow.retry(() => mlflow.post('runs/log-batch', { run_id: runId, metrics }));
    }
}
async function metrics_history(mlflow, runId, key) {
    const points = [];
    for (let token = '';;) {
        const page = { max_results: PAGE, ...(token === '' ? {} : { page_token: token }) };
        const answer = await mlflow.get('metrics/get-history', { run_id: runId, metric_key: key, ...page });
        for (const { step, value } of listOf(answer, 'metrics')) {
            points.push({ step: numberOf(step ?? 0), value: numberOf(value) });
        }
        const next = textOf(fieldsOf(answer), 'next_page_token');
        if (next === '' || next === token)
            return points;
        token = next;
    }
}
function pointKey(key, step, value) {
    return `${key}\n${step}\n${value}`;
}
/** JSON has no word for NaN and infinity; protobuf's reading of it takes them as texts. */
function inJson(value) {
    return Number.isFinite(value) ? value : String(value);
}

;// CONCATENATED MODULE: ./build/packages/mlflow/src/run.js





/** The tag by which a run is found again. */
const KEY_TAG = 'ml-actions.key';
/** Writes a run with all that belongs to it; one that was left half-way is completed, a complete one left alone. */
async function writeRun(mlflow, run) {
    const experiment = await experimentOf(mlflow, run.experiment);
    const found = await mlflow.retry(async () => (await find(mlflow, experiment, run.key)) ?? create());
    const info = fieldsOf(found, 'info');
    const id = textOf(info, 'run_id');
    if (id === '')
        throw new MlflowError('invalid-response', 'MLflow answered with a run that has no run_id');
    const directory = artifactPath(mlflow, textOf(info, 'artifact_uri'));
    const written = { id, hasArtifacts: directory !== undefined };
    if (textOf(info, 'status') !== 'RUNNING')
        return written;
    const log = (content) => mlflow.retry(() => mlflow.post('runs/log-batch', { run_id: id, ...content }));
    for (const params of batches(pairs('params', run.params), PER_REQUEST.params))
        await log({ params });
    for (const tags of batches(pairs('tags', run.tags), PER_REQUEST.tags))
        await log({ tags });
    await writeMetrics(mlflow, id, run.metrics, pairsOf(fieldsOf(found, 'data'), 'metrics').keys());
    if (directory !== undefined) {
        for (const { name, content } of run.artifacts)
            await mlflow.put(`${directory}/${encodeURIComponent(name)}`, content);
    }
    // Last, since it says that all the rest is there.
    const end = { run_id: id, status: run.status, end_time: run.endedAtMs };
    await mlflow.retry(() => mlflow.post('runs/update', end));
    return written;
    async function create() {
        const answer = await mlflow.post('runs/create', {
            experiment_id: experiment,
            run_name: run.name,
            start_time: run.startedAtMs,
            tags: [{ key: KEY_TAG, value: run.key }],
        });
        return fieldsOf(answer, 'run');
    }
}
async function find(mlflow, experiment, key) {
    const filter = `tags.\`${KEY_TAG}\` = '${key}'`;
    const answer = await mlflow.post('runs/search', { experiment_ids: [experiment], filter, max_results: 1 });
    return listOf(answer, 'runs')[0];
}
async function experimentOf(mlflow, name) {
    return mlflow.retry(async () => (await look()) ?? (await make()) ?? gone());
    async function look() {
        const answer = await run_unless('not-found', mlflow.get('experiments/get-by-name', { experiment_name: name }));
        const experiment = fieldsOf(answer, 'experiment');
        if (textOf(experiment, 'lifecycle_stage') === 'deleted') {
            const said = `The experiment "${name}" was deleted in MLflow; restore it, or name another one as \`mlflow-experiment\`.`;
            throw new MlflowError('rejected', said);
        }
        const id = textOf(experiment, 'experiment_id');
        return id === '' ? undefined : id;
    }
    /** Another job may be making the same one. */
    async function make() {
        const answer = await run_unless('exists', mlflow.post('experiments/create', { name }));
        return answer === undefined ? look() : textOf(fieldsOf(answer), 'experiment_id');
    }
    function gone() {
        throw new MlflowError('unavailable', `The experiment "${name}" is neither there nor to be made`, {
            transient: true,
        });
    }
}
/** The answer, or `undefined` where MLflow refused for this one reason. */
async function run_unless(reason, answer) {
    try {
        return await answer;
    }
    catch (error) {
        if (error instanceof MlflowError && error.reason === reason)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/packages/mlflow/src/model-versions.js



/** The tag of a model version that names the model's digest. */
const DIGEST_TAG = 'model-digest';
/** Names of registered models that need no quoting; MLflow itself forbids `/` and `:`. */
const MODEL_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_. -]{0,254}$/u;
/** MLflow takes neither `latest` nor `v1` and the like. */
const ALIAS = /^(?!latest$|v\d+$)[\w-]{1,255}$/i;
/** Registers a model, unless a version of the same digest is there already. Returns the version's number. */
async function registerVersion(mlflow, wanted) {
    const { model, digest } = wanted;
    await mlflow.retry(() => unless('exists', mlflow.post('registered-models/create', { name: model })));
    return mlflow.retry(async () => {
        const found = await versionOfDigest(mlflow, model, digest);
        if (found !== undefined)
            return found.version;
        const tags = [[DIGEST_TAG, digest], ...wanted.tags].map(([key, value]) => ({ key, value }));
        const { source, runId } = wanted;
        const answer = await mlflow.post('model-versions/create', { name: model, source, run_id: runId, tags });
        return versionOf(fieldsOf(answer, 'model_version')).version;
    });
}
/** The newest version whose tag names this digest. */
async function versionOfDigest(mlflow, model, digest) {
    const filter = `name='${model}' and tags.\`${DIGEST_TAG}\`='${digest}'`;
    const order = 'version_number DESC';
    const answer = await mlflow.get('model-versions/search', { filter, max_results: '1', order_by: order });
    const found = answer_listOf(answer, 'model_versions')[0];
    return found === undefined ? undefined : versionOf(found);
}
/** The version behind an alias; `undefined` when there is no such alias, or no such model. */
async function versionOfAlias(mlflow, model, alias) {
    try {
        const answer = await mlflow.get('registered-models/alias', { name: model, alias });
        return versionOf(answer_fieldsOf(answer, 'model_version'));
    }
    catch (error) {
        if (!(error instanceof error_MlflowError))
            throw error;
        // A missing alias is a 400 with words of its own, a missing model a 404 with a code; any other 404 is not MLflow's.
        const missing = error.reason === 'rejected' ? /alias .*not found/i : /RESOURCE_DOES_NOT_EXIST/;
        if ((error.reason === 'rejected' || error.reason === 'not-found') && missing.test(error.message))
            return undefined;
        throw error;
    }
}
/** Gives the alias to the version of this digest. Returns that version's number. Throws `not-found` when there is none. */
async function pointAlias(mlflow, { model, alias, digest }) {
    const wanted = await versionOfDigest(mlflow, model, digest);
    if (wanted === undefined) {
        const said = `no version of the registered model "${model}" has the tag ${DIGEST_TAG} ${digest}`;
        throw new error_MlflowError('not-found', said);
    }
    const { version } = wanted;
    const now = await versionOfAlias(mlflow, model, alias);
    if (now?.version !== version)
        await mlflow.retry(() => mlflow.post('registered-models/alias', { name: model, alias, version }));
    return version;
}
/** Sets tags on a version; those that it has already keep their place. */
async function tagVersion(mlflow, model, version, tags) {
    for (const [key, value] of tags)
        await mlflow.retry(() => mlflow.post('model-versions/set-tag', { name: model, version, key, value }));
}
function versionOf(found) {
    const version = answer_textOf(found, 'version');
    if (version === '')
        throw new error_MlflowError('invalid-response', 'MLflow answered with a model version without number');
    const { aliases } = found;
    return {
        version,
        source: answer_textOf(found, 'source'),
        tags: answer_pairsOf(found, 'tags'),
        aliases: Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === 'string') : [],
    };
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(58500);
;// CONCATENATED MODULE: ./build/packages/mlflow/src/session.js



const ATTEMPTS = 4;
const FIRST_WAIT_MS = 500;
const LONGEST_RETRY_AFTER_MS = 30_000;
const REQUEST_LIMIT_MS = 20_000;
const MAX_ANSWER_BYTES = 32 * 2 ** 20;
const MAX_MESSAGE = 300;
/** A session with the server that the inputs name; `undefined` when they name none. All it does must end within its limit. */
function openTracking(inputs, services, limits) {
    const uri = inputs['mlflow-tracking-uri'];
    if (uri === undefined)
        return undefined;
    const base = new URL(uri.endsWith('/') ? uri : `${uri}/`);
    const deadline = AbortSignal.timeout(limits.limitMs);
    const end = services.signal === undefined ? deadline : AbortSignal.any([services.signal, deadline]);
    const authorization = authorizationOf(inputs);
    const wait = limits.wait ?? ((milliseconds) => (0,promises_.setTimeout)(milliseconds, undefined, { signal: end }));
    async function retry(attempt) {
        for (let tries = 1;; tries += 1) {
            try {
                return await attempt();
            }
            catch (error) {
                if (!(error instanceof error_MlflowError) || !error.transient || end.aborted)
                    throw error;
                // No longer transient: whoever called for this must not begin again.
                if (tries >= ATTEMPTS)
                    throw new error_MlflowError(error.reason, `${error.message}, ${tries} times`, { cause: error });
                const pause = error.retryAfterMs ?? FIRST_WAIT_MS * 2 ** (tries - 1) * (1 + Math.random() / 2);
                services.log.info(`${error.message}; trying again in ${(pause / 1000).toFixed(1)} s (${tries} of ${ATTEMPTS})`);
                await wait(pause).catch(() => {
                    throw error;
                });
            }
        }
    }
    async function send({ method, path, query, body }) {
        const url = new URL(path, base);
        for (const [name, value] of Object.entries(query ?? {}))
            url.searchParams.set(name, value);
        const what = `${method} ${url.host}${url.pathname}`;
        try {
            const response = await services.fetch(url, {
                method,
                headers: {
                    accept: 'application/json',
                    ...(body === undefined ? {} : { 'content-type': contentTypeOf(body) }),
                    ...(authorization === undefined ? {} : { authorization }),
                },
                ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
                // A redirect leads to a login page, and credentials must not follow it.
                redirect: 'manual',
                signal: AbortSignal.any([end, AbortSignal.timeout(REQUEST_LIMIT_MS)]),
            });
            const text = await readCapped(response, what);
            if (!response.ok)
                throw failureOf(response, text, what);
            return text === '' ? {} : parse(text, what);
        }
        catch (error) {
            throw error instanceof error_MlflowError ? error : broken(error, what);
        }
    }
    function broken(error, what) {
        if (services.signal?.aborted === true)
            return new error_MlflowError('cancelled', `${what} was cancelled`);
        if (deadline.aborted) {
            const said = `MLflow at ${base.host} took longer than ${limits.limitMs / 1000} s; the last request was ${what}`;
            return new error_MlflowError('unavailable', said);
        }
        return new error_MlflowError('unavailable', `${what} got no whole answer (${codeOf(error)})`, {
            transient: true,
            cause: error,
        });
    }
    return {
        uri: base.origin,
        get: (path, query) => retry(() => send({ method: 'GET', path: `api/2.0/mlflow/${path}`, query })),
        post: (path, body) => send({ method: 'POST', path: `api/2.0/mlflow/${path}`, body: JSON.stringify(body) }),
        async put(path, content) {
            await retry(() => send({ method: 'PUT', path, body: content }));
        },
        retry,
    };
}
function authorizationOf(inputs) {
    const { 'mlflow-token': token, 'mlflow-username': username, 'mlflow-password': password } = inputs;
    if (token !== undefined)
        return `Bearer ${token}`;
    if (username === undefined || password === undefined)
        return undefined;
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
function contentTypeOf(body) {
    return typeof body === 'string' ? 'application/json' : 'application/octet-stream';
}
async function readCapped(response, what) {
    const parts = [];
    let size = 0;
    const chunks = response.body ?? undefined;
    if (chunks === undefined)
        return '';
    for await (const part of chunks) {
        if (!(part instanceof Uint8Array))
            continue;
        size += part.byteLength;
        if (size > MAX_ANSWER_BYTES)
            throw new error_MlflowError('invalid-response', `${what} was answered with more than ${MAX_ANSWER_BYTES} bytes`);
        parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8').trim();
}
function parse(text, what) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        const said = `${what} was answered with something else than JSON: is this the address of MLflow itself?`;
        throw new error_MlflowError('invalid-response', said, { cause: error });
    }
}
/** The error of an answer; of the server's own words only a part is shown, since they can hold its SQL. */
function failureOf(response, text, what) {
    const { status } = response;
    const { code, message } = wordsOf(text);
    const said = [code, message].filter((part) => part !== '').join(': ');
    return new error_MlflowError(reasonOf(status, code), `${what} was answered ${status}${said === '' ? '' : ` (${said})`}`, {
        transient: status === 408 || status === 429 || (status >= 500 && status !== 501),
        retryAfterMs: retryAfter(response),
    });
}
function wordsOf(text) {
    try {
        const value = answer_fieldsOf(JSON.parse(text));
        const message = (answer_textOf(value, 'message').split('\n')[0] ?? '').replaceAll(/\p{Cc}+/gu, ' ').slice(0, MAX_MESSAGE);
        return { code: answer_textOf(value, 'error_code'), message };
    }
    catch {
        return { code: '', message: '' };
    }
}
function reasonOf(status, code) {
    if (code === 'RESOURCE_ALREADY_EXISTS')
        return 'exists';
    if (status === 401 || (status >= 300 && status < 400))
        return 'unauthorized';
    if (status === 403)
        return 'denied';
    if (status === 404)
        return 'not-found';
    if (status === 429)
        return 'rate-limited';
    return status === 408 || (status >= 500 && status !== 501) ? 'unavailable' : 'rejected';
}
function retryAfter(response) {
    const header = response.headers.get('retry-after') ?? '';
    return /^\d+$/.test(header) ? Math.min(Number(header) * 1000, LONGEST_RETRY_AFTER_MS) : undefined;
}
function codeOf(error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    if (typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string')
        return cause.code;
    return cause instanceof Error ? cause.message.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 100) : 'unknown';
}

;// CONCATENATED MODULE: ./build/packages/mlflow/src/index.js







/***/ }),

/***/ 69436:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  D4: () => (/* reexport */ StartError),
  Is: () => (/* reexport */ harmless),
  ni: () => (/* reexport */ start)
});

// UNUSED EXPORTS: run, splitLines

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __nccwpck_require__(46193);
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
var external_node_stream_ = __nccwpck_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __nccwpck_require__(46466);
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

/***/ 68396:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  HH: () => (/* reexport */ PrometheusError),
  NX: () => (/* reexport */ histogramBlocks),
  LE: () => (/* reexport */ incrementsPerBlock),
  eu: () => (/* reexport */ literal),
  wU: () => (/* reexport */ mergeSeries),
  vf: () => (/* reexport */ newestSample),
  jL: () => (/* reexport */ openPrometheus),
  Pl: () => (/* reexport */ parseSelector),
  O2: () => (/* reexport */ seenBlocks),
  gD: () => (/* reexport */ selector)
});

// UNUSED EXPORTS: bucketEdge

;// CONCATENATED MODULE: ./build/packages/prometheus/src/error.js
/** A query that failed. `status` is the HTTP status where there was one. */
class PrometheusError extends Error {
    reason;
    status;
    constructor(reason, message, options = {}) {
        super(message, { cause: options.cause });
        this.name = 'PrometheusError';
        this.reason = reason;
        this.status = options.status;
    }
}

;// CONCATENATED MODULE: ./build/packages/prometheus/src/answer.js

function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function malformed(what) {
    throw new PrometheusError('malformed', `Prometheus answered something else than its API promises: ${what}.`);
}
function readLabels(value) {
    if (!isObject(value))
        malformed('a series without labels');
    const labels = {};
    for (const [name, text] of Object.entries(value)) {
        if (typeof text !== 'string')
            malformed(`label ${name} is no text`);
        labels[name] = text;
    }
    return labels;
}
function readSample(value) {
    if (!Array.isArray(value))
        malformed('a sample that is no pair');
    const pair = value;
    const [time, text] = pair;
    if (typeof time !== 'number' || typeof text !== 'string')
        malformed('a sample that is no pair of time and value');
    return { timeMs: Math.round(time * 1000), value: readValue(text) };
}
function readValue(text) {
    if (text === '+Inf' || text === 'Inf')
        return Number.POSITIVE_INFINITY;
    if (text === '-Inf')
        return Number.NEGATIVE_INFINITY;
    return Number(text);
}
/** Reads the body of a query's answer; throws a PrometheusError on an error answer or a body of another shape. */
function readAnswer(body, status) {
    const answer = parse(body, status);
    if (answer['status'] === 'error') {
        const kind = typeof answer['errorType'] === 'string' ? answer['errorType'] : 'unnamed';
        const reason = kind === 'bad_data' ? 'bad-selector' : kind === 'timeout' ? 'timeout' : 'refused';
        const text = typeof answer['error'] === 'string' ? answer['error'] : 'no text';
        throw new PrometheusError(reason, `Prometheus refused the query (${kind}): ${text}`, { status });
    }
    // For raw samples a warning means that a part of them could not be fetched (remote read, Thanos' partial response).
    const warnings = answer['warnings'];
    if (Array.isArray(warnings) && warnings.length > 0)
        throw new PrometheusError('unavailable', `Prometheus answered in part only: ${JSON.stringify(warnings[0]).slice(0, 300)}`, {
            status,
        });
    const data = answer['data'];
    if (!isObject(data) || !Array.isArray(data['result']))
        malformed('no result');
    const kind = data['resultType'];
    if (kind !== 'matrix' && kind !== 'vector')
        malformed('a result that is neither matrix nor vector');
    return data['result'].map((entry) => {
        if (!isObject(entry))
            malformed('a series that is no object');
        const raw = kind === 'vector' ? [entry['value']] : entry['values'];
        // A native histogram has no values: it can't be read as a counter.
        if (raw === undefined || (kind === 'vector' && entry['value'] === undefined)) {
            return { labels: readLabels(entry['metric']), samples: [] };
        }
        if (!Array.isArray(raw))
            malformed('a series without values');
        return { labels: readLabels(entry['metric']), samples: raw.map(readSample) };
    });
}
function parse(body, status) {
    try {
        const value = JSON.parse(body);
        if (isObject(value))
            return value;
    }
    catch {
        // Said below, with what came instead.
    }
    const reason = status >= 500 ? 'unavailable' : 'malformed';
    throw new PrometheusError(reason, `Answer is not Prometheus' JSON (HTTP ${status}): ${body.slice(0, 120).trim()}`, {
        status,
    });
}

;// CONCATENATED MODULE: ./build/packages/prometheus/src/client.js


const TIMEOUT_MS = 10_000;
const MAX_BYTES = 64 * 1024 * 1024;
/** Opens a client. Only raw selectors are ever sent, by POST, so that long ones fit. */
function openPrometheus(options) {
    const address = queryAddress(options.url);
    const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        ...authorization(options.auth ?? { kind: 'none' }),
    };
    const query = async (text, atMs) => {
        const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
        const timeout = AbortSignal.timeout(timeoutMs);
        const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
        const body = new URLSearchParams({
            query: text,
            time: (atMs / 1000).toFixed(3),
            timeout: `${Math.ceil(timeoutMs / 1000)}s`,
        });
        try {
            const response = await (options.fetch ?? fetch)(address, {
                method: 'POST',
                headers,
                body,
                signal,
                redirect: 'manual',
            });
            const answer = await readCapped(response, options.maxBytes ?? MAX_BYTES);
            checkStatus(response.status, answer);
            return readAnswer(answer, response.status);
        }
        catch (error) {
            if (error instanceof PrometheusError || options.signal?.aborted === true)
                throw error;
            if (timeout.aborted)
                throw new PrometheusError('timeout', `Prometheus did not answer within ${timeoutMs} ms.`, { cause: error });
            const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
            const text = cause instanceof Error ? cause.message : String(cause);
            throw new PrometheusError('unreachable', `Prometheus at ${address.origin} can't be reached: ${text}`, {
                cause: error,
            });
        }
    };
    return {
        range: (selector, { endMs, windowMs }) => query(`${selector}[${Math.max(1, Math.ceil(windowMs))}ms]`, endMs),
        instant: (selector, atMs) => query(selector, atMs),
    };
}
function queryAddress(url) {
    const base = new URL(url.endsWith('/') ? url : `${url}/`);
    if (base.protocol !== 'http:' && base.protocol !== 'https:')
        throw new PrometheusError('unreachable', `Prometheus' address must be http or https: ${url}`);
    if (base.username !== '' || base.password !== '')
        throw new PrometheusError('unauthorized', "Credentials don't belong into Prometheus' address; give them as inputs.");
    return new URL('api/v1/query', base);
}
function authorization(auth) {
    switch (auth.kind) {
        case 'none':
            return {};
        case 'basic':
            return { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` };
        case 'bearer':
            return { authorization: `Bearer ${auth.token}` };
    }
}
function checkStatus(status, answer) {
    if (status === 401 || status === 403)
        throw new PrometheusError('unauthorized', `Prometheus refused the credentials (HTTP ${status}).`, { status });
    if (status >= 300 && status < 400)
        throw new PrometheusError('unauthorized', `Prometheus redirects (HTTP ${status}), probably to a login page.`, {
            status,
        });
    if (status === 429 || (status >= 500 && !answer.startsWith('{')))
        throw new PrometheusError('unavailable', `Prometheus is not available (HTTP ${status}).`, { status });
}
async function readCapped(response, maxBytes) {
    const parts = [];
    let size = 0;
    const chunks = response.body ?? undefined;
    if (chunks === undefined)
        return '';
    for await (const part of chunks) {
        if (!(part instanceof Uint8Array))
            continue;
        size += part.byteLength;
        if (size > maxBytes)
            throw new PrometheusError('too-large', `Prometheus' answer is longer than ${maxBytes} bytes. Narrow the selector.`);
        parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
}

;// CONCATENATED MODULE: ./build/packages/prometheus/src/histogram.js
/** `le` as a number: Prometheus 3 writes 1.0 where 2 kept 1. Undefined when it is none. */
function bucketEdge(le) {
    if (le === '+Inf' || le === 'Inf')
        return Number.POSITIVE_INFINITY;
    const edge = le === undefined || le.trim() === '' ? Number.NaN : Number(le);
    return Number.isNaN(edge) ? undefined : edge;
}
/** The finite bucket edges of these `_bucket` series when all histograms among them agree on one set, else undefined. */
function commonEdges(buckets) {
    const sets = new Map();
    for (const { labels } of buckets) {
        const { le, ...rest } = labels;
        const edge = bucketEdge(le);
        if (edge === undefined)
            return undefined;
        const key = JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
        sets.set(key, (sets.get(key) ?? new Set()).add(edge));
    }
    const [first, ...others] = [...sets.values()].map((set) => [...set].sort((a, b) => a - b));
    if (first === undefined || first.at(-1) !== Number.POSITIVE_INFINITY)
        return undefined;
    if (others.some((edges) => JSON.stringify(edges) !== JSON.stringify(first)))
        return undefined;
    return first.slice(0, -1);
}
/**
 * Sums the increments of one arm's `_bucket` series into requests and "slower than" counts per block. Histograms with
 * different bucket sets (a new version that changed them) can't be summed or compared: that is said, never guessed.
 */
function histogramBlocks(buckets, blocks) {
    if (buckets.length === 0)
        return { ok: false, reason: 'no-series', message: 'There is no _bucket series.' };
    const edges = commonEdges(buckets);
    if (edges === undefined)
        return {
            ok: false,
            reason: 'bucket-sets-differ',
            message: 'Its histograms do not all have the same buckets up to +Inf.',
        };
    const within = new Map();
    for (const { labels, perBlock } of buckets) {
        const edge = bucketEdge(labels['le']);
        if (edge === undefined)
            continue;
        const sum = within.get(edge) ?? Array.from({ length: blocks }, () => 0);
        within.set(edge, sum.map((value, block) => value + (perBlock[block] ?? 0)));
    }
    return {
        ok: true,
        edges,
        blocks: Array.from({ length: blocks }, (_, block) => {
            const total = within.get(Number.POSITIVE_INFINITY)?.[block] ?? 0;
            // Buckets of one scrape may be torn by a reset in between: a count can't leave [0, total].
            const slower = edges.map((edge) => Math.min(total, Math.max(0, total - (within.get(edge)?.[block] ?? 0))));
            return { total, slower };
        }),
    };
}

;// CONCATENATED MODULE: ./build/packages/prometheus/src/increments.js
/** The default identity of a scrape target. */
function scrapeTarget(labels) {
    return JSON.stringify([labels['job'], labels['instance'], labels['namespace'], labels['pod']]);
}
/** Since when each target was seen at all: the time of its first sample in any series. */
function firstSeen(series, target) {
    const seen = new Map();
    for (const { labels, samples } of series) {
        const [first] = samples;
        const name = target(labels);
        if (first !== undefined)
            seen.set(name, Math.min(first.timeMs, seen.get(name) ?? Number.POSITIVE_INFINITY));
    }
    return seen;
}
/**
 * Increments of counters per block, from raw samples (merge answers with `mergeSeries` first).
 *
 * - A value below the one before is a reset: the counter began at 0, so all of it counts.
 * - A series that appears on a target already being scraped began at 0 too (a new `code="500"`): its first value counts.
 * - A series that appears together with its target has an unknown past: its first value is only a starting point.
 * - After a gap the whole increase falls into the block of the sample that ends the gap: nothing is guessed in between.
 */
function incrementsPerBlock(series, grid, { target = scrapeTarget, witnesses = [] } = {}) {
    const seen = firstSeen([...series, ...witnesses], target);
    return series.map(({ labels, samples }) => {
        const perBlock = Array.from({ length: grid.blocks }, () => 0);
        let resets = 0;
        let before;
        for (const sample of samples) {
            const isReset = before !== undefined && sample.value < before;
            if (isReset)
                resets++;
            const since = before ?? bornWith(sample, seen.get(target(labels)));
            const block = Math.ceil((sample.timeMs - grid.startMs) / grid.stepMs) - 1;
            const known = perBlock[block];
            if (known !== undefined)
                perBlock[block] = known + sample.value - (isReset ? 0 : since);
            before = sample.value;
        }
        return { labels, perBlock, resets };
    });
}
/** What to subtract from a series' first sample: nothing when its target was seen before it, all of it otherwise. */
function bornWith(sample, targetSeenMs) {
    return targetSeenMs !== undefined && targetSeenMs < sample.timeMs ? 0 : sample.value;
}
/** The newest sample's time at or before `atMs` over all series, or undefined: how fresh the evidence is. */
function newestSample(series, atMs = Number.POSITIVE_INFINITY) {
    const times = series.flatMap(({ samples }) => samples.findLast(({ timeMs }) => timeMs <= atMs)?.timeMs ?? []);
    return times.length === 0 ? undefined : Math.max(...times);
}
/**
 * Whether each block was seen: a sample inside it in at least one of these series. A block that was not seen is missing
 * data, never zero requests.
 */
function seenBlocks(series, grid) {
    const seen = Array.from({ length: grid.blocks }, () => false);
    for (const { timeMs } of series.flatMap(({ samples }) => samples)) {
        const block = Math.ceil((timeMs - grid.startMs) / grid.stepMs) - 1;
        if (block >= 0 && block < grid.blocks)
            seen[block] = true;
    }
    return seen;
}

;// CONCATENATED MODULE: ./build/packages/prometheus/src/selector.js

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const MATCHER = /^\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)\s*(,|(?=\}))/;
/** Quotes a label value for PromQL. */
function quote(value) {
    return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
/** Escapes text for use inside a label regex (RE2). */
function literal(text) {
    return text.replaceAll(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}
/** Builds a raw selector from a metric's name and label conditions. */
function selector(metric, labels = {}) {
    const conditions = Object.entries(labels).map(([name, condition]) => {
        if (typeof condition === 'string')
            return `${name}=${quote(condition)}`;
        return 'regex' in condition ? `${name}=~${quote(condition.regex)}` : `${name}!=${quote(condition.not)}`;
    });
    return parseSelector(`${metric}{${conditions.join(',')}}`);
}
function isRaw(text) {
    const name = NAME.exec(text)?.[0];
    if (name === undefined)
        return false;
    let rest = text.slice(name.length).trimStart();
    if (rest === '')
        return true;
    if (!rest.startsWith('{'))
        return false;
    rest = rest.slice(1);
    while (!/^\s*\}/.test(rest)) {
        const matched = MATCHER.exec(rest)?.[0];
        if (matched === undefined)
            return false;
        rest = rest.slice(matched.length);
    }
    return /^\s*\}\s*$/.test(rest);
}
/**
 * Accepts `metric{label="value",…}` and nothing else. Functions, ranges and offsets are refused: increments are computed
 * here from raw samples, because `rate` and `increase` give a new series' first requests away.
 */
function parseSelector(text) {
    const trimmed = text.trim();
    if (isRaw(trimmed))
        return trimmed;
    throw new PrometheusError('bad-selector', `Not a raw series selector: ${trimmed}. Write a metric's name with label conditions, for example ` +
        `http_requests_total{namespace="default",pod=~"app-canary-.*"}; functions such as rate() or sum() are not accepted.`);
}

;// CONCATENATED MODULE: ./build/packages/prometheus/src/series.js
/** A series' identity: its labels in a fixed order. */
function seriesKey(labels, without = []) {
    return JSON.stringify(Object.entries(labels)
        .filter(([name]) => !without.includes(name))
        .sort(([a], [b]) => (a < b ? -1 : 1)));
}
/**
 * Joins answers that overlap in time: per series, samples in order of time, each time once. (Prometheus 2 includes the
 * sample exactly at a range's left edge, 3 does not; windows that touch would count it twice.) NaN is left out.
 */
function mergeSeries(answers) {
    const merged = new Map();
    for (const series of answers.flat()) {
        const key = seriesKey(series.labels);
        const entry = merged.get(key) ?? { labels: series.labels, samples: new Map() };
        merged.set(key, entry);
        for (const { timeMs, value } of series.samples)
            if (Number.isFinite(value))
                entry.samples.set(timeMs, value);
    }
    return [...merged.values()].map(({ labels, samples }) => ({
        labels,
        samples: [...samples].sort(([a], [b]) => a - b).map(([timeMs, value]) => ({ timeMs, value })),
    }));
}

;// CONCATENATED MODULE: ./build/packages/prometheus/src/index.js








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
/******/ var __webpack_exports__ = __nccwpck_require__(56685);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
